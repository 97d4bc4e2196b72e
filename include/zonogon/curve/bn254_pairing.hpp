#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/miller_loop.hpp>
#include <zonogon/field/bn254_tower.hpp>

namespace zonogon::curve {

/// The optimal ate pairing of BN254 (Vercauteren, "Optimal pairings", eprint 2008/096; for BN curves Beuchat et al.,
/// "High-speed software implementation of the optimal ate pairing over Barreto-Naehrig curves", eprint 2010/354).
struct bn254_pairing {
    using g1 = bn254;
    using g2 = bn254_twist;
    using extension = field::bn254_base12;
    using pair = std::pair<g1::point, g2::point>;

    /// The curve's parameter: p = 36 x^4 + 36 x^3 + 24 x^2 + 6 x + 1.
    static constexpr std::uint64_t x = 0x44e992b44a6909f1;

    /// Miller's part for all pairs; pairs with a zero point do not count. Preconditions: points on their curves, those
    /// of G2 in the subgroup.
    static extension miller(std::span<const pair> pairs);
    /// f^((p^12 - 1) / r): brings what miller gives to the group of r-th roots of one. Precondition: f is not zero.
    static extension final_exponentiation(const extension& f);

    /// The product of the pairings of all pairs; see miller for the preconditions. About 1 ms and 0.3 ms more for each
    /// further pair.
    static extension product(std::span<const pair> pairs) { return final_exponentiation(miller(pairs)); }

    /// Whether a point is in G1: every point of the curve.
    static bool in_g1(const g1::point& p) { return p.on_curve(); }
    /// Whether a point of the twist is in G2; see in_bn254_g2.
    static bool in_g2(const g2::point& q);

    /// a^p.
    static extension frobenius(const extension& a);
    /// a^2 for a of order dividing p^4 - p^2 + 1 (Granger and Scott, "Faster squaring in the cyclotomic subgroup of
    /// sixth degree extensions", eprint 2009/565).
    static extension cyclotomic_square(const extension& a);
    /// The endomorphism that acts as p on G2: Frobenius on the curve, seen from the twist.
    static g2::point twist_frobenius(const g2::point& q);

private:
    using base2 = field::bn254_base2;
    using base6 = field::bn254_base6;

