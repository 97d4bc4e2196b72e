#pragma once

#include <cstddef>
#include <cstdint>

namespace zonogon::field {

/// A prime field below 2^31 in Montgomery form: a is stored as a * 2^32 mod p, always reduced.
///
/// Parameters names: `modulus` (an odd prime in (2^30, 2^31)), `two_adicity` and `generator` (of the multiplicative
/// group). Reduction: Montgomery, "Modular multiplication without trial division", Math. Comp. 44 (1985), in the signed
/// variant that subtracts, so that no intermediate exceeds 64 bits.
template <class Parameters>
class monty31 {
public:
    static constexpr std::uint32_t modulus = Parameters::modulus;
    static constexpr std::size_t two_adicity = Parameters::two_adicity;
    /// Bytes of the canonical little-endian encoding.
    static constexpr std::size_t encoded_size = 4;
    static constexpr std::uint32_t generator_value = Parameters::generator;
    /// modulus^-1 mod 2^32.
    static constexpr std::uint32_t modulus_inverse = [] {
        std::uint32_t inverse = modulus; // right modulo 8; every step doubles the bits that are right
        for (int i = 0; i < 4; ++i) {
            inverse *= 2 - modulus * inverse;
        }
        return inverse;
    }();
    static_assert(modulus % 2 == 1 && modulus > (1U << 30) && modulus < (1U << 31));
    static_assert((modulus - 1) % (std::uint64_t{1} << two_adicity) == 0);

    constexpr monty31() noexcept = default;
    /// The class of any number.
    constexpr explicit monty31(std::uint64_t v) noexcept
        : raw_(static_cast<std::uint32_t>(((v % modulus) << 32) % modulus)) {}

    static constexpr monty31 zero() noexcept { return {}; }
    static constexpr monty31 one() noexcept { return monty31{1}; }
    static constexpr monty31 generator() noexcept { return monty31{generator_value}; }
    /// A generator of the subgroup of order 2^bits. Precondition: bits <= two_adicity.
    static constexpr monty31 two_adic_generator(std::size_t bits) noexcept {
        return generator().pow((modulus - 1) >> bits);
    }
    static constexpr bool is_canonical(std::uint64_t v) noexcept { return v < modulus; }

    /// The canonical representative, in [0, p).
    constexpr std::uint32_t value() const noexcept { return montgomery_reduce(raw_); }
    /// The stored value * 2^32 mod p, in [0, p).
    constexpr std::uint32_t raw() const noexcept { return raw_; }
    /// The element stored as `raw`. Precondition: raw < modulus.
    static constexpr monty31 from_raw(std::uint32_t raw) noexcept {
        monty31 out;
        out.raw_ = raw;
        return out;
    }
    constexpr bool is_zero() const noexcept { return raw_ == 0; }

    friend constexpr bool operator==(monty31, monty31) noexcept = default;

    friend constexpr monty31 operator+(monty31 a, monty31 b) noexcept {
        const std::uint32_t sum = a.raw_ + b.raw_;
        return from_raw(sum >= modulus ? sum - modulus : sum);
    }
    friend constexpr monty31 operator-(monty31 a, monty31 b) noexcept {
        const std::uint32_t difference = a.raw_ - b.raw_;
        return from_raw(a.raw_ < b.raw_ ? difference + modulus : difference);
    }
    friend constexpr monty31 operator*(monty31 a, monty31 b) noexcept {
        return from_raw(montgomery_reduce(static_cast<std::uint64_t>(a.raw_) * b.raw_));
    }
    constexpr monty31 operator-() const noexcept { return from_raw(raw_ == 0 ? 0 : modulus - raw_); }
    constexpr monty31& operator+=(monty31 b) noexcept { return *this = *this + b; }
    constexpr monty31& operator-=(monty31 b) noexcept { return *this = *this - b; }
    constexpr monty31& operator*=(monty31 b) noexcept { return *this = *this * b; }

    constexpr monty31 square() const noexcept { return *this * *this; }
    constexpr monty31 pow(std::uint64_t exponent) const noexcept {
        monty31 base = *this;
        monty31 power = one();
        for (; exponent != 0; exponent >>= 1) {
            if (exponent & 1) {
                power *= base;
            }
            base = base.square();
        }
        return power;
    }
    /// The inverse; zero for zero.
    constexpr monty31 inverse() const noexcept { return pow(modulus - 2); }

    /// x / 2^32 mod p. Precondition: x < 2^32 * p.
    static constexpr std::uint32_t montgomery_reduce(std::uint64_t x) noexcept {
        const std::uint32_t quotient = static_cast<std::uint32_t>(x) * modulus_inverse;
        const auto high = static_cast<std::uint32_t>(x >> 32);
        const auto subtrahend = static_cast<std::uint32_t>((static_cast<std::uint64_t>(quotient) * modulus) >> 32);
        const std::uint32_t difference = high - subtrahend;
        return high < subtrahend ? difference + modulus : difference;
    }

private:
    std::uint32_t raw_ = 0;
};

} // namespace zonogon::field
