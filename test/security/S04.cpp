// The heights of the tables must be observed (Plonky3 #375).

#include "security/stark_attacks.hpp"

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("S04: another height of any table moves every challenge and is refused") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    // Heights that leave the proof's size unchanged, so that the verifier's run gets past the lengths: none does, as
    // the number of digests on a path depends on it.
    for (const int change : {-1, 1}) {
        for (std::size_t i = 0; i < proof.log_heights.size(); ++i) {
            auto other = proof;
            other.log_heights[i] = static_cast<std::uint8_t>(other.log_heights[i] + change);
            CHECK_FALSE(stark::verify(key.verifying, w.publics, other).ok());
            CHECK_FALSE(stark::verify(key.verifying, w.publics, stark::serialize<attacked_system>(other)).ok());
        }
    }
    // Two tables that swap heights keep the opening's size: the challenges must differ all the same.
    air::builder b;
    const auto x = b.witness("x");
    b.assert_zero("constant", b.transition() * (x.next() - x));
    const auto table = b.build();
    const auto twins = key_for({{"left", table}, {"right", table}});
    attacked_witness flat{{matrix::row_major<attacked_element>(8, 1), matrix::row_major<attacked_element>(16, 1)},
                          {{}, {}}};
    const auto flat_proof = *stark::prove(twins, flat.traces, flat.publics);
    REQUIRE(stark::verify(twins.verifying, flat.publics, flat_proof).ok());
    auto swapped = flat_proof;
    std::swap(swapped.log_heights[0], swapped.log_heights[1]);
    const auto honest = challenges_of(twins, flat.publics, flat_proof);
    const auto other = challenges_of(twins, flat.publics, swapped);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(honest[i] != other[i]);
    }
    CHECK_FALSE(stark::verify(twins.verifying, flat.publics, swapped).ok());
}
