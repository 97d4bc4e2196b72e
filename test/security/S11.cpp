// A table without interactions has no total at all: one that the proof could name would be unconstrained (SP1 audit
// #6).

#include "security/stark_attacks.hpp"

namespace security_S11_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

air::owned_ir sender() {
    air::builder b;
    const auto x = b.witness("x");
    b.assert_bool(x);
    b.send("coins", {7}, x);
    return b.build();
}
air::owned_ir receiver() {
    air::builder b;
    const auto x = b.witness("x");
    b.assert_bool(x);
    b.receive("coins", {7}, x);
    return b.build();
}
air::owned_ir silent() {
    air::builder b;
    b.assert_bool(b.witness("x"));
    return b.build();
}

} // namespace

TEST_CASE("S11: a total for a table without buses cannot be stated") {
    const auto key = key_for({{"sender", sender()}, {"receiver", receiver()}, {"silent", silent()}});
    attacked_witness w{{matrix::row_major<attacked_element>(8, 1), matrix::row_major<attacked_element>(8, 1),
                        matrix::row_major<attacked_element>(8, 1)},
                       {{}, {}, {}}};
    CHECK(outcome_of(key, w).empty());

    // A coin is received that nobody sent: the totals add up to something, which the silent table would make good.
    w.traces[1](3, 0) = attacked_element::one();
    const auto proof = *stark::prove(key, w.traces, w.publics);
    REQUIRE(proof.sums.size() == 2);
    const attacked_wide missing = -(proof.sums[0] + proof.sums[1]);
    CHECK_FALSE(missing.is_zero());
    auto forged = proof;
    forged.sums.push_back(missing);
    // A verifier that adds up whatever totals the proof names is content.
    attacked_wide mutant_total{};
    for (const attacked_wide& sum : forged.sums) {
        mutant_total += sum;
    }
    CHECK(mutant_total.is_zero());
    CHECK_FALSE(stark::verify(key.verifying, w.publics, forged).ok());
    CHECK_FALSE(stark::verify(key.verifying, w.publics, stark::serialize<attacked_system>(forged)).ok());
    CHECK(stark::verify(key.verifying, w.publics, proof).why().message == "the buses do not balance");
}

} // namespace security_S11_tests
