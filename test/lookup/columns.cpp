#include <zonogon/air/builder.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/lookup/columns.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace lookup_columns_tests {

namespace {

using namespace zonogon;
using F = field::goldilocks;
using E = field::goldilocks3;

/// Five interactions of several degrees on two buses.
air::owned_ir table() {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    const auto m = b.witness("m");
    b.send("first", {x, y, 9});
    b.receive("first", {y, x, x}, m);
    b.send("second", {x + 3 * y.next()}, m * m);
    b.receive("second", {x * y}, m);
    b.send("second", {-1}, 5);
    return b.build();
}

lookup::argument argument_of(const air::ir& t, std::uint32_t bound) {
    lookup::argument a;
    auto planned = lookup::plan_batches(t, bound);
    REQUIRE(planned);
    a.batches = *planned;
    a.bus_numbers = {1, 1, 2, 2, 2};
    return a;
}

/// The fraction of an interaction on a row by its definition.
E fraction_of(const air::ir& t, const lookup::argument& a, std::size_t i, std::span<const F> nodes, const E& offset,
              const E& base) {
    const air::interaction& x = t.interactions[i];
    E denominator = offset + F{a.bus_numbers[i]};
    E power = base;
    for (const air::node_id id : t.tuple_nodes.subspan(x.tuple_begin, x.tuple_width)) {
        denominator += power * nodes[id];
        power *= base;
    }
    const F m = x.way == air::direction::send ? nodes[x.multiplicity] : -nodes[x.multiplicity];
    return denominator.inverse() * m;
}

template <class Lanes>
void columns_are_as_defined(std::size_t log_height, std::uint32_t bound) {
    test::random_stream random(log_height + bound);
    const auto owned = table();
    const air::ir t = owned.view();
    const auto a = argument_of(t, bound);
    const std::size_t height = std::size_t{1} << log_height;
    const auto trace = random.elements<F>(height, 3);
    air::rows<F> rows;
    rows.witness = &trace;
    rows.log_height = log_height;
    const E offset = random.element<E>();
    const E base = random.element<E>();
    const lookup::challenges<E> c(offset, base, 3);
    const auto out = lookup::build_columns<F, E, Lanes>(t, a, rows, c);
    REQUIRE(out.running_sum.height() == height);
    REQUIRE(out.helpers.width() == (a.batches.size() - 1) * 3);

    const air::instance<F> plain{"t", t, &trace, nullptr, {}};
    std::vector<F> nodes(t.nodes.size());
    const auto joined = [](const matrix::row_major<F>& m, std::size_t row, std::size_t column) {
        return E{m(row, 3 * column), m(row, 3 * column + 1), m(row, 3 * column + 2)};
    };
    E total{};
    std::vector<E> by_row;
    for (std::size_t row = 0; row < height; ++row) {
        air::evaluate_row<F>(plain, row, nodes);
        E of_row{};
        for (std::size_t j = 0; j < a.batches.size(); ++j) {
            E h{};
            for (std::uint32_t i = a.batches[j].begin; i < a.batches[j].begin + a.batches[j].count; ++i) {
                h += fraction_of(t, a, i, nodes, offset, base);
            }
            if (j + 1 < a.batches.size()) {
                CHECK(joined(out.helpers, row, j) == h);
            }
            of_row += h;
        }
        by_row.push_back(of_row);
        total += of_row;
    }
    CHECK(out.sum == total);
    const F inverse_height = F{height}.inverse();
    for (std::size_t row = 0; row < height; ++row) {
        const E step = joined(out.running_sum, (row + 1) % height, 0) - joined(out.running_sum, row, 0);
        CHECK(step + total * inverse_height == by_row[row]);
    }
}

} // namespace

TEST_CASE("bus columns are the fractions that define them, whatever height, lanes and batches", "[lookup]") {
    for (const std::uint32_t bound : {3U, 5U, 9U}) {
        columns_are_as_defined<air::scalar_lanes<F>>(0, bound);
        columns_are_as_defined<air::scalar_lanes<F>>(1, bound);
        columns_are_as_defined<air::packed_lanes<F>>(3, bound);
        columns_are_as_defined<air::packed_lanes<F>>(11, bound);
    }
}

TEST_CASE("batches are as long as the degree bound allows", "[lookup]") {
    const auto owned = table();
    const auto degrees = air::interaction_degrees(owned.view());
    // Degrees (multiplicity, tuple): (0, 1), (1, 1), (2, 1), (1, 2), (0, 0).
    const auto three = lookup::plan_batches(owned.view(), 3);
    REQUIRE(three);
    std::vector<std::uint32_t> counts;
    for (const auto& b : *three) {
        counts.push_back(b.count);
        CHECK(lookup::batch_degree(degrees, b) <= 3);
    }
    CHECK(counts == std::vector<std::uint32_t>{2, 1, 2});
    REQUIRE(lookup::plan_batches(owned.view(), 6));
    CHECK(lookup::plan_batches(owned.view(), 6)->size() == 1);
    CHECK_FALSE(lookup::plan_batches(owned.view(), 2));
    CHECK(lookup::plan_batches(air::ir{}, 3)->empty());
}

} // namespace lookup_columns_tests
