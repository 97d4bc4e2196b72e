#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/poly/detail/lane_math.hpp>

namespace zonogon::poly::detail {

/// e in [0, 192) with 2^e = two_adic_generator(log)^k, or that root's inverse: 2 has order 192 = 3 * 64.
/// Precondition: log <= 6.
constexpr unsigned goldilocks_root_exponent(std::size_t log, std::size_t k, bool inverse) {
    using field::goldilocks;
    const goldilocks root = goldilocks::two_adic_generator(log).pow(k);
    goldilocks power = goldilocks::one();
    unsigned exponent = 0;
    while (!(power == root)) {
        power = power + power;
        ++exponent;
    }
    return inverse ? (192 - exponent) % 192 : exponent;
}

#if defined(__AVX2__)

/// Values stay in [0, p] between operations, `entering` with their top bit flipped (packed/avx2/goldilocks.hpp) and
/// `leaving` without.
///
/// That range is kept by writing a + b as a - (p - b): one correction of a borrow, and no reduction before it. AVX2
/// compares flipped numbers but the difference of two of them is not flipped, hence the forms.
template <>
struct lane_math<field::goldilocks, packed::avx2> {
    using F = field::goldilocks;
    using vector = packed::vector<F, packed::avx2>;
    static constexpr std::size_t width = 4;
    static constexpr bool root64_is_cheap = true;

    struct reg {
        __m256i v;
    };

    [[gnu::always_inline]] static reg load(const F* from) {
        constexpr auto last = static_cast<std::int64_t>((F::modulus - 1) ^ top_bit);
        const __m256i a = vector::flip(vector::load(from).bits());
        const __m256i excess = _mm256_srli_epi64(_mm256_cmpgt_epi64(a, _mm256_set1_epi64x(last)), 32);
        return {_mm256_add_epi64(a, excess)};
    }
    [[gnu::always_inline]] static void store(F* to, reg a) { vector{a.v}.store(to); }
    [[gnu::always_inline]] static reg convert(reg a) { return {vector::flip(a.v)}; }
    template <lane_form Out>
    [[gnu::always_inline]] static reg multiply(reg a, const F* factor) {
        const auto raw = static_cast<long long>(factor->raw());
        return product<Out>(a.v, _mm256_set1_epi64x(raw), _mm256_set1_epi32(static_cast<int>(raw >> 32)));
    }
    template <lane_form Out>
    [[gnu::always_inline]] static reg multiply(reg a, const vector& factor) {
        return product<Out>(a.v, factor.bits(), vector::upper_halves(factor.bits()));
    }
    template <std::size_t Log, std::size_t K, bool Inverse, lane_form B, lane_form Sum, lane_form Difference>
    [[gnu::always_inline]] static void butterfly(reg& a, reg& b, const F*) {
        constexpr unsigned exponent = goldilocks_root_exponent(Log, K, Inverse);
        static_assert(B == lane_form::entering || exponent == 0);
        // 2^96 = -1: the sign goes into the order of the subtraction.
        const __m256i first = exponent < 96 ? a.v : b.v;
        const __m256i second = exponent < 96 ? b.v : a.v;
        a.v = add<B, Sum>(first, second);
        if constexpr (exponent % 96 == 0) {
            b.v = subtract<B, Difference>(first, second);
        } else {
            b.v = shift<exponent % 96, Difference>(subtract<B, lane_form::leaving>(first, second));
        }
    }

    /// a (`leaving`) times the K-th power of the root of unity of order 64 (of its inverse if Inverse), `entering`.
    template <std::size_t K, bool Inverse>
    [[gnu::always_inline]] static reg multiply_root64(reg a) {
        constexpr unsigned exponent = goldilocks_root_exponent(6, K, Inverse);
        if constexpr (exponent < 96) {
            return {shift<exponent, lane_form::entering>(a.v)};
        } else {
            const __m256i negative = shift<exponent - 96, lane_form::leaving>(a.v);
            return {_mm256_sub_epi64(modulus<lane_form::entering>(), negative)};
        }
    }

private:
    static constexpr std::uint64_t top_bit = std::uint64_t{1} << 63;

