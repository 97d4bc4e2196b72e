#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace zonogon {

using bytes = std::vector<std::uint8_t>;
using byte_view = std::span<const std::uint8_t>;

/// A 32-byte hash or word, most significant byte first.
using bytes32 = std::array<std::uint8_t, 32>;
/// An Ethereum address.
using address = std::array<std::uint8_t, 20>;

/// Appends `value` as `Width` bytes, most significant first.
template <std::size_t Width>
constexpr void append_big_endian(bytes& out, std::uint64_t value) {
    static_assert(Width <= 8);
    for (std::size_t i = Width; i-- > 0;) {
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

/// Reads up to eight bytes, most significant first. Precondition: in.size() <= 8.
constexpr std::uint64_t load_big_endian(byte_view in) {
    std::uint64_t value = 0;
    for (const std::uint8_t b : in) {
        value = (value << 8) | b;
    }
    return value;
}

constexpr void append(bytes& out, byte_view tail) {
    out.insert(out.end(), tail.begin(), tail.end());
}

} // namespace zonogon
