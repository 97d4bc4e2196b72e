#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/int128.hpp>
#include <zonogon/curve/miller_loop.hpp>
#include <zonogon/curve/short_weierstrass.hpp>
#include <zonogon/field/batch_inverse.hpp>

namespace zonogon::curve {

/// Families of pairing-friendly curves of embedding degree 12, each given by a number x:
/// - Barreto and Naehrig, p = 36 x^4 + 36 x^3 + 24 x^2 + 6 x + 1, r = p - 6 x^2 (SAC 2005, eprint 2005/133);
/// - Barreto, Lynn and Scott, r = x^4 - x^2 + 1, p = (x - 1)^2 r / 3 + x (SCN 2002, eprint 2002/088).
enum class curve_family { bn, bls12 };

/// What an ate_pairing is made of.
template <class P>
concept pairing_parameters = pairing_tower<P> && requires {
    { P::family } -> std::convertible_to<curve_family>;
    { P::x } -> std::convertible_to<std::uint64_t>; // |x|
    { P::x_negative } -> std::convertible_to<bool>;
    { P::xi() } -> std::same_as<typename P::g2::base_field>; // v^3 in the tower
};

/// The optimal ate pairing of a curve (Vercauteren, "Optimal pairings", eprint 2008/096): bilinear, not degenerate,
/// from G1 and G2 to the r-th roots of one in the extension.
///
/// Of BLS12 curves it is the cube of the reduced pairing, as it is everywhere: the final exponentiation's short form
/// has that factor. Preconditions of all functions: points on their curves, those of G2 in the subgroup; in_g1 and
/// in_g2 check.
template <pairing_parameters Parameters>
class ate_pairing {
public:
    using g1 = typename Parameters::g1;
    using g2 = typename Parameters::g2;
    using extension = typename Parameters::extension;
    using pair = std::pair<typename g1::point, typename g2::point>;
    static constexpr twist_type twist = Parameters::twist;

    /// A point of G2 as the lines of its loop: for points that many pairings share, such as a verifying key's. About 60
    /// per cent of the loop's work less.
    class prepared_g2 {
    public:
        explicit prepared_g2(const typename g2::point& q);
        bool is_zero() const noexcept { return lines_.empty(); }

    private:
        friend class ate_pairing;
        /// c1 and c3 of lines with c0 = 1.
        std::vector<std::array<typename g2::base_field, 2>> lines_;
    };
    using prepared_pair = std::pair<typename g1::point, const prepared_g2*>;

    /// Miller's part for all pairs; pairs with a zero point do not count.
    static extension miller(std::span<const pair> pairs);
    static extension miller(std::span<const prepared_pair> pairs);
    /// f^((p^12 - 1) / r), for BLS12 its cube: brings what miller gives to the group of r-th roots of one.
    /// Precondition: f is not zero.
    static extension final_exponentiation(const extension& f);

    /// The product of the pairings of all pairs.
    static extension product(std::span<const pair> pairs) { return final_exponentiation(miller(pairs)); }
    static extension product(std::span<const pair> pairs, std::span<const prepared_pair> prepared) {
        return final_exponentiation(miller(pairs) * miller(prepared));
    }

    /// Whether a point is in G1.
    static bool in_g1(const typename g1::point& p) { return Parameters::in_g1(p); }
    /// Whether a point of the twist is in G2, the points of order r and zero.
    static bool in_g2(const typename g2::point& q);

    /// a^p.
    static extension frobenius(const extension& a);
    /// a^2 for a of order dividing p^4 - p^2 + 1 (Granger and Scott, "Faster squaring in the cyclotomic subgroup of
    /// sixth degree extensions", eprint 2009/565).
    static extension cyclotomic_square(const extension& a);
    /// The endomorphism that acts as p on G2: Frobenius on the curve, seen from the twist.
    static typename g2::point twist_frobenius(const typename g2::point& q);

private:
    using base = typename g1::base_field;
    using base2 = typename g2::base_field;
    using base6 = typename extension::base_field;

    static constexpr bool bn = Parameters::family == curve_family::bn;
    static_assert(!bn || !Parameters::x_negative, "the loop of BN curves is written for a positive x");
    /// 6 x + 2 for BN, x for BLS12.
    static constexpr auto loop_digits =
        non_adjacent_form<68>(bn ? static_cast<uint128>(Parameters::x) * 6 + 2 : static_cast<uint128>(Parameters::x));

