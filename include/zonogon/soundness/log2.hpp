#pragma once

#include <algorithm>
#include <bit>
#include <compare>
#include <cstdint>

#include <zonogon/base/int128.hpp>

namespace zonogon::soundness {

/// A logarithm to base two in units of 2^-32. All that is computed with it rounds against the prover.
struct fixed {
    std::int64_t raw = 0;

    static constexpr fixed from_integer(std::int64_t whole) noexcept { return {whole << 32}; }
    constexpr std::int64_t floor() const noexcept { return raw >> 32; }

    friend constexpr auto operator<=>(const fixed&, const fixed&) noexcept = default;
    friend constexpr fixed operator+(fixed a, fixed b) noexcept { return {a.raw + b.raw}; }
    friend constexpr fixed operator-(fixed a, fixed b) noexcept { return {a.raw - b.raw}; }
    friend constexpr fixed operator-(fixed a) noexcept { return {-a.raw}; }
    friend constexpr fixed operator*(std::int64_t factor, fixed a) noexcept { return {factor * a.raw}; }
};

namespace detail {

/// log2(value) by repeated squaring of the mantissa, every step rounded in one direction. Precondition: value > 0.
constexpr fixed log2_rounded(std::uint64_t value, bool up) noexcept {
    const auto exponent = static_cast<std::int64_t>(std::bit_width(value)) - 1;
    // The mantissa in [1, 2) as a multiple of 2^-63, exactly.
    uint128 mantissa = static_cast<uint128>(value) << (63 - exponent);
    const uint128 two = static_cast<uint128>(1) << 64;
    std::int64_t fraction = 0;
    for (int i = 0; i < 32; ++i) {
        const uint128 square = mantissa * mantissa;
        mantissa = square >> 63;
        if (up && (square & ((static_cast<uint128>(1) << 63) - 1)) != 0) {
            ++mantissa;
        }
        fraction *= 2;
        if (mantissa >= two) {
            ++fraction;
            mantissa = up ? (mantissa + 1) / 2 : mantissa / 2;
        }
    }
    if (up && mantissa > (static_cast<uint128>(1) << 63)) {
        ++fraction;
    }
    return {(exponent << 32) + fraction};
}

} // namespace detail

/// At most log2(value), and less than 2^-31 below it. Precondition: value > 0.
constexpr fixed log2_lower(std::uint64_t value) noexcept {
    return detail::log2_rounded(value, false);
}
/// At least log2(value), and less than 2^-31 above it. Precondition: value > 0.
constexpr fixed log2_upper(std::uint64_t value) noexcept {
    return detail::log2_rounded(value, true);
}

/// At least log2(2^a + 2^b), and less than half a bit above it.
constexpr fixed log2_sum_upper(fixed a, fixed b) noexcept {
    const fixed high = std::max(a, b);
    const std::int64_t distance = (high - std::min(a, b)).floor();
    // log2(1 + t) for t = 2^-distance is at most t / ln 2 < 1.4427 t, and at most 1.
    const std::int64_t slope = 6196328019; // 1.4427 * 2^32, rounded up
    const std::int64_t extra = distance >= 40 ? 1 : std::min(std::int64_t{1} << 32, (slope >> distance) + 1);
    return {high.raw + extra};
}

} // namespace zonogon::soundness
