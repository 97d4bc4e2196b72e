#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/curve/add_pairs.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/packed/avx512/prime_lanes.hpp>

namespace zonogon::curve::detail::avx512_pairs {

namespace lanes = packed::avx512_lanes;
using lanes::five_limbs;
using lanes::four_limbs;

using number = std::uint64_t;

/// Lane j has pair j of eight.
template <class Curve>
struct group {
    const number* first[8];
    const number* second[8];
    __mmask8 negate_first = 0;
    __mmask8 negate_second = 0;

    explicit group(const point_pair<Curve>* pairs) {
        for (unsigned j = 0; j < 8; ++j) {
            first[j] = reinterpret_cast<const number*>(pairs[j].first);
            second[j] = reinterpret_cast<const number*>(pairs[j].second);
            negate_first = static_cast<__mmask8>(negate_first | (pairs[j].negate_first ? 1U << j : 0U));
            negate_second = static_cast<__mmask8>(negate_second | (pairs[j].negate_second ? 1U << j : 0U));
        }
    }
};

inline __m512i any_bit(const four_limbs& a) {
    return _mm512_or_si512(_mm512_or_si512(a.v[0], a.v[1]), _mm512_or_si512(a.v[2], a.v[3]));
}
inline __mmask8 zero_lanes(const four_limbs& a) {
    const __m512i any = any_bit(a);
    return _mm512_testn_epi64_mask(any, any);
}
inline __mmask8 equal_lanes(const four_limbs& a, const four_limbs& b) {
    return zero_lanes({{_mm512_xor_si512(a.v[0], b.v[0]), _mm512_xor_si512(a.v[1], b.v[1]),
                        _mm512_xor_si512(a.v[2], b.v[2]), _mm512_xor_si512(a.v[3], b.v[3])}});
}
inline five_limbs small_number(number v) {
    const __m512i zero = _mm512_setzero_si512();
    return {{lanes::same(v), zero, zero, zero, zero}};
}
inline void keep(const five_limbs& a, number* at) {
    for (std::size_t i = 0; i < 5; ++i) {
        _mm512_storeu_si512(at + 8 * i, a.v[i]);
    }
}
inline five_limbs kept(const number* at) {
    return {{_mm512_loadu_si512(at), _mm512_loadu_si512(at + 8), _mm512_loadu_si512(at + 16),
             _mm512_loadu_si512(at + 24), _mm512_loadu_si512(at + 32)}};
}
/// Number j of a and number j of b side by side, Stride limbs after those of j - 1.
template <std::size_t Stride>
void store(const five_limbs& a, const five_limbs& b, number* at) {
    const four_limbs first = lanes::side_by_side(lanes::pack(a));
    const four_limbs second = lanes::side_by_side(lanes::pack(b));
    constexpr std::size_t place[4] = {0, 1, 4, 5};
    for (std::size_t i = 0; i < 4; ++i) {
        _mm512_storeu_si512(at + Stride * place[i],
                            _mm512_inserti64x4(first.v[i], _mm512_castsi512_si256(second.v[i]), 1));
        _mm512_storeu_si512(at + Stride * (place[i] + 2), _mm512_shuffle_i64x2(first.v[i], second.v[i], 0xee));
    }
}

/// What both kinds of coordinates need of a prime field's numbers. The k in comments says that a number is below k p.
template <class F>
struct arithmetic : lanes::prime<F> {
    using prime = lanes::prime<F>;

    /// 2^Bits (a - b), k = 2^(Bits + 1), for a and b up to p.
    template <unsigned Bits>
    static five_limbs difference(const five_limbs& a, const five_limbs& b) {
        return lanes::normal(lanes::shifted<Bits>(lanes::plus(lanes::minus(a, b), prime::template multiple<1>())));
    }
    /// y or p - y.
    static five_limbs signed_number(const four_limbs& y, __mmask8 negate) {
        const five_limbs a = lanes::unpack(y);
        return lanes::select(negate, a, lanes::minus(prime::template multiple<1>(), a));
    }
    /// a - b - c modulo p, reduced, for a with k = 2 and b and c up to p.
    static five_limbs reduced_less_two(const five_limbs& a, const five_limbs& b, const five_limbs& c) {
        return prime::template less_multiple<1>(prime::template less_multiple<2>(
            lanes::normal(lanes::plus(lanes::minus(lanes::minus(a, b), c), prime::template multiple<2>()))));
    }
    /// a - b modulo p, reduced, for a with k = 2 and b up to p.
    static five_limbs reduced_less(const five_limbs& a, const five_limbs& b) {
        return prime::template less_multiple<1>(prime::template less_multiple<1>(
            lanes::normal(lanes::plus(lanes::minus(a, b), prime::template multiple<1>()))));
    }
    /// 2^262 / c for the lanes' 2^260 c, k = 2.
    static five_limbs invert(const five_limbs& c);
};

template <class F>
five_limbs arithmetic<F>::invert(const five_limbs& c) {
    alignas(64) number limbs[4][8];
    const four_limbs packed = lanes::pack(prime::template less_multiple<1>(c));
    for (std::size_t i = 0; i < 4; ++i) {
        _mm512_store_si512(limbs[i], packed.v[i]);
    }
    F values[8];
    F scratch[8];
    for (std::size_t j = 0; j < 8; ++j) {
        values[j] = F::from_raw_unchecked({limbs[0][j], limbs[1][j], limbs[2][j], limbs[3][j]}); // 16 c
    }
    field::batch_inverse(std::span<F>(values), std::span<F>(scratch));
    for (std::size_t j = 0; j < 8; ++j) {
        const F inverse = values[j] * F{1024};
        for (std::size_t i = 0; i < 4; ++i) {
            limbs[i][j] = inverse.raw()[i];
        }
    }
    return lanes::unpack({{_mm512_load_si512(limbs[0]), _mm512_load_si512(limbs[1]), _mm512_load_si512(limbs[2]),
                           _mm512_load_si512(limbs[3])}});
}

/// Eight additions with coordinates in the prime field F.
template <class Curve, class F>
struct coordinates : arithmetic<F> {
    using prime = arithmetic<F>;
    static constexpr std::size_t limbs = 8;

