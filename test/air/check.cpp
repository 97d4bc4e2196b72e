#include <zonogon/air/analyse.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/air/freeze.hpp>
#include <zonogon/field/goldilocks.hpp>

#include "support/catch.hpp"
#include "support/mutate.hpp"

namespace air_check_tests {

namespace {

using namespace zonogon;
using F = field::goldilocks;

constexpr void fibonacci(air::builder& b) {
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    b.assert_zero("starts with the public value", b.first_row() * (x - b.public_value(0)));
    b.assert_zero("x moves on", b.transition() * (x.next() - y));
    b.assert_zero("y is the sum", b.transition() * (y.next() - x - y));
    b.assert_zero("ends with the public value", b.last_row() * (y - b.public_value(1)));
}

constexpr air::ir fibonacci_table = air::freeze<fibonacci>();
static_assert(air::max_constraint_degree(fibonacci_table) == 2);
static_assert(air::unused_columns(fibonacci_table, air::op::witness).empty());
static_assert(air::reads_next_row(fibonacci_table, air::op::witness));
static_assert(fibonacci_table.public_count == 2);

matrix::row_major<F> fibonacci_trace(std::size_t height) {
    matrix::row_major<F> out(height, 2);
    F x{1};
    F y{1};
    for (std::size_t i = 0; i < height; ++i) {
        out(i, 0) = x;
        out(i, 1) = y;
        const F sum = x + y;
        x = y;
        y = sum;
    }
    return out;
}

TEST_CASE("an honest trace has no violation, a changed one names constraint and row", "[air]") {
    auto trace = fibonacci_trace(8);
    const std::vector<F> publics{F{1}, F{34}};
    REQUIRE(air::check<F>(fibonacci_table, trace, {}, publics).empty());
    trace(3, 1) += F::one();
    const auto found = air::check<F>(fibonacci_table, trace, {}, publics);
    REQUIRE(found.size() == 3);
    CHECK(found[0].constraint == "y is the sum");
    CHECK(found[0].row == 2);
    CHECK(air::check<F>(fibonacci_table, trace, {}, std::span<const F>(publics).first(1)).size() == 1);
}

TEST_CASE("the cyclic constraint sees row 0 after the last row", "[air]") {
    air::builder b;
    const auto x = b.witness("x");
    b.assert_zero("constant around the circle", x.next() - x);
    const auto table = b.build();
    matrix::row_major<F> trace(4, 1);
    CHECK(air::check<F>(table.view(), trace).empty());
    trace(0, 0) = F{1};
    CHECK(air::check<F>(table.view(), trace).size() == 2);
}

TEST_CASE("check_buses reports the tuple, the sums and the places", "[air]") {
    air::builder sender;
    const auto v = sender.witness("v");
    const auto on = sender.witness("on");
    sender.send("numbers", {v, 7}, on);
    const auto send_ir = sender.build();
    air::builder receiver;
    const auto n = receiver.preprocessed("n");
    const auto m = receiver.witness("m");
    receiver.receive("numbers", {n, 7}, m);
    const auto receive_ir = receiver.build();

    matrix::row_major<F> a(std::vector<F>{F{1}, F{1}, F{3}, F{1}, F{3}, F{1}, F{9}, F{0}}, 2);
    matrix::row_major<F> fixed(std::vector<F>{F{0}, F{1}, F{2}, F{3}}, 1);
    matrix::row_major<F> b(std::vector<F>{F{0}, F{1}, F{0}, F{2}}, 1);
    const std::array<air::instance<F>, 2> tables{air::instance<F>{"sender", send_ir.view(), &a, nullptr, {}},
                                                 air::instance<F>{"receiver", receive_ir.view(), &b, &fixed, {}}};
    REQUIRE(air::check_buses<F>(tables).empty());
    b(3, 0) = F{1};
    const auto wrong = air::check_buses<F>(tables);
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0].bus == "numbers");
    CHECK(wrong[0].tuple[0] == F{3});
    CHECK(wrong[0].sent == F{2});
    CHECK(wrong[0].received == F{1});
    CHECK(wrong[0].places.size() == 3);
}

TEST_CASE("the mutation helper finds the free cells and no others", "[air]") {
    air::builder b;
    const auto x = b.witness("x");
    const auto hint = b.witness("hint");
    b.assert_zero("hint inverts x unless x is zero", x * (x * hint - 1));
    b.send("values", {x});
    const auto table = b.build();
    matrix::row_major<F> trace(std::vector<F>{F{2}, F{2}.inverse(), F{0}, F{5}}, 2);
    const air::instance<F> honest{"t", table.view(), &trace, nullptr, {}};
    const std::array<std::size_t, 2> rows{0, 1};
    const auto free = test::unnoticed_changes<F>(honest, rows);
    REQUIRE(free.size() == 1);
    CHECK(free[0].column == "hint");
    CHECK(free[0].row == 1);
}

TEST_CASE("degrees, unused columns, row weight and bus ends are derived", "[air]") {
    air::builder b;
    const auto x = b.witness("x");
    b.witness("forgotten");
    b.assert_zero("cube", x * x * x - 1);
    b.send("bus", {x * x}, -3 + 0 * x);
    b.receive("bus", {x}, x);
    const auto owned = b.build();
    CHECK(air::max_constraint_degree(owned.view()) == 3);
    CHECK(air::unused_columns(owned.view(), air::op::witness) == std::vector<std::uint32_t>{1});
    CHECK(air::row_weight(owned.view()) == 4);
    CHECK(air::interaction_degrees(owned.view())[0].tuple == 2);
    CHECK(air::interaction_degrees(owned.view())[1].multiplicity == 1);
    const std::array<air::ir, 1> tables{owned.view()};
    CHECK(air::buses_have_both_ends(tables));
    CHECK(air::well_formed(owned.view()).ok());
    air::builder c;
    c.send("bus", {c.witness("y"), 1});
    const auto lonely = c.build();
    CHECK_FALSE(air::buses_have_both_ends(std::array<air::ir, 1>{lonely.view()}));
    CHECK_FALSE(air::buses_have_both_ends(std::array<air::ir, 2>{owned.view(), lonely.view()}));
}

} // namespace

} // namespace air_check_tests
