#pragma once

#if defined(__AVX2__)

#include <cstddef>
#include <cstdint>

#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::hash::lanes {

/// Four states side by side on AVX2; see scalar for the meaning.
///
/// There is no 64-bit multiplication and no unsigned comparison: products are put together from four 32-bit ones, and
/// numbers are compared with their top bits turned.
struct avx2 {
    static constexpr std::size_t count = 4;
    using word [[gnu::vector_size(32)]] = std::uint64_t;

    static word splat(std::uint64_t v) noexcept { return word{v, v, v, v}; }

    [[gnu::always_inline]] static word mul(word a, word b) noexcept {
        const word a_high = high_halves(a);
        const word b_high = high_halves(b);
        const word low = mul32(a, b);
        const word cross = mul32(a_high, b) + (low >> 32);
        const word other = mul32(a, b_high) + (cross & splat(0xffffffffU));
        const word high = mul32(a_high, b_high) + (cross >> 32) + (other >> 32);
        return reduce_product(blend_odd(low, other << 32), high);
    }
    [[gnu::always_inline]] static word square(word a) noexcept {
        const word a_high = high_halves(a);
        const word low = mul32(a, a);
        const word cross = mul32(a, a_high);
        const word middle = cross + (low >> 33);
        return reduce_product(low + (cross << 33), mul32(a_high, a_high) + (middle >> 31));
    }
    /// A representative of low + 2^32 high. Precondition: low < 2^63, high < 2^63.
    [[gnu::always_inline]] static word reduce(word low, word high) noexcept {
        const word middle = high + (low >> 32);
        const word base = blend_odd(low, middle << 32);
        return add_small(base, mul32(middle >> 32, splat(0xffffffffU)));
    }

    static void set(word& w, std::size_t lane, std::uint64_t v) noexcept { w[lane] = v; }
    static std::uint64_t get(const word& w, std::size_t lane) noexcept { return w[lane]; }

private:
    static __m256i raw(word w) noexcept { return reinterpret_cast<__m256i>(w); }
    static word wrap(__m256i v) noexcept { return reinterpret_cast<word>(v); }
    static word mul32(word a, word b) noexcept { return wrap(_mm256_mul_epu32(raw(a), raw(b))); }
    static word high_halves(word a) noexcept {
        return wrap(_mm256_castps_si256(_mm256_movehdup_ps(_mm256_castsi256_ps(raw(a)))));
    }
    /// Low halves of `even`, high halves of `odd`.
    static word blend_odd(word even, word odd) noexcept { return wrap(_mm256_blend_epi32(raw(even), raw(odd), 0xaa)); }
    static word greater_signed(word a, word b) noexcept { return wrap(_mm256_cmpgt_epi64(raw(a), raw(b))); }

    /// a + b modulo p, less than 2^64, for b <= 2^64 - 2^32: a second carry cannot happen then.
    [[gnu::always_inline]] static word add_small(word a, word b) noexcept {
        const word turned = a ^ splat(top_bit);
        const word sum = turned + b;
        return (sum + (greater_signed(turned, sum) >> 32)) ^ splat(top_bit);
    }
    /// A representative of low + 2^64 high: 2^64 = 2^32 - 1 and 2^96 = -1.
    [[gnu::always_inline]] static word reduce_product(word low, word high) noexcept {
        const word turned = low ^ splat(top_bit);
        const word less = turned - (high >> 32);
        const word first = less - (greater_signed(less, turned) >> 32);
        const word sum = first + mul32(high, splat(0xffffffffU));
        return (sum + (greater_signed(first, sum) >> 32)) ^ splat(top_bit);
    }

    static constexpr std::uint64_t top_bit = std::uint64_t{1} << 63;
};

} // namespace zonogon::hash::lanes

#endif
