#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/poly/domain.hpp>
#include <zonogon/poly/ntt.hpp>

namespace zonogon::poly {

/// Evaluates columns of coefficients (row i: x^i) on shift * K, |K| = height << log_blowup, in bit-reversed order.
///
/// Precondition: the height is a power of two and the size of K at most 2^two_adicity; shift is not zero.
template <field::two_adic_field F>
matrix::row_major<F> coset_evaluate(const matrix::row_major<F>& coefficients, std::size_t log_blowup, F shift) {
    const std::size_t height = coefficients.height();
    const std::size_t width = coefficients.width();
    if (height == 0) {
        return {};
    }
    const std::size_t bits = log2_strict(height);
    matrix::row_major<F> out(height << log_blowup, width);
    const F step = F::two_adic_generator(bits + log_blowup);
    for (std::size_t block = 0; block < (std::size_t{1} << log_blowup); ++block) {
        // Rows of one block are the points whose exponents agree in their low bits: a coset of the small subgroup.
        const std::vector<F> scale = detail::powers(shift * step.pow(reverse_bits(block, log_blowup)), height);
        parallel_for(height, std::max<std::size_t>(1, 32768 / width), [&](std::size_t i) {
            for (std::size_t c = 0; c < width; ++c) {
                out(block * height + i, c) = coefficients(i, c) * scale[i];
            }
        });
        detail::dif(out, block * height, height, F::two_adic_generator(bits));
    }
    return out;
}

/// The low-degree extension of columns given by their values on the subgroup H in natural order: their values on
/// shift * K, |K| = |H| << log_blowup. Row r of the result holds the point
/// coset<F>(log2|K|, shift).point_bit_reversed(r); the first |H| rows are the values on shift * H in bit-reversed
/// order.
///
/// Preconditions as in coset_evaluate.
template <field::two_adic_field F>
matrix::row_major<F> coset_lde(matrix::row_major<F> values, std::size_t log_blowup, F shift) {
    intt(values);
    return coset_evaluate(values, log_blowup, shift);
}

/// The coefficients (row i: x^i) of columns given by their values on shift * H in bit-reversed order.
template <field::two_adic_field F>
matrix::row_major<F> coset_interpolate(matrix::row_major<F> values, F shift) {
    matrix::bit_reverse_rows(values);
    intt(values);
    const std::vector<F> scale = detail::powers(shift.inverse(), values.height());
    parallel_for(values.height(), std::max<std::size_t>(1, 32768 / std::max<std::size_t>(1, values.width())),
                 [&](std::size_t i) {
                     for (F& v : values.row(i)) {
                         v *= scale[i];
                     }
                 });
    return values;
}

} // namespace zonogon::poly
