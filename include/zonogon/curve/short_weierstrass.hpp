#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <zonogon/base/u256.hpp>

namespace zonogon::curve {

/// A point of y^2 = x^3 + Curve::a() x + Curve::b(), or the point at infinity (the group's zero).
///
/// Curve names base_field, scalar_field, and the functions a(), b() and generator_x(), generator_y(). Formulas need a
/// prime group order and a field of characteristic above 3. Zero is kept as (0, 0), which b != 0 keeps off the curve:
/// a point is its two coordinates in memory and nothing else. Variable time: not for secret scalars.
template <class Curve>
class affine_point {
public:
    using curve = Curve;
    using coordinate = typename Curve::base_field;

    /// The point at infinity.
    constexpr affine_point() noexcept {
        static_assert(!Curve::b().is_zero(), "(0, 0) stands for zero, so it must not be on the curve");
        static_assert(std::is_trivially_copyable_v<affine_point> && sizeof(affine_point) == 2 * sizeof(coordinate));
    }
    /// The point with these coordinates; see on_curve. (0, 0) is the point at infinity.
    constexpr affine_point(const coordinate& x, const coordinate& y) noexcept : x_(x), y_(y) {}

    static constexpr affine_point generator() noexcept { return {Curve::generator_x(), Curve::generator_y()}; }

    constexpr bool is_zero() const noexcept { return x_.is_zero() && y_.is_zero(); }
    /// Both are 0 for the point at infinity.
    constexpr const coordinate& x() const noexcept { return x_; }
    constexpr const coordinate& y() const noexcept { return y_; }
    constexpr bool on_curve() const noexcept {
        return is_zero() || y_.square() == (x_.square() + Curve::a()) * x_ + Curve::b();
    }

    friend constexpr bool operator==(const affine_point&, const affine_point&) noexcept = default;

