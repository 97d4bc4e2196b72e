#pragma once

#ifndef __AVX2__
#error "zonogon/packed/avx2 needs a compiler that may use AVX2 (-march=x86-64-v3)"
#endif

#include <cstddef>
#include <cstdint>

#include <zonogon/field/monty31.hpp>
#include <zonogon/packed/vector.hpp>
#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::packed {

/// Eight elements of a 31-bit Montgomery field, always reduced: of a number and the number less p, taken modulo 2^32,
/// the smaller is the reduced one.
template <class Parameters>
class vector<field::monty31<Parameters>, avx2> {
    using F = field::monty31<Parameters>;

public:
    using value_type = F;
    using isa = avx2;
    static constexpr std::size_t width = 8;

    vector() : v_(_mm256_setzero_si256()) {}
    explicit vector(__m256i v) : v_(v) {}
    static vector load(const F* from) { return vector{_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))}; }
    static vector broadcast(F value) { return vector{_mm256_set1_epi32(static_cast<int>(value.raw()))}; }
    void store(F* to) const { _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), v_); }

    friend vector operator+(vector a, vector b) {
        const __m256i sum = _mm256_add_epi32(a.v_, b.v_);
        return vector{_mm256_min_epu32(sum, _mm256_sub_epi32(sum, modulus()))};
    }
    friend vector operator-(vector a, vector b) { return vector{subtract(a.v_, b.v_)}; }
    friend vector operator*(vector a, vector b) {
        // Products exist for even lanes only: odd lanes are moved down, and results up again by the blends.
        const __m256i even = _mm256_mul_epu32(a.v_, b.v_);
        const __m256i odd = _mm256_mul_epu32(odd_lanes(a.v_), odd_lanes(b.v_));
        const __m256i high = _mm256_blend_epi32(odd_lanes(even), odd, 0xaa);
        const __m256i subtrahend = _mm256_blend_epi32(odd_lanes(quotient_part(even)), quotient_part(odd), 0xaa);
        return vector{subtract(high, subtrahend)};
    }
    friend vector operator*(vector a, F b) { return a * broadcast(b); }
    vector operator-() const { return vector{} - *this; }
    vector& operator+=(vector b) { return *this = *this + b; }
    vector& operator-=(vector b) { return *this = *this - b; }
    vector& operator*=(vector b) { return *this = *this * b; }
    vector square() const { return *this * *this; }
    /// a / 2^K: of a = high * 2^K + low it is high - low * ((p - 1) / 2^K), whose parts are below p.
    template <unsigned K>
    vector halved() const {
        static_assert(K > 0 && K <= F::two_adicity);
        const __m256i low = _mm256_and_si256(v_, _mm256_set1_epi32(static_cast<int>((1U << K) - 1)));
        const __m256i part = _mm256_mullo_epi32(low, _mm256_set1_epi32(static_cast<int>((F::modulus - 1) >> K)));
        return vector{subtract(_mm256_srli_epi32(v_, K), part)};
    }

private:
    static __m256i modulus() { return _mm256_set1_epi32(static_cast<int>(F::modulus)); }
    static __m256i odd_lanes(__m256i a) { return _mm256_castps_si256(_mm256_movehdup_ps(_mm256_castsi256_ps(a))); }
    static __m256i subtract(__m256i a, __m256i b) {
        const __m256i difference = _mm256_sub_epi32(a, b);
        return _mm256_min_epu32(difference, _mm256_add_epi32(difference, modulus()));
    }
    /// The multiple of p that agrees with the product in its low 32 bits.
    static __m256i quotient_part(__m256i product) {
        const __m256i inverse = _mm256_set1_epi32(static_cast<int>(F::modulus_inverse));
        return _mm256_mul_epu32(_mm256_mul_epu32(product, inverse), modulus());
    }

    __m256i v_;
};

} // namespace zonogon::packed