    /// Lanes whose x are equal, or zero as that of the point at infinity: not for the slope's formula.
    [[gnu::always_inline]] static __mmask8 exceptions(const group<Curve>& g) {
        const four_limbs x1 = lanes::gather(g.first, 0);
        const four_limbs x2 = lanes::gather(g.second, 0);
        return static_cast<__mmask8>(equal_lanes(x1, x2) | zero_lanes(x1) | zero_lanes(x2));
    }
    /// 2^260 (x2 - x1), k = 32; some number but zero in the lanes of exceptions.
    [[gnu::always_inline]] static five_limbs denominator(const group<Curve>& g, __mmask8 exceptional) {
        return lanes::select(exceptional,
                             prime::template difference<4>(lanes::unpack(lanes::gather(g.second, 0)),
                                                           lanes::unpack(lanes::gather(g.first, 0))),
                             small_number(1));
    }
    /// The sums, by 2^262 / denominator, k = 2.
    [[gnu::always_inline]] static void add(const group<Curve>& g, __mmask8, const five_limbs& reciprocal,
                                           number* sums) {
        const five_limbs x1 = lanes::unpack(lanes::gather(g.first, 0));
        const five_limbs x2 = lanes::unpack(lanes::gather(g.second, 0));
        const five_limbs y1 = prime::signed_number(lanes::gather(g.first, 4), g.negate_first);
        const five_limbs y2 = prime::signed_number(lanes::gather(g.second, 4), g.negate_second);
        const five_limbs slope = prime::multiply(prime::template difference<0>(y2, y1), reciprocal); // 2^258
        const five_limbs x = prime::reduced_less_two(prime::multiply(slope, slope), x1, x2);
        const five_limbs y = prime::reduced_less(prime::multiply(slope, prime::template difference<2>(x1, x)), y1);
        store<limbs>(x, y, sums);
    }
};

/// The same in its quadratic extension by i, i^2 = -1.
template <class Curve, class F>
struct quadratic_coordinates : arithmetic<F> {
    using prime = arithmetic<F>;
    static constexpr std::size_t limbs = 16;

