#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include <zonogon/evm/division.hpp>
#include <zonogon/evm/limbs.hpp>

namespace zonogon::evm {

/// SDIV: truncates; -2^255 / -1 wraps to itself.
[[gnu::always_inline]] inline word divide_signed(const word& a, const word& b) noexcept {
    const word q = divide(a.negative() ? negate(a) : a, b.negative() ? negate(b) : b).quotient;
    return a.negative() != b.negative() ? negate(q) : q;
}

/// SMOD: the sign is the dividend's.
[[gnu::always_inline]] inline word modulo_signed(const word& a, const word& b) noexcept {
    const word r = divide(a.negative() ? negate(a) : a, b.negative() ? negate(b) : b).rest;
    return a.negative() ? negate(r) : r;
}

/// The number of bytes of a number, 0 for 0.
[[gnu::always_inline]] inline std::uint64_t byte_width(const word& a) noexcept {
    const auto width = [](std::uint64_t limb) {
        return (64 - static_cast<std::uint64_t>(std::countl_zero(limb)) + 7) / 8;
    };
    if (a.v3 != 0) {
        return 24 + width(a.v3);
    }
    if (a.v2 != 0) {
        return 16 + width(a.v2);
    }
    return a.v1 != 0 ? 8 + width(a.v1) : width(a.v0);
}

/// base^exponent mod 2^256.
inline word power(word base, const word& exponent) noexcept {
    if (base.v0 == 2 && base.fits64()) {
        return exponent.fits64() && exponent.v0 < 256 ? shift_left({1, 0, 0, 0}, exponent.v0) : word{};
    }
    word out{1, 0, 0, 0};
    const std::uint64_t limbs[4] = {exponent.v0, exponent.v1, exponent.v2, exponent.v3};
    const std::uint64_t bytes_used = byte_width(exponent);
    for (std::uint64_t bit = 0; bit < 8 * bytes_used; ++bit) {
        if ((limbs[bit / 64] >> (bit % 64)) & 1) {
            out = mul(out, base);
        }
        base = mul(base, base);
    }
    return out;
}

/// SIGNEXTEND: x as a number of place + 1 bytes in two's complement.
[[gnu::always_inline]] inline word sign_extend(const word& place, const word& x) noexcept {
    if (!place.fits64() || place.v0 >= 31) {
        return x;
    }
    const std::uint64_t limbs[4] = {x.v0, x.v1, x.v2, x.v3};
    const std::uint64_t unused = 56 - 8 * (place.v0 % 8);
    const auto limb = static_cast<std::int64_t>(limbs[place.v0 / 8] << unused) >> unused;
    const auto low = static_cast<std::uint64_t>(limb);
    const auto fill = static_cast<std::uint64_t>(limb >> 63);
    switch (place.v0 / 8) {
    case 0:
        return {low, fill, fill, fill};
    case 1:
        return {x.v0, low, fill, fill};
    case 2:
        return {x.v0, x.v1, low, fill};
    default:
        return {x.v0, x.v1, x.v2, low};
    }
}

/// BYTE: the byte at a place counted from the most significant.
[[gnu::always_inline]] inline std::uint64_t byte_at(const word& place, const word& x) noexcept {
    if (!place.fits64() || place.v0 >= 32) {
        return 0;
    }
    const std::uint64_t from_low = 31 - place.v0;
    const std::uint64_t limbs[4] = {x.v0, x.v1, x.v2, x.v3};
    return (limbs[from_low / 8] >> (8 * (from_low % 8))) & 0xff;
}

[[gnu::always_inline]] inline word shl(const word& shift, const word& x) noexcept {
    return shift.fits64() && shift.v0 < 256 ? shift_left(x, shift.v0) : word{};
}

[[gnu::always_inline]] inline word shr(const word& shift, const word& x) noexcept {
    return shift.fits64() && shift.v0 < 256 ? shift_right(x, shift.v0) : word{};
}

[[gnu::always_inline]] inline word sar(const word& shift, const word& x) noexcept {
    const std::uint64_t fill = x.negative() ? ~std::uint64_t{0} : 0;
    return shift.fits64() && shift.v0 < 256 ? shift_right(x, shift.v0, fill) : word{fill, fill, fill, fill};
}

/// The word at 32 bytes in big-endian order.
[[gnu::always_inline]] inline word load_word(const std::uint8_t* from) noexcept {
    const auto limb = [from](std::size_t i) {
        std::uint64_t out = 0;
        __builtin_memcpy(&out, from + 8 * i, 8);
        asm("" : "+r"(out));
        return __builtin_bswap64(out);
    };
    return {limb(3), limb(2), limb(1), limb(0)};
}

[[gnu::always_inline]] inline void store_word(std::uint8_t* to, const word& w) noexcept {
    const auto put = [to](std::size_t i, std::uint64_t limb) {
        limb = __builtin_bswap64(limb);
        __builtin_memcpy(to + 8 * i, &limb, 8);
        asm("" : : "r"(to) : "memory");
    };
    put(0, w.v3);
    put(1, w.v2);
    put(2, w.v1);
    put(3, w.v0);
}

} // namespace zonogon::evm
