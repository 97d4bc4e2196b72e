#include <cstddef>
#include <string>
#include <vector>

#include <zonogon/poly/barycentric.hpp>

#include "pcs/complete.hpp"
#include "pcs/fixture.hpp"
#include "support/catch.hpp"

namespace pcs_stacking_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
using field_type = small_config::field;
using ext = small_config::extension;

/// The reason for which a session is refused.
std::string verdict(const session<small_config>& s) {
    const status outcome = verify<small_config>(s);
    return outcome ? "accepted" : outcome.why().message;
}

} // namespace

TEST_CASE("stacked columns are opened like others") {
    for (std::size_t log_stack = 0; log_stack <= 6; ++log_stack) {
        for (const std::size_t width : {1U, 3U, 7U, 8U, 21U}) {
            CAPTURE(log_stack, width);
            check_complete<small_config>({{{2, width, 2, log_stack}, {9, 1, 1}}});
        }
    }
    check_complete<small_config>({{{3, 13, 2, 4}, {7, 5, 2}, {4, 6, 1, 3}}, {{2, 3, 1, 5}, {6, 2, 2, 1}}});
}

TEST_CASE("rows of a stacked matrix are the values of the polynomials that its columns are parts of") {
    constexpr std::size_t log_stack = 2;
    constexpr std::size_t width = 7;
    matrix::row_major<field_type> trace(8, width);
    for (std::size_t i = 0; i < trace.data().size(); ++i) {
        trace.data()[i] = field_type{i * i * i + 11};
    }
    const std::vector<std::size_t> log_stacks{log_stack};
    const auto data = pcs::commit<small_config>({trace}, log_stacks);
    const auto& stacked = data.merkle_tree().matrices()[0];
    REQUIRE(stacked.width() == 2);
    REQUIRE(stacked.height() == 64);
    std::vector<field_type> rows(stacked.height() * 2);
    stacked.copy_rows(0, 40, rows.data(), 2);
    stacked.copy_rows(40, 64, rows.data() + 80, 2);
    const poly::coset<field_type> domain(6, pcs::stack_shift<small_config>(log_stack));
    for (std::size_t r = 0; r < 64; ++r) {
        const field_type x = domain.point_bit_reversed(r);
        const auto parts = poly::evaluate_natural<ext>(trace, poly::coset<field_type>(3), ext(x.pow(4)));
        for (std::size_t s = 0; s < 2; ++s) {
            ext expected;
            for (std::size_t j = 4; j-- > 0;) {
                const std::size_t c = 2 * j + s;
                expected = expected * x + (c < width ? parts[c] : ext::zero());
            }
            CHECK(ext(rows[2 * r + s]) == expected);
        }
    }
}

TEST_CASE("a false value of any part of a stacked column is refused") {
    const std::vector<std::vector<table>> tables{{{3, 5, 2, 2}, {6, 1, 1}}};
    REQUIRE(verdict(prove<small_config>(tables, 4)) == "accepted");
    for (std::size_t i = 0; i < 11; ++i) {
        auto s = prove<small_config>(tables, 4);
        s.proof.values[i] += ext::one();
        CHECK(verdict(s) != "accepted");
    }
    // How columns are stacked is the verifier's to say.
    for (const std::size_t other : {0U, 1U, 3U}) {
        auto s = prove<small_config>(tables, 4);
        s.shapes[0][0].log_stack = other;
        CHECK(verdict(s) != "accepted");
    }
}

TEST_CASE("a column whose degree is the height is found out, stacked or not") {
    // x^height: its quotients have degrees below the height, only what they give times x^k has not.
    constexpr std::size_t log_height = 4;
    constexpr std::size_t height = std::size_t{1} << log_height;
    const ext point{field_type{5}, field_type{6}, field_type{7}};
    const auto highest = [&](std::size_t degree, std::size_t log_stack) {
        const poly::coset<field_type> domain(log_height + 1, pcs::code_shift<small_config>());
        matrix::row_major<field_type> extension(domain.size(), std::size_t{1} << log_stack);
        for (std::size_t r = 0; r < domain.size(); ++r) {
            std::ranges::fill(extension.row(r), domain.point_bit_reversed(r).pow(degree));
        }
        const std::vector<std::size_t> log_stacks{log_stack};
        const pcs::committed<small_config> data({extension}, log_stacks);
        const std::vector<pcs::opening_round<small_config>> rounds{{&data, {{point}}}};
        const std::vector<ext> values(extension.width(), point.pow(degree));
        const pcs::deep_quotients<small_config> quotients(rounds, values, ext(field_type{3}));
        const auto word = quotients.at_height(log_height + log_stack + 1);
        const auto coefficients = pcs::detail::final_coefficients(word, log_height + log_stack + 1);
        std::size_t last = coefficients.size();
        while (last != 0 && coefficients[last - 1].is_zero()) {
            --last;
        }
        return last;
    };
    for (const std::size_t log_stack : {0U, 1U, 3U}) {
        CAPTURE(log_stack);
        CHECK(highest(height - 1, log_stack) <= height << log_stack);
        CHECK(highest(height, log_stack) > height << log_stack);
    }
}

TEST_CASE("stacking keeps folds whole, rows long and columns of zeros few") {
    const soundness::parameters p{.log_folding = 3, .log_final_length = 7};
    const auto stacked = [&](std::vector<pcs::matrix_shape> round, std::size_t tallest) {
        pcs::stack_matrices(p, round, tallest);
        return pcs::log_stacks(round);
    };
    using list = std::vector<std::size_t>;
    // Alone, a table has nobody to be stacked up to.
    CHECK(stacked({{15, 2290}}, 15) == list{0});
    // Heights 7, 10, 13, 16: to the first at least, to 13 where the cells fill rows of 16 elements there.
    CHECK(stacked({{8, 2290}, {11, 150}, {4, 1}, {16, 2}}, 16) == list{5, 2, 3, 0});
    // With few cells nothing goes beyond the first.
    CHECK(stacked({{8, 40}, {16, 2}}, 16) == list{2, 0});
    // Tables of one or two rows stay as they are.
    CHECK(stacked({{1, 40}, {16, 2}}, 16) == list{0, 0});
    // Never above the limit of the parameters.
    CHECK(stacked({{2, 5000}, {20, 2}}, 20) == list{6, 0});
}

TEST_CASE("shapes that cannot be stacked are refused") {
    const auto reason = [](const std::vector<pcs::round_shape>& rounds) -> std::string {
        const auto shape = pcs::derive_shape(small_config::parameters, field_type::two_adicity, rounds);
        return shape ? "accepted" : shape.why().message;
    };
    CHECK(reason({{{2, 8, 1, 3}}}) == "accepted");
    CHECK(reason({{{1, 8, 1, 3}}}) == "columns of so few rows cannot be stacked");
    CHECK(reason({{{10, 8, 1, 3}}}) == "a table is higher than the configuration's limit");
    CHECK(reason({{{0, 8, 1, 11}}}) == "a table is higher than the configuration's limit");
}

} // namespace pcs_stacking_tests
