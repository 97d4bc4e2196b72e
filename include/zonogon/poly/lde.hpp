#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/bit_reverse.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/poly/detail/extend.hpp>
#include <zonogon/poly/detail/wider.hpp>
#include <zonogon/poly/domain.hpp>
#include <zonogon/poly/ntt.hpp>

namespace zonogon::poly {

/// Evaluates columns of coefficients (row i: x^i) on shift * K, |K| = height << log_blowup, in bit-reversed order.
///
/// Preconditions: the height is a power of two and the size of K at most 2^two_adicity; shift is not zero.
template <field::two_adic_field F>
matrix::row_major<F> coset_evaluate(const matrix::row_major<F>& coefficients, std::size_t log_blowup, F shift) {
    if (coefficients.height() == 0) {
        return {};
    }
    if (const auto wider = detail::wider<F>::coset_evaluate.load(std::memory_order_relaxed)) {
        return wider(coefficients, log_blowup, shift);
    }
    return detail::evaluate_on_cosets<packed::best>(coefficients, log_blowup, shift);
}

/// The low-degree extension of columns given by their values on the subgroup H in natural order: their values on
/// shift * K, |K| = |H| << log_blowup. Row r of the result holds the point
/// coset<F>(log2|K|, shift).point_bit_reversed(r); the first |H| rows are the values on shift * H in bit-reversed
/// order.
///
/// Preconditions as in coset_evaluate. No other memory than that of the result is needed, and three passes over it.
template <field::two_adic_field F>
matrix::row_major<F> coset_lde(const matrix::row_major<F>& values, std::size_t log_blowup, F shift) {
    if (values.height() == 0) {
        return {};
    }
    if (const auto wider = detail::wider<F>::coset_lde.load(std::memory_order_relaxed)) {
        return wider(values, log_blowup, shift);
    }
    return detail::extend_to_cosets<packed::best>(values, log_blowup, shift);
}

/// The coefficients (row i: x^i) of columns given by their values on shift * H in bit-reversed order.
template <field::two_adic_field F>
matrix::row_major<F> coset_interpolate(matrix::row_major<F> values, F shift) {
    matrix::bit_reverse_rows(values);
    intt(values);
    const F step = shift.inverse();
    const std::size_t grain = std::max<std::size_t>(1, 65536 / std::max<std::size_t>(1, values.width()));
    parallel_chunks(values.height(), grain, [&](std::size_t begin, std::size_t end) {
        F scale = step.pow(begin);
        for (std::size_t i = begin; i < end; ++i) {
            for (F& v : values.row(i)) {
                v *= scale;
            }
            scale *= step;
        }
    });
    return values;
}

} // namespace zonogon::poly
