#pragma once

#if (!defined(__AVX512F__) || !defined(__AVX512DQ__)) && !defined(ZONOGON_AVX512_BY_ATTRIBUTES)
#error "zonogon/packed/avx512 needs a compiler that may use AVX-512 (-march=x86-64-v4)"
#endif

#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/packed/vector.hpp>
#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::packed {

/// Eight Goldilocks elements, each any 64-bit representative.
template <>
class vector<field::goldilocks, avx512> {
    using F = field::goldilocks;

public:
    using value_type = F;
    using isa = avx512;
    static constexpr std::size_t width = 8;

    vector() : v_(_mm512_setzero_si512()) {}
    explicit vector(__m512i v) : v_(v) {}
    static vector load(const F* from) { return vector{_mm512_loadu_si512(from)}; }
    static vector broadcast(F value) { return vector{_mm512_set1_epi64(static_cast<long long>(value.raw()))}; }
    void store(F* to) const { _mm512_storeu_si512(to, v_); }
    __m512i bits() const { return v_; }

    vector operator-() const { return vector{} -= *this; }
    vector& operator+=(vector b) { return *this = vector{add(v_, at_most_modulus(b.v_))}; }
    vector& operator-=(vector b) { return *this = vector{subtract(v_, at_most_modulus(b.v_))}; }
    vector& operator*=(vector b) { return *this = vector{multiply(v_, b.v_, _mm512_srli_epi64(b.v_, 32))}; }
    vector square() const { return vector{*this} *= *this; }

    // The parts, for kernels of transforms.

    static __m512i epsilon() { return _mm512_set1_epi64(0xffffffff); }
    /// The representative in [0, p): adding 2^32 - 1 subtracts p, and wraps exactly when that is right.
    static __m512i at_most_modulus(__m512i a) { return _mm512_min_epu64(a, _mm512_add_epi64(a, epsilon())); }
    /// a + b for b <= p: at most one carry.
    static __m512i add(__m512i a, __m512i b) {
        const __m512i sum = _mm512_add_epi64(a, b);
        return _mm512_mask_add_epi64(sum, _mm512_cmplt_epu64_mask(sum, a), sum, epsilon());
    }
    /// a - b for b <= p: at most one borrow.
    static __m512i subtract(__m512i a, __m512i b) {
        const __m512i difference = _mm512_sub_epi64(a, b);
        return _mm512_mask_sub_epi64(difference, _mm512_cmplt_epu64_mask(a, b), difference, epsilon());
    }
    /// a * b; b_high holds the upper halves of b in its lower halves.
    static __m512i multiply(__m512i a, __m512i b, __m512i b_high) {
        const __m512i a_high = _mm512_srli_epi64(a, 32);
        const __m512i low_low = _mm512_mul_epu32(a, b);
        const __m512i low_high = _mm512_mul_epu32(a, b_high);
        const __m512i high_low = _mm512_mul_epu32(a_high, b);
        const __m512i high_high = _mm512_mul_epu32(a_high, b_high);
        const __m512i middle = _mm512_add_epi64(high_low, _mm512_srli_epi64(low_low, 32));
        const __m512i carry = _mm512_add_epi64(low_high, _mm512_and_si512(middle, epsilon()));
        const __m512i high =
            _mm512_add_epi64(_mm512_add_epi64(high_high, _mm512_srli_epi64(middle, 32)), _mm512_srli_epi64(carry, 32));
        return reduce(high, _mm512_mask_shuffle_epi32(low_low, 0xaaaa, carry, _MM_PERM_CCAA));
    }
    /// high * 2^64 + low: 2^96 = -1 and 2^64 = 2^32 - 1.
    static __m512i reduce(__m512i high, __m512i low) {
        return add(subtract(low, _mm512_srli_epi64(high, 32)), _mm512_mul_epu32(high, epsilon()));
    }

private:
    __m512i v_;
};

// Not friends defined in the class: g++ 12 compiles those without the instructions that a pragma allows
// (src/wider.cpp).
inline vector<field::goldilocks, avx512> operator+(vector<field::goldilocks, avx512> a,
                                                   vector<field::goldilocks, avx512> b) {
    return a += b;
}
inline vector<field::goldilocks, avx512> operator-(vector<field::goldilocks, avx512> a,
                                                   vector<field::goldilocks, avx512> b) {
    return a -= b;
}
inline vector<field::goldilocks, avx512> operator*(vector<field::goldilocks, avx512> a,
                                                   vector<field::goldilocks, avx512> b) {
    return a *= b;
}
inline vector<field::goldilocks, avx512> operator*(vector<field::goldilocks, avx512> a, field::goldilocks b) {
    return a *= vector<field::goldilocks, avx512>::broadcast(b);
}

} // namespace zonogon::packed
