#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <zonogon/base/int128.hpp>

namespace zonogon::field::detail {

/// start / y modulo an odd prime, zero for y = 0; y and start below the prime. negative_inverse is -prime^-1 mod 2^64.
///
/// Binary Euclid on 64-bit stand-ins of the two numbers, which are brought up to date once in 31 steps (Pornin,
/// "Optimized binary GCD for modular inversion", eprint 2020/972, algorithm 2). Variable time.
template <std::size_t Limbs>
class binary_inverse {
    using limbs = std::array<std::uint64_t, Limbs>;
    static constexpr unsigned steps = 31;
    static constexpr std::uint64_t low_mask = (std::uint64_t{1} << steps) - 1;

    /// What the numbers were multiplied with: (a, b) became (f0 a + g0 b, f1 a + g1 b) / 2^31.
    struct factors {
        std::int64_t f0 = 1;
        std::int64_t g0 = 0;
        std::int64_t f1 = 0;
        std::int64_t g1 = 1;
    };

    /// The 31 low bits of a and, above them, the 33 bits below bit `width`.
    static constexpr std::uint64_t stand_in(const limbs& a, std::size_t width) noexcept {
        if (width <= 64) {
            return a[0];
        }
        const std::size_t from = width - 33;
        std::uint64_t high = a[from / 64] >> (from % 64);
        if (from % 64 > 31) {
            high |= from / 64 + 1 < Limbs ? a[from / 64 + 1] << (64 - from % 64) : 0;
        }
        return (a[0] & low_mask) | (high << steps);
    }
    static constexpr std::size_t width_of_either(const limbs& a, const limbs& b) noexcept {
        for (std::size_t i = Limbs; i-- > 0;) {
            if (const std::uint64_t either = a[i] | b[i]; either != 0) {
                return 64 * i + static_cast<std::size_t>(std::bit_width(either));
            }
        }
        return 0;
    }
    static constexpr factors take_steps(std::uint64_t a, std::uint64_t b) noexcept {
        factors out;
        for (unsigned i = 0; i < steps; ++i) {
            // Masks, not branches, which would be mispredicted every second time.
            const std::uint64_t odd = 0 - (a & 1);
            const std::uint64_t swap = a < b ? odd : 0;
            const auto exchange = [](std::uint64_t mask, auto& x, auto& y) {
                const std::uint64_t difference = (static_cast<std::uint64_t>(x) ^ static_cast<std::uint64_t>(y)) & mask;
                x = static_cast<std::remove_reference_t<decltype(x)>>(static_cast<std::uint64_t>(x) ^ difference);
                y = static_cast<std::remove_reference_t<decltype(y)>>(static_cast<std::uint64_t>(y) ^ difference);
            };
            exchange(swap, a, b);
            exchange(swap, out.f0, out.f1);
            exchange(swap, out.g0, out.g1);
            a = (a - (b & odd)) >> 1;
            out.f0 -= out.f1 & static_cast<std::int64_t>(odd);
            out.g0 -= out.g1 & static_cast<std::int64_t>(odd);
            out.f1 *= 2;
            out.g1 *= 2;
        }
        return out;
    }