    constexpr affine_point operator-() const noexcept { return {x_, -y_}; }
    friend constexpr affine_point operator+(const affine_point& p, const affine_point& q) noexcept {
        if (p.is_zero()) {
            return q;
        }
        if (q.is_zero()) {
            return p;
        }
        if (p.x_ == q.x_) {
            return p.y_ == q.y_ ? p.doubled() : affine_point{};
        }
        return on_line(p, q, (q.y_ - p.y_) * (q.x_ - p.x_).inverse());
    }
    friend constexpr affine_point operator-(const affine_point& p, const affine_point& q) noexcept { return p + -q; }
    constexpr affine_point doubled() const noexcept {
        if (y_.is_zero()) {
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
    constexpr const coordinate& z() const noexcept { return z_; }
    constexpr affine_point<Curve> to_affine() const noexcept { return to_affine(z_.inverse()); }
    /// With 1 / z at hand (0 for zero): see batch_to_affine.
    constexpr affine_point<Curve> to_affine(const coordinate& inverse_z) const noexcept {
        const coordinate square = inverse_z.square();
        return {x_ * square, y_ * square * inverse_z};
    }

    /// (factor X : Y : Z): the endomorphism of a curve with a = 0 for a cube root of one.
    template <class Factor>
    constexpr jacobian_point with_x_times(const Factor& factor) const noexcept {
        jacobian_point out = *this;
        out.x_ = x_ * factor;
        return out;
    }
    constexpr jacobian_point operator-() const noexcept {
        jacobian_point out = *this;
        out.y_ = -y_;
        return out;
    }
    constexpr jacobian_point doubled() const noexcept {
        const coordinate yy = y_.square();
        const coordinate xyy = x_ * yy;
        const coordinate s = twice(twice(xyy));
        const coordinate xx = x_.square();
        coordinate m = xx + xx + xx;
        if constexpr (!Curve::a().is_zero()) {
            m += Curve::a() * z_.square().square();
        }
        jacobian_point out;
        out.x_ = m.square() - twice(s);
        out.y_ = m * (s - out.x_) - twice(twice(twice(yy.square())));
        out.z_ = twice(y_ * z_);
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

    /// Mixed addition: 8 products and 3 squares instead of 12 and 4.
    friend constexpr jacobian_point operator+(const jacobian_point& p, const affine_point<Curve>& q) noexcept {
        if (q.is_zero()) {
            return p;
        }
        if (p.is_zero()) {
            return jacobian_point{q};
        }
        const coordinate zz = p.z_.square();
        const coordinate h = q.x() * zz - p.x_;
        const coordinate r = q.y() * zz * p.z_ - p.y_;
        if (h.is_zero()) {
            return r.is_zero() ? p.doubled() : jacobian_point{};
        }
        const coordinate hh = h.square();
        const coordinate hhh = hh * h;
        const coordinate v = p.x_ * hh;
        jacobian_point out;
        out.x_ = r.square() - hhh - v - v;
        out.y_ = r * (v - out.x_) - p.y_ * hhh;
        out.z_ = p.z_ * h;
        return out;
    }
    friend constexpr jacobian_point operator-(const jacobian_point& p, const jacobian_point& q) noexcept {
        return p + -q;
    }
    friend constexpr jacobian_point operator-(const jacobian_point& p, const affine_point<Curve>& q) noexcept {
        return p + -q;
    }
    constexpr jacobian_point& operator+=(const jacobian_point& q) noexcept { return *this = *this + q; }
    constexpr jacobian_point& operator+=(const affine_point<Curve>& q) noexcept { return *this = *this + q; }
    /// Whether both are the same point, whatever their Z.
    friend constexpr bool operator==(const jacobian_point& p, const jacobian_point& q) noexcept {
        const coordinate pzz = p.z_.square();
        const coordinate qzz = q.z_.square();
        return p.is_zero() == q.is_zero() && p.x_ * qzz == q.x_ * pzz && p.y_ * qzz * q.z_ == q.y_ * pzz * p.z_;
    }

private:
    static constexpr coordinate twice(const coordinate& v) noexcept { return v + v; }

    coordinate x_ = coordinate::one();
    coordinate y_ = coordinate::one();
    coordinate z_{};
};

/// A scalar in digits that are zero or odd and between -16 and 16, any five neighbours with at most one that is not
/// zero; least significant first.
class signed_digits {
public:
    static constexpr std::size_t table_size = 8;

    constexpr explicit signed_digits(const u256& scalar) noexcept {
        wide_uint<5> rest{scalar};
        for (std::size_t i = 0; !rest.is_zero(); ++i) {
            if (rest.bit(0)) {
                const std::uint64_t low = rest.low64() & 31;
                rest = low < 16 ? rest - wide_uint<5>{low} : rest + wide_uint<5>{32 - low};
                digits_[i] = static_cast<std::int8_t>(low < 16 ? static_cast<int>(low) : static_cast<int>(low) - 32);
                length_ = i + 1;
            }
            rest = rest >> 1;
        }
    }
    constexpr std::size_t length() const noexcept { return length_; }
    /// Precondition: i < 257.
    constexpr int operator[](std::size_t i) const noexcept { return digits_[i]; }

private:
    std::array<std::int8_t, 257> digits_{};
    std::size_t length_ = 0;
};

/// P, 3 P, 5 P, ..., 15 P.
template <class Curve>
constexpr std::array<jacobian_point<Curve>, signed_digits::table_size> odd_multiples(const affine_point<Curve>& p) {
    std::array<jacobian_point<Curve>, signed_digits::table_size> out{jacobian_point<Curve>{p}};
    const jacobian_point<Curve> two = out[0].doubled();
    for (std::size_t i = 1; i < out.size(); ++i) {
        out[i] = out[i - 1] + two;
    }
    return out;
}

/// k P + l Q, both scalars together (Straus) in signed windows: 256 doublings and about 100 additions.
template <class Curve>
constexpr affine_point<Curve> linear_combination(const u256& k, const affine_point<Curve>& p, const u256& l,
                                                 const affine_point<Curve>& q) noexcept {
    const signed_digits first(k);
    const signed_digits second(l);
    const auto first_table = first.length() == 0 ? decltype(odd_multiples(p)){} : odd_multiples(p);
    const auto second_table = second.length() == 0 ? decltype(odd_multiples(q)){} : odd_multiples(q);
    jacobian_point<Curve> sum;
    const auto add = [&sum](const auto& table, int digit) {
        if (digit != 0) {
            const auto& multiple = table[static_cast<std::size_t>(digit > 0 ? digit : -digit) / 2];
            sum = sum + (digit > 0 ? multiple : -multiple);
        }
    };
    for (std::size_t i = first.length() > second.length() ? first.length() : second.length(); i-- > 0;) {
        sum = sum.doubled();
        add(first_table, first[i]);
        add(second_table, second[i]);
    }
    return sum.to_affine();
}

/// k P.
template <class Curve>
constexpr affine_point<Curve> multiply(const u256& k, const affine_point<Curve>& p) noexcept {
    return linear_combination(k, p, u256{}, affine_point<Curve>{});
}

} // namespace zonogon::curve
