#pragma once

#include <algorithm>
#include <cstddef>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::matrix {

/// Moves row i to row reverse_bits(i, log2(height)). Precondition: the height is a power of two (or the matrix empty).
template <class T>
void bit_reverse_rows(row_major<T>& m) {
    const std::size_t height = m.height();
    if (height < 2) {
        return;
    }
    const std::size_t bits = log2_strict(height);
    parallel_for(height, std::max<std::size_t>(1, 65536 / m.width()), [&](std::size_t i) {
        const std::size_t j = reverse_bits(i, bits);
        if (i < j) {
            std::ranges::swap_ranges(m.row(i), m.row(j));
        }
    });
}

} // namespace zonogon::matrix
