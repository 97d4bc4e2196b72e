#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/int128.hpp>
#include <zonogon/field/goldilocks.hpp>

namespace zonogon::hash::lanes {

/// Arithmetic for the Goldilocks kernels on one state at a time.
///
/// What a kernel needs of such a type: `count` states side by side in a `word` with +, -, &, << and >> by constants;
/// splat; set and get of one state's lane; reduce and sbox7. Kernels keep an element as two halves, low + 2^32 high,
/// which are 64-bit two's complement numbers; reduce and sbox7 take them from [0, 2^63).
struct scalar {
    static constexpr std::size_t count = 1;
    using word = std::uint64_t;

    static constexpr word splat(std::uint64_t v) noexcept { return v; }
    /// A representative of low + 2^32 high.
    static constexpr word reduce(word low, word high) noexcept {
        return field::goldilocks::reduce(low + (static_cast<uint128>(high) << 32)).raw();
    }
    /// Replaces N elements by their seventh powers: low in (-2^33, 2^32), high in [0, 2^33).
    template <std::size_t N>
    static constexpr void sbox7(std::array<word, N>& low, std::array<word, N>& high) noexcept {
        for (std::size_t n = 0; n < N; ++n) {
            const field::goldilocks x{reduce(low[n], high[n])};
            const field::goldilocks x2 = x * x;
            const word power = (x2 * x2 * (x2 * x)).raw();
            low[n] = power & 0xffffffffU;
            high[n] = power >> 32;
        }
    }
    static constexpr void set(word& w, std::size_t, std::uint64_t v) noexcept { w = v; }
    static constexpr std::uint64_t get(word w, std::size_t) noexcept { return w; }
};

} // namespace zonogon::hash::lanes
