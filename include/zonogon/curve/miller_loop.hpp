#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/int128.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

/// A number's digits -1, 0, 1 of which no two neighbours are not zero, least significant first.
template <std::size_t Length>
constexpr std::array<std::int8_t, Length> non_adjacent_form(uint128 v) noexcept {
    std::array<std::int8_t, Length> out{};
    for (std::size_t i = 0; v != 0; ++i) {
        if ((v & 1) != 0) {
            out[i] = (v & 3) == 3 ? -1 : 1;
            v = out[i] < 0 ? v + 1 : v - 1;
        }
        v >>= 1;
    }
    return out;
}

/// Calls body with every digit below the highest that is not zero, from the top. Precondition: there is one.
template <std::size_t Length, class Body>
constexpr void for_each_digit(const std::array<std::int8_t, Length>& digits, const Body& body) {
    std::size_t top = Length;
    while (digits[top - 1] == 0) {
        --top;
    }
    for (std::size_t i = top - 1; i-- > 0;) {
        body(int{digits[i]});
    }
}

/// How a twist lies to its curve y^2 = x^3 + b: D has b / xi, and (x, y) -> (x w^2, y w^3) takes it to the curve; M has
/// b xi, and (x, y) -> (x / w^2, y / w^3) does.
enum class twist_type { d, m };

/// The towers and curves of a pairing. Extension is base6[w] / (w^2 - v) and base6 is base2[v] / (v^3 - xi).
template <class P>
concept pairing_tower = requires {
    typename P::g1;                                  // curve over the prime field
    typename P::g2;                                  // the twist, over its quadratic extension
    typename P::extension;                           // where the values are
    { P::twist } -> std::convertible_to<twist_type>; // of g2
};

namespace miller_loop_detail {

/// The line through two points of the twist, seen from the curve and evaluated at (x, y): c0 y + c1 x w + c3 w^3 for a
/// twist of type D and c0 y w^3 + c1 x w^2 + c3 for one of type M, up to a factor that the final exponentiation kills.
template <class Base2>
struct line {
    Base2 c0, c1, c3;
};

/// A point of the twist in Jacobian coordinates that tells the lines of its steps.
template <class Twist>
class stepping_point {
public:
    using base2 = typename Twist::base_field;

    explicit stepping_point(const affine_point<Twist>& q) : x_(q.x()), y_(q.y()), z_(base2::one()) {}

    /// 2 T; the tangent at T.
    line<base2> double_step() {
        const base2 xx = x_.square();
        const base2 yy = y_.square();
        const base2 yyyy = yy.square();
        const base2 zz = z_.square();
        const base2 half = x_ * yy;
        const base2 s = half + half + half + half;
        const base2 m = xx + xx + xx;
        const base2 eight = [&yyyy] {
            const base2 two = yyyy + yyyy;
            const base2 four = two + two;
            return four + four;
        }();
        const base2 yz = y_ * z_;
        const base2 z3 = yz + yz;
        const line<base2> out{z3 * zz, -(m * zz), m * x_ - yy - yy};
        x_ = m.square() - s - s;
        y_ = m * (s - x_) - eight;
        z_ = z3;
        return out;
    }
    /// T + Q; the line through both. Precondition: T is neither Q nor -Q nor zero.
    line<base2> add_step(const affine_point<Twist>& q) {
        const base2 zz = z_.square();
        const base2 h = q.x() * zz - x_;
        const base2 r = q.y() * zz * z_ - y_;
        const base2 hh = h.square();
        const base2 hhh = hh * h;
        const base2 v = x_ * hh;
        z_ = z_ * h;
        x_ = r.square() - hhh - v - v;
        y_ = r * (v - x_) - y_ * hhh;
        return {z_, -r, r * q.x() - q.y() * z_};
    }

private:
    base2 x_, y_, z_;
};

/// f times the line at p.
template <twist_type Twist, class Extension, class Base2, class Curve>
Extension times_line(const Extension& f, const line<Base2>& l, const affine_point<Curve>& p) {
    const Base2 a = l.c0 * p.y();
    const Base2 b = l.c1 * p.x();
    const auto& f0 = f.coefficient(0);
    const auto& f1 = f.coefficient(1);
    if constexpr (Twist == twist_type::d) {
        const auto low = f0 * a;
        const auto high = f1.times_linear(b, l.c3);
        const auto cross = (f0 + f1).times_linear(a + b, l.c3);
        return {low + high.times_generator(), cross - low - high};
    } else {
        const auto low = f0.times_linear(l.c3, b);
        const auto high = (f1 * a).times_generator();
        const auto cross = (f0 + f1).times_linear(l.c3, a + b);
        return {low + high.times_generator(), cross - low - high};
    }
}

/// The same for a line with c0 = 1 at a point (x, y) told as x / y and 1 / y: f times the line over y.
template <twist_type Twist, class Extension, class Base2, class Base>
Extension times_monic_line(const Extension& f, const Base2& c1, const Base2& c3, const Base& x_over_y,
                           const Base& inverse_y) {
    const Base2 b = c1 * x_over_y;
    const Base2 c = c3 * inverse_y;
    const auto& f0 = f.coefficient(0);
    const auto& f1 = f.coefficient(1);
    if constexpr (Twist == twist_type::d) {
        // 1 + b w + c v w.
        return {f0 + f1.times_linear(b, c).times_generator(), f1 + f0.times_linear(b, c)};
    } else {
        // c + b v + v w.
        return {f0.times_linear(c, b) + f1.times_generator().times_generator(),
                f1.times_linear(c, b) + f0.times_generator()};
    }
}

} // namespace miller_loop_detail

/// The product over all pairs (P, Q) of Miller's function f_{n, Q}(P), n given by its digits (non_adjacent_form), with
/// the squarings of all pairs shared. `finish(f, T, Q, step)` may go on with each pair's point T after the loop,
/// calling step(line) for more lines.
///
/// Precondition: no point is zero and each Q is in the subgroup, so that no step meets T = Q or T = -Q.
template <pairing_tower P, std::size_t Length, class Finish>
typename P::extension miller_loop(std::span<const std::pair<typename P::g1::point, typename P::g2::point>> pairs,
                                  const std::array<std::int8_t, Length>& digits, Finish&& finish) {
    using namespace miller_loop_detail;
    using extension = typename P::extension;
    extension f = extension::one();
    std::vector<stepping_point<typename P::g2>> points;
    points.reserve(pairs.size());
    for (const auto& [p, q] : pairs) {
        points.emplace_back(q);
    }
    for_each_digit(digits, [&](int digit) {
        f = f.square();
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            f = times_line<P::twist>(f, points[k].double_step(), pairs[k].first);
            if (digit != 0) {
                const auto& q = pairs[k].second;
                f = times_line<P::twist>(f, points[k].add_step(digit > 0 ? q : -q), pairs[k].first);
            }
        }
    });
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        finish(points[k], pairs[k].second, [&](const auto& l) { f = times_line<P::twist>(f, l, pairs[k].first); });
    }
    return f;
}

} // namespace zonogon::curve
