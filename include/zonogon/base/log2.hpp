#pragma once

#include <bit>
#include <cstddef>

namespace zonogon {

/// The exponent of a power of two. Precondition: n is a power of two.
constexpr std::size_t log2_strict(std::size_t n) noexcept {
    return static_cast<std::size_t>(std::countr_zero(n));
}

/// The smallest k with 2^k >= n (0 for n <= 1).
constexpr std::size_t log2_ceil(std::size_t n) noexcept {
    return n <= 1 ? 0 : static_cast<std::size_t>(std::bit_width(n - 1));
}

/// The lowest `bits` bits of `value` in reverse order.
constexpr std::size_t reverse_bits(std::size_t value, std::size_t bits) noexcept {
    std::size_t out = 0;
    for (std::size_t i = 0; i < bits; ++i) {
        out = (out << 1) | ((value >> i) & 1);
    }
    return out;
}

} // namespace zonogon
