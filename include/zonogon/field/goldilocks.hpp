#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/int128.hpp>

namespace zonogon::field {

/// The prime field of p = 2^64 - 2^32 + 1.
///
/// An object holds any 64-bit representative of its class, so that additions need no final reduction; value() gives
/// the canonical one and == compares classes. Never compare or hash the raw storage. Source of the reduction: 2^64 =
/// 2^32 - 1 and 2^96 = -1 mod p (Pornin, eprint 2022/274, section 2).
class goldilocks {
public:
    static constexpr std::uint64_t modulus = 0xffffffff00000001ULL;
    /// 2^32 divides p - 1.
    static constexpr std::size_t two_adicity = 32;
    /// Bytes of the canonical little-endian encoding.
    static constexpr std::size_t encoded_size = 8;
    /// A generator of the multiplicative group.
    static constexpr std::uint64_t generator_value = 7;

    constexpr goldilocks() noexcept = default;
    /// The class of `representative`; any 64-bit number is accepted.
    constexpr explicit goldilocks(std::uint64_t representative) noexcept : raw_(representative) {}

    static constexpr goldilocks zero() noexcept { return goldilocks{}; }
    static constexpr goldilocks one() noexcept { return goldilocks{1}; }
    static constexpr goldilocks generator() noexcept { return goldilocks{generator_value}; }
    /// A generator of the subgroup of order 2^bits. Precondition: bits <= two_adicity.
    static constexpr goldilocks two_adic_generator(std::size_t bits) noexcept {
        goldilocks root{1753635133440165772ULL};
        for (std::size_t i = two_adicity; i > bits; --i) {
            root = root * root;
        }
        return root;
    }
    static constexpr bool is_canonical(std::uint64_t v) noexcept { return v < modulus; }

    /// The canonical representative, in [0, p).
    constexpr std::uint64_t value() const noexcept { return raw_ >= modulus ? raw_ - modulus : raw_; }
    /// The stored representative, in [0, 2^64).
    constexpr std::uint64_t raw() const noexcept { return raw_; }
    constexpr bool is_zero() const noexcept { return raw_ == 0 || raw_ == modulus; }

    friend constexpr bool operator==(goldilocks a, goldilocks b) noexcept { return a.value() == b.value(); }

    friend constexpr goldilocks operator+(goldilocks a, goldilocks b) noexcept {
        const std::uint64_t sum = a.raw_ + b.raw_;
        const std::uint64_t once = add_epsilon_if(sum, sum < a.raw_);
        if (once < sum) [[unlikely]] {
            return goldilocks{once + epsilon};
        }
        return goldilocks{once};
    }
    friend constexpr goldilocks operator-(goldilocks a, goldilocks b) noexcept {
        const std::uint64_t difference = a.raw_ - b.raw_;
        const std::uint64_t once = subtract_epsilon_if(difference, a.raw_ < b.raw_);
        if (once > difference) [[unlikely]] {
            return goldilocks{once - epsilon};
        }
        return goldilocks{once};
    }
    friend constexpr goldilocks operator*(goldilocks a, goldilocks b) noexcept {
        return reduce(static_cast<uint128>(a.raw_) * b.raw_);
    }
    constexpr goldilocks operator-() const noexcept { return goldilocks{} - *this; }
    constexpr goldilocks& operator+=(goldilocks b) noexcept { return *this = *this + b; }
    constexpr goldilocks& operator-=(goldilocks b) noexcept { return *this = *this - b; }
    constexpr goldilocks& operator*=(goldilocks b) noexcept { return *this = *this * b; }

    constexpr goldilocks square() const noexcept { return *this * *this; }
    constexpr goldilocks pow(std::uint64_t exponent) const noexcept {
        goldilocks base = *this;
        goldilocks power = one();
        for (; exponent != 0; exponent >>= 1) {
            if (exponent & 1) {
                power *= base;
            }
            base = base.square();
        }
        return power;
    }
    /// The inverse; zero for zero. 72 multiplications.
    constexpr goldilocks inverse() const noexcept {
        // ones_k = a^(2^k - 1), whose exponent has k one bits; p - 2 is 31 ones, a zero and 32 ones.
        const goldilocks ones_2 = square() * *this;
        const goldilocks ones_3 = ones_2.square() * *this;
        const goldilocks ones_6 = ones_3.square_times(3) * ones_3;
        const goldilocks ones_12 = ones_6.square_times(6) * ones_6;
        const goldilocks ones_24 = ones_12.square_times(12) * ones_12;
        const goldilocks ones_30 = ones_24.square_times(6) * ones_6;
        const goldilocks ones_31 = ones_30.square() * *this;
        const goldilocks ones_32 = ones_31.square() * *this;
        return ones_31.square_times(33) * ones_32;
    }
    /// a^(2^times).
    constexpr goldilocks square_times(std::size_t times) const noexcept {
        goldilocks out = *this;
        for (std::size_t i = 0; i < times; ++i) {
            out = out.square();
        }
        return out;
    }

    /// The class of a 128-bit number.
    static constexpr goldilocks reduce(uint128 x) noexcept {
        const auto low = static_cast<std::uint64_t>(x);
        const auto high = static_cast<std::uint64_t>(x >> 64);
        const std::uint64_t high_high = high >> 32;
        const std::uint64_t high_low = high & epsilon;
        std::uint64_t t = low - high_high;
        if (low < high_high) [[unlikely]] {
            t -= epsilon;
        }
        const std::uint64_t u = high_low * epsilon;
        const std::uint64_t sum = t + u;
        return goldilocks{add_epsilon_if(sum, sum < u)};
    }

private:
    /// 2^64 mod p.
    static constexpr std::uint64_t epsilon = 0xffffffffULL;

    /// a + epsilon if `carry`, else a. A carry is a coin toss, so no branch may hang on it: g++ needs a mask to be
    /// told, clang++ makes a conditional move of the plain form only (measured: three times the speed of a branch
    /// either way).
    static constexpr std::uint64_t add_epsilon_if(std::uint64_t a, bool carry) noexcept {
#if defined(__clang__)
        if (carry) {
            a += epsilon;
        }
        return a;
#else
        return a + (epsilon & (0 - static_cast<std::uint64_t>(carry)));
#endif
    }
    static constexpr std::uint64_t subtract_epsilon_if(std::uint64_t a, bool borrow) noexcept {
#if defined(__clang__)
        if (borrow) {
            a -= epsilon;
        }
        return a;
#else
        return a - (epsilon & (0 - static_cast<std::uint64_t>(borrow)));
#endif
    }

    std::uint64_t raw_ = 0;
};

} // namespace zonogon::field
