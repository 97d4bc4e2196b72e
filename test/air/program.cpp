#include <algorithm>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/air/lanes.hpp>
#include <zonogon/air/program.hpp>
#include <zonogon/air/rows.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/koala_bear.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace air_program_tests {

namespace {

using namespace zonogon;

/// A table with random expressions over every kind of leaf, many of them shared.
air::owned_ir random_table(test::random_stream& random) {
    air::builder b;
    const auto w = b.witness_array("w", 5);
    const auto k = b.preprocessed_array("k", 2);
    std::vector<air::expr> pool(w.begin(), w.end());
    pool.insert(pool.end(), {k[0], k[1].next(), w[0].next(), w[3].next(), b.periodic("p", {3, 1, 4, 1}), b.first_row(),
                             b.last_row(), b.transition(), b.public_value(1), 12345, -7});
    for (int i = 0; i < 60; ++i) {
        const air::expr x = pool[random.below(pool.size())];
        const air::expr y = pool[random.below(pool.size())];
        const std::size_t kind = random.below(4);
        pool.push_back(kind == 0 ? x + y : kind == 1 ? x - y : kind == 2 ? x * y : -x);
        if (i % 5 == 4) {
            b.assert_zero("c" + std::to_string(i), pool.back());
        }
    }
    b.assert_zero("twice the same", pool.back() + w[1]);
    b.assert_zero("a leaf", w[2]);
    return b.build();
}

template <class Lanes, std::size_t Count>
void agrees_with_plain_evaluation(std::uint64_t seed) {
    using F = typename Lanes::field;
    constexpr std::size_t stride = Lanes::width * Count;
    test::random_stream random(seed);
    const auto owned = random_table(random);
    const air::ir table = owned.view();
    const std::size_t height = 64;
    const auto witness = random.elements<F>(height, 5);
    const auto fixed = random.elements<F>(height, 2);
    const std::vector<F> publics{random.element<F>(), random.element<F>()};
    const std::vector<F> used_publics(publics.begin(), publics.begin() + table.public_count);

    air::rows<F> rows;
    rows.witness = &witness;
    rows.preprocessed = &fixed;
    rows.publics = used_publics;
    rows.log_height = 6;
    rows.first_row.resize(height);
    rows.first_row.front() = F::one();
    rows.last_row.resize(height);
    rows.last_row.back() = F::one();
    std::vector<F> period;
    for (const std::uint64_t v : table.periodic_values) {
        period.push_back(air::to_field<F>(v));
    }
    rows.periodic.push_back({period, 0});

    std::vector<std::vector<air::node_id>> groups;
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        groups.push_back({table.constraints[i].root});
    }
    groups.push_back({table.constraints[0].root, table.constraints[1].root, table.constraints[0].root});
    const air::program p = air::compile(table, groups);
    CHECK(p.slot_count <= p.leaves.size() + table.nodes.size());

    const air::instance<F> plain{"t", table, &witness, &fixed, used_publics};
    REQUIRE(air::shape_problem(plain).empty());
    std::vector<F> slots(p.slot_count * stride);
    air::fill_fixed(p, table, rows, stride, slots.data());
    std::vector<F> expected(table.nodes.size());
    std::size_t mismatches = 0;
    for (std::size_t row = 0; row < height; row += stride) {
        air::fill_rows<stride>(p, rows, row, slots.data());
        std::vector<std::size_t> order;
        air::run<Lanes, Count>(p, slots.data(), [&](std::size_t g) {
            order.push_back(g);
            for (std::size_t lane = 0; lane < stride; ++lane) {
                air::evaluate_row<F>(plain, row + lane, expected);
                for (std::size_t i = 0; i < groups[g].size(); ++i) {
                    mismatches += slots[p.group(g)[i] * stride + lane] == expected[groups[g][i]] ? 0 : 1;
                }
            }
        });
        REQUIRE(order.size() == groups.size());
        REQUIRE(std::is_sorted(order.begin(), order.end()));
    }
    CHECK(mismatches == 0);
}

TEST_CASE("compiled programs compute what plain evaluation does, on every kind of lanes", "[air]") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        agrees_with_plain_evaluation<air::scalar_lanes<field::goldilocks>, 1>(seed);
        agrees_with_plain_evaluation<air::packed_lanes<field::goldilocks>, 2>(seed);
        agrees_with_plain_evaluation<air::packed_lanes<field::koala_bear>, 1>(seed);
    }
}

TEST_CASE("temporaries are reused: a long chain needs few slots", "[air]") {
    air::builder b;
    const auto x = b.witness("x");
    air::expr chain = x;
    for (int i = 0; i < 500; ++i) {
        chain = chain * x + i;
    }
    b.assert_zero("chain", chain);
    const auto table = b.build();
    const std::vector<std::vector<air::node_id>> groups{{table.constraints[0].root}};
    const air::program p = air::compile(table.view(), groups);
    CHECK(p.slot_count - p.leaves.size() <= 2);
}

TEST_CASE("the next row in bit-reversed order is the next point of the trace domain", "[air]") {
    air::rows<field::goldilocks> rows;
    rows.bit_reversed = true;
    for (const std::size_t bits : {0U, 1U, 3U, 6U}) {
        rows.log_height = bits;
        for (std::size_t block = 0; block < 4; ++block) {
            for (std::size_t i = 0; i < (std::size_t{1} << bits); ++i) {
                const std::size_t row = block << bits | reverse_bits(i, bits);
                const std::size_t next = (i + 1) & ((std::size_t{1} << bits) - 1);
                CHECK(rows.next(row) == (block << bits | reverse_bits(next, bits)));
            }
        }
    }
}

} // namespace

} // namespace air_program_tests
