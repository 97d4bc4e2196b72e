#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/int128.hpp>
#include <zonogon/field/goldilocks.hpp>

namespace zonogon::hash::lanes {

/// Arithmetic for the Goldilocks kernels on one state at a time.
///
/// What a kernel needs of such a type: `count` states side by side in a `word` (any 64-bit representatives) with
/// +, -, &, << and >> by constants; splat; mul, square and reduce modulo p; get and set of one state's lane.
struct scalar {
    static constexpr std::size_t count = 1;
    using word = std::uint64_t;

    static constexpr word splat(std::uint64_t v) noexcept { return v; }
    static constexpr word mul(word a, word b) noexcept { return (field::goldilocks{a} * field::goldilocks{b}).raw(); }
    static constexpr word square(word a) noexcept { return mul(a, a); }
    /// A representative of low + 2^32 high. Precondition: low < 2^63, high < 2^63.
    static constexpr word reduce(word low, word high) noexcept {
        return field::goldilocks::reduce(low + (static_cast<uint128>(high) << 32)).raw();
    }
    static constexpr void set(word& w, std::size_t, std::uint64_t v) noexcept { w = v; }
    static constexpr std::uint64_t get(word w, std::size_t) noexcept { return w; }
};

} // namespace zonogon::hash::lanes
