#include <zonogon/air/builder.hpp>
#include <zonogon/air/evaluate.hpp>
#include <zonogon/field/goldilocks.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace air_builder_tests {

namespace {

using namespace zonogon;
using F = field::goldilocks;

F value_of(const air::owned_ir& table, const std::vector<F>& row) {
    std::vector<F> values(table.nodes.size());
    air::evaluate_nodes<F>(
        table.view(),
        [&](const air::node& n) {
            return n.kind == air::op::witness ? row[n.a] : air::to_field<F>(table.constants[n.a]);
        },
        values);
    return values[table.constraints[0].root];
}

TEST_CASE("random expressions mean what the same arithmetic on field elements means", "[air]") {
    test::random_stream random(7);
    for (int trial = 0; trial < 300; ++trial) {
        air::builder b;
        const auto columns = b.witness_array("c", 3);
        const std::vector<F> row{random.element<F>(), random.element<F>(), F::zero()};
        std::vector<air::expr> symbolic{columns[0], columns[1], columns[2], 0, 1, -1, 5, -7};
        std::vector<F> actual{row[0], row[1], row[2], F{0}, F{1}, -F{1}, F{5}, -F{7}};
        for (int step = 0; step < 20; ++step) {
            const std::size_t i = random.below(symbolic.size());
            const std::size_t j = random.below(symbolic.size());
            switch (random.below(4)) {
            case 0:
                symbolic.push_back(symbolic[i] + symbolic[j]);
                actual.push_back(actual[i] + actual[j]);
                break;
            case 1:
                symbolic.push_back(symbolic[i] - symbolic[j]);
                actual.push_back(actual[i] - actual[j]);
                break;
            case 2:
                if (step < 8) {
                    symbolic.push_back(symbolic[i] * symbolic[j]);
                    actual.push_back(actual[i] * actual[j]);
                }
                break;
            default:
                symbolic.push_back(-symbolic[i]);
                actual.push_back(-actual[i]);
                break;
            }
        }
        b.assert_zero("last", symbolic.back());
        REQUIRE(value_of(b.build(), row) == actual.back());
    }
}

TEST_CASE("equal subexpressions are one node and dead ones none", "[air]") {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    const auto dead = x * x * y;
    b.assert_zero("a", (x + y) * (y + x) - (x + y) * (x + y));
    b.assert_zero("b", x * y + 0 - 1 * y * x);
    b.assert_zero("c", x + y);
    static_cast<void>(dead);
    const auto table = b.build();
    // The constant zero that "a" and "b" fold to, x, y and their sum.
    CHECK(table.nodes.size() == 4);
}

TEST_CASE("a built table survives copying and moving with its names", "[air]") {
    air::owned_ir copy;
    {
        air::builder b;
        b.assert_bool(b.witness("selector"));
        b.witness_array("limb", 11);
        const auto table = b.build();
        copy = table;
    }
    const air::owned_ir moved = std::move(copy);
    CHECK(moved.view().witness_names[0] == "selector");
    CHECK(moved.view().witness_names[11] == "limb[10]");
    CHECK(moved.view().names[0] == "selector is 0 or 1");
}

TEST_CASE("misuse of the builder is refused", "[air]") {
    air::builder a;
    air::builder b;
    CHECK_THROWS_AS(a.witness("x") + b.witness("y"), std::invalid_argument);
    const std::array<std::uint64_t, 3> three{1, 2, 3};
    CHECK_THROWS_AS(a.periodic("p", three), std::invalid_argument);
    CHECK_THROWS_AS(a.send("bus", std::span<const air::expr>{}), std::invalid_argument);
}

} // namespace

} // namespace air_builder_tests
