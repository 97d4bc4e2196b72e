// Which table is which must not come from the proof (SP1 GHSA-c873-wfhp-wx5m: `chip_ordering`).

#include "security/stark_attacks.hpp"

namespace security_S08_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

air::owned_ir equals(std::uint64_t value) {
    air::builder b;
    b.assert_zero("value", b.witness("x") - b.public_value(0) - value);
    return b.build();
}

} // namespace

TEST_CASE("S08: a proof about permuted, repeated or missing tables is refused") {
    // `owner` must hold 1 and `thief` 2. The attacker proves the other way round, which holds under permuted tables.
    const attacked_table owner{"owner", equals(1)};
    const attacked_table thief{"thief", equals(2)};
    const auto key = key_for({owner, thief});
    const auto permuted = key_for({thief, owner});
    const auto twice = key_for({owner, {"thief", equals(1)}});
    const auto alone = key_for({owner});
    const auto trace = [](std::uint64_t v) {
        return matrix::row_major<attacked_element>(std::vector<attacked_element>(8, attacked_element{v}), 1);
    };
    const stark::public_values<attacked_system> publics{{attacked_element{}}, {attacked_element{}}};

    const auto swapped = *stark::prove(permuted, {trace(2), trace(1)}, publics);
    CHECK(stark::verify(permuted.verifying, publics, swapped).ok());
    CHECK_FALSE(stark::verify(key.verifying, publics, swapped).ok());

    const auto repeated = *stark::prove(twice, {trace(1), trace(1)}, publics);
    CHECK(stark::verify(twice.verifying, publics, repeated).ok());
    CHECK_FALSE(stark::verify(key.verifying, publics, repeated).ok());

    const auto missing = *stark::prove(alone, {trace(1)}, {publics[0]});
    CHECK(stark::verify(alone.verifying, {publics[0]}, missing).ok());
    CHECK_FALSE(stark::verify(key.verifying, publics, missing).ok());
    CHECK_FALSE(stark::verify(key.verifying, {publics[0]}, missing).ok());
}

} // namespace security_S08_tests
