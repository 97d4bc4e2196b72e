#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <zonogon/base/u256.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

/// A point as (X : Y : Z), x = X / Z, y = Y / Z, whose sums have no exceptions: the same operations for all points of
/// odd order, zero and equal ones included.
///
/// Renes, Costello and Batina, "Complete addition formulas for prime order elliptic curves", eprint 2015/1060, section
/// 3.3 (a = 0): 14 products a sum, 9 a double, small constants included.
template <class Curve>
class complete_point {
public:
    using coordinate = typename Curve::base_field;
    static_assert(Curve::a().is_zero(), "the formulas are those for a = 0");

    /// Zero.
    constexpr complete_point() noexcept = default;
    /// Branches on whether p is zero.
    constexpr explicit complete_point(const affine_point<Curve>& p) noexcept {
        if (!p.is_zero()) {
            x_ = p.x();
            y_ = p.y();
            z_ = coordinate::one();
        }
    }

    /// By one inversion; without a branch, as the inverse of zero is zero and so are zero's coordinates.
    constexpr affine_point<Curve> to_affine() const noexcept {
        const coordinate inverse = z_.inverse();
        return {x_ * inverse, y_ * inverse};
    }

    friend constexpr complete_point operator+(const complete_point& p, const complete_point& q) noexcept {
        const coordinate xx = p.x_ * q.x_;
        const coordinate yy = p.y_ * q.y_;
        const coordinate zz = p.z_ * q.z_;
        const coordinate xy = (p.x_ + p.y_) * (q.x_ + q.y_) - xx - yy;
        const coordinate yz = (p.y_ + p.z_) * (q.y_ + q.z_) - yy - zz;
        const coordinate xz = (p.x_ + p.z_) * (q.x_ + q.z_) - xx - zz;
        const coordinate b_zz = zz * three_b();
        const coordinate b_xz = xz * three_b();
        const coordinate three_xx = xx + xx + xx;
        const coordinate minus = yy - b_zz;
        const coordinate plus = yy + b_zz;
        complete_point out;
        out.x_ = xy * minus - yz * b_xz;
        out.y_ = minus * plus + three_xx * b_xz;
        out.z_ = yz * plus + three_xx * xy;
        return out;
    }
    constexpr complete_point doubled() const noexcept {
        const coordinate yy = y_.square();
        const coordinate b_zz = z_.square() * three_b();
        const coordinate two_yy = yy + yy;
        const coordinate eight_yy = [&two_yy] {
            const coordinate four = two_yy + two_yy;
            return four + four;
        }();
        const coordinate minus = yy - (b_zz + b_zz + b_zz);
        const coordinate xy = x_ * y_ * minus;
        complete_point out;
        out.x_ = xy + xy;
        out.y_ = minus * (yy + b_zz) + b_zz * eight_yy;
        out.z_ = y_ * z_ * eight_yy;
        return out;
    }

    /// table[index], by reading all entries. Precondition: index < Size.
    template <std::size_t Size>
    static complete_point look_up(const std::array<complete_point, Size>& table, std::uint64_t index) noexcept {
        static_assert(std::is_trivially_copyable_v<complete_point> && sizeof(complete_point) % 8 == 0);
        using words = std::array<std::uint64_t, sizeof(complete_point) / 8>;
        words out{};
        for (std::uint64_t i = 0; i < Size; ++i) {
            const std::uint64_t difference = i ^ index;
            // All ones where the difference is zero.
            const std::uint64_t mask = ((difference | (0 - difference)) >> 63) - 1;
            const auto entry = std::bit_cast<words>(table[i]);
            for (std::size_t k = 0; k < out.size(); ++k) {
                out[k] |= entry[k] & mask;
            }
        }
        return std::bit_cast<complete_point>(out);
    }

private:
    static constexpr coordinate three_b() noexcept { return Curve::b() + Curve::b() + Curve::b(); }

    coordinate x_{};
    coordinate y_ = coordinate::one();
    coordinate z_{};
};

/// k P for a secret k: the same field operations, branches and memory accesses whatever k is, at twice the cost of
/// multiply.
///
/// Windows of four bits, all 64 of them; table entries by look_up. P is no secret. Precondition: P is of odd order.
template <class Curve>
affine_point<Curve> multiply_secret(const u256& k, const affine_point<Curve>& p) noexcept {
    std::array<complete_point<Curve>, 16> table;
    table[1] = complete_point<Curve>(p);
    for (std::size_t i = 2; i < table.size(); ++i) {
        table[i] = table[i - 1] + table[1];
    }
    complete_point<Curve> sum;
    for (std::size_t window = 64; window-- > 0;) {
        sum = sum.doubled().doubled().doubled().doubled();
        sum = sum + complete_point<Curve>::look_up(table, (k.limb(window / 16) >> (4 * (window % 16))) & 15);
    }
    return sum.to_affine();
}

} // namespace zonogon::curve
