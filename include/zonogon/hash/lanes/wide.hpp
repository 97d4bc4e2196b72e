#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace zonogon::hash::lanes {

/// What scalar describes, on vectors of 64-bit numbers without a 64-bit multiplication: products are put together from
/// four 32-bit ones.
///
/// Vector names word and count, and mul32 (product of the low halves), high_halves (moved down; what is left above does
/// not matter), blend_odd (low halves of the first, high halves of the second), add_small (a + b modulo p for b <= 2^64
/// - 2^32) and reduce_products (low + 2^64 high modulo p). Everything is done to N words step by step: a chain of
/// dependent instructions is longer than processors look ahead, so independent ones must stand next to each other.
template <class Vector>
struct wide : Vector {
    using word = typename Vector::word;
    template <std::size_t N>
    using words = std::array<word, N>;

    static word splat(std::uint64_t v) noexcept { return word{} + v; }
    static void set(word& w, std::size_t lane, std::uint64_t v) noexcept { w[lane] = v; }
    static std::uint64_t get(const word& w, std::size_t lane) noexcept { return w[lane]; }

    [[gnu::always_inline]] static word reduce(word low, word high) noexcept {
        const word middle = high + (low >> 32);
        return Vector::add_small(Vector::blend_odd(low, middle << 32), Vector::mul32(middle >> 32, splat(epsilon)));
    }

    template <std::size_t N>
    [[gnu::always_inline]] static void sbox7(words<N>& low, words<N>& high) noexcept {
        words<N> x;
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            x[n] = reduce(low[n], high[n]);
        }
        words<N> x2 = x;
        square(x2);
        words<N> x3;
        multiply(x, x2, x3);
        square(x2);
        multiply_to_halves(x3, x2, low, high);
    }

private:
    static constexpr std::uint64_t epsilon = 0xffffffffU; // 2^64 mod p

    template <std::size_t N>
    [[gnu::always_inline]] static void square(words<N>& a) noexcept {
        words<N> low, cross, high;
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            high[n] = Vector::high_halves(a[n]);
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            low[n] = Vector::mul32(a[n], a[n]);
            cross[n] = Vector::mul32(a[n], high[n]);
            high[n] = Vector::mul32(high[n], high[n]);
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            const word middle = cross[n] + (low[n] >> 33);
            low[n] += cross[n] << 33;
            high[n] += middle >> 31;
        }
        Vector::reduce_products(low, high, a);
    }

    /// The product as low (whose high halves do not count), middle (whose low halves have weight 2^32) and high.
    template <std::size_t N>
    [[gnu::always_inline]] static void full_product(const words<N>& a, const words<N>& b, words<N>& low,
                                                    words<N>& middle, words<N>& high) noexcept {
        words<N> a_high, b_high, cross;
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            a_high[n] = Vector::high_halves(a[n]);
            b_high[n] = Vector::high_halves(b[n]);
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            low[n] = Vector::mul32(a[n], b[n]);
            cross[n] = Vector::mul32(a_high[n], b[n]);
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            middle[n] = Vector::mul32(a[n], b_high[n]);
            high[n] = Vector::mul32(a_high[n], b_high[n]);
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            cross[n] += low[n] >> 32;
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            middle[n] += cross[n] & epsilon;
            high[n] += cross[n] >> 32;
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            high[n] += middle[n] >> 32;
        }
    }
    template <std::size_t N>
    [[gnu::always_inline]] static void multiply(const words<N>& a, const words<N>& b, words<N>& out) noexcept {
        words<N> low, middle, high;
        full_product(a, b, low, middle, high);
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            low[n] = Vector::blend_odd(low[n], middle[n] << 32);
        }
        Vector::reduce_products(low, high, out);
    }
    /// With h the low and t the high half of `high`, of weights 2^64 = 2^32 - 1 and 2^96 = -1: no carry need be
    /// followed.
    template <std::size_t N>
    [[gnu::always_inline]] static void multiply_to_halves(const words<N>& a, const words<N>& b, words<N>& low,
                                                          words<N>& high) noexcept {
        words<N> product_low, middle, product_high;
        full_product(a, b, product_low, middle, product_high);
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            const word h = product_high[n] & epsilon;
            low[n] = (product_low[n] & epsilon) - (product_high[n] >> 32) - h;
            high[n] = (middle[n] & epsilon) + h;
        }
    }
};

} // namespace zonogon::hash::lanes