    /// xi^(i (p - 1) / 6), xi = 9 + i: what Frobenius multiplies w^i with.
    static const std::array<base2, 6>& frobenius_constants();
    /// a^x for a in the cyclotomic subgroup.
    static extension power_x(const extension& a);
};

/// Whether a point of the twist is in G2, the points of order r and zero.
///
/// The Frobenius endomorphism psi satisfies psi^2 - t psi + p = 0 on the twist, t = 6 x^2 + 1. If psi(Q) = (t - 1) Q,
/// then 0 = ((t - 1)^2 - t (t - 1) + p) Q = (p + 1 - t) Q = r Q; and on G2 psi is multiplication by p = t - 1 mod r.
inline bool in_bn254_g2(const bn254_twist::point& q) {
    constexpr u256 six_x_squared{std::array<std::uint64_t, 4>{0xf83e9682e87cfd46, 0x6f4d8248eeb859fb, 0, 0}};
    return q.on_curve() && bn254_pairing::twist_frobenius(q) == multiply(six_x_squared, q);
}

inline bool bn254_pairing::in_g2(const g2::point& q) {
    return in_bn254_g2(q);
}

inline const std::array<field::bn254_base2, 6>& bn254_pairing::frobenius_constants() {
    static const std::array<base2, 6> table = [] {
        const base2 xi{field::bn254_base{9}, field::bn254_base{1}};
        const base2 step = xi.pow((field::bn254_base::modulus - u256{1}) / u256{6});
        std::array<base2, 6> out{base2::one()};
        for (std::size_t i = 1; i < out.size(); ++i) {
            out[i] = out[i - 1] * step;
        }
        return out;
    }();
    return table;
}

inline bn254_twist::point bn254_pairing::twist_frobenius(const g2::point& q) {
    if (q.is_zero()) {
        return q;
    }
    return {q.x().conjugate() * frobenius_constants()[2], q.y().conjugate() * frobenius_constants()[3]};
}

inline field::bn254_base12 bn254_pairing::frobenius(const extension& a) {
    const auto& c = frobenius_constants();
    const base6& low = a.coefficient(0);
    const base6& high = a.coefficient(1);
    return {base6{low.coefficient(0).conjugate(), low.coefficient(1).conjugate() * c[2],
                  low.coefficient(2).conjugate() * c[4]},
            base6{high.coefficient(0).conjugate() * c[1], high.coefficient(1).conjugate() * c[3],
                  high.coefficient(2).conjugate() * c[5]}};
}

inline field::bn254_base12 bn254_pairing::miller(std::span<const pair> pairs) {
    static constexpr auto digits = non_adjacent_form<67>(static_cast<uint128>(x) * 6 + 2);
    std::vector<pair> counting;
    counting.reserve(pairs.size());
    for (const pair& p : pairs) {
        if (!p.first.is_zero() && !p.second.is_zero()) {
            counting.push_back(p);
        }
    }
    return miller_loop<bn254_pairing>(counting, digits, [](auto& point, const g2::point& q, const auto& step) {
        const g2::point first = twist_frobenius(q);
        step(point.add_step(first));
        step(point.add_step(-twist_frobenius(first)));
    });
}

inline field::bn254_base12 bn254_pairing::cyclotomic_square(const extension& a) {
    const auto times_xi = [](const base2& v) { return field::bn254_tower_detail::nine_and_i::times_non_residue(v); };
    // The square of a + b s, s^2 = xi.
    const auto square = [&](const base2& p, const base2& q) {
        const base2 product = p * q;
        return std::pair{(p + q) * (p + times_xi(q)) - product - times_xi(product), product + product};
    };
    const auto three_less_two = [](const base2& t, const base2& v) { return t + t + t - v - v; };
    const auto three_and_two = [](const base2& t, const base2& v) { return t + t + t + v + v; };
    const base6& low = a.coefficient(0);
    const base6& high = a.coefficient(1);
    const auto [t0, t1] = square(low.coefficient(0), high.coefficient(1));
    const auto [t2, t3] = square(high.coefficient(0), low.coefficient(2));
    const auto [t4, t5] = square(low.coefficient(1), high.coefficient(2));
    return {base6{three_less_two(t0, low.coefficient(0)), three_less_two(t2, low.coefficient(1)),
                  three_less_two(t4, low.coefficient(2))},
            base6{three_and_two(times_xi(t5), high.coefficient(0)), three_and_two(t1, high.coefficient(1)),
                  three_and_two(t3, high.coefficient(2))}};
}

inline field::bn254_base12 bn254_pairing::power_x(const extension& a) {
    static constexpr auto digits = non_adjacent_form<65>(x);
    const extension inverse = a.conjugate();
    extension out = extension::one();
    for (std::size_t i = digits.size(); i-- > 0;) {
        out = cyclotomic_square(out);
        if (digits[i] != 0) {
            out *= digits[i] > 0 ? a : inverse;
        }
    }
    return out;
}

/// The easy part is f^((p^6 - 1)(p^2 + 1)); the hard part follows Scott, Benger, Charlemagne, Dominguez Perez and
/// Kachisa, "On the final exponentiation for calculating pairings on ordinary elliptic curves", eprint 2008/490.
inline field::bn254_base12 bn254_pairing::final_exponentiation(const extension& f) {
    const auto p2 = [](const extension& a) { return frobenius(frobenius(a)); };
    const auto square = [](const extension& a) { return cyclotomic_square(a); };
    const extension once = f.conjugate() * f.inverse();
    const extension m = p2(once) * once;
    const extension mx = power_x(m);
    const extension mx2 = power_x(mx);
    const extension mx3 = power_x(mx2);
    const extension y0 = frobenius(m) * p2(m) * frobenius(p2(m));
    const extension y1 = m.conjugate();
    const extension y2 = p2(mx2);
    const extension y3 = frobenius(mx).conjugate();
    const extension y4 = (mx * frobenius(mx2)).conjugate();
    const extension y5 = mx2.conjugate();
    const extension y6 = (mx3 * frobenius(mx3)).conjugate();
    // y0 y1^2 y2^6 y3^12 y4^18 y5^30 y6^36 by a chain of Olivos.
    extension t0 = square(y6) * y4 * y5;
    extension t1 = y3 * y5 * t0;
    t0 = t0 * y2;
    t1 = square(square(t1) * t0);
    t0 = t1 * y1;
    t1 = t1 * y0;
    return square(t0) * t1;
}

} // namespace zonogon::curve
