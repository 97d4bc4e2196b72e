// Proves that ten states of 200 bytes are each the Keccak-f image of the one before, with the Keccak-f machine of the
// zkEVM and a small table of its own that asks for the permutations.

#include <array>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>

namespace {

using namespace zonogon;
using config = stark::default_config;
using F = config::field;
namespace machine = zkevm::machines::keccak_f;

/// Row i claims that permutation i takes `before` to `after`. The first state before and the last after are public.
air::owned_ir asker() {
    air::builder b;
    const auto number = b.witness("number");
    const auto on = b.witness("on");
    const auto before = b.witness_array("before", machine::limb_count);
    const auto after = b.witness_array("after", machine::limb_count);
    b.assert_bool(on);
    std::vector<air::expr> input{number};
    std::vector<air::expr> output{number};
    for (std::uint32_t k = 0; k < machine::limb_count; ++k) {
        input.push_back(before[k]);
        output.push_back(after[k]);
        b.assert_zero("first state is public", b.first_row() * (before[k] - b.public_value(k)));
        b.assert_zero("chained", b.transition() * on.next() * (before[k].next() - after[k]));
    }
    b.assert_zero("the first row asks", b.first_row() * (on - 1));
    b.assert_zero("numbers count", b.transition() * (number.next() - number - 1));
    b.assert_zero("numbers start at 0", b.first_row() * number);
    b.send("keccak_f.input", input, on);
    b.send("keccak_f.output", output, on);
    return b.build();
}

} // namespace

int main() {
    const auto key = stark::setup<config>({{"asker", asker()}, {"keccak_f", machine::build()}});
    if (!key) {
        std::printf("setup: %s\n", key.why().message.c_str());
        return 1;
    }

    constexpr std::size_t count = 10;
    matrix::row_major<F> asks(16, 2 + 2 * machine::limb_count);
    std::vector<hash::keccak_state> inputs;
    hash::keccak_state state{1, 2, 3};
    std::vector<F> first;
    for (std::size_t i = 0; i < asks.height(); ++i) {
        asks(i, 0) = F{i};
        if (i >= count) {
            continue;
        }
        inputs.push_back(state);
        const auto before = machine::to_limbs(state);
        hash::keccak_f1600(state);
        const auto after = machine::to_limbs(state);
        asks(i, 1) = F::one();
        for (std::size_t k = 0; k < machine::limb_count; ++k) {
            asks(i, 2 + k) = F{before[k]};
            asks(i, 2 + machine::limb_count + k) = F{after[k]};
            if (i == 0) {
                first.emplace_back(before[k]);
            }
        }
    }

    const stark::public_values<config> publics{first, {}};
    const auto proof = stark::prove(*key, {asks, machine::fill(inputs)}, publics);
    if (!proof) {
        std::printf("prove: %s\n", proof.why().message.c_str());
        return 1;
    }
    const bytes encoded = stark::serialize<config>(*proof);
    const status accepted = stark::verify(key->verifying, publics, encoded);
    std::printf("%zu chained permutations in a table of 2^%d rows: %s, %zu bytes\n", count,
                static_cast<int>(proof->log_heights[1]), accepted ? "proved" : accepted.why().message.c_str(),
                encoded.size());

    // One wrong bit in one output.
    asks(count - 1, 2 + machine::limb_count) += F::one();
    const auto forged = stark::prove(*key, {asks, machine::fill(inputs)}, publics);
    const status refused = forged ? stark::verify(key->verifying, publics, *forged) : status{forged.why()};
    std::printf("with a wrong bit: %s\n", refused ? "accepted" : refused.why().message.c_str());
    return accepted && !refused ? 0 : 1;
}
