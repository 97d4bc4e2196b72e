#include <zonogon/snark/circuit/builder.hpp>

#include <zonogon/snark/circuit/bounded.hpp>

#include "snark/circuit/mutate.hpp"
#include "support/catch.hpp"

namespace snark_circuit_builder_tests {

namespace {

using namespace zonogon;
using namespace zonogon::snark;

/// x^3 + x + 5 = y for a public y and a private x; z is public, and a second output.
void cubic(builder& b, std::uint64_t x) {
    const builder::scope in(b, "cubic");
    const linear z = b.public_input(fr{9});
    const linear secret = b.private_input(fr{x});
    const linear square = b.multiply(secret, secret, "square");
    const linear cube = b.multiply(square, secret, "cube");
    b.public_output(cube + secret + fr{5});
    b.public_output(z * fr{2} - secret + secret);
}

} // namespace

TEST_CASE("a builder numbers wires as circom does and computes the witness as it goes", "[snark]") {
    builder b;
    cubic(b, 3);
    CHECK(b.constraints() == 4);
    CHECK(b.outcome().ok());
    test::built c(b);
    CHECK(c.circuit.system.well_formed().ok());
    CHECK(c.circuit.system.public_outputs == 2);
    CHECK(c.circuit.system.public_inputs == 1);
    CHECK(c.circuit.system.private_inputs == 1);
    CHECK(c.witness == std::vector<fr>{fr{1}, fr{35}, fr{18}, fr{9}, fr{3}, fr{9}, fr{27}});
    CHECK(c.circuit.check(c.witness).ok());
    CHECK(c.circuit.system.check(c.witness).ok());
    CHECK(test::free_wires(c).empty());

    builder fast(build_mode::witness);
    cubic(fast, 3);
    CHECK(fast.constraints() == 4);
    CHECK(fast.witness() == c.witness);
    builder other(build_mode::witness);
    cubic(other, 4);
    CHECK(c.circuit.check(other.witness()).ok());
}

TEST_CASE("a broken constraint is named with its gadget", "[snark]") {
    builder b;
    cubic(b, 3);
    test::built c(b);
    c.witness[6] += fr::one();
    const status why = c.circuit.check(c.witness);
    REQUIRE_FALSE(why);
    CHECK(why.why().message == "constraint 1 is broken: cubic / cube");
    c.witness.pop_back();
    CHECK_FALSE(c.circuit.check(c.witness));
    CHECK_FALSE(c.circuit.check(std::vector<fr>(7)));

    builder wrong;
    wrong.assert_equal(wrong.private_input(fr{1}), linear{2}, "one is two");
    CHECK(wrong.outcome().why().message == "one is two");
    wrong.assert_zero(linear{1}, "later");
    CHECK(wrong.outcome().why().message == "one is two");
    CHECK(wrong.constraints() == 2);
}

TEST_CASE("constants are folded, sums are free, like wires are collected", "[snark]") {
    builder b;
    const linear x = b.private_input(fr{7});
    const linear y = b.private_input(fr{8});
    CHECK(b.multiply(x, linear{3}).value() == fr{21});
    CHECK(b.multiply(linear{3}, x).value() == fr{21});
    CHECK((x * fr{}).is_constant());
    b.assert_zero(linear{}, "nothing");
    CHECK(b.constraints() == 0);
    const linear sum = x + y + x - y * fr{2} + y - fr{1};
    CHECK(sum.terms().size() == 1);
    CHECK(sum.terms()[0].coefficient == fr{2});
    CHECK(sum.value() == fr{13});
    linear_sum many;
    many.add(y, fr{3});
    many.add(x);
    many.add(y, -fr{3});
    many.add(fr{5});
    const linear taken = many.take();
    CHECK(taken.terms().size() == 1);
    CHECK(taken.value() == fr{12});
    CHECK(many.take().value().is_zero());
    // Cancelled wires leave a combination that is no constant: shapes do not depend on what is recorded.
    CHECK_FALSE((x - x).is_constant());
    b.assert_zero(x - x, "cancelled");
    CHECK(b.constraints() == 1);
}

} // namespace snark_circuit_builder_tests
