#pragma once

#ifndef __AVX2__
#error "zonogon/packed/avx2 needs a compiler that may use AVX2 (-march=x86-64-v3)"
#endif

#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/packed/vector.hpp>
#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::packed {

/// Four Goldilocks elements, each any 64-bit representative.
///
/// AVX2 compares signed numbers only, so unsigned comparisons work on values with the top bit flipped ("flipped"
/// below); a true comparison shifted right by 32 bits is 2^32 - 1 = 2^64 mod p, the correction of a carry or borrow.
template <>
class vector<field::goldilocks, avx2> {
    using F = field::goldilocks;

public:
    using value_type = F;
    using isa = avx2;
    static constexpr std::size_t width = 4;

    vector() : v_(_mm256_setzero_si256()) {}
    explicit vector(__m256i v) : v_(v) {}
    static vector load(const F* from) { return vector{_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))}; }
    static vector broadcast(F value) { return vector{_mm256_set1_epi64x(static_cast<long long>(value.raw()))}; }
    void store(F* to) const { _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), v_); }
    __m256i bits() const { return v_; }

    friend vector operator+(vector a, vector b) {
        return vector{flip(add_flipped(flip(a.v_), at_most_modulus(flip(b.v_))))};
    }
    friend vector operator-(vector a, vector b) {
        return vector{flip(subtract_flipped(flip(a.v_), at_most_modulus(flip(b.v_))))};
    }
    friend vector operator*(vector a, vector b) { return vector{flip(multiply_flipped(a.v_, b.v_))}; }
    friend vector operator*(vector a, F b) { return a * broadcast(b); }
    vector operator-() const { return vector{} - *this; }
    vector& operator+=(vector b) { return *this = *this + b; }
    vector& operator-=(vector b) { return *this = *this - b; }
    vector& operator*=(vector b) { return *this = *this * b; }
    vector square() const { return *this * *this; }

    // The parts, for kernels that keep values flipped from one operation to the next.

    static __m256i flip(__m256i a) { return _mm256_xor_si256(a, _mm256_set1_epi64x(INT64_MIN)); }
    /// The representative in [0, p) (not flipped) of a flipped value.
    static __m256i at_most_modulus(__m256i flipped) {
        constexpr auto last = static_cast<std::int64_t>((F::modulus - 1) ^ (std::uint64_t{1} << 63));
        const __m256i excess = _mm256_srli_epi64(_mm256_cmpgt_epi64(flipped, _mm256_set1_epi64x(last)), 32);
        return _mm256_add_epi64(flip(flipped), excess);
    }
    /// a + b, a and the sum flipped, b <= p: at most one carry.
    static __m256i add_flipped(__m256i a, __m256i b) {
        const __m256i sum = _mm256_add_epi64(a, b);
        return _mm256_add_epi64(sum, _mm256_srli_epi64(_mm256_cmpgt_epi64(a, sum), 32));
    }
    /// a - b, a and the difference flipped, b <= p: at most one borrow.
    static __m256i subtract_flipped(__m256i a, __m256i b) {
        const __m256i difference = _mm256_sub_epi64(a, b);
        return _mm256_sub_epi64(difference, _mm256_srli_epi64(_mm256_cmpgt_epi64(difference, a), 32));
    }
    /// a * b, the product flipped.
    static __m256i multiply_flipped(__m256i a, __m256i b) {
        const wide product = multiply_wide(a, b, upper_halves(b));
        return reduce_flipped(product.high, product.low);
    }
    /// Upper halves moved down, on a port that multiplications leave free.
    static __m256i upper_halves(__m256i a) { return _mm256_castps_si256(_mm256_movehdup_ps(_mm256_castsi256_ps(a))); }
    /// high * 2^64 + low.
    struct wide {
        __m256i high;
        __m256i low;
    };
    /// a * b, with the upper halves of b in the lower halves of b_high.
    static wide multiply_wide(__m256i a, __m256i b, __m256i b_high) {
        const __m256i low_half = _mm256_set1_epi64x(0xffffffff);
        const __m256i a_high = upper_halves(a);
        const __m256i low_low = _mm256_mul_epu32(a, b);
        const __m256i low_high = _mm256_mul_epu32(a, b_high);
        const __m256i high_low = _mm256_mul_epu32(a_high, b);
        const __m256i high_high = _mm256_mul_epu32(a_high, b_high);
        const __m256i middle = _mm256_add_epi64(high_low, _mm256_srli_epi64(low_low, 32));
        const __m256i carry = _mm256_add_epi64(low_high, _mm256_and_si256(middle, low_half));
        const __m256i high =
            _mm256_add_epi64(_mm256_add_epi64(high_high, _mm256_srli_epi64(middle, 32)), _mm256_srli_epi64(carry, 32));
        const __m256i carry_up = _mm256_castps_si256(_mm256_moveldup_ps(_mm256_castsi256_ps(carry)));
        return {high, _mm256_blend_epi32(low_low, carry_up, 0xaa)};
    }
    /// high * 2^64 + low, flipped: 2^96 = -1 and 2^64 = 2^32 - 1.
    static __m256i reduce_flipped(__m256i high, __m256i low) {
        const __m256i a = subtract_flipped(flip(low), _mm256_srli_epi64(high, 32));
        return add_flipped(a, _mm256_mul_epu32(high, _mm256_set1_epi64x(0xffffffff)));
    }

private:
    __m256i v_;
};

} // namespace zonogon::packed
