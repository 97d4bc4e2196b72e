#include <zonogon/air/expression.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <stdexcept>

#include <zonogon/air/builder.hpp>
#include <zonogon/air/evaluate.hpp>
#include <zonogon/field/goldilocks.hpp>

#include "support/catch.hpp"

namespace air_expression_tests {

using namespace zonogon;
using F = field::goldilocks;

namespace {

/// What an expression of one column is worth where the column holds `x`.
F worth(const F& x, air::expr (*make)(const air::column&)) {
    air::builder b;
    const air::column c = b.witness("c");
    b.assert_zero("value", make(c));
    const air::owned_ir table = b.build();
    std::vector<F> values(table.nodes.size());
    air::evaluate_nodes<F>(
        table.view(),
        [&](const air::node& n) { return n.kind == air::op::witness ? x : air::to_field<F>(table.constants[n.a]); },
        values);
    return values[table.constraints[0].root];
}

} // namespace

TEST_CASE("integers keep their sign, the smallest included", "[air]") {
    CHECK(air::integer{1, true} == air::integer{1, true});
    CHECK_FALSE(air::integer{1, true} == air::integer{1, false});
    CHECK(worth(F{5}, [](const air::column& c) { return c + air::expr{std::int8_t{-128}}; }) == F{5} - F{128});
    CHECK(worth(F{0}, [](const air::column& c) { return c + air::expr{std::numeric_limits<std::int64_t>::min()}; }) ==
          -F{std::uint64_t{1} << 63});
    CHECK(worth(F{0}, [](const air::column& c) { return c + air::expr{~std::uint64_t{0}}; }) == F{~std::uint64_t{0}});
    CHECK(worth(F{3}, [](const air::column& c) { return c * air::expr{} + 7; }) == F{7});
    static_assert(!std::convertible_to<double, air::expr>);
}

TEST_CASE("expressions change in place as their operators say", "[air]") {
    CHECK(worth(F{3}, [](const air::column& c) {
              air::expr e = c;
              e += 4;
              e *= c;
              e -= 1;
              return -e;
          }) == -F{20});
}

TEST_CASE("a column knows its place, its next row and its table", "[air]") {
    air::builder b;
    const air::column first = b.witness("first");
    const air::column second = b.witness("second");
    CHECK(first.index() == 0);
    CHECK(second.index() == 1);
    CHECK(air::column{}.index() == 0);
    air::builder other;
    const air::column stranger = other.witness("first");
    air::expr e = first;
    CHECK_THROWS_AS(e *= stranger, std::invalid_argument);
    CHECK_THROWS_AS(first.next() - stranger, std::invalid_argument);
    CHECK_NOTHROW(first.next() - second);
}

} // namespace air_expression_tests