    /// xi^(i (p - 1) / 6): what Frobenius multiplies w^i with.
    static const std::array<base2, 6>& frobenius_constants();
    /// What Frobenius multiplies the twist's coordinates with.
    static const std::array<base2, 2>& twist_constants();
    /// The steps after the loop: of BN curves the lines to psi(Q) and -psi^2(Q).
    template <class Point, class Step>
    static void last_steps(Point& t, const typename g2::point& q, const Step& step);
    /// f, or for a negative x its inverse up to what the final exponentiation kills.
    static extension with_sign(const extension& f) {
        if constexpr (Parameters::x_negative) {
            return f.conjugate();
        } else {
            return f;
        }
    }
    /// a^x for a in the cyclotomic subgroup.
    static extension power_x(const extension& a);
    static extension hard_part_bn(const extension& m);
    static extension hard_part_bls12(const extension& m);
};

template <pairing_parameters P>
const std::array<typename P::g2::base_field, 6>& ate_pairing<P>::frobenius_constants() {
    static const std::array<base2, 6> table = [] {
        using integer = std::remove_cvref_t<decltype(base::modulus)>;
        const base2 step = P::xi().pow((base::modulus - integer{1}) / integer{6});
        std::array<base2, 6> out{base2::one()};
        for (std::size_t i = 1; i < out.size(); ++i) {
            out[i] = out[i - 1] * step;
        }
        return out;
    }();
    return table;
}

template <pairing_parameters P>
const std::array<typename P::g2::base_field, 2>& ate_pairing<P>::twist_constants() {
    static const std::array<base2, 2> table = [] {
        const auto& c = frobenius_constants();
        return P::twist == twist_type::d ? std::array{c[2], c[3]} : std::array{c[2].inverse(), c[3].inverse()};
    }();
    return table;
}

template <pairing_parameters P>
typename P::g2::point ate_pairing<P>::twist_frobenius(const typename g2::point& q) {
    return {q.x().conjugate() * twist_constants()[0], q.y().conjugate() * twist_constants()[1]};
}

/// On the twist psi satisfies psi^2 - t psi + p = 0 with t - 1 = p mod r, and #E = p + 1 - t is a multiple of r.
///
/// BN: t - 1 = 6 x^2. If psi(Q) = (t - 1) Q, then 0 = ((t - 1)^2 - t (t - 1) + p) Q = (p + 1 - t) Q = r Q; and on G2
/// psi is multiplication by p = t - 1.
/// BLS12: t - 1 = x. If psi(Q) = x Q, then likewise (p + 1 - t) Q = 0, and with the order of the twist Q is of order r:
/// Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves", eprint 2021/1130.
template <pairing_parameters P>
bool ate_pairing<P>::in_g2(const typename g2::point& q) {
    if (!q.on_curve()) {
        return false;
    }
    if constexpr (bn) {
        constexpr u256 x{P::x};
        return twist_frobenius(q) == multiply(x * x * u256{6}, q);
    } else {
        const typename g2::point multiple = multiply(u256{P::x}, q);
        return twist_frobenius(q) == (P::x_negative ? -multiple : multiple);
    }
}

template <pairing_parameters P>
typename P::extension ate_pairing<P>::frobenius(const extension& a) {
    const auto& c = frobenius_constants();
    const base6& low = a.coefficient(0);
    const base6& high = a.coefficient(1);
    return {base6{low.coefficient(0).conjugate(), low.coefficient(1).conjugate() * c[2],
                  low.coefficient(2).conjugate() * c[4]},
            base6{high.coefficient(0).conjugate() * c[1], high.coefficient(1).conjugate() * c[3],
                  high.coefficient(2).conjugate() * c[5]}};
}

template <pairing_parameters P>
template <class Point, class Step>
void ate_pairing<P>::last_steps(Point& t, const typename g2::point& q, const Step& step) {
    if constexpr (bn) {
        const typename g2::point first = twist_frobenius(q);
        step(t.add_step(first));
        step(t.add_step(-twist_frobenius(first)));
    }
}

template <pairing_parameters P>
typename P::extension ate_pairing<P>::miller(std::span<const pair> pairs) {
    std::vector<pair> counting;
    counting.reserve(pairs.size());
    for (const pair& p : pairs) {
        if (!p.first.is_zero() && !p.second.is_zero()) {
            counting.push_back(p);
        }
    }
    return with_sign(miller_loop<ate_pairing>(
        counting, loop_digits, [](auto& t, const typename g2::point& q, const auto& step) { last_steps(t, q, step); }));
}

template <pairing_parameters P>
ate_pairing<P>::prepared_g2::prepared_g2(const typename g2::point& q) {
    if (q.is_zero()) {
        return;
    }
    using line = miller_loop_detail::line<base2>;
    std::vector<line> lines;
    miller_loop_detail::stepping_point<g2> t(q);
    for_each_digit(loop_digits, [&](int digit) {
        lines.push_back(t.double_step());
        if (digit != 0) {
            lines.push_back(t.add_step(digit > 0 ? q : -q));
        }
    });
    last_steps(t, q, [&lines](const line& l) { lines.push_back(l); });
    std::vector<base2> inverses(lines.size());
    std::vector<base2> scratch(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        inverses[i] = lines[i].c0;
    }
    field::batch_inverse(std::span<base2>(inverses), std::span<base2>(scratch));
    lines_.resize(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines_[i] = {lines[i].c1 * inverses[i], lines[i].c3 * inverses[i]};
    }
}

template <pairing_parameters P>
typename P::extension ate_pairing<P>::miller(std::span<const prepared_pair> pairs) {
    using namespace miller_loop_detail;
    struct place {
        base x_over_y, inverse_y;
        const prepared_g2* q;
    };
    std::vector<place> places;
    for (const auto& [p, q] : pairs) {
        if (!p.is_zero() && !q->is_zero()) {
            const base inverse = p.y().inverse();
            places.push_back({p.x() * inverse, inverse, q});
        }
    }
    std::size_t next = 0;
    extension f = extension::one();
    const auto step = [&] {
        for (const place& at : places) {
            const auto& [c1, c3] = at.q->lines_[next];
            f = times_monic_line<twist>(f, c1, c3, at.x_over_y, at.inverse_y);
        }
        ++next;
    };
    for_each_digit(loop_digits, [&](int digit) {
        f = f.square();
        step();
        if (digit != 0) {
            step();
        }
    });
    if constexpr (bn) {
        step();
        step();
    }
    return with_sign(f);
}

template <pairing_parameters P>
typename P::extension ate_pairing<P>::cyclotomic_square(const extension& a) {
    const auto times_xi = [](const base2& v) { return base6::modulus_type::times_non_residue(v); };
    // The square of a + b s, s^2 = xi.
    const auto square = [&](const base2& p, const base2& q) {
        const base2 product = p * q;
        return std::pair{(p + q) * (p + times_xi(q)) - product - times_xi(product), product + product};
    };
    const auto three_less_two = [](const base2& t, const base2& v) {
        const base2 d = t - v;
        return d + d + t;
    };
    const auto three_and_two = [](const base2& t, const base2& v) {
        const base2 s = t + v;
        return s + s + t;
    };
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

template <pairing_parameters P>
typename P::extension ate_pairing<P>::power_x(const extension& a) {
    static constexpr auto digits = non_adjacent_form<65>(P::x);
    const extension inverse = a.conjugate();
    extension out = a;
    for_each_digit(digits, [&](int digit) {
        out = cyclotomic_square(out);
        if (digit != 0) {
            out *= digit > 0 ? a : inverse;
        }
    });
    return with_sign(out);
}

/// m^((p^4 - p^2 + 1) / r): Scott, Benger, Charlemagne, Dominguez Perez and Kachisa, "On the final exponentiation for
/// calculating pairings on ordinary elliptic curves", eprint 2008/490.
template <pairing_parameters P>
typename P::extension ate_pairing<P>::hard_part_bn(const extension& m) {
    const auto p2 = [](const extension& a) { return frobenius(frobenius(a)); };
    const auto square = [](const extension& a) { return cyclotomic_square(a); };
    const extension mx = power_x(m);
    const extension mx2 = power_x(mx);
    const extension mx3 = power_x(mx2);
    const extension m_p2 = p2(m);
    const extension y0 = frobenius(m) * m_p2 * frobenius(m_p2);
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

/// m^(3 (p^4 - p^2 + 1) / r), the exponent being (x - 1)^2 (x + p) (x^2 + p^2 - 1) + 3: Hayashida, Hayasaka and
/// Teruya, "Efficient final exponentiation via cyclotomic structure for pairings over families of elliptic curves",
/// eprint 2020/875.
template <pairing_parameters P>
typename P::extension ate_pairing<P>::hard_part_bls12(const extension& m) {
    const auto less_one = [](const extension& a) { return power_x(a) * a.conjugate(); };
    const extension a = less_one(less_one(m));
    const extension b = power_x(a) * frobenius(a);
    const extension c = power_x(power_x(b)) * frobenius(frobenius(b)) * b.conjugate();
    return c * cyclotomic_square(m) * m;
}

/// The easy part is f^((p^6 - 1)(p^2 + 1)).
template <pairing_parameters P>
typename P::extension ate_pairing<P>::final_exponentiation(const extension& f) {
    const extension once = f.conjugate() * f.inverse();
    const extension m = frobenius(frobenius(once)) * once;
    if constexpr (bn) {
        return hard_part_bn(m);
    } else {
        return hard_part_bls12(m);
    }
}

} // namespace zonogon::curve
