// Every column must be read by a constraint or a bus (Polygon zkEVM audits 2023: missing constraints).

#include "security/stark_attacks.hpp"

namespace security_S20_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// a + b = c + 2^8 carry, c public; the mutant forgets the carry, which then is read by nothing.
air::owned_ir adder(bool forgets) {
    air::builder b;
    const auto x = b.witness("a");
    const auto y = b.witness("b");
    const auto carry = b.witness("carry");
    if (forgets) {
        b.assert_zero("sum", x + y - b.public_value(0));
    } else {
        b.assert_bool(carry);
        b.assert_zero("sum", x + y - b.public_value(0) - 256 * carry);
    }
    return b.build();
}

} // namespace

TEST_CASE("S20: a table with a column that nothing reads is refused by setup") {
    CHECK(stark::setup<attacked_system>({{"adder", adder(false)}}));
    const auto refused = stark::setup<attacked_system>({{"adder", adder(true)}});
    REQUIRE_FALSE(refused);
    CHECK(refused.why().message == "table adder has a column that no constraint and no bus reads: carry");

    // What the rule prevents: the mutant's checker accepts any carry.
    const auto mutant = adder(true);
    matrix::row_major<attacked_element> trace(2, 3);
    for (std::size_t i = 0; i < 2; ++i) {
        trace(i, 0) = attacked_element{2};
        trace(i, 1) = attacked_element{3};
        trace(i, 2) = attacked_element{i + 77};
    }
    const std::vector<attacked_element> publics{attacked_element{5}};
    CHECK(air::check<attacked_element>(mutant.view(), trace, {}, publics).empty());
    const auto sound = adder(false);
    CHECK_FALSE(air::check<attacked_element>(sound.view(), trace, {}, publics).empty());
}

} // namespace security_S20_tests
