#pragma once

#if (!defined(__AVX512IFMA__) || !defined(__AVX512VBMI2__)) && !defined(ZONOGON_AVX512_BY_ATTRIBUTES)
#error "zonogon/packed/avx512/prime_lanes.hpp needs a compiler that may use AVX-512 with IFMA and VBMI2"
#endif

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::packed::avx512_lanes {

/// Eight numbers, limb i of all of them in v[i]; a normal number has limbs below 2^52.
struct five_limbs {
    __m512i v[5];
};
/// Eight numbers of four 64-bit limbs.
struct four_limbs {
    __m512i v[4];
};

inline __m512i same(std::uint64_t v) {
    return _mm512_set1_epi64(static_cast<long long>(v));
}

[[gnu::always_inline]] inline __m512i two_numbers(const std::uint64_t* low, const std::uint64_t* high) {
    return _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(low))),
                              _mm256_loadu_si256(reinterpret_cast<const __m256i*>(high)), 1);
}
/// The four-limb numbers that begin `offset` limbs after eight addresses.
[[gnu::always_inline]] inline four_limbs gather(const std::uint64_t* const at[8], std::size_t offset) {
    const __m512i r0 = two_numbers(at[0] + offset, at[2] + offset);
    const __m512i r1 = two_numbers(at[1] + offset, at[3] + offset);
    const __m512i r2 = two_numbers(at[4] + offset, at[6] + offset);
    const __m512i r3 = two_numbers(at[5] + offset, at[7] + offset);
    const __m512i even_low = _mm512_unpacklo_epi64(r0, r1);
    const __m512i odd_low = _mm512_unpackhi_epi64(r0, r1);
    const __m512i even_high = _mm512_unpacklo_epi64(r2, r3);
    const __m512i odd_high = _mm512_unpackhi_epi64(r2, r3);
    return {{_mm512_shuffle_i64x2(even_low, even_high, 0x88), _mm512_shuffle_i64x2(odd_low, odd_high, 0x88),
             _mm512_shuffle_i64x2(even_low, even_high, 0xdd), _mm512_shuffle_i64x2(odd_low, odd_high, 0xdd)}};
}
/// The inverse of gather: numbers 0 and 2, 1 and 3, 4 and 6, 5 and 7 side by side.
inline four_limbs side_by_side(const four_limbs& a) {
    const __m512i low = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
    const __m512i high = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    const __m512i even_low = _mm512_permutex2var_epi64(a.v[0], low, a.v[2]);
    const __m512i odd_low = _mm512_permutex2var_epi64(a.v[1], low, a.v[3]);
    const __m512i even_high = _mm512_permutex2var_epi64(a.v[0], high, a.v[2]);
    const __m512i odd_high = _mm512_permutex2var_epi64(a.v[1], high, a.v[3]);
    return {{_mm512_unpacklo_epi64(even_low, odd_low), _mm512_unpackhi_epi64(even_low, odd_low),
             _mm512_unpacklo_epi64(even_high, odd_high), _mm512_unpackhi_epi64(even_high, odd_high)}};
}

inline five_limbs unpack(const four_limbs& a) {
    const __m512i mask = same((std::uint64_t{1} << 52) - 1);
    return {{_mm512_and_si512(a.v[0], mask), _mm512_and_si512(_mm512_shrdi_epi64(a.v[0], a.v[1], 52), mask),
             _mm512_and_si512(_mm512_shrdi_epi64(a.v[1], a.v[2], 40), mask),
             _mm512_and_si512(_mm512_shrdi_epi64(a.v[2], a.v[3], 28), mask), _mm512_srli_epi64(a.v[3], 16)}};
}
/// Precondition: a is normal and below 2^256.
inline four_limbs pack(const five_limbs& a) {
    return {{_mm512_or_si512(a.v[0], _mm512_slli_epi64(a.v[1], 52)),
             _mm512_or_si512(_mm512_srli_epi64(a.v[1], 12), _mm512_slli_epi64(a.v[2], 40)),
             _mm512_or_si512(_mm512_srli_epi64(a.v[2], 24), _mm512_slli_epi64(a.v[3], 28)),
             _mm512_or_si512(_mm512_srli_epi64(a.v[3], 36), _mm512_slli_epi64(a.v[4], 16))}};
}

