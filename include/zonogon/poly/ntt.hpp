#pragma once

#include <cstddef>
#include <utility>

#include <zonogon/base/log2.hpp>
#include <zonogon/field/concept.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/poly/detail/pass.hpp>

namespace zonogon::poly {

namespace detail {

/// The transform of all columns in natural order, scaled by `scale`.
///
/// Index k = k1 + n1 k2 and output j = j2 + n2 j1 give w^(jk) = w^(j2 k1) (w^n1)^(j2 k2) (w^n2)^(j1 k1): transforms
/// over k2, factors w^(j2 k1), transforms over k1 (Cooley and Tukey, Math. Comp. 19, 1965).
template <bool Inverse, field::two_adic_field F>
void transform(matrix::row_major<F>& m, F scale) {
    const std::size_t height = m.height();
    const std::size_t width = m.width();
    if (height < 2) {
        return;
    }
    const std::size_t bits = log2_strict(height);
    F* const data = m.data().data();
    if (bits <= one_pass_bits) {
        const layout<F> rows{data, width, 0};
        run_pass<packed::best>(column_plan<F, Inverse>(bits), {data, width, 0}, rows, true, 1, width,
                               [&](std::size_t) { return geometric<F>{scale, F::one()}; });
        return;
    }
    const std::size_t n1 = std::size_t{1} << (bits - bits / 2);
    const std::size_t n2 = std::size_t{1} << (bits / 2);
    const F generator = F::two_adic_generator(bits);
    const F w = Inverse ? generator.inverse() : generator;
    run_pass<packed::best>(column_plan<F, Inverse>(bits / 2), {data, n1 * width, width}, {data, n1 * width, width},
                           true, n1, width, [&](std::size_t k1) { return geometric<F>{scale, w.pow(k1)}; });
    auto out = matrix::row_major<F>::uninitialised(height, width);
    run_pass<packed::best>(column_plan<F, Inverse>(bits - bits / 2), {data, width, n1 * width},
                           {out.data().data(), n2 * width, width}, true, n2, width, no_factors{});
    m = std::move(out);
}

} // namespace detail

/// Evaluates every column: row i holds the coefficient of x^i before and the value at w^i after, with
/// w = two_adic_generator(log2(height)). Precondition: the height is a power of two, at most 2^two_adicity.
/// Above 2^10 rows it needs memory for a second matrix meanwhile.
template <field::two_adic_field F>
void ntt(matrix::row_major<F>& m) {
    detail::transform<false>(m, F::one());
}

/// Interpolates every column: the inverse of ntt.
template <field::two_adic_field F>
void intt(matrix::row_major<F>& m) {
    if (m.height() > 1) {
        detail::transform<true>(m, detail::inverse_of_power_of_two<F>(log2_strict(m.height())));
    }
}

} // namespace zonogon::poly
