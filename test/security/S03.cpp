// Public values must be observed before the first challenge (Plonky3 #358, #359).

#include "security/stark_attacks.hpp"

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// The part of the protocol before the first challenge, with and without the public values.
struct complete
    : transcript::protocol<transcript::absorb<"public values", transcript::felts>,
                           transcript::absorb<"traces", transcript::digests>, transcript::sample<"bus offset">> {};
struct mutant
    : transcript::protocol<transcript::absorb<"traces", transcript::digests>, transcript::sample<"bus offset">> {};

} // namespace

TEST_CASE("S03: every public value moves every challenge, unless it is not observed") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    const auto honest = challenges_of(key, w.publics, proof);
    for (const std::size_t table : {0U, 2U}) {
        auto publics = w.publics;
        publics[table][0] += attacked_element::one();
        const auto other = challenges_of(key, publics, proof);
        for (std::size_t i = 0; i < 4; ++i) {
            CHECK(other[i] != honest[i]);
        }
        CHECK_FALSE(stark::verify(key.verifying, publics, proof).ok());
    }

    // On the mutant a prover may choose the public values when all challenges are known.
    const auto traces = proof.traces;
    const auto with = [&](std::uint64_t value) {
        return first_challenge<complete>([&](auto t, attacked_wide& c) {
            static_cast<void>(std::move(t)
                                  .template absorb<"public values">(std::vector{attacked_element{value}})
                                  .template absorb<"traces">(traces)
                                  .template sample<"bus offset">(c));
        });
    };
    const auto without = [&](std::uint64_t) {
        return first_challenge<mutant>([&](auto t, attacked_wide& c) {
            static_cast<void>(std::move(t).template absorb<"traces">(traces).template sample<"bus offset">(c));
        });
    };
    CHECK(without(1) == without(2));
    CHECK(with(1) != with(2));
}
