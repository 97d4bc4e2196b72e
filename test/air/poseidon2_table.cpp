#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include <zonogon/air/analyse.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/air/poseidon2_table.hpp>
#include <zonogon/hash/poseidon2_baby_bear_parameters.hpp>
#include <zonogon/hash/poseidon2_goldilocks_parameters.hpp>
#include <zonogon/hash/poseidon2_koala_bear_parameters.hpp>

#include "support/catch.hpp"

namespace air_poseidon2_table_tests {

using namespace zonogon;

namespace {

template <class Permutation>
std::vector<typename Permutation::state> some_states(std::size_t count) {
    using F = typename Permutation::field;
    std::vector<typename Permutation::state> out(count);
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t i = 0; i < Permutation::width; ++i) {
            out[k][i] = F{(k + 1) * 0x9e3779b97f4a7c15ULL >> (i + 1)};
        }
    }
    return out;
}

template <class Permutation>
air::owned_ir table_of(std::size_t per_row) {
    air::builder b;
    for (std::size_t k = 0; k < per_row; ++k) {
        air::poseidon2_table<Permutation>::describe(b, "p" + std::to_string(k));
    }
    return b.build();
}

/// Honest rows pass and end with the permutation's result; no cell can be changed.
template <class Permutation>
void check_table() {
    using table = air::poseidon2_table<Permutation>;
    using F = typename Permutation::field;
    const auto states = some_states<Permutation>(3);
    const air::owned_ir ir = table_of<Permutation>(1);
    auto trace = table::trace(states);
    REQUIRE(trace.width() == table::columns);
    REQUIRE(trace.width() == ir.view().witness_names.size());
    REQUIRE(trace.height() == 4);
    REQUIRE(air::max_constraint_degree(ir.view()) == 3);
    REQUIRE(air::check(ir.view(), trace).empty());
    for (std::size_t k = 0; k < 4; ++k) {
        auto expected = k < states.size() ? states[k] : typename Permutation::state{};
        Permutation::permute(expected);
        for (std::size_t i = 0; i < table::width; ++i) {
            REQUIRE(trace(k, table::columns - table::width + i) == expected[i]);
        }
    }
    for (std::size_t c = 0; c < trace.width(); ++c) {
        const F honest = trace(1, c);
        for (const F& lie : {honest + F::one(), -honest, F::zero()}) {
            trace(1, c) = lie;
            INFO("column " << c);
            REQUIRE(air::check(ir.view(), trace).empty() == (lie == honest));
        }
        trace(1, c) = honest;
    }
}

} // namespace

TEST_CASE("Poseidon2 as a table", "[air]") {
    SECTION("koala_bear, 16, x^3") {
        REQUIRE(air::poseidon2_table<hash::poseidon2_koala_bear_16>::columns == 164);
        check_table<hash::poseidon2_koala_bear_16>();
    }
    SECTION("koala_bear, 24, x^3") {
        check_table<hash::poseidon2_koala_bear_24>();
    }
    SECTION("baby_bear, 16, x^7") {
        check_table<hash::poseidon2_baby_bear_16>();
    }
    SECTION("goldilocks, 8, x^7") {
        check_table<hash::poseidon2_goldilocks_8>();
    }
    SECTION("goldilocks, 12, x^7") {
        check_table<hash::poseidon2_goldilocks_12>();
    }
}

TEST_CASE("Poseidon2 several times a row", "[air]") {
    using permutation = hash::poseidon2_koala_bear_16;
    using table = air::poseidon2_table<permutation>;
    const auto states = some_states<permutation>(7);
    const air::owned_ir ir = table_of<permutation>(4);
    auto trace = table::trace(states, 4);
    REQUIRE(trace.height() == 2);
    REQUIRE(trace.width() == 4 * table::columns);
    REQUIRE(air::check(ir.view(), trace).empty());
    for (std::size_t k = 0; k < states.size(); ++k) {
        auto expected = states[k];
        permutation::permute(expected);
        for (std::size_t i = 0; i < table::width; ++i) {
            REQUIRE(trace(k / 4, (k % 4 + 1) * table::columns - table::width + i) == expected[i]);
        }
    }
    // An input of one permutation with the output of another.
    for (std::size_t i = 0; i < table::width; ++i) {
        std::swap(trace(0, i), trace(0, table::columns + i));
    }
    REQUIRE(!air::check(ir.view(), trace).empty());
}

TEST_CASE("the ends of a Poseidon2 table can be bound", "[air]") {
    using permutation = hash::poseidon2_koala_bear_16;
    using table = air::poseidon2_table<permutation>;
    air::builder b;
    const auto ends = table::describe(b);
    for (std::uint32_t i = 0; i < 8; ++i) {
        b.assert_equal("digest", ends.output[i], b.public_value(i));
    }
    b.assert_zero("capacity", ends.input[15]);
    const air::owned_ir ir = b.build();
    permutation::state s = some_states<permutation>(1)[0];
    s[15] = {};
    const auto trace = table::trace(std::vector{s});
    permutation::permute(s);
    std::vector<field::koala_bear> publics(s.begin(), s.begin() + 8);
    REQUIRE(air::check<field::koala_bear>(ir.view(), trace, {}, publics).empty());
    publics[3] += field::koala_bear::one();
    REQUIRE(air::check<field::koala_bear>(ir.view(), trace, {}, publics).size() == 1);
}

} // namespace air_poseidon2_table_tests
