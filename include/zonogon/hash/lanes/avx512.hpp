#pragma once

#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__)

#include <cstddef>
#include <cstdint>

#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::hash::lanes {

/// Eight states side by side on AVX-512; see scalar for the meaning.
struct avx512 {
    static constexpr std::size_t count = 8;
    using word [[gnu::vector_size(64)]] = std::uint64_t;

    static word splat(std::uint64_t v) noexcept { return word{v, v, v, v, v, v, v, v}; }

    [[gnu::always_inline]] static word mul(word a, word b) noexcept {
        const word a_high = high_halves(a);
        const word b_high = high_halves(b);
        const word low = mul32(a, b);
        const word cross = mul32(a_high, b) + (low >> 32);
        const word other = mul32(a, b_high) + (cross & splat(epsilon));
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
        return add_small(blend_odd(low, middle << 32), mul32(middle >> 32, splat(epsilon)));
    }

    static void set(word& w, std::size_t lane, std::uint64_t v) noexcept { w[lane] = v; }
    static std::uint64_t get(const word& w, std::size_t lane) noexcept { return w[lane]; }

private:
    static __m512i raw(word w) noexcept { return reinterpret_cast<__m512i>(w); }
    static word wrap(__m512i v) noexcept { return reinterpret_cast<word>(v); }
    static word mul32(word a, word b) noexcept { return wrap(_mm512_mul_epu32(raw(a), raw(b))); }
    static word high_halves(word a) noexcept {
        return wrap(_mm512_castps_si512(_mm512_movehdup_ps(_mm512_castsi512_ps(raw(a)))));
    }
    /// Low halves of `even`, high halves of `odd`.
    static word blend_odd(word even, word odd) noexcept {
        return wrap(_mm512_mask_blend_epi32(0xaaaa, raw(even), raw(odd)));
    }

    /// a + b modulo p, less than 2^64, for b <= 2^64 - 2^32: a second carry cannot happen then.
    [[gnu::always_inline]] static word add_small(word a, word b) noexcept {
        const word sum = a + b;
        const __mmask8 carry = _mm512_cmplt_epu64_mask(raw(sum), raw(a));
        return wrap(_mm512_mask_add_epi64(raw(sum), carry, raw(sum), raw(splat(epsilon))));
    }
    /// A representative of low + 2^64 high: 2^64 = 2^32 - 1 and 2^96 = -1.
    [[gnu::always_inline]] static word reduce_product(word low, word high) noexcept {
        const word top = high >> 32;
        const word less = low - top;
        const __mmask8 borrow = _mm512_cmplt_epu64_mask(raw(low), raw(top));
        const word first = wrap(_mm512_mask_sub_epi64(raw(less), borrow, raw(less), raw(splat(epsilon))));
        return add_small(first, mul32(high, splat(epsilon)));
    }

    static constexpr std::uint64_t epsilon = 0xffffffffU; // 2^64 mod p
};

} // namespace zonogon::hash::lanes

#endif
