#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/detail/binary_inverse.hpp>
#include <zonogon/field/detail/montgomery_limbs.hpp>
#include <zonogon/field/detail/montgomery_x86.hpp>

namespace zonogon::field {

/// A prime field of up to 64 * Limbs bits in Montgomery form: a is stored as a * R mod p with R = 2^(64 Limbs), always
/// reduced.
///
/// Parameters names `modulus` (an odd prime, wide_uint<Limbs>), and `two_adicity` and `generator` (a non-square; a
/// small number). Variable time: not for secrets that somebody can time.
template <class Parameters, std::size_t Limbs>
class montgomery_prime {
public:
    using integer = wide_uint<Limbs>;
    using limbs = std::array<std::uint64_t, Limbs>;

    static constexpr integer modulus = Parameters::modulus;
    static constexpr std::size_t two_adicity = Parameters::two_adicity;
    /// Bytes of the canonical encoding.
    static constexpr std::size_t encoded_size = 8 * Limbs;

    constexpr montgomery_prime() noexcept = default;
    /// The class of any number.
    constexpr explicit montgomery_prime(const integer& v) noexcept : raw_(multiply(to_limbs(v), radix_squared)) {}
    constexpr explicit montgomery_prime(std::uint64_t v) noexcept : montgomery_prime(integer{v}) {}

    static constexpr montgomery_prime zero() noexcept { return {}; }
    static constexpr montgomery_prime one() noexcept { return from_raw_unchecked(radix); }
    static constexpr montgomery_prime generator() noexcept { return montgomery_prime{Parameters::generator}; }
    /// A generator of the subgroup of order 2^bits. Precondition: bits <= two_adicity.
    static constexpr montgomery_prime two_adic_generator(std::size_t bits) noexcept {
        return generator().pow((modulus - integer{1}) >> bits);
    }
    static constexpr bool is_canonical(const integer& v) noexcept { return v < modulus; }

    /// The stored form, value() * R mod p, least significant limb first: what snarkjs's files hold.
    constexpr const limbs& raw() const noexcept { return raw_; }
    /// The element with that stored form; nothing if it is not below the modulus.
    static constexpr std::optional<montgomery_prime> from_raw(const limbs& raw) noexcept {
        return is_canonical(integer{raw}) ? std::optional(from_raw_unchecked(raw)) : std::nullopt;
    }
    /// Precondition: raw is below the modulus.
    static constexpr montgomery_prime from_raw_unchecked(const limbs& raw) noexcept {
        montgomery_prime out;
        out.raw_ = raw;
        return out;
    }

    /// The canonical representative, in [0, p).
    constexpr integer value() const noexcept { return integer{multiply(raw_, limbs{1})}; }
    constexpr bool is_zero() const noexcept {
        std::uint64_t all = 0;
        for (const std::uint64_t limb : raw_) {
            all |= limb;
        }
        return all == 0;
    }

    friend constexpr bool operator==(const montgomery_prime&, const montgomery_prime&) noexcept = default;

    friend constexpr montgomery_prime operator+(const montgomery_prime& a, const montgomery_prime& b) noexcept {
        if (!std::is_constant_evaluated()) {
            if constexpr (kernels::available) {
                return from_raw_unchecked(kernels::template add<prime>(a.raw_, b.raw_));
            }
        }
        return from_raw_unchecked(detail::montgomery_limbs<Limbs>::add(a.raw_, b.raw_, prime));
    }
    friend constexpr montgomery_prime operator-(const montgomery_prime& a, const montgomery_prime& b) noexcept {
        if (!std::is_constant_evaluated()) {
            if constexpr (kernels::available) {
                return from_raw_unchecked(kernels::template subtract<prime>(a.raw_, b.raw_));
            }
        }
        return from_raw_unchecked(detail::montgomery_limbs<Limbs>::subtract(a.raw_, b.raw_, prime));
    }
    friend constexpr montgomery_prime operator*(const montgomery_prime& a, const montgomery_prime& b) noexcept {
        return from_raw_unchecked(multiply(a.raw_, b.raw_));
    }
    constexpr montgomery_prime operator-() const noexcept { return montgomery_prime{} - *this; }
    constexpr montgomery_prime& operator+=(const montgomery_prime& b) noexcept { return *this = *this + b; }
    constexpr montgomery_prime& operator-=(const montgomery_prime& b) noexcept { return *this = *this - b; }
    constexpr montgomery_prime& operator*=(const montgomery_prime& b) noexcept { return *this = *this * b; }

    constexpr montgomery_prime square() const noexcept { return *this * *this; }
    /// By windows of four bits.
    constexpr montgomery_prime pow(const integer& exponent) const noexcept;
    constexpr montgomery_prime pow(std::uint64_t exponent) const noexcept { return pow(integer{exponent}); }
    /// The inverse; zero for zero.
    constexpr montgomery_prime inverse() const noexcept {
        return from_raw_unchecked(detail::binary_inverse<Limbs>::divide(radix_squared, raw_, prime, negative_inverse));
    }

    /// A square root, or nothing for a non-square; the other root is its negative.
    constexpr std::optional<montgomery_prime> sqrt() const noexcept
        requires(Parameters::two_adicity == 1)
    {
        // p = 3 mod 4, so a^((p + 1) / 4) is a root if there is one.
        const montgomery_prime root = pow((modulus >> 2) + integer{1});
        if (root.square() == *this) {
            return root;
        }
        return std::nullopt;
    }

private:
    static constexpr limbs to_limbs(const integer& v) noexcept {
        limbs out{};
        for (std::size_t i = 0; i < Limbs; ++i) {
            out[i] = v.limb(i);
        }
        return out;
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
    /// 2^exponent mod p.
    static constexpr integer power_of_two(std::size_t exponent) noexcept {
        using wide = wide_uint<2 * Limbs + 1>;
        return integer{wide::divide(wide::power_of_two(exponent), wide{modulus}).second};
    }
    static constexpr limbs radix = to_limbs(power_of_two(64 * Limbs));
    static constexpr limbs radix_squared = to_limbs(power_of_two(128 * Limbs));

    /// The processor's own code, for moduli that leave the top bit of their limbs free.
    using kernels = detail::montgomery_x86<Limbs, (prime[Limbs - 1] >> 62) == 0>;

    /// a * b / R mod p for any a < R and b < p.
    static constexpr limbs multiply(const limbs& a, const limbs& b) noexcept {
        if (!std::is_constant_evaluated()) {
            if constexpr (kernels::available) {
                return kernels::template multiply<prime, negative_inverse>(a, b);
            }
        }
        return detail::montgomery_limbs<Limbs>::multiply(a, b, prime, negative_inverse);
    }

    limbs raw_{};
};

template <class Parameters, std::size_t Limbs>
constexpr montgomery_prime<Parameters, Limbs>
montgomery_prime<Parameters, Limbs>::pow(const integer& exponent) const noexcept {
    std::array<montgomery_prime, 16> powers{one(), *this};
    const std::size_t windows = (exponent.bit_width() + 3) / 4;
    const std::size_t highest = windows > 1 ? powers.size() : 2 + exponent.low64();
    for (std::size_t i = 2; i < powers.size() && i < highest; ++i) {
        powers[i] = powers[i - 1] * *this;
    }
    montgomery_prime power = one();
    for (std::size_t i = windows; i-- > 0;) {
        if (i + 1 < windows) {
            power = power.square().square().square().square();
        }
        power *= powers[(exponent.limb(i / 16) >> (4 * (i % 16))) & 15];
    }
    return power;
}

} // namespace zonogon::field
