#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/poly/domain.hpp>
#include <zonogon/poly/dot_product.hpp>

namespace zonogon::poly {

/// The weights L_r(z), one per row, with which values in bit-reversed order on `domain` combine to the value at z.
///
/// L_i(z) = (z^n - s^n) x_i / (n s^n (z - x_i)) for the coset of shift s and size n. Precondition: z is outside the
/// coset. Cost: some ten multiplications of E per row.
template <class E, field::two_adic_field F>
    requires field::extension_of<E, F>
std::vector<E> barycentric_weights_bit_reversed(const coset<F>& domain, const E& z) {
    const std::size_t size = domain.size();
    std::vector<F> points(size);
    points[0] = domain.shift();
    // Row r + 2^k is row r with bit k set, which stands for bit (log_size - 1 - k) of the exponent.
    for (std::size_t known = 1; known < size; known *= 2) {
        const F step = F::two_adic_generator(log2_strict(2 * known));
        for (std::size_t r = 0; r < known; ++r) {
            points[known + r] = points[r] * step;
        }
    }
    std::vector<E> weights(size);
    parallel_for(size, 4096, [&](std::size_t r) { weights[r] = z - points[r]; });
    field::batch_inverse(std::span<E>(weights));
    F size_in_field = F::one();
    for (std::size_t i = 0; i < domain.log_size(); ++i) {
        size_in_field += size_in_field;
    }
    const E factor = domain.vanishing(z) * (size_in_field * domain.shift_to_size()).inverse();
    parallel_for(size, 4096, [&](std::size_t r) { weights[r] = (weights[r] * points[r]) * factor; });
    return weights;
}

/// The value at z of every column of `values`, whose first domain.size() rows are its values on `domain` in
/// bit-reversed order. For a low-degree extension give the coset of the *original* height: its rows come first and
/// determine the polynomials. Preconditions: z is outside the coset; the matrix has at least domain.size() rows.
template <class E, field::two_adic_field F>
    requires field::extension_of<E, F>
std::vector<E> evaluate_bit_reversed(const matrix::row_major<F>& values, const coset<F>& domain, const E& z) {
    const std::vector<E> weights = barycentric_weights_bit_reversed(domain, z);
    std::vector<E> out(values.width());
    combine_rows(values, std::span<const E>(weights), std::span<E>(out));
    return out;
}

/// The same for values in natural order on `domain`. Precondition: the matrix has exactly domain.size() rows.
template <class E, field::two_adic_field F>
    requires field::extension_of<E, F>
std::vector<E> evaluate_natural(const matrix::row_major<F>& values, const coset<F>& domain, const E& z) {
    const std::vector<E> weights = barycentric_weights_bit_reversed(domain, z);
    std::vector<E> out(values.width());
    combine_rows<true>(values, std::span<const E>(weights), std::span<E>(out));
    return out;
}

/// The value at z of every column of coefficients (row i: x^i), by Horner's rule.
template <class E, class F>
    requires field::extension_of<E, F>
std::vector<E> evaluate_coefficients(const matrix::row_major<F>& coefficients, const E& z) {
    std::vector<E> out(coefficients.width());
    const std::size_t height = coefficients.height();
    parallel_chunks(out.size(), std::max<std::size_t>(1, 65536 / std::max<std::size_t>(1, height)),
                    [&](std::size_t begin, std::size_t end) {
                        for (std::size_t i = height; i-- > 0;) {
                            for (std::size_t c = begin; c < end; ++c) {
                                out[c] = out[c] * z + coefficients(i, c);
                            }
                        }
                    });
    return out;
}

} // namespace zonogon::poly
