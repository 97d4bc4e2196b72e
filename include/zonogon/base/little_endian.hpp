#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon {

/// Reads up to eight bytes, least significant first. Precondition: in.size() <= 8.
constexpr std::uint64_t load_little_endian(byte_view in) {
    std::uint64_t value = 0;
    for (std::size_t i = in.size(); i-- > 0;) {
        value = (value << 8) | in[i];
    }
    return value;
}

/// Reads 32 bytes, least significant first, of any alignment. Precondition: 32 bytes are readable at `in`.
inline u256 load_u256_little_endian(const std::uint8_t* in) {
    std::array<std::uint64_t, 4> limbs{};
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(limbs.data(), in, sizeof(limbs));
    } else {
        for (std::size_t i = 0; i < 4; ++i) {
            limbs[i] = load_little_endian({in + 8 * i, 8});
        }
    }
    return u256{limbs};
}

/// Appends `value` as `Width` bytes, least significant first.
template <std::size_t Width>
constexpr void append_little_endian(bytes& out, std::uint64_t value) {
    static_assert(Width <= 8);
    std::array<std::uint8_t, Width> encoded{};
    for (std::size_t i = 0; i < Width; ++i) {
        encoded[i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    append(out, encoded);
}

/// Appends 32 bytes, least significant first.
constexpr void append_little_endian(bytes& out, const u256& value) {
    std::array<std::uint8_t, 32> encoded{};
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        encoded[i] = value.byte(i);
    }
    append(out, encoded);
}

} // namespace zonogon
