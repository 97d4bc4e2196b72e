#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <zonogon/base/int128.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::field {

/// A prime field of up to 256 bits in Montgomery form: a is stored as a * 2^256 mod p, always reduced.
///
/// Parameters names `modulus` (an odd prime, u256), and `two_adicity` and `generator` (a non-square; a
/// small number). Multiplication interleaves product and reduction limb by limb (Koc, Acar and Kaliski, IEEE Micro 16,
/// 1996, method CIOS). Variable time: not for secrets that somebody can time.
template <class Parameters>
class prime256 {
    using limbs = std::array<std::uint64_t, 4>;

public:
    static constexpr u256 modulus = Parameters::modulus;
    static constexpr std::size_t two_adicity = Parameters::two_adicity;
    /// Bytes of the canonical encoding.
    static constexpr std::size_t encoded_size = 32;

    constexpr prime256() noexcept = default;
    /// The class of any number.
    constexpr explicit prime256(const u256& v) noexcept : raw_(montgomery_multiply(to_limbs(v), radix_squared)) {}
    constexpr explicit prime256(std::uint64_t v) noexcept : prime256(u256{v}) {}

    static constexpr prime256 zero() noexcept { return {}; }
    static constexpr prime256 one() noexcept { return prime256{1}; }
    static constexpr prime256 generator() noexcept { return prime256{Parameters::generator}; }
    /// A generator of the subgroup of order 2^bits. Precondition: bits <= two_adicity.
    static constexpr prime256 two_adic_generator(std::size_t bits) noexcept {
        return generator().pow((modulus - u256{1}) >> bits);
    }
    static constexpr bool is_canonical(const u256& v) noexcept { return v < modulus; }

    /// The canonical representative, in [0, p).
    constexpr u256 value() const noexcept { return u256{montgomery_multiply(raw_, limbs{1, 0, 0, 0})}; }
    constexpr bool is_zero() const noexcept { return (raw_[0] | raw_[1] | raw_[2] | raw_[3]) == 0; }

    friend constexpr bool operator==(const prime256&, const prime256&) noexcept = default;

    friend constexpr prime256 operator+(const prime256& a, const prime256& b) noexcept {
        limbs sum{};
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const uint128 t = static_cast<uint128>(a.raw_[i]) + b.raw_[i] + carry;
            sum[i] = static_cast<std::uint64_t>(t);
            carry = static_cast<std::uint64_t>(t >> 64);
        }
        return from_limbs(subtract_modulus_once(sum, carry));
    }
    friend constexpr prime256 operator-(const prime256& a, const prime256& b) noexcept {
        limbs difference{};
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const uint128 t = static_cast<uint128>(a.raw_[i]) - b.raw_[i] - borrow;
            difference[i] = static_cast<std::uint64_t>(t);
            borrow = static_cast<std::uint64_t>(t >> 64) & 1;
        }
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const uint128 t = static_cast<uint128>(difference[i]) + (prime[i] & (0 - borrow)) + carry;
            difference[i] = static_cast<std::uint64_t>(t);
            carry = static_cast<std::uint64_t>(t >> 64);
        }
        return from_limbs(difference);
    }
    friend constexpr prime256 operator*(const prime256& a, const prime256& b) noexcept {
        return from_limbs(montgomery_multiply(a.raw_, b.raw_));
    }
    constexpr prime256 operator-() const noexcept { return prime256{} - *this; }
    constexpr prime256& operator+=(const prime256& b) noexcept { return *this = *this + b; }
    constexpr prime256& operator-=(const prime256& b) noexcept { return *this = *this - b; }
    constexpr prime256& operator*=(const prime256& b) noexcept { return *this = *this * b; }

    constexpr prime256 square() const noexcept { return *this * *this; }
    constexpr prime256 pow(const u256& exponent) const noexcept {
        prime256 power = one();
        for (std::size_t i = exponent.bit_width(); i-- > 0;) {
            power = power.square();
            if (exponent.bit(i)) {
                power *= *this;
            }
        }
        return power;
    }
    constexpr prime256 pow(std::uint64_t exponent) const noexcept { return pow(u256{exponent}); }
    /// The inverse; zero for zero.
    constexpr prime256 inverse() const noexcept { return pow(modulus - u256{2}); }

    /// A square root, or nothing for a non-square; the other root is its negative.
    constexpr std::optional<prime256> sqrt() const noexcept
        requires(Parameters::two_adicity == 1)
    {
        // p = 3 mod 4, so a^((p + 1) / 4) is a root if there is one.
        const prime256 root = pow((modulus >> 2) + u256{1});
        if (root.square() == *this) {
            return root;
        }
        return std::nullopt;
    }

private:
    static constexpr limbs to_limbs(const u256& v) noexcept { return {v.limb(0), v.limb(1), v.limb(2), v.limb(3)}; }
    static constexpr prime256 from_limbs(const limbs& raw) noexcept {
        prime256 out;
        out.raw_ = raw;
        return out;
    }

    /// carry * 2^256 + a, less p if that is not negative.
    static constexpr limbs subtract_modulus_once(const limbs& a, std::uint64_t carry) noexcept {
        limbs reduced{};
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const uint128 t = static_cast<uint128>(a[i]) - prime[i] - borrow;
            reduced[i] = static_cast<std::uint64_t>(t);
            borrow = static_cast<std::uint64_t>(t >> 64) & 1;
        }
        return carry >= borrow ? reduced : a;
    }

    /// a * b / 2^256 mod p for any a < 2^256 and b < p.
    static constexpr limbs montgomery_multiply(const limbs& a, const limbs& b) noexcept {
        limbs t{};
        std::uint64_t top = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < 4; ++j) {
                const uint128 s = static_cast<uint128>(a[i]) * b[j] + t[j] + carry;
                t[j] = static_cast<std::uint64_t>(s);
                carry = static_cast<std::uint64_t>(s >> 64);
            }
            const uint128 high = static_cast<uint128>(top) + carry;
            const std::uint64_t quotient = t[0] * negative_inverse;
            uint128 s = static_cast<uint128>(quotient) * prime[0] + t[0];
            carry = static_cast<std::uint64_t>(s >> 64);
            for (std::size_t j = 1; j < 4; ++j) {
                s = static_cast<uint128>(quotient) * prime[j] + t[j] + carry;
                t[j - 1] = static_cast<std::uint64_t>(s);
                carry = static_cast<std::uint64_t>(s >> 64);
            }
            s = high + carry;
            t[3] = static_cast<std::uint64_t>(s);
            top = static_cast<std::uint64_t>(s >> 64);
        }
        return subtract_modulus_once(t, top);
    }

    static constexpr limbs prime = to_limbs(modulus);
    /// -p^-1 mod 2^64.
    static constexpr std::uint64_t negative_inverse = [] {
        std::uint64_t inverse = prime[0]; // right modulo 8; every step doubles the bits that are right
        for (int i = 0; i < 5; ++i) {
            inverse *= 2 - prime[0] * inverse;
        }
        return 0 - inverse;
    }();
    /// 2^512 mod p.
    static constexpr limbs radix_squared = [] {
        const u256 radix{u512::divide(u512::power_of_two(256), u512{modulus}).second};
        return to_limbs(mul_mod(radix, radix, modulus));
    }();

    limbs raw_{};
};

} // namespace zonogon::field