/// Limb by limb, without carries.
inline five_limbs plus(const five_limbs& a, const five_limbs& b) {
    five_limbs out;
    for (int i = 0; i < 5; ++i) {
        out.v[i] = _mm512_add_epi64(a.v[i], b.v[i]);
    }
    return out;
}
inline five_limbs minus(const five_limbs& a, const five_limbs& b) {
    five_limbs out;
    for (int i = 0; i < 5; ++i) {
        out.v[i] = _mm512_sub_epi64(a.v[i], b.v[i]);
    }
    return out;
}
/// Limbs times 2^Bits.
template <unsigned Bits>
inline five_limbs shifted(const five_limbs& a) {
    five_limbs out;
    for (int i = 0; i < 5; ++i) {
        out.v[i] = _mm512_slli_epi64(a.v[i], Bits);
    }
    return out;
}
/// Carries, also negative ones; the top limb takes what is left.
inline five_limbs normal(const five_limbs& a) {
    const __m512i mask = same((std::uint64_t{1} << 52) - 1);
    five_limbs out;
    __m512i limb = a.v[0];
    for (int i = 0; i < 4; ++i) {
        out.v[i] = _mm512_and_si512(limb, mask);
        limb = _mm512_add_epi64(a.v[i + 1], _mm512_srai_epi64(limb, 52));
    }
    out.v[4] = limb;
    return out;
}
inline five_limbs select(__mmask8 second, const five_limbs& a, const five_limbs& b) {
    five_limbs out;
    for (int i = 0; i < 5; ++i) {
        out.v[i] = _mm512_mask_mov_epi64(a.v[i], second, b.v[i]);
    }
    return out;
}

/// Arithmetic modulo F's prime, which lies below 2^254, with Montgomery's radix 2^260.
///
/// F keeps a as 2^256 a; numbers here need not be below the prime: a product of numbers below k p and l p is below
/// (k l / 84 + 1) p.
template <class F>
struct prime {
    static_assert(F::modulus.bit_width() <= 254);

    static constexpr std::array<std::uint64_t, 5> limbs_of_multiple(std::uint64_t k) {
        const auto multiple = wide_uint<5>{F::modulus} * wide_uint<5>{k};
        std::array<std::uint64_t, 5> out{};
        for (std::size_t i = 0; i < 5; ++i) {
            out[i] = (multiple >> (52 * i)).low64() & ((std::uint64_t{1} << 52) - 1);
        }
        return out;
    }
    template <std::uint64_t K>
    static five_limbs multiple() {
        static constexpr std::array<std::uint64_t, 5> limbs = limbs_of_multiple(K);
        return {{same(limbs[0]), same(limbs[1]), same(limbs[2]), same(limbs[3]), same(limbs[4])}};
    }
    /// -1 / p modulo 2^52.
    static constexpr std::uint64_t negative_inverse = [] {
        const std::uint64_t p = F::modulus.low64();
        std::uint64_t inverse = p;
        for (int i = 0; i < 5; ++i) {
            inverse *= 2 - p * inverse;
        }
        return (0 - inverse) & ((std::uint64_t{1} << 52) - 1);
    }();

