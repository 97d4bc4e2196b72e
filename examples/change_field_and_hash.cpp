// One state machine under three proof systems: what changes is one configuration struct.
//
// The machine is written once, generic over nothing: constraint descriptions do not know their field. A configuration
// names a field, an extension, a permutation for the transcript, hashes for rows and nodes, and the numbers that the
// soundness of its proofs depends on; fewer proven bits than the target do not compile.

#include <cstdint>
#include <cstdio>
#include <utility>

#include <zonogon/air/builder.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/field/koala_bear8.hpp>
#include <zonogon/hash/hashers.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

namespace {

using namespace zonogon;

/// Another field, with the hash that is native to it.
struct koala_bear_config {
    using field = field::koala_bear;
    using extension = zonogon::field::koala_bear8;
    using permutation = hash::poseidon2_koala_bear_24;
    using hasher = hash::sponge<permutation, 16, 8>;
    using compression = hash::truncated_permutation<hash::poseidon2_koala_bear_16, 8>;
    static constexpr soundness::parameters parameters{.queries = 184, .max_log_height = 20, .log_max_fractions = 28};
};

/// The default's field with trees of Keccak-256.
struct keccak_config : stark::default_config {
    using hasher = hash::keccak_hasher<field>;
    using compression = hash::keccak_compression<field>;
};

/// x, y -> y, x + y + (1 on every fourth row, else 0).
air::owned_ir machine() {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    const auto beat = b.periodic("beat", {1, 0, 0, 0});
    b.assert_zero("x starts at 0", b.first_row() * x);
    b.assert_zero("y starts at 1", b.first_row() * (y - 1));
    b.assert_zero("x moves on", b.transition() * (x.next() - y));
    b.assert_zero("y is the sum", b.transition() * (y.next() - x - y - beat));
    b.assert_zero("result", b.last_row() * (y - b.public_value(0)));
    return b.build();
}

template <class Config>
bool demonstrate(const char* name) {
    using F = typename Config::field;
    matrix::row_major<F> trace(512, 2);
    F x = F::zero();
    F y = F::one();
    for (std::size_t i = 0; i < trace.height(); ++i) {
        trace(i, 0) = x;
        trace(i, 1) = y;
        const F sum = x + y + (i % 4 == 0 ? F::one() : F::zero());
        x = std::exchange(y, sum);
    }
    const stark::public_values<Config> publics{{trace(511, 1)}};

    const auto key = stark::setup<Config>({{"machine", machine()}});
    if (!key) {
        std::printf("%s: %s\n", name, key.why().message.c_str());
        return false;
    }
    const auto proof = stark::prove(*key, {std::move(trace)}, publics);
    if (!proof) {
        std::printf("%s: %s\n", name, proof.why().message.c_str());
        return false;
    }
    const bytes encoded = stark::serialize<Config>(*proof);
    const status outcome = stark::verify(key->verifying, publics, encoded);
    std::printf("%-22s result %20llu, %7zu bytes, %lld proven bits: %s\n", name,
                static_cast<unsigned long long>(publics[0][0].value()), encoded.size(),
                static_cast<long long>(soundness_of<Config>::proven.whole()),
                outcome ? "proved" : outcome.why().message.c_str());
    return outcome.ok();
}

} // namespace

int main() {
    const bool a = demonstrate<stark::default_config>("Goldilocks, Poseidon2");
    const bool b = demonstrate<keccak_config>("Goldilocks, Keccak");
    const bool c = demonstrate<koala_bear_config>("KoalaBear, Poseidon2");
    return a && b && c ? 0 : 1;
}
