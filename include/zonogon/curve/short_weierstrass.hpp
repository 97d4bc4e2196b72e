#pragma once

#include <cstddef>

#include <zonogon/base/u256.hpp>

namespace zonogon::curve {

/// A point of y^2 = x^3 + Curve::a() x + Curve::b(), or the point at infinity (the group's zero).
///
/// Curve names base_field, scalar_field, and the functions a(), b() and generator_x(), generator_y(). Formulas need a
/// prime group order and a field of characteristic above 3. Variable time: not for secret scalars.
template <class Curve>
class affine_point {
public:
    using curve = Curve;
    using coordinate = typename Curve::base_field;

    /// The point at infinity.
    constexpr affine_point() noexcept = default;
    /// The point with these coordinates; see on_curve.
    constexpr affine_point(const coordinate& x, const coordinate& y) noexcept : x_(x), y_(y), infinite_(false) {}

    static constexpr affine_point generator() noexcept { return {Curve::generator_x(), Curve::generator_y()}; }

    constexpr bool is_zero() const noexcept { return infinite_; }
    /// Precondition of x and y: !is_zero().
    constexpr const coordinate& x() const noexcept { return x_; }
    constexpr const coordinate& y() const noexcept { return y_; }
    constexpr bool on_curve() const noexcept {
        return infinite_ || y_.square() == (x_.square() + Curve::a()) * x_ + Curve::b();
    }

    friend constexpr bool operator==(const affine_point&, const affine_point&) noexcept = default;

    constexpr affine_point operator-() const noexcept { return infinite_ ? *this : affine_point{x_, -y_}; }
    friend constexpr affine_point operator+(const affine_point& p, const affine_point& q) noexcept {
        if (p.infinite_) {
            return q;
        }
        if (q.infinite_) {
            return p;
        }
        if (p.x_ == q.x_) {
            return p.y_ == q.y_ ? p.doubled() : affine_point{};
        }
        return on_line(p, q, (q.y_ - p.y_) * (q.x_ - p.x_).inverse());
    }
    friend constexpr affine_point operator-(const affine_point& p, const affine_point& q) noexcept { return p + -q; }
    constexpr affine_point doubled() const noexcept {
        if (infinite_ || y_.is_zero()) {
            return {};
        }
        const coordinate square = x_.square();
        return on_line(*this, *this, (square + square + square + Curve::a()) * (y_ + y_).inverse());
    }

private:
    /// -(the third point of the line through p and q with this slope).
    static constexpr affine_point on_line(const affine_point& p, const affine_point& q,
                                          const coordinate& slope) noexcept {
        const coordinate x = slope.square() - p.x_ - q.x_;
        return {x, slope * (p.x_ - x) - p.y_};
    }

    coordinate x_{};
    coordinate y_{};
    bool infinite_ = true;
};

/// A point as (X : Y : Z) with x = X / Z^2, y = Y / Z^3, zero having Z = 0: additions without inversions.
///
/// Formulas: Cohen, Miyaji and Ono, "Efficient elliptic curve exponentiation using mixed coordinates" (Asiacrypt 1998),
/// section 2.2, for any a.
template <class Curve>
class jacobian_point {
public:
    using coordinate = typename Curve::base_field;

    constexpr jacobian_point() noexcept = default;
    constexpr explicit jacobian_point(const affine_point<Curve>& p) noexcept {
        if (!p.is_zero()) {
            x_ = p.x();
            y_ = p.y();
            z_ = coordinate::one();
        }
    }

    constexpr bool is_zero() const noexcept { return z_.is_zero(); }
    constexpr affine_point<Curve> to_affine() const noexcept {
        if (is_zero()) {
            return {};
        }
        const coordinate inverse = z_.inverse();
        const coordinate square = inverse.square();
        return {x_ * square, y_ * square * inverse};
    }

    constexpr jacobian_point doubled() const noexcept {
        const coordinate yy = y_.square();
        const coordinate xyy = x_ * yy;
        const coordinate s = xyy + xyy + xyy + xyy;
        const coordinate xx = x_.square();
        const coordinate m = xx + xx + xx + Curve::a() * z_.square().square();
        const coordinate yyyy = yy.square();
        const coordinate four = yyyy + yyyy + yyyy + yyyy;
        jacobian_point out;
        out.x_ = m.square() - s - s;
        out.y_ = m * (s - out.x_) - four - four;
        out.z_ = y_ * z_ + y_ * z_;
        return out;
    }
    friend constexpr jacobian_point operator+(const jacobian_point& p, const jacobian_point& q) noexcept {
        if (p.is_zero()) {
            return q;
        }
        if (q.is_zero()) {
            return p;
        }
        const coordinate pzz = p.z_.square();
        const coordinate qzz = q.z_.square();
        const coordinate u1 = p.x_ * qzz;
        const coordinate s1 = p.y_ * qzz * q.z_;
        const coordinate h = q.x_ * pzz - u1;
        const coordinate r = q.y_ * pzz * p.z_ - s1;
        if (h.is_zero()) {
            return r.is_zero() ? p.doubled() : jacobian_point{};
        }
        const coordinate hh = h.square();
        const coordinate hhh = hh * h;
        const coordinate v = u1 * hh;
        jacobian_point out;
        out.x_ = r.square() - hhh - v - v;
        out.y_ = r * (v - out.x_) - s1 * hhh;
        out.z_ = p.z_ * q.z_ * h;
        return out;
    }

private:
    coordinate x_ = coordinate::one();
    coordinate y_ = coordinate::one();
    coordinate z_{};
};

/// k P + l Q, bit by bit of both scalars together (Straus): 256 doublings and about 192 additions.
template <class Curve>
constexpr affine_point<Curve> linear_combination(const u256& k, const affine_point<Curve>& p, const u256& l,
                                                 const affine_point<Curve>& q) noexcept {
    const jacobian_point<Curve> first{p};
    const jacobian_point<Curve> second{q};
    const jacobian_point<Curve> both = first + second;
    jacobian_point<Curve> sum;
    for (std::size_t i = k.bit_width() > l.bit_width() ? k.bit_width() : l.bit_width(); i-- > 0;) {
        sum = sum.doubled();
        if (k.bit(i) && l.bit(i)) {
            sum = sum + both;
        } else if (k.bit(i)) {
            sum = sum + first;
        } else if (l.bit(i)) {
            sum = sum + second;
        }
    }
    return sum.to_affine();
}

/// k P.
template <class Curve>
constexpr affine_point<Curve> multiply(const u256& k, const affine_point<Curve>& p) noexcept {
    return linear_combination(k, p, u256{}, affine_point<Curve>{});
}

} // namespace zonogon::curve
