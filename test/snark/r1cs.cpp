#include "support/catch.hpp"

#include <zonogon/field/bn254.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace snark_r1cs_tests {

using namespace zonogon;
using fr = field::bn254_scalar;
using term = snark::linear_term<fr>;

namespace {

// y = x^3 + 5 with y public: t = x x, y - 5 = t x. Wires: 1, y, x, t.
snark::r1cs<fr> cubic() {
    snark::r1cs<fr> system;
    system.wires = 4;
    system.public_outputs = 1;
    system.private_inputs = 1;
    const fr one = fr::one();
    system.add_constraint(std::vector<term>{{2, one}}, std::vector<term>{{2, one}}, std::vector<term>{{3, one}});
    system.add_constraint(std::vector<term>{{3, one}}, std::vector<term>{{2, one}},
                          std::vector<term>{{1, one}, {0, -fr{5}}});
    return system;
}

} // namespace

TEST_CASE("an R1CS takes its witness and names the constraint that a wrong one breaks", "[snark]") {
    const auto system = cubic();
    REQUIRE(system.well_formed().ok());
    REQUIRE(system.constraints() == 2);
    const std::vector<fr> good{fr{1}, fr{32}, fr{3}, fr{9}};
    CHECK(system.check(good).ok());
    CHECK(system.check(std::vector{fr{1}, fr{33}, fr{3}, fr{9}}).why().message == "constraint 1 is not satisfied");
    CHECK(system.check(std::vector{fr{1}, fr{32}, fr{3}, fr{8}}).why().message == "constraint 0 is not satisfied");
    CHECK(system.check(std::vector{fr{2}, fr{32}, fr{3}, fr{9}}).why().message ==
          "the witness does not begin with one");
    CHECK(system.check(std::vector{fr{1}, fr{32}, fr{3}}).why().message == "the witness has 3 values for 4 wires");
}

TEST_CASE("an R1CS whose parts do not fit is not well formed", "[snark]") {
    auto system = cubic();
    system.c.end_row();
    CHECK_FALSE(system.well_formed().ok());
    system = cubic();
    system.wires = 3;
    CHECK(system.well_formed().why().message == "constraint 1, A: wire 3 of 3");
    system = cubic();
    system.private_inputs = 3; // with the constant and the output, one too many
    CHECK_FALSE(system.well_formed().ok());
    system = cubic();
    system.labels = {0, 1, 2};
    CHECK_FALSE(system.well_formed().ok());
}

} // namespace snark_r1cs_tests
