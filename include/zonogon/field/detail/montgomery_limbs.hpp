#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/int128.hpp>

namespace zonogon::field::detail {

/// Arithmetic modulo an odd prime of Limbs 64-bit limbs, for every machine and in constant evaluation. Numbers are
/// below the prime unless said otherwise.
template <std::size_t Limbs>
struct montgomery_limbs {
    using limbs = std::array<std::uint64_t, Limbs>;

    static constexpr limbs add(const limbs& a, const limbs& b, const limbs& prime) noexcept {
        limbs sum{};
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            sum[i] = add_carry(a[i], b[i], carry);
        }
        return subtract_once(sum, carry, prime);
    }
    static constexpr limbs subtract(const limbs& a, const limbs& b, const limbs& prime) noexcept {
        limbs difference{};
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            difference[i] = subtract_borrow(a[i], b[i], borrow);
        }
        const std::uint64_t mask = 0 - borrow;
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            difference[i] = add_carry(difference[i], prime[i] & mask, carry);
        }
        return difference;
    }
    /// a * b / 2^(64 Limbs) mod prime for any a. negative_inverse is -prime^-1 mod 2^64.
    ///
    /// Product and reduction limb by limb (Koc, Acar and Kaliski, IEEE Micro 16, 1996, method CIOS). The sum stays
    /// below 2 prime, so its top limb is zero where the prime leaves the top bit free.
    static constexpr limbs multiply(const limbs& a, const limbs& b, const limbs& prime,
                                    std::uint64_t negative_inverse) noexcept {
        limbs t{};
        std::uint64_t top = 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < Limbs; ++j) {
                t[j] = multiply_add(a[i], b[j], t[j], carry);
            }
            const uint128 high = static_cast<uint128>(top) + carry;
            const std::uint64_t quotient = t[0] * negative_inverse;
            carry = 0;
            multiply_add(quotient, prime[0], t[0], carry);
            for (std::size_t j = 1; j < Limbs; ++j) {
                t[j - 1] = multiply_add(quotient, prime[j], t[j], carry);
            }
            const uint128 sum = high + carry;
            t[Limbs - 1] = static_cast<std::uint64_t>(sum);
            top = static_cast<std::uint64_t>(sum >> 64);
        }
        return subtract_once(t, top, prime);
    }

private:
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
    /// The low half of a * b + c + carry; the high half becomes the carry.
    static constexpr std::uint64_t multiply_add(std::uint64_t a, std::uint64_t b, std::uint64_t c,
                                                std::uint64_t& carry) noexcept {
        const uint128 t = static_cast<uint128>(a) * b + c + carry;
        carry = static_cast<std::uint64_t>(t >> 64);
        return static_cast<std::uint64_t>(t);
    }
    /// top * 2^(64 Limbs) + a, less the prime if that is not negative.
    static constexpr limbs subtract_once(const limbs& a, std::uint64_t top, const limbs& prime) noexcept {
        limbs out{};
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            out[i] = subtract_borrow(a[i], prime[i], borrow);
        }
        // A mask, not a branch, which would be mispredicted half of the time.
        const std::uint64_t keep = top < borrow ? ~std::uint64_t{0} : 0;
        for (std::size_t i = 0; i < Limbs; ++i) {
            out[i] ^= (out[i] ^ a[i]) & keep;
        }
        return out;
    }
};

} // namespace zonogon::field::detail
