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
        std::uint64_t carry = 0;
        const std::uint64_t s0 = add_carry(a.raw_[0], b.raw_[0], carry);
        const std::uint64_t s1 = add_carry(a.raw_[1], b.raw_[1], carry);
        const std::uint64_t s2 = add_carry(a.raw_[2], b.raw_[2], carry);
        const std::uint64_t s3 = add_carry(a.raw_[3], b.raw_[3], carry);
        return from_limbs(subtract_modulus_once({s0, s1, s2, s3}, carry));
    }
    friend constexpr prime256 operator-(const prime256& a, const prime256& b) noexcept {
        std::uint64_t borrow = 0;
        const std::uint64_t d0 = subtract_borrow(a.raw_[0], b.raw_[0], borrow);
        const std::uint64_t d1 = subtract_borrow(a.raw_[1], b.raw_[1], borrow);
        const std::uint64_t d2 = subtract_borrow(a.raw_[2], b.raw_[2], borrow);
        const std::uint64_t d3 = subtract_borrow(a.raw_[3], b.raw_[3], borrow);
        const std::uint64_t add = 0 - borrow;
        std::uint64_t carry = 0;
        const std::uint64_t r0 = add_carry(d0, prime[0] & add, carry);
        const std::uint64_t r1 = add_carry(d1, prime[1] & add, carry);
        const std::uint64_t r2 = add_carry(d2, prime[2] & add, carry);
        const std::uint64_t r3 = add_carry(d3, prime[3] & add, carry);
        return from_limbs({r0, r1, r2, r3});
    }
    friend constexpr prime256 operator*(const prime256& a, const prime256& b) noexcept {
        return from_limbs(montgomery_multiply(a.raw_, b.raw_));
    }
    constexpr prime256 operator-() const noexcept { return prime256{} - *this; }
    constexpr prime256& operator+=(const prime256& b) noexcept { return *this = *this + b; }
    constexpr prime256& operator-=(const prime256& b) noexcept { return *this = *this - b; }
    constexpr prime256& operator*=(const prime256& b) noexcept { return *this = *this * b; }

    constexpr prime256 square() const noexcept { return *this * *this; }
    /// By windows of four bits.
    constexpr prime256 pow(const u256& exponent) const noexcept {
        std::array<prime256, 16> powers{one(), *this};
        const std::size_t windows = (exponent.bit_width() + 3) / 4;
        const std::size_t highest = windows > 1 ? powers.size() : 2 + exponent.low64();
        for (std::size_t i = 2; i < powers.size() && i < highest; ++i) {
            powers[i] = powers[i - 1] * *this;
        }
        prime256 power = one();
        for (std::size_t i = windows; i-- > 0;) {
            if (i + 1 < windows) {
                power = power.square().square().square().square();
            }
            power *= powers[(exponent.limb(i / 16) >> (4 * (i % 16))) & 15];
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

    /// The low half of a + b + carry; carry becomes the next one.
    static constexpr std::uint64_t add_carry(std::uint64_t a, std::uint64_t b, std::uint64_t& carry) noexcept {
        const uint128 t = static_cast<uint128>(a) + b + carry;
        carry = static_cast<std::uint64_t>(t >> 64);
        return static_cast<std::uint64_t>(t);
    }
    /// The low half of a - b - borrow; borrow becomes the next one.
    static constexpr std::uint64_t subtract_borrow(std::uint64_t a, std::uint64_t b, std::uint64_t& borrow) noexcept {
        const uint128 t = static_cast<uint128>(a) - b - borrow;
        borrow = static_cast<std::uint64_t>(t >> 64) & 1;
        return static_cast<std::uint64_t>(t);
    }
    /// carry * 2^256 + a, less p if that is not negative.
    static constexpr limbs subtract_modulus_once(const limbs& a, std::uint64_t carry) noexcept {
        std::uint64_t borrow = 0;
        const std::uint64_t r0 = subtract_borrow(a[0], prime[0], borrow);
        const std::uint64_t r1 = subtract_borrow(a[1], prime[1], borrow);
        const std::uint64_t r2 = subtract_borrow(a[2], prime[2], borrow);
        const std::uint64_t r3 = subtract_borrow(a[3], prime[3], borrow);
        // A mask, not a branch, which would be mispredicted half of the time.
        const std::uint64_t keep = carry < borrow ? ~std::uint64_t{0} : 0;
        return {r0 ^ ((r0 ^ a[0]) & keep), r1 ^ ((r1 ^ a[1]) & keep), r2 ^ ((r2 ^ a[2]) & keep),
                r3 ^ ((r3 ^ a[3]) & keep)};
    }

    /// The low half of a * b + c + carry; the high half becomes the carry.
    static constexpr std::uint64_t multiply_add(std::uint64_t a, std::uint64_t b, std::uint64_t c,
                                                std::uint64_t& carry) noexcept {
        const uint128 t = static_cast<uint128>(a) * b + c + carry;
        carry = static_cast<std::uint64_t>(t >> 64);
        return static_cast<std::uint64_t>(t);
    }
    /// t = (t + digit * b + q p) / 2^64 with the q that makes it whole. t stays below 2 p, so primes below 2^255 need
    /// no fifth limb.
    static constexpr void montgomery_step(std::uint64_t digit, const limbs& b, limbs& t, std::uint64_t& top) noexcept {
        std::uint64_t carry = 0;
        t[0] = multiply_add(digit, b[0], t[0], carry);
        t[1] = multiply_add(digit, b[1], t[1], carry);
        t[2] = multiply_add(digit, b[2], t[2], carry);
        t[3] = multiply_add(digit, b[3], t[3], carry);
        const uint128 high = static_cast<uint128>(top) + carry;
        const std::uint64_t quotient = t[0] * negative_inverse;
        carry = 0;
        multiply_add(quotient, prime[0], t[0], carry);
        t[0] = multiply_add(quotient, prime[1], t[1], carry);
        t[1] = multiply_add(quotient, prime[2], t[2], carry);
        t[2] = multiply_add(quotient, prime[3], t[3], carry);
        if constexpr ((prime[3] >> 63) == 0) {
            t[3] = static_cast<std::uint64_t>(high) + carry;
        } else {
            const uint128 sum = high + carry;
            t[3] = static_cast<std::uint64_t>(sum);
            top = static_cast<std::uint64_t>(sum >> 64);
        }
    }
    /// a * b / 2^256 mod p for any a < 2^256 and b < p. Without loops, which compilers do not all unroll.
    static constexpr limbs montgomery_multiply(const limbs& a, const limbs& b) noexcept {
        limbs t{};
        std::uint64_t top = 0;
        montgomery_step(a[0], b, t, top);
        montgomery_step(a[1], b, t, top);
        montgomery_step(a[2], b, t, top);
        montgomery_step(a[3], b, t, top);
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