    template <lane_form Form>
    [[gnu::always_inline]] static __m256i modulus() {
        constexpr std::uint64_t p = Form == lane_form::entering ? F::modulus ^ top_bit : F::modulus;
        return _mm256_set1_epi64x(static_cast<std::int64_t>(p));
    }
    /// a - b for a entering, of any value. b in [0, p] may have either form.
    template <lane_form B, lane_form Out>
    [[gnu::always_inline]] static __m256i subtract(__m256i a, __m256i b) {
        if constexpr (B == lane_form::leaving && Out == lane_form::entering) {
            return vector::subtract_flipped(a, b);
        } else {
            const __m256i flipped = B == lane_form::entering ? b : vector::flip(b);
            const __m256i borrow = _mm256_srli_epi64(_mm256_cmpgt_epi64(flipped, a), 32);
            const __m256i difference = _mm256_sub_epi64(_mm256_sub_epi64(a, flipped), borrow);
            return Out == lane_form::leaving ? difference : vector::flip(difference);
        }
    }
    /// a + b, as above; in [0, p] if a is or if b is a multiple of 2^32 - 1.
    template <lane_form B, lane_form Out>
    [[gnu::always_inline]] static __m256i add(__m256i a, __m256i b) {
        // The complement of b has the form with which the difference comes out right at no cost.
        if constexpr (Out == lane_form::entering) {
            constexpr lane_form form = B == lane_form::entering ? lane_form::entering : lane_form::leaving;
            return subtract<lane_form::leaving, Out>(a, _mm256_sub_epi64(modulus<form>(), b));
        } else {
            constexpr lane_form form = B == lane_form::entering ? lane_form::leaving : lane_form::entering;
            return subtract<lane_form::entering, Out>(a, _mm256_sub_epi64(modulus<form>(), b));
        }
    }
    /// a * 2^E for any a, `leaving`.
    template <unsigned E, lane_form Out>
    [[gnu::always_inline]] static __m256i shift(__m256i a) {
        static_assert(E < 96);
        const __m256i epsilon = _mm256_set1_epi64x(0xffffffff);
        if constexpr (E == 0) {
            return Out == lane_form::leaving ? a : vector::flip(a);
        } else if constexpr (E < 64) {
            // low + 2^64 middle + 2^96 top, where 2^64 = 2^32 - 1 and 2^96 = -1.
            const __m256i low = vector::flip(_mm256_slli_epi64(a, E));
            const __m256i middle = _mm256_mul_epu32(_mm256_srli_epi64(a, 64 - E), epsilon);
            const __m256i top = E <= 32 ? _mm256_setzero_si256() : _mm256_srli_epi64(a, E <= 32 ? 0 : 96 - E);
            return add<lane_form::leaving, Out>(E <= 32 ? low : vector::subtract_flipped(low, top), middle);
        } else {
            // a * 2^(E - 64) = low + 2^32 high, and 2^64 times that is (2^32 - 1) low - high.
            const __m256i low = _mm256_mul_epu32(_mm256_slli_epi64(a, E - 64), epsilon);
            const __m256i high = _mm256_srli_epi64(a, 96 - E);
            return subtract<lane_form::leaving, Out>(vector::flip(low), high);
        }
    }
    template <lane_form Out>
    [[gnu::always_inline]] static reg product(__m256i a, __m256i b, __m256i b_high) {
        const auto [high, low] = vector::multiply_wide(a, b, b_high);
        const __m256i rest = vector::subtract_flipped(vector::flip(low), _mm256_srli_epi64(high, 32));
        return {add<lane_form::leaving, Out>(rest, _mm256_mul_epu32(high, _mm256_set1_epi64x(0xffffffff)))};
    }
};

#endif
#if defined(__AVX512F__) && defined(__AVX512DQ__)

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

#endif

} // namespace zonogon::poly::detail