    /// f a + g b with its sign in the top limb.
    static constexpr std::array<std::uint64_t, Limbs + 1> combine(const limbs& a, std::int64_t f, const limbs& b,
                                                                  std::int64_t g) noexcept {
        // Products with the factors' absolute values, negated limb by limb where the factor is negative.
        std::array<std::uint64_t, Limbs + 1> out{};
        const auto add = [&out](const limbs& x, std::int64_t factor) {
            const bool negative = factor < 0;
            const std::uint64_t size =
                negative ? 0 - static_cast<std::uint64_t>(factor) : static_cast<std::uint64_t>(factor);
            const std::uint64_t mask = negative ? ~std::uint64_t{0} : 0;
            std::uint64_t high = 0;
            std::uint64_t carry = negative ? 1 : 0;
            for (std::size_t i = 0; i <= Limbs; ++i) {
                const uint128 product = (i < Limbs ? static_cast<uint128>(x[i]) * size : uint128{0}) + high;
                high = static_cast<std::uint64_t>(product >> 64);
                const uint128 sum = static_cast<uint128>(out[i]) + (static_cast<std::uint64_t>(product) ^ mask) + carry;
                out[i] = static_cast<std::uint64_t>(sum);
                carry = static_cast<std::uint64_t>(sum >> 64);
            }
        };
        add(a, f);
        add(b, g);
        return out;
    }
    /// The low limbs of a / 2^31.
    static constexpr limbs shifted(const std::array<std::uint64_t, Limbs + 1>& a) noexcept {
        limbs out{};
        for (std::size_t i = 0; i < Limbs; ++i) {
            out[i] = (a[i] >> steps) | (a[i + 1] << (64 - steps));
        }
        return out;
    }
    /// The absolute value of (f a + g b) / 2^31, which is whole; the factors change sign with it.
    static constexpr limbs next_number(const limbs& a, std::int64_t& f, const limbs& b, std::int64_t& g) noexcept {
        auto sum = combine(a, f, b, g);
        if (sum[Limbs] >> 63) {
            f = -f;
            g = -g;
            sum = combine(a, f, b, g);
        }
        return shifted(sum);
    }
    /// (f u + g v) / 2^31 modulo the prime.
    static constexpr limbs next_cofactor(const limbs& u, std::int64_t f, const limbs& v, std::int64_t g,
                                         const limbs& prime, std::uint64_t negative_inverse) noexcept {
        auto sum = combine(u, f, v, g);
        const std::uint64_t quotient = (sum[0] * negative_inverse) & low_mask;
        std::uint64_t high = 0;
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i <= Limbs; ++i) {
            const uint128 product = (i < Limbs ? static_cast<uint128>(prime[i]) * quotient : uint128{0}) + high;
            high = static_cast<std::uint64_t>(product >> 64);
            const uint128 added = static_cast<uint128>(sum[i]) + static_cast<std::uint64_t>(product) + carry;
            sum[i] = static_cast<std::uint64_t>(added);
            carry = static_cast<std::uint64_t>(added >> 64);
        }
        // Between -p and 2 p; one bit more than the limbs have says which.
        limbs out = shifted(sum);
        std::uint64_t top = static_cast<std::uint64_t>(static_cast<std::int64_t>(sum[Limbs]) >> steps);
        if (top >> 63) {
            add_multiple(out, top, prime, false);
        } else {
            limbs less = out;
            std::uint64_t less_top = top;
            add_multiple(less, less_top, prime, true);
            out = less_top >> 63 ? out : less;
        }
        return out;
    }
    /// a += p or a -= p, with the limb above a.
    static constexpr void add_multiple(limbs& a, std::uint64_t& top, const limbs& prime, bool subtract) noexcept {
        const std::uint64_t mask = subtract ? ~std::uint64_t{0} : 0;
        std::uint64_t carry = subtract ? 1 : 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            const uint128 sum = static_cast<uint128>(a[i]) + (prime[i] ^ mask) + carry;
            a[i] = static_cast<std::uint64_t>(sum);
            carry = static_cast<std::uint64_t>(sum >> 64);
        }
        top += mask + carry;
    }

public:
    static constexpr limbs divide(const limbs& start, const limbs& y, const limbs& prime,
                                  std::uint64_t negative_inverse) noexcept {
        // a = y u / start and b = y v / start modulo the prime, up to the powers of two that the cofactors are rid of.
        limbs a = y;
        limbs b = prime;
        limbs u = start;
        limbs v{};
        while (a != limbs{}) {
            const std::size_t width = width_of_either(a, b);
            factors k = take_steps(stand_in(a, width), stand_in(b, width));
            const limbs next_a = next_number(a, k.f0, b, k.g0);
            b = next_number(a, k.f1, b, k.g1);
            a = next_a;
            const limbs next_u = next_cofactor(u, k.f0, v, k.g0, prime, negative_inverse);
            v = next_cofactor(u, k.f1, v, k.g1, prime, negative_inverse);
            u = next_u;
        }
        return v;
    }
};

} // namespace zonogon::field::detail
