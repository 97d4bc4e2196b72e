#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/packed/avx512/prime_lanes.hpp>
#include <zonogon/poly/detail/vector_kernels.hpp>

namespace zonogon::poly::detail::avx512_vectors {

namespace lanes = packed::avx512_lanes;
using lanes::five_limbs;
using number = std::uint64_t;

/// vector_kernels by eight elements at a time, of a prime below 2^254 of which 5 multiples fit into 256 bits.
///
/// Between the parts of a transform an element 2^256 a is some number below 5 p; a twiddle is 2^260 z, below 16 p, so
/// that products need no more. The k in comments says that a number is below k p.
template <class F>
struct kernels : lanes::prime<F> {
    using prime = lanes::prime<F>;
    static_assert(sizeof(F) == 32);
    static_assert((wide_uint<5>{F::modulus} * wide_uint<5>{5}).bit_width() <= 256);

    /// Element j of eight, Stride elements from one to the next.
    template <std::ptrdiff_t Stride>
    [[gnu::always_inline]] static five_limbs load(const F* v) {
        const auto* at = reinterpret_cast<const number*>(v);
        const number* const places[8] = {at,
                                         at + 4 * Stride,
                                         at + 8 * Stride,
                                         at + 12 * Stride,
                                         at + 16 * Stride,
                                         at + 20 * Stride,
                                         at + 24 * Stride,
                                         at + 28 * Stride};
        return lanes::unpack(lanes::gather(places, 0));
    }
    template <std::ptrdiff_t Stride>
    [[gnu::always_inline]] static void store(const five_limbs& a, F* v) {
        const lanes::four_limbs both = lanes::side_by_side(lanes::pack(a));
        constexpr std::ptrdiff_t place[4] = {0, 1, 4, 5};
        for (std::size_t i = 0; i < 4; ++i) {
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(v + Stride * place[i]), _mm512_castsi512_si256(both.v[i]));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(v + Stride * (place[i] + 2)),
                                _mm512_extracti64x4_epi64(both.v[i], 1));
        }
    }
    static five_limbs twiddle(const five_limbs& z) { return lanes::normal(lanes::shifted<4>(z)); }
    static five_limbs same_twiddle(const F& z) {
        const auto& raw = z.raw();
        return twiddle(
            lanes::unpack({{lanes::same(raw[0]), lanes::same(raw[1]), lanes::same(raw[2]), lanes::same(raw[3])}}));
    }

    /// a + b z and a - b z for a and b with k = K and z with k = 16: k = K + Margin, where Margin covers K 16 / 84 + 1.
    template <number Margin>
    [[gnu::always_inline]] static void forward_pair(five_limbs& a, five_limbs& b, const five_limbs& z) {
        const five_limbs product = prime::multiply(b, z);
        b = lanes::normal(lanes::plus(lanes::minus(a, product), prime::template multiple<Margin>()));
        a = lanes::normal(lanes::plus(a, product));
    }
    /// a + b, k = 2 K, and (b - a) z, k = 2 K 16 / 84 + 1, for a and b with k = K.
    template <number K>
    [[gnu::always_inline]] static void inverse_pair(five_limbs& a, five_limbs& b, const five_limbs& z) {
        const five_limbs difference = lanes::normal(lanes::plus(lanes::minus(b, a), prime::template multiple<K>()));
        a = lanes::normal(lanes::plus(a, b));
        b = prime::multiply(difference, z);
    }
    template <number First, number... Rest>
    static five_limbs less_multiples(const five_limbs& a) {
        const five_limbs less = prime::template less_multiple<First>(a);
        if constexpr (sizeof...(Rest) == 0) {
            return less;
        } else {
            return less_multiples<Rest...>(less);
        }
    }

    static void forward_two(F* v, std::size_t quarter, std::size_t count, const F* z, bool) {
        const five_limbs z0 = same_twiddle(z[0]);
        const five_limbs z1 = same_twiddle(z[1]);
        const five_limbs z2 = same_twiddle(z[2]);
        for (std::size_t i = 0; i < count; i += 8, v += 8) {
            five_limbs a = load<1>(v);
            five_limbs b = load<1>(v + quarter);
            five_limbs c = load<1>(v + 2 * quarter);
            five_limbs d = load<1>(v + 3 * quarter);
            forward_pair<2>(a, c, z0); // 7
            forward_pair<2>(b, d, z0);
            forward_pair<3>(a, b, z1); // 10
            forward_pair<3>(c, d, z2);
            store<1>(less_multiples<5>(a), v);
            store<1>(less_multiples<5>(b), v + quarter);
            store<1>(less_multiples<5>(c), v + 2 * quarter);
            store<1>(less_multiples<5>(d), v + 3 * quarter);
        }
    }
    static void forward_one(F* v, std::size_t half, std::size_t count, const F& z, bool) {
        const five_limbs same = same_twiddle(z);
        for (std::size_t i = 0; i < count; i += 8, v += 8) {
            five_limbs a = load<1>(v);
            five_limbs b = load<1>(v + half);
            forward_pair<2>(a, b, same); // 7
            store<1>(less_multiples<5>(a), v);
            store<1>(less_multiples<5>(b), v + half);
        }
    }
    /// Lane j works on the j-th of eight blocks.
    template <std::ptrdiff_t Step>
    static void forward_three(F* v, const F* z1, const F* z2, const F* z3) {
        five_limbs x[8];
        for (std::ptrdiff_t i = 0; i < 8; ++i) {
            x[i] = load<8>(v + i);
        }
        const five_limbs z = twiddle(load<Step>(z1));
        for (std::size_t i = 0; i < 4; ++i) {
            forward_pair<2>(x[i], x[i + 4], z); // 7
        }
        for (std::ptrdiff_t block = 0; block < 2; ++block) {
            const five_limbs inner = twiddle(load<2 * Step>(z2 + Step * block));
            forward_pair<3>(x[4 * block], x[4 * block + 2], inner); // 10
            forward_pair<3>(x[4 * block + 1], x[4 * block + 3], inner);
        }
        for (std::ptrdiff_t block = 0; block < 4; ++block) {
            five_limbs& a = x[2 * block];
            five_limbs& b = x[2 * block + 1];
            forward_pair<3>(a, b, twiddle(load<4 * Step>(z3 + Step * block))); // 13
            store<8>(less_multiples<8, 4, 2, 1>(a), v + 2 * block);
            store<8>(less_multiples<8, 4, 2, 1>(b), v + 2 * block + 1);
        }
    }
    static void forward_last(F* v, std::size_t eights, const F* z1, const F* z2, const F* z3, std::ptrdiff_t step) {
        for (; eights > 0; eights -= 8, v += 64, z1 += 8 * step, z2 += 16 * step, z3 += 32 * step) {
            forward_three<1>(v, z1, z2, z3);
        }
    }
    static void inverse_three(F* v, const F* z1, const F* z2, const F* z3) {
        constexpr std::ptrdiff_t step = -1;
        five_limbs x[8];
        for (std::ptrdiff_t block = 0; block < 4; ++block) {
            five_limbs& a = x[2 * block];
            five_limbs& b = x[2 * block + 1];
            a = load<8>(v + 2 * block);
            b = load<8>(v + 2 * block + 1);
            inverse_pair<1>(a, b, twiddle(load<4 * step>(z3 + step * block))); // 2
        }
        for (std::ptrdiff_t block = 0; block < 2; ++block) {
            const five_limbs inner = twiddle(load<2 * step>(z2 + step * block));
            inverse_pair<2>(x[4 * block], x[4 * block + 2], inner); // 4
            inverse_pair<2>(x[4 * block + 1], x[4 * block + 3], inner);
        }
        const five_limbs z = twiddle(load<step>(z1));
        for (std::ptrdiff_t i = 0; i < 4; ++i) {
            inverse_pair<4>(x[i], x[i + 4], z); // 8
            store<8>(less_multiples<4>(x[i]), v + i);
            store<8>(x[i + 4], v + i + 4); // 3
        }
    }
    static void inverse_first(F* v, std::size_t eights, const F* z1, const F* z2, const F* z3, std::ptrdiff_t) {
        for (; eights > 0; eights -= 8, v += 64, z1 -= 8, z2 -= 16, z3 -= 32) {
            inverse_three(v, z1, z2, z3);
        }
    }
    static void inverse_two(F* v, std::size_t quarter, std::size_t count, const F* z, bool last) {
        const five_limbs z0 = same_twiddle(z[0]);
        const five_limbs z1 = same_twiddle(z[1]);
        const five_limbs z2 = same_twiddle(z[2]);
        for (std::size_t i = 0; i < count; i += 8, v += 8) {
            five_limbs a = load<1>(v);
            five_limbs b = load<1>(v + quarter);
            five_limbs c = load<1>(v + 2 * quarter);
            five_limbs d = load<1>(v + 3 * quarter);
            inverse_pair<5>(a, b, z1); // 10, 3
            inverse_pair<5>(c, d, z2);
            inverse_pair<10>(a, c, z0); // 20, 5
            inverse_pair<3>(b, d, z0);  // 6, 3
            a = less_multiples<10, 5>(a);
            b = less_multiples<3>(b);
            if (last) {
                a = less_multiples<4, 2, 1>(a);
                b = less_multiples<2, 1>(b);
                c = less_multiples<4, 2, 1>(c);
                d = less_multiples<2, 1>(d);
            }
            store<1>(a, v);
            store<1>(b, v + quarter);
            store<1>(c, v + 2 * quarter);
            store<1>(d, v + 3 * quarter);
        }
    }
    static void inverse_one(F* v, std::size_t half, std::size_t count, const F& z, bool last) {
        const five_limbs same = same_twiddle(z);
        for (std::size_t i = 0; i < count; i += 8, v += 8) {
            five_limbs a = load<1>(v);
            five_limbs b = load<1>(v + half);
            inverse_pair<5>(a, b, same); // 10, 3
            a = less_multiples<5>(a);
            if (last) {
                a = less_multiples<4, 2, 1>(a);
                b = less_multiples<2, 1>(b);
            }
            store<1>(a, v);
            store<1>(b, v + half);
        }
    }
    static void scale(F* v, std::size_t count, const F& first, const F& ratio) {
        F powers[8];
        F power = first;
        for (F& p : powers) {
            p = power;
            power *= ratio;
        }
        const five_limbs step = same_twiddle(ratio.square().square().square());
        five_limbs factor = twiddle(load<1>(powers)); // 16
        for (std::size_t i = 0; i < count; i += 8, v += 8) {
            store<1>(less_multiples<1>(prime::multiply(load<1>(v), factor)), v); // elements before: 1 + 16 / 84
            factor = prime::multiply(factor, step);                              // 4 + 1 and less
        }
    }
    static constexpr vector_kernels<F> all{forward_two, forward_one, forward_last, inverse_first,
                                           inverse_two, inverse_one, scale};
};

} // namespace zonogon::poly::detail::avx512_vectors
