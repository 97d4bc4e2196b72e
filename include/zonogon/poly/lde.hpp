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
    const std::size_t width = coefficients.width();
    auto out = matrix::row_major<F>::uninitialised(coefficients.height() << log_blowup, width);
    const auto job = detail::plan_cosets(log2_strict(coefficients.height()), log_blowup, shift);
    detail::extend_pass<false>(job, {coefficients.data().data(), width << job.bits1, width}, out.data().data(), width);
    detail::finish_cosets(job, out.data().data(), width);
    return out;
}

/// The low-degree extension of columns given by their values on the subgroup H in natural order: their values on
/// shift * K, |K| = |H| << log_blowup. Row r of the result holds the point
/// coset<F>(log2|K|, shift).point_bit_reversed(r); the first |H| rows are the values on shift * H in bit-reversed
/// order.
///
/// Preconditions as in coset_evaluate. No other memory than that of the result is needed, and three passes over it:
/// half of the inverse transform, its other half and half of each coset's, and the other half of those.
template <field::two_adic_field F>
matrix::row_major<F> coset_lde(const matrix::row_major<F>& values, std::size_t log_blowup, F shift) {
    if (values.height() == 0) {
        return {};
    }
    const std::size_t width = values.width();
    auto out = matrix::row_major<F>::uninitialised(values.height() << log_blowup, width);
    F* const data = out.data().data();
    const auto job = detail::plan_cosets(log2_strict(values.height()), log_blowup, shift);
    detail::layout<const F> from{values.data().data(), width, width};
    if (job.bits1 != 0) {
        // Values j = j2 + n2 j1; transforms over j1 to k1; k1 + n1 j2 is where extend_pass works in place.
        const std::size_t n1 = std::size_t{1} << job.bits1;
        const std::size_t n2 = std::size_t{1} << job.bits2;
        const F w = F::two_adic_generator(job.bits1 + job.bits2).inverse();
        detail::run_pass(detail::column_plan<F, true>(job.bits1), {values.data().data(), n2 * width, width},
                         {data, width, n1 * width}, true, n2, width,
                         [&](std::size_t j2) { return detail::geometric<F>{F::one(), w.pow(j2)}; });
        from = {data, n1 * width, width};
    }
    detail::extend_pass<true>(job, from, data, width);
    detail::finish_cosets(job, data, width);
    return out;
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
