#pragma once

#if defined(__AVX2__)

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/hash/lanes/wide.hpp>
#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::hash::lanes {

/// Vectors of 256 bits for `wide`. There is no unsigned comparison, so numbers are compared with their top bits turned.
struct avx2_vector {
    static constexpr std::size_t count = 4;
    using word [[gnu::vector_size(32)]] = std::uint64_t;

    static word mul32(word a, word b) noexcept { return wrap(_mm256_mul_epu32(raw(a), raw(b))); }
    static word high_halves(word a) noexcept {
        return wrap(_mm256_castps_si256(_mm256_movehdup_ps(_mm256_castsi256_ps(raw(a)))));
    }
    static word blend_odd(word even, word odd) noexcept { return wrap(_mm256_blend_epi32(raw(even), raw(odd), 0xaa)); }

    [[gnu::always_inline]] static word add_small(word a, word b) noexcept {
        const word turned = a ^ top_bit;
        const word sum = turned + b;
        return (sum + (greater_signed(turned, sum) >> 32)) ^ top_bit;
    }
    /// 2^64 = 2^32 - 1 and 2^96 = -1.
    template <std::size_t N>
    [[gnu::always_inline]] static void reduce_products(const std::array<word, N>& low, const std::array<word, N>& high,
                                                       std::array<word, N>& out) noexcept {
        std::array<word, N> turned, first, sum;
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            turned[n] = low[n] ^ top_bit;
            first[n] = turned[n] - (high[n] >> 32);
            sum[n] = mul32(high[n], word{} + 0xffffffffU);
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            first[n] -= greater_signed(first[n], turned[n]) >> 32;
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            sum[n] += first[n];
        }
#pragma GCC unroll 16
        for (std::size_t n = 0; n < N; ++n) {
            out[n] = (sum[n] + (greater_signed(first[n], sum[n]) >> 32)) ^ top_bit;
        }
    }

private:
    static constexpr std::uint64_t top_bit = std::uint64_t{1} << 63;

    static __m256i raw(word w) noexcept { return reinterpret_cast<__m256i>(w); }
    static word wrap(__m256i v) noexcept { return reinterpret_cast<word>(v); }
    static word greater_signed(word a, word b) noexcept { return wrap(_mm256_cmpgt_epi64(raw(a), raw(b))); }
};

using avx2 = wide<avx2_vector>;

} // namespace zonogon::hash::lanes

#endif
