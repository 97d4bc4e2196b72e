#pragma once

#include <cstddef>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/poly/domain.hpp>
#include <zonogon/poly/lde.hpp>
#include <zonogon/poly/ntt.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace zonogon::test {

template <class F>
bool same(const matrix::row_major<F>& a, const matrix::row_major<F>& b) {
    return a.width() == b.width() && a.height() == b.height() && std::ranges::equal(a.data(), b.data());
}

/// Column `column` of coefficients at `point`, by the definition.
template <class F>
F value_at(const matrix::row_major<F>& coefficients, std::size_t column, F point) {
    F sum;
    for (std::size_t i = coefficients.height(); i-- > 0;) {
        sum = sum * point + coefficients(i, column);
    }
    return sum;
}

/// Whether a transform's values at `rows` sampled rows are those of the definition; point(row) is where.
template <class F, class Point>
bool agrees_with_definition(const matrix::row_major<F>& coefficients, const matrix::row_major<F>& values,
                            random_stream& random, std::size_t rows, Point&& point) {
    for (std::size_t k = 0; k < std::min(rows, values.height()); ++k) {
        const std::size_t row = rows >= values.height() ? k : random.below(values.height());
        for (std::size_t c = 0; c < values.width(); ++c) {
            if (!(values(row, c) == value_at(coefficients, c, point(row)))) {
                return false;
            }
        }
    }
    return true;
}

/// Every promise of poly/ntt.hpp and poly/lde.hpp on one shape.
template <class F>
void check_transforms(std::size_t bits, std::size_t width, std::size_t sampled_rows = 64) {
    CAPTURE(bits, width);
    random_stream random(1000 * bits + width);
    const auto coefficients = random.elements<F>(std::size_t{1} << bits, width);
    const poly::coset<F> subgroup(bits);

    auto values = coefficients;
    poly::ntt(values);
    CHECK(agrees_with_definition(coefficients, values, random, sampled_rows,
                                 [&](std::size_t row) { return subgroup.point(row); }));
    auto back = values;
    poly::intt(back);
    CHECK(same(back, coefficients));

    for (const std::size_t log_blowup : {0U, 1U, 2U, 3U}) {
        CAPTURE(log_blowup);
        if (bits + log_blowup > F::two_adicity) {
            continue;
        }
        const F shift = log_blowup == 2 ? F::one() : random.element<F>();
        const poly::coset<F> large(bits + log_blowup, shift);
        const auto extension = poly::coset_lde(values, log_blowup, shift);
        REQUIRE(extension.height() == coefficients.height() << log_blowup);
        REQUIRE(extension.width() == width);
        CHECK(agrees_with_definition(coefficients, extension, random, sampled_rows,
                                     [&](std::size_t row) { return large.point_bit_reversed(row); }));
        CHECK(same(poly::coset_evaluate(coefficients, log_blowup, shift), extension));
        if (log_blowup == 0) {
            CHECK(same(poly::coset_interpolate(extension, shift), coefficients));
        }
    }
}

} // namespace zonogon::test
