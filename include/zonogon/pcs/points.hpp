#pragma once

#include <cstddef>
#include <vector>

#include <zonogon/base/log2.hpp>

namespace zonogon::pcs {

/// The first `count` points, in bit-reversed order, of any subgroup of at least that many. Precondition: a power of
/// two.
template <class F>
std::vector<F> bit_reversed_points(std::size_t count) {
    std::vector<F> out(count);
    out[0] = F::one();
    // Bit i of the row stands for a root of order 2^(i + 1).
    for (std::size_t known = 1; known < count; known *= 2) {
        const F step = F::two_adic_generator(log2_strict(known) + 1);
        for (std::size_t q = 0; q < known; ++q) {
            out[known + q] = out[q] * step;
        }
    }
    return out;
}

/// The inverse of point 2q of a subgroup in bit-reversed order, for all q < count: the same for every subgroup of at
/// least 2 * count points. Precondition: count is a power of two.
template <class F>
std::vector<F> inverse_points(std::size_t count) {
    std::vector<F> out(count);
    out[0] = F::one();
    // Bit i of q is bit i + 1 of the row.
    for (std::size_t known = 1; known < count; known *= 2) {
        const F step = F::two_adic_generator(log2_strict(known) + 2).inverse();
        for (std::size_t q = 0; q < known; ++q) {
            out[known + q] = out[q] * step;
        }
    }
    return out;
}

} // namespace zonogon::pcs
