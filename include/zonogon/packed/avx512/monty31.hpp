#pragma once

#if !defined(__AVX512F__) || !defined(__AVX512DQ__)
#error "zonogon/packed/avx512 needs a compiler that may use AVX-512 (-march=x86-64-v4)"
#endif

#include <cstddef>
#include <cstdint>

#include <zonogon/field/monty31.hpp>
#include <zonogon/packed/vector.hpp>
#include <zonogon/packed/x86_intrinsics.hpp>

namespace zonogon::packed {

/// Sixteen elements of a 31-bit Montgomery field, always reduced: of a number and the number less p, taken modulo
/// 2^32, the smaller is the reduced one.
template <class Parameters>
class vector<field::monty31<Parameters>, avx512> {
    using F = field::monty31<Parameters>;

public:
    using value_type = F;
    using isa = avx512;
    static constexpr std::size_t width = 16;

    vector() : v_(_mm512_setzero_si512()) {}
    explicit vector(__m512i v) : v_(v) {}
    static vector load(const F* from) { return vector{_mm512_loadu_si512(from)}; }
    static vector broadcast(F value) { return vector{_mm512_set1_epi32(static_cast<int>(value.raw()))}; }
    void store(F* to) const { _mm512_storeu_si512(to, v_); }

    friend vector operator+(vector a, vector b) {
        const __m512i sum = _mm512_add_epi32(a.v_, b.v_);
        return vector{_mm512_min_epu32(sum, _mm512_sub_epi32(sum, modulus()))};
    }
    friend vector operator-(vector a, vector b) { return vector{subtract(a.v_, b.v_)}; }
    friend vector operator*(vector a, vector b) {
        // Products exist for even lanes only: odd lanes are moved down, and results up again by the blends.
        const __m512i even = _mm512_mul_epu32(a.v_, b.v_);
        const __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64(a.v_, 32), _mm512_srli_epi64(b.v_, 32));
        const __m512i high = _mm512_mask_blend_epi32(0xaaaa, _mm512_srli_epi64(even, 32), odd);
        const __m512i subtrahend =
            _mm512_mask_blend_epi32(0xaaaa, _mm512_srli_epi64(quotient_part(even), 32), quotient_part(odd));
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
        const __m512i low = _mm512_and_si512(v_, _mm512_set1_epi32(static_cast<int>((1U << K) - 1)));
        const __m512i part = _mm512_mullo_epi32(low, _mm512_set1_epi32(static_cast<int>((F::modulus - 1) >> K)));
        return vector{subtract(_mm512_srli_epi32(v_, K), part)};
    }

private:
    static __m512i modulus() { return _mm512_set1_epi32(static_cast<int>(F::modulus)); }
    static __m512i subtract(__m512i a, __m512i b) {
        const __m512i difference = _mm512_sub_epi32(a, b);
        return _mm512_min_epu32(difference, _mm512_add_epi32(difference, modulus()));
    }
    /// The multiple of p that agrees with the product in its low 32 bits.
    static __m512i quotient_part(__m512i product) {
        const __m512i inverse = _mm512_set1_epi32(static_cast<int>(F::modulus_inverse));
        return _mm512_mul_epu32(_mm512_mul_epu32(product, inverse), modulus());
    }

    __m512i v_;
};

} // namespace zonogon::packed
