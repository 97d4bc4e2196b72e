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
        } else if constexpr (E <= 32) {
            // low + 2^64 middle, where 2^64 = 2^32 - 1.
            const __m256i low = vector::flip(_mm256_slli_epi64(a, E));
            return add<lane_form::leaving, Out>(low, _mm256_mul_epu32(_mm256_srli_epi64(a, 64 - E), epsilon));
        } else if constexpr (E < 64) {
            // low + 2^64 middle + 2^96 top, where 2^96 = -1, middle being taken from [1, 2^32]: then p - (2^32 - 1)
            // middle
            // + top is in [0, p] and is all there is to subtract. The sum below is middle - 1 + 2^32 (top + 1).
            const __m256i low = vector::flip(_mm256_slli_epi64(a, E));
            const __m256i sum = _mm256_add_epi64(_mm256_srli_epi64(a, 64 - E), epsilon);
            constexpr lane_form form = Out == lane_form::entering ? lane_form::leaving : lane_form::entering;
            const __m256i rest = _mm256_sub_epi64(modulus<form>(), _mm256_set1_epi64x(std::int64_t{1} << 32));
            const __m256i less =
                _mm256_sub_epi64(_mm256_add_epi64(rest, _mm256_srli_epi64(sum, 32)), _mm256_mul_epu32(sum, epsilon));
            return subtract<form, Out>(low, less);
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

} // namespace zonogon::poly::detail

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <zonogon/poly/detail/goldilocks_avx512.hpp>
#endif
