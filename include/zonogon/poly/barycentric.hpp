#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>
#include <span>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/packed/packed.hpp>
#include <zonogon/poly/domain.hpp>

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

namespace detail {

/// Adds to sum[c] the sum over rows begin <= r < end of weights[r] * (row r, or row reversed(r) if Reverse), for the
/// columns from `first` that fill one vector.
template <bool Reverse, class E, class F>
void add_weighted_vector(const matrix::row_major<F>& m, std::span<const E> weights, std::size_t begin, std::size_t end,
                         std::size_t first, E* sum) {
    using vector = packed::vector_of<F>;
    const std::size_t bits = log2_strict(weights.size());
    std::array<vector, E::degree> accumulators{};
    for (std::size_t r = begin; r < end; ++r) {
        const vector row = vector::load(&m(Reverse ? reverse_bits(r, bits) : r, first));
        for (std::size_t k = 0; k < E::degree; ++k) {
            accumulators[k] += row * weights[r].coefficient(k);
        }
    }
    for (std::size_t k = 0; k < E::degree; ++k) {
        std::array<F, vector::width> lanes;
        accumulators[k].store(lanes.data());
        for (std::size_t i = 0; i < vector::width; ++i) {
            sum[first + i] += E::basis(k) * lanes[i];
        }
    }
}

/// The sum over rows r < weights.size() of weights[r] * (row r, or row reversed(r) if Reverse), per column.
template <bool Reverse, class E, class F>
std::vector<E> weighted_rows(const matrix::row_major<F>& m, std::span<const E> weights) {
    constexpr std::size_t lanes = packed::vector_of<F>::width;
    constexpr std::size_t block = 256; // rows that stay in the cache while vectors of columns pass over them
    const std::size_t width = m.width();
    const std::size_t bits = log2_strict(weights.size());
    std::vector<E> total(width);
    std::mutex lock;
    const std::size_t grain = std::max<std::size_t>(block, (1 << 18) / std::max<std::size_t>(1, width) / block * block);
    parallel_chunks(weights.size(), grain, [&](std::size_t from, std::size_t to) {
        std::vector<E> sum(width);
        for (std::size_t begin = from; begin < to; begin += block) {
            const std::size_t end = std::min(to, begin + block);
            std::size_t c = 0;
            for (; c + lanes <= width; c += lanes) {
                add_weighted_vector<Reverse>(m, weights, begin, end, c, sum.data());
            }
            for (std::size_t r = begin; c < width && r < end; ++r) {
                const std::span<const F> row = m.row(Reverse ? reverse_bits(r, bits) : r);
                for (std::size_t k = c; k < width; ++k) {
                    sum[k] += weights[r] * row[k];
                }
            }
        }
        const std::scoped_lock guard(lock);
        for (std::size_t c = 0; c < width; ++c) {
            total[c] += sum[c];
        }
    });
    return total;
}

} // namespace detail

/// The value at z of every column of `values`, whose first domain.size() rows are its values on `domain` in
/// bit-reversed order. For a low-degree extension give the coset of the *original* height: its rows come first and
/// determine the polynomials. Preconditions: z is outside the coset; the matrix has at least domain.size() rows.
template <class E, field::two_adic_field F>
    requires field::extension_of<E, F>
std::vector<E> evaluate_bit_reversed(const matrix::row_major<F>& values, const coset<F>& domain, const E& z) {
    const std::vector<E> weights = barycentric_weights_bit_reversed(domain, z);
    return detail::weighted_rows<false, E>(values, std::span<const E>(weights));
}

/// The same for values in natural order on `domain`. Precondition: the matrix has exactly domain.size() rows.
template <class E, field::two_adic_field F>
    requires field::extension_of<E, F>
std::vector<E> evaluate_natural(const matrix::row_major<F>& values, const coset<F>& domain, const E& z) {
    const std::vector<E> weights = barycentric_weights_bit_reversed(domain, z);
    return detail::weighted_rows<true, E>(values, std::span<const E>(weights));
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
