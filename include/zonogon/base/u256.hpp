#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/hex.hpp>
#include <zonogon/base/int128.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon {

/// An unsigned integer of 64 * Limbs bits, limbs least significant first; arithmetic wraps.
template <std::size_t Limbs>
class wide_uint {
public:
    static constexpr std::size_t bits = 64 * Limbs;

    constexpr wide_uint() noexcept = default;
    constexpr wide_uint(std::uint64_t v) noexcept : limbs_{v} {} // NOLINT: an integer literal is a number
    constexpr explicit wide_uint(const std::array<std::uint64_t, Limbs>& limbs) noexcept : limbs_(limbs) {}
    /// Keeps the low limbs of a wider number, or extends a narrower one with zeros.
    template <std::size_t Other>
    constexpr explicit wide_uint(const wide_uint<Other>& v) noexcept {
        for (std::size_t i = 0; i < std::min(Limbs, Other); ++i) {
            limbs_[i] = v.limb(i);
        }
    }

    static constexpr wide_uint max() noexcept {
        wide_uint out;
        out.limbs_.fill(~std::uint64_t{0});
        return out;
    }
    static constexpr wide_uint power_of_two(std::size_t exponent) noexcept { return wide_uint{1} << exponent; }

    constexpr std::uint64_t limb(std::size_t i) const noexcept { return limbs_[i]; }
    constexpr void set_limb(std::size_t i, std::uint64_t v) noexcept { limbs_[i] = v; }
    constexpr std::uint64_t low64() const noexcept { return limbs_[0]; }
    /// The i-th group of 32 bits, least significant first.
    constexpr std::uint32_t word32(std::size_t i) const noexcept {
        return static_cast<std::uint32_t>(limbs_[i / 2] >> (32 * (i % 2)));
    }
    /// The i-th group of 16 bits, least significant first.
    constexpr std::uint16_t word16(std::size_t i) const noexcept {
        return static_cast<std::uint16_t>(limbs_[i / 4] >> (16 * (i % 4)));
    }
    /// The i-th byte, least significant first.
    constexpr std::uint8_t byte(std::size_t i) const noexcept {
        return static_cast<std::uint8_t>(limbs_[i / 8] >> (8 * (i % 8)));
    }
    constexpr bool bit(std::size_t i) const noexcept { return ((limbs_[i / 64] >> (i % 64)) & 1) != 0; }
    constexpr bool is_zero() const noexcept {
        return std::ranges::all_of(limbs_, [](std::uint64_t v) { return v == 0; });
    }
    constexpr bool fits64() const noexcept {
        return std::all_of(limbs_.begin() + 1, limbs_.end(), [](std::uint64_t v) { return v == 0; });
    }
    constexpr std::size_t bit_width() const noexcept {
        for (std::size_t i = Limbs; i-- > 0;) {
            if (limbs_[i] != 0) {
                return 64 * i + static_cast<std::size_t>(std::bit_width(limbs_[i]));
            }
        }
        return 0;
    }

    friend constexpr bool operator==(const wide_uint&, const wide_uint&) = default;
    friend constexpr std::strong_ordering operator<=>(const wide_uint& a, const wide_uint& b) noexcept {
        for (std::size_t i = Limbs; i-- > 0;) {
            if (a.limbs_[i] != b.limbs_[i]) {
                return a.limbs_[i] <=> b.limbs_[i];
            }
        }
        return std::strong_ordering::equal;
    }

