#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/concept.hpp>
#include <zonogon/matrix/bit_reverse.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::poly {

namespace detail {

/// root^0 .. root^(count-1).
template <class F>
std::vector<F> powers(F root, std::size_t count, F first = F::one()) {
    std::vector<F> out(count);
    F p = first;
    for (F& slot : out) {
        slot = p;
        p *= root;
    }
    return out;
}

/// Decimation in frequency over rows [first, first + height): natural order in, bit-reversed out.
template <class F>
void dif(matrix::row_major<F>& m, std::size_t first, std::size_t height, F root) {
    const std::size_t width = m.width();
    for (std::size_t half = height / 2; half >= 1; half /= 2) {
        const std::vector<F> twiddles = powers(root, half);
        parallel_chunks(height / 2, std::max<std::size_t>(1, 32768 / width), [&](std::size_t begin, std::size_t end) {
            for (std::size_t k = begin; k < end; ++k) {
                const std::size_t j = k % half;
                F* const a = &m(first + (k / half) * 2 * half + j, 0);
                F* const b = a + half * width;
                const F t = twiddles[j];
                for (std::size_t c = 0; c < width; ++c) {
                    const F x = a[c];
                    const F y = b[c];
                    a[c] = x + y;
                    b[c] = (x - y) * t;
                }
            }
        });
        root = root.square();
    }
}

} // namespace detail

/// Evaluates every column: row i holds the coefficient of x^i before and the value at w^i after, with
/// w = two_adic_generator(log2(height)). Precondition: the height is a power of two, at most 2^two_adicity.
template <field::two_adic_field F>
void ntt(matrix::row_major<F>& m) {
    if (m.height() > 1) {
        detail::dif(m, 0, m.height(), F::two_adic_generator(log2_strict(m.height())));
        matrix::bit_reverse_rows(m);
    }
}

/// Interpolates every column: the inverse of ntt.
template <field::two_adic_field F>
void intt(matrix::row_major<F>& m) {
    if (m.height() > 1) {
        const std::size_t bits = log2_strict(m.height());
        detail::dif(m, 0, m.height(), F::two_adic_generator(bits).inverse());
        matrix::bit_reverse_rows(m);
        const F scale = (F::one() + F::one()).inverse().pow(bits);
        parallel_chunks(m.data().size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                m.data()[i] *= scale;
            }
        });
    }
}

} // namespace zonogon::poly
