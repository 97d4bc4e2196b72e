#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/packed/avx512/goldilocks.hpp>
#include <zonogon/poly/detail/goldilocks_math.hpp>
#include <zonogon/poly/detail/lane_math.hpp>

namespace zonogon::poly::detail {

template <>
struct lane_math<field::goldilocks, packed::avx512> {
    using F = field::goldilocks;
    using vector = packed::vector<F, packed::avx512>;
    static constexpr std::size_t width = 8;
    static constexpr bool root64_is_cheap = true;

    struct reg {
        __m512i v;
    };

    [[gnu::always_inline]] static reg load(const F* from) { return {vector::load(from).bits()}; }
    [[gnu::always_inline]] static void store(F* to, reg a) { vector{a.v}.store(to); }
    [[gnu::always_inline]] static reg convert(reg a) { return a; }
    template <lane_form>
    [[gnu::always_inline]] static reg multiply(reg a, const F* factor) {
        const auto raw = static_cast<long long>(factor->raw());
        return {vector::multiply(a.v, _mm512_set1_epi64(raw), _mm512_set1_epi32(static_cast<int>(raw >> 32)))};
    }
    template <lane_form>
    [[gnu::always_inline]] static reg multiply(reg a, const vector& factor) {
        return {vector::multiply(a.v, factor.bits(), _mm512_srli_epi64(factor.bits(), 32))};
    }
    template <std::size_t Log, std::size_t K, bool Inverse, lane_form, lane_form, lane_form>
    [[gnu::always_inline]] static void butterfly(reg& a, reg& b, const F*) {
        constexpr unsigned exponent = goldilocks_root_exponent(Log, K, Inverse);
        // 2^96 = -1: the sign goes into the order of the subtraction.
        const reg first = exponent < 96 ? a : b;
        const __m512i second = vector::at_most_modulus(exponent < 96 ? b.v : a.v);
        a.v = vector::add(first.v, second);
        b.v = shift<exponent % 96>(vector::subtract(first.v, second));
    }

    /// a times the K-th power of the root of unity of order 64 (of its inverse if Inverse). K is not 32: -1 is no
    /// shift.
    template <std::size_t K, bool Inverse>
    [[gnu::always_inline]] static reg multiply_root64(reg a) {
        constexpr unsigned exponent = goldilocks_root_exponent(6, K, Inverse);
        return {shift<exponent % 96, (exponent >= 96)>(a.v)};
    }

private:
    /// a * 2^E, or -a * 2^E if Negative.
    ///
    /// -x is ~x + 1, and the 2^64 that this drops is made up for by subtracting 2^32 - 2 more.
    template <unsigned E, bool Negative = false>
    [[gnu::always_inline]] static __m512i shift(__m512i a) {
        static_assert(E < 96 && (E != 0 || !Negative));
        const __m512i epsilon = vector::epsilon();
        const __m512i more = _mm512_set1_epi64(0xfffffffe);
        if constexpr (E == 0) {
            return a;
        } else if constexpr (E < 64) {
            const __m512i low = _mm512_slli_epi64(a, E);
            const __m512i high = _mm512_mul_epu32(_mm512_srli_epi64(a, 64 - E), epsilon);
            const __m512i top = E <= 32 ? _mm512_setzero_si512() : _mm512_srli_epi64(a, E <= 32 ? 0 : 96 - E);
            if constexpr (Negative) {
                const __m512i complement = _mm512_xor_si512(low, _mm512_set1_epi64(-1));
                return vector::subtract(E <= 32 ? complement : vector::add(complement, top),
                                        _mm512_add_epi64(high, more));
            } else {
                return vector::add(E <= 32 ? low : vector::subtract(low, top), high);
            }
        } else {
            // a * 2^(E - 64) = low + 2^32 high, and 2^64 times that is (2^32 - 1) low - high.
            const __m512i low = _mm512_mul_epu32(_mm512_slli_epi64(a, E - 64), epsilon);
            const __m512i high = _mm512_srli_epi64(a, 96 - E);
            return Negative ? vector::subtract(high, low) : vector::subtract(low, high);
        }
    }
};

} // namespace zonogon::poly::detail