    /// The wrapped sum and whether it overflowed.
    static constexpr std::pair<wide_uint, bool> add_carry(const wide_uint& a, const wide_uint& b) noexcept {
        wide_uint out;
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            const uint128 t = static_cast<uint128>(a.limbs_[i]) + b.limbs_[i] + carry;
            out.limbs_[i] = static_cast<std::uint64_t>(t);
            carry = static_cast<std::uint64_t>(t >> 64);
        }
        return {out, carry != 0};
    }
    /// The wrapped difference and whether it borrowed.
    static constexpr std::pair<wide_uint, bool> sub_borrow(const wide_uint& a, const wide_uint& b) noexcept {
        wide_uint out;
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            const uint128 t = static_cast<uint128>(a.limbs_[i]) - b.limbs_[i] - borrow;
            out.limbs_[i] = static_cast<std::uint64_t>(t);
            borrow = static_cast<std::uint64_t>(t >> 64) & 1;
        }
        return {out, borrow != 0};
    }
    /// The full product.
    template <std::size_t Other>
    constexpr wide_uint<Limbs + Other> mul_full(const wide_uint<Other>& b) const noexcept {
        wide_uint<Limbs + Other> out;
        for (std::size_t i = 0; i < Limbs; ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < Other; ++j) {
                const uint128 t = static_cast<uint128>(limbs_[i]) * b.limb(j) + out.limb(i + j) + carry;
                out.set_limb(i + j, static_cast<std::uint64_t>(t));
                carry = static_cast<std::uint64_t>(t >> 64);
            }
            out.set_limb(i + Other, carry);
        }
        return out;
    }
    friend constexpr wide_uint operator+(const wide_uint& a, const wide_uint& b) noexcept {
        return add_carry(a, b).first;
    }
    friend constexpr wide_uint operator-(const wide_uint& a, const wide_uint& b) noexcept {
        return sub_borrow(a, b).first;
    }
    friend constexpr wide_uint operator*(const wide_uint& a, const wide_uint& b) noexcept {
        return wide_uint{a.mul_full(b)};
    }
    constexpr wide_uint operator-() const noexcept { return wide_uint{} - *this; }
    constexpr wide_uint operator~() const noexcept {
        wide_uint out;
        for (std::size_t i = 0; i < Limbs; ++i) {
            out.limbs_[i] = ~limbs_[i];
        }
        return out;
    }
    friend constexpr wide_uint operator&(const wide_uint& a, const wide_uint& b) noexcept {
        wide_uint out;
        for (std::size_t i = 0; i < Limbs; ++i) {
            out.limbs_[i] = a.limbs_[i] & b.limbs_[i];
        }
        return out;
    }
    friend constexpr wide_uint operator|(const wide_uint& a, const wide_uint& b) noexcept {
        wide_uint out;
        for (std::size_t i = 0; i < Limbs; ++i) {
            out.limbs_[i] = a.limbs_[i] | b.limbs_[i];
        }
        return out;
    }
    friend constexpr wide_uint operator^(const wide_uint& a, const wide_uint& b) noexcept {
        wide_uint out;
        for (std::size_t i = 0; i < Limbs; ++i) {
            out.limbs_[i] = a.limbs_[i] ^ b.limbs_[i];
        }
        return out;
    }
    friend constexpr wide_uint operator<<(const wide_uint& a, std::size_t shift) noexcept {
        wide_uint out;
        const std::size_t whole = shift / 64;
        const std::size_t part = shift % 64;
        for (std::size_t i = whole; i < Limbs; ++i) {
            out.limbs_[i] = a.limbs_[i - whole] << part;
            if (part != 0 && i > whole) {
                out.limbs_[i] |= a.limbs_[i - whole - 1] >> (64 - part);
            }
        }
        return out;
    }
    friend constexpr wide_uint operator>>(const wide_uint& a, std::size_t shift) noexcept {
        wide_uint out;
        const std::size_t whole = shift / 64;
        const std::size_t part = shift % 64;
        for (std::size_t i = 0; i + whole < Limbs; ++i) {
            out.limbs_[i] = a.limbs_[i + whole] >> part;
            if (part != 0 && i + whole + 1 < Limbs) {
                out.limbs_[i] |= a.limbs_[i + whole + 1] << (64 - part);
            }
        }
        return out;
    }
    constexpr wide_uint& operator+=(const wide_uint& b) noexcept { return *this = *this + b; }
    constexpr wide_uint& operator-=(const wide_uint& b) noexcept { return *this = *this - b; }
    constexpr wide_uint& operator*=(const wide_uint& b) noexcept { return *this = *this * b; }

    /// Quotient and remainder, both zero for a zero divisor (the EVM's convention). Knuth's algorithm D on 32-bit
    /// digits (TAOCP vol. 2, 4.3.1).
    static constexpr std::pair<wide_uint, wide_uint> divide(const wide_uint& a, const wide_uint& b) noexcept {
        if (b.is_zero()) {
            return {};
        }
        if (a < b) {
            return {wide_uint{}, a};
        }
        constexpr std::size_t digits = 2 * Limbs;
        std::array<std::uint32_t, digits + 1> u{};
        std::array<std::uint32_t, digits> v{};
        const std::size_t n = (b.bit_width() + 31) / 32;
        const auto shift = static_cast<std::size_t>(std::countl_zero(b.word32(n - 1)));
        const wide_uint normal = b << shift;
        for (std::size_t i = 0; i < digits; ++i) {
            v[i] = normal.word32(i);
        }
        const wide_uint low = a << shift;
        for (std::size_t i = 0; i < digits; ++i) {
            u[i] = low.word32(i);
        }
        u[digits] = shift == 0 ? 0 : static_cast<std::uint32_t>(a.word32(digits - 1) >> (32 - shift));
        wide_uint quotient;
        for (std::size_t j = digits - n + 1; j-- > 0;) {
            const std::uint64_t top = (static_cast<std::uint64_t>(u[j + n]) << 32) | u[j + n - 1];
            std::uint64_t guess = top / v[n - 1];
            std::uint64_t rest = top % v[n - 1];
            while (guess >> 32 || (n > 1 && guess * v[n - 2] > ((rest << 32) | u[j + n - 2]))) {
                --guess;
                rest += v[n - 1];
                if (rest >> 32) {
                    break;
                }
            }
            std::uint64_t carry = 0;
            std::uint64_t borrow = 0;
            for (std::size_t i = 0; i < n; ++i) {
                const std::uint64_t product = guess * v[i] + carry;
                carry = product >> 32;
                const std::uint64_t t = static_cast<std::uint64_t>(u[i + j]) - (product & 0xffffffffU) - borrow;
                u[i + j] = static_cast<std::uint32_t>(t);
                borrow = (t >> 32) & 1;
            }
            const std::uint64_t t = static_cast<std::uint64_t>(u[j + n]) - carry - borrow;
            u[j + n] = static_cast<std::uint32_t>(t);
            if ((t >> 32) & 1) {
                --guess;
                std::uint64_t add = 0;
                for (std::size_t i = 0; i < n; ++i) {
                    const std::uint64_t s = static_cast<std::uint64_t>(u[i + j]) + v[i] + add;
                    u[i + j] = static_cast<std::uint32_t>(s);
                    add = s >> 32;
                }
                u[j + n] += static_cast<std::uint32_t>(add);
            }
            quotient.limbs_[j / 2] |= guess << (32 * (j % 2));
        }
        wide_uint remainder;
        for (std::size_t i = 0; i < n; ++i) {
            remainder.limbs_[i / 2] |= static_cast<std::uint64_t>(u[i]) << (32 * (i % 2));
        }
        return {quotient, remainder >> shift};
    }
    friend constexpr wide_uint operator/(const wide_uint& a, const wide_uint& b) noexcept { return divide(a, b).first; }
    friend constexpr wide_uint operator%(const wide_uint& a, const wide_uint& b) noexcept {
        return divide(a, b).second;
    }

    /// Big-endian, full width.
    constexpr std::array<std::uint8_t, 8 * Limbs> to_bytes() const noexcept {
        std::array<std::uint8_t, 8 * Limbs> out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[out.size() - 1 - i] = byte(i);
        }
        return out;
    }
    /// Big-endian; shorter input means leading zeros. Precondition: in.size() <= 8 * Limbs.
    static constexpr wide_uint from_bytes(byte_view in) noexcept {
        wide_uint out;
        for (std::size_t i = 0; i < in.size(); ++i) {
            const std::size_t place = in.size() - 1 - i;
            out.limbs_[place / 8] |= static_cast<std::uint64_t>(in[i]) << (8 * (place % 8));
        }
        return out;
    }

    /// Parses decimal digits or 0x hex digits; nothing else, and nothing that does not fit.
    static constexpr std::optional<wide_uint> parse(std::string_view text) noexcept {
        const bool hex = text.starts_with("0x") || text.starts_with("0X");
        if (hex) {
            text.remove_prefix(2);
        }
        if (text.empty()) {
            return std::nullopt;
        }
        const std::uint64_t radix = hex ? 16 : 10;
        wide_uint out;
        for (const char c : text) {
            const int digit = hex_digit(c);
            if (digit < 0 || static_cast<std::uint64_t>(digit) >= radix) {
                return std::nullopt;
            }
            const auto wide = out.mul_full(wide_uint<1>{radix});
            if (wide.limb(Limbs) != 0) {
                return std::nullopt;
            }
            const auto [sum, overflow] = add_carry(wide_uint{wide}, wide_uint{static_cast<std::uint64_t>(digit)});
            if (overflow) {
                return std::nullopt;
            }
            out = sum;
        }
        return out;
    }
    constexpr std::string to_decimal() const {
        wide_uint rest = *this;
        std::string out;
        do {
            const auto [quotient, digit] = divide(rest, wide_uint{10});
            out.push_back(static_cast<char>('0' + digit.low64()));
            rest = quotient;
        } while (!rest.is_zero());
        std::ranges::reverse(out);
        return out;
    }
    /// 0x and all digits of the full width.
    std::string to_hex_full() const { return to_hex(to_bytes()); }

private:
    std::array<std::uint64_t, Limbs> limbs_{};
};

using u256 = wide_uint<4>;
using u512 = wide_uint<8>;

/// (a * b) mod m for any m > 0, without overflow.
constexpr u256 mul_mod(const u256& a, const u256& b, const u256& m) noexcept {
    return u256{u512::divide(a.mul_full(b), u512{m}).second};
}
/// (a + b) mod m for any m > 0, without overflow.
constexpr u256 add_mod(const u256& a, const u256& b, const u256& m) noexcept {
    return u256{u512::divide(u512{a} + u512{b}, u512{m}).second};
}

} // namespace zonogon
