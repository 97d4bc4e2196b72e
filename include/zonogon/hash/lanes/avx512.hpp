#pragma once

#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__)

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/hash/lanes/wide.hpp>
#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::hash::lanes {

/// Vectors of 512 bits for `wide`.
struct avx512_vector {
    static constexpr std::size_t count = 8;
    using word [[gnu::vector_size(64)]] = std::uint64_t;

    static word mul32(word a, word b) noexcept { return wrap(_mm512_mul_epu32(raw(a), raw(b))); }
    static word high_halves(word a) noexcept {
        return wrap(_mm512_castps_si512(_mm512_movehdup_ps(_mm512_castsi512_ps(raw(a)))));
    }
    static word blend_odd(word even, word odd) noexcept {
        return wrap(_mm512_mask_blend_epi32(0xaaaa, raw(even), raw(odd)));
    }

    [[gnu::always_inline]] static word add_small(word a, word b) noexcept {
        const word sum = a + b;
        const __mmask8 carry = _mm512_cmplt_epu64_mask(raw(sum), raw(a));
        return wrap(_mm512_mask_add_epi64(raw(sum), carry, raw(sum), raw(word{} + epsilon)));
    }
    /// 2^64 = 2^32 - 1 and 2^96 = -1.
    template <std::size_t N>
    [[gnu::always_inline]] static void reduce_products(const std::array<word, N>& low, const std::array<word, N>& high,
                                                       std::array<word, N>& out) noexcept {
        std::array<word, N> first;
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            const word top = high[n] >> 32;
            const __mmask8 borrow = _mm512_cmplt_epu64_mask(raw(low[n]), raw(top));
            first[n] = low[n] - top;
            first[n] = wrap(_mm512_mask_sub_epi64(raw(first[n]), borrow, raw(first[n]), raw(word{} + epsilon)));
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            out[n] = add_small(first[n], mul32(high[n], word{} + epsilon));
        }
    }

private:
    static constexpr std::uint64_t epsilon = 0xffffffffU; // 2^64 mod p

    static __m512i raw(word w) noexcept { return reinterpret_cast<__m512i>(w); }
    static word wrap(__m512i v) noexcept { return reinterpret_cast<word>(v); }
};

using avx512 = wide<avx512_vector>;

} // namespace zonogon::hash::lanes

#endif
