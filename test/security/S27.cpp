// A look-up that is switched off by multiplying its values admits zeros (powdr #1108): the selector must be the
// multiplicity.

#include "security/stark_attacks.hpp"

namespace security_S27_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// Looks v up among the allowed numbers wherever `on`. The mutant sends on * v instead of sending v `on` times.
air::owned_ir user(bool multiplies) {
    air::builder b;
    const auto v = b.witness("v");
    const auto on = b.witness("on");
    b.assert_bool(on);
    b.assert_zero("on at first", b.first_row() * (on - 1));
    if (multiplies) {
        b.send("allowed", {on * v});
    } else {
        b.send("allowed", {v}, on);
    }
    return b.build();
}
air::owned_ir allowed() {
    air::builder b;
    b.receive("allowed", {b.preprocessed("number")}, b.witness("uses"));
    return b.build();
}
attacked_key with(bool multiplies) {
    // 0 is not allowed, but is what the mutant sends on rows that are off; a table made for the mutant has to list it.
    matrix::row_major<attacked_element> numbers(4, 1);
    for (std::size_t i = 0; i < 4; ++i) {
        numbers(i, 0) = attacked_element{multiplies ? i : i + 1};
    }
    return key_for({{"user", user(multiplies)}, {"allowed", allowed(), numbers}});
}

} // namespace

TEST_CASE("S27: a selected value of zero passes the mutant's look-up, not ours") {
    matrix::row_major<attacked_element> rows(4, 2);
    rows(0, 1) = attacked_element::one();
    rows(1, 0) = attacked_element{99};
    // Row 0 is on and holds 0, which is not allowed; row 1 is off and holds anything.
    matrix::row_major<attacked_element> uses(4, 1);
    uses(0, 0) = attacked_element{4};
    CHECK(outcome_of(with(true), {{rows, uses}, {{}, {}}}).empty());
    CHECK_FALSE(outcome_of(with(false), {{rows, uses}, {{}, {}}}).empty());
    uses(0, 0) = attacked_element{1};
    CHECK_FALSE(outcome_of(with(false), {{rows, uses}, {{}, {}}}).empty());
    // An allowed number on row 0 passes, whatever the row that is off holds.
    rows(0, 0) = attacked_element{1};
    CHECK(outcome_of(with(false), {{rows, uses}, {{}, {}}}).empty());
}

} // namespace security_S27_tests