    /// a b / 2^260 modulo p, normal, for normal a and b.
    [[gnu::always_inline]] static five_limbs multiply(const five_limbs& a, const five_limbs& b) {
        const five_limbs p = multiple<1>();
        const __m512i inverse = same(negative_inverse);
        const __m512i zero = _mm512_setzero_si512();
        __m512i t0 = zero;
        __m512i t1 = zero;
        __m512i t2 = zero;
        __m512i t3 = zero;
        __m512i t4 = zero;
        for (int i = 0; i < 5; ++i) {
            const __m512i digit = b.v[i];
            t0 = _mm512_madd52lo_epu64(t0, a.v[0], digit);
            const __m512i q = _mm512_madd52lo_epu64(zero, t0, inverse);
            t1 = _mm512_madd52lo_epu64(t1, a.v[1], digit);
            t2 = _mm512_madd52lo_epu64(t2, a.v[2], digit);
            t3 = _mm512_madd52lo_epu64(t3, a.v[3], digit);
            t4 = _mm512_madd52lo_epu64(t4, a.v[4], digit);
            t0 = _mm512_madd52lo_epu64(t0, q, p.v[0]);
            t1 = _mm512_madd52lo_epu64(t1, q, p.v[1]);
            t2 = _mm512_madd52lo_epu64(t2, q, p.v[2]);
            t3 = _mm512_madd52lo_epu64(t3, q, p.v[3]);
            t4 = _mm512_madd52lo_epu64(t4, q, p.v[4]);
            t1 = _mm512_madd52hi_epu64(t1, a.v[0], digit);
            t2 = _mm512_madd52hi_epu64(t2, a.v[1], digit);
            t3 = _mm512_madd52hi_epu64(t3, a.v[2], digit);
            t4 = _mm512_madd52hi_epu64(t4, a.v[3], digit);
            const __m512i t5 = _mm512_madd52hi_epu64(zero, a.v[4], digit);
            t0 = _mm512_add_epi64(_mm512_madd52hi_epu64(t1, q, p.v[0]), _mm512_srli_epi64(t0, 52));
            t1 = _mm512_madd52hi_epu64(t2, q, p.v[1]);
            t2 = _mm512_madd52hi_epu64(t3, q, p.v[2]);
            t3 = _mm512_madd52hi_epu64(t4, q, p.v[3]);
            t4 = _mm512_madd52hi_epu64(t5, q, p.v[4]);
        }
        return normal({{t0, t1, t2, t3, t4}});
    }

    /// (a b + c d) / 2^260 modulo p, normal, for normal a, b, c and d: one reduction for both products.
    static five_limbs multiply_sum(const five_limbs& a, const five_limbs& b, const five_limbs& c, const five_limbs& d) {
        const five_limbs p = multiple<1>();
        const __m512i inverse = same(negative_inverse);
        const __m512i zero = _mm512_setzero_si512();
        five_limbs t{{zero, zero, zero, zero, zero}};
        for (int i = 0; i < 5; ++i) {
            for (int j = 0; j < 5; ++j) {
                t.v[j] = _mm512_madd52lo_epu64(t.v[j], a.v[j], b.v[i]);
                t.v[j] = _mm512_madd52lo_epu64(t.v[j], c.v[j], d.v[i]);
            }
            const __m512i q = _mm512_madd52lo_epu64(zero, t.v[0], inverse);
            for (int j = 0; j < 5; ++j) {
                t.v[j] = _mm512_madd52lo_epu64(t.v[j], q, p.v[j]);
            }
            const __m512i carry = _mm512_srli_epi64(t.v[0], 52);
            for (int j = 0; j < 5; ++j) {
                t.v[j] = j < 4 ? t.v[j + 1] : zero;
                t.v[j] = _mm512_madd52hi_epu64(t.v[j], a.v[j], b.v[i]);
                t.v[j] = _mm512_madd52hi_epu64(t.v[j], c.v[j], d.v[i]);
                t.v[j] = _mm512_madd52hi_epu64(t.v[j], q, p.v[j]);
            }
            t.v[0] = _mm512_add_epi64(t.v[0], carry);
        }
        return normal(t);
    }

    /// a - K p where that is not negative, a otherwise, for normal a.
    template <std::uint64_t K>
    static five_limbs less_multiple(const five_limbs& a) {
        const five_limbs rest = normal(minus(a, multiple<K>()));
        return select(_mm512_movepi64_mask(rest.v[4]), rest, a);
    }
};

} // namespace zonogon::packed::avx512_lanes