    [[gnu::always_inline]] static __mmask8 exceptions(const group<Curve>& g) {
        const four_limbs x1 = lanes::gather(g.first, 0);
        const four_limbs x2 = lanes::gather(g.second, 0);
        const four_limbs x1i = lanes::gather(g.first, 4);
        const four_limbs x2i = lanes::gather(g.second, 4);
        return static_cast<__mmask8>((equal_lanes(x1, x2) & equal_lanes(x1i, x2i)) |
                                     (zero_lanes(x1) & zero_lanes(x1i)) | (zero_lanes(x2) & zero_lanes(x2i)));
    }
    /// Coordinate `part` of 2^260 (x2 - x1), k = 32.
    template <std::size_t Part>
    [[gnu::always_inline]] static five_limbs step(const group<Curve>& g, __mmask8 exceptional) {
        return lanes::select(exceptional,
                             prime::template difference<4>(lanes::unpack(lanes::gather(g.second, 4 * Part)),
                                                           lanes::unpack(lanes::gather(g.first, 4 * Part))),
                             small_number(1 - Part));
    }
    /// The norm of x2 - x1, times 2^260, k = 26.
    [[gnu::always_inline]] static five_limbs denominator(const group<Curve>& g, __mmask8 exceptional) {
        const five_limbs re = step<0>(g, exceptional);
        const five_limbs im = step<1>(g, exceptional);
        return prime::multiply_sum(re, re, im, im);
    }
    [[gnu::always_inline]] static void add(const group<Curve>& g, __mmask8 exceptional, const five_limbs& reciprocal,
                                           number* sums) {
        const five_limbs y1 = prime::signed_number(lanes::gather(g.first, 8), g.negate_first);
        const five_limbs y1i = prime::signed_number(lanes::gather(g.first, 12), g.negate_first);
        const five_limbs y2 = prime::signed_number(lanes::gather(g.second, 8), g.negate_second);
        const five_limbs y2i = prime::signed_number(lanes::gather(g.second, 12), g.negate_second);
        // (rise + rise_i i) (re - im i), re - im i being 2^262 / (x2 - x1).
        const five_limbs re = prime::multiply(step<0>(g, exceptional), reciprocal);
        const five_limbs im = prime::multiply(step<1>(g, exceptional), reciprocal);
        const five_limbs rise = prime::template difference<0>(y2, y1);
        const five_limbs fall = prime::template difference<0>(y1, y2);
        const five_limbs rise_i = prime::template difference<0>(y2i, y1i);
        const five_limbs slope = prime::multiply_sum(rise, re, rise_i, im); // 2^258
        const five_limbs slope_i = prime::multiply_sum(rise_i, re, fall, im);
        const five_limbs x1 = lanes::unpack(lanes::gather(g.first, 0));
        const five_limbs x1i = lanes::unpack(lanes::gather(g.first, 4));
        const five_limbs x2 = lanes::unpack(lanes::gather(g.second, 0));
        const five_limbs x2i = lanes::unpack(lanes::gather(g.second, 4));
        const five_limbs square =
            prime::multiply(lanes::normal(lanes::plus(slope, slope_i)),
                            lanes::normal(lanes::plus(lanes::minus(slope, slope_i), prime::template multiple<2>())));
        const five_limbs square_i = prime::multiply(lanes::normal(lanes::shifted<1>(slope)), slope_i);
        const five_limbs x = prime::reduced_less_two(square, x1, x2);
        const five_limbs xi = prime::reduced_less_two(square_i, x1i, x2i);
        store<limbs>(x, xi, sums);
        const five_limbs back = prime::template difference<2>(x1, x);
        const five_limbs back_i = prime::template difference<2>(x1i, xi);
        const five_limbs forth_i = prime::template difference<2>(xi, x1i);
        const five_limbs y = prime::reduced_less(prime::multiply_sum(slope, back, slope_i, forth_i), y1);
        const five_limbs yi = prime::reduced_less(prime::multiply_sum(slope, back_i, slope_i, back), y1i);
        store<limbs>(y, yi, sums + 8);
    }
};

/// add_pairs, eight pairs at a time. In lane j the denominators of the pairs 8 i + j share an inversion, and the eight
/// of the lanes share one more.
///
/// An element a comes as 2^256 a; Montgomery's radix is 2^260, so every product puts 2^-4 in, which shifts of one
/// factor take out again.
template <class Curve, class Coordinates>
class adder {
    using point = affine_point<Curve>;
    using pair = point_pair<Curve>;
    using prime = Coordinates;
    static_assert(sizeof(point) == 8 * prime::limbs);

    static number* place(point* sums, std::size_t eight) { return reinterpret_cast<number*>(sums + 8 * eight); }
    static void add_eights(const pair* pairs, std::size_t eights, point* sums);

public:
    static void add(const pair* pairs, std::size_t count, point* sums);
};

template <class Curve, class Coordinates>
void adder<Curve, Coordinates>::add_eights(const pair* pairs, std::size_t eights, point* sums) {
    // On the way up the sums' places keep the products of the denominators before them. Any number but 0 to start with.
    five_limbs product = small_number(1);
    bool exceptional = false;
    for (std::size_t i = 0; i < eights; ++i) {
        const group<Curve> g(pairs + 8 * i);
        const __mmask8 mask = prime::exceptions(g);
        exceptional = exceptional || mask != 0;
        keep(product, place(sums, i));
        product = prime::multiply(product, prime::denominator(g, mask));
    }
    five_limbs inverse = prime::invert(product);
    for (std::size_t i = eights; i-- > 0;) {
        const group<Curve> g(pairs + 8 * i);
        const __mmask8 mask = prime::exceptions(g);
        const five_limbs reciprocal = prime::multiply(inverse, kept(place(sums, i))); // 2^262, k = 2
        inverse = prime::multiply(inverse, prime::denominator(g, mask));
        prime::add(g, mask, reciprocal, place(sums, i));
    }
    if (exceptional) {
        std::array<pair, 8> rest;
        for (std::size_t i = 0; i < eights; ++i) {
            if (prime::exceptions(group<Curve>(pairs + 8 * i)) != 0) {
                std::copy_n(pairs + 8 * i, 8, rest.begin());
                add_pairs_one_by_one<Curve>(rest, sums + 8 * i);
            }
        }
    }
}

template <class Curve, class Coordinates>
void adder<Curve, Coordinates>::add(const pair* pairs, std::size_t count, point* sums) {
    const std::size_t eights = count / 8;
    if (eights < 4) {
        add_pairs_one_by_one<Curve>(std::span<const pair>(pairs, count), sums);
        return;
    }
    add_eights(pairs, eights, sums);
    if (8 * eights < count) { // the last eight once more, some of them for the second time
        std::array<point, 8> last;
        add_eights(pairs + count - 8, 1, last.data());
        std::copy(last.begin(), last.end(), sums + count - 8);
    }
}

} // namespace zonogon::curve::detail::avx512_pairs
