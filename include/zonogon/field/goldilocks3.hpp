#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/goldilocks_sum.hpp>

namespace zonogon::field {

/// The cubic extension of Goldilocks by x^3 - x - 1 (192 bits; the modulus of the original prover's extension).
class goldilocks3 {
public:
    using base_field = goldilocks;
    static constexpr std::size_t degree = 3;
    static constexpr std::size_t encoded_size = 24;

    constexpr goldilocks3() noexcept = default;
    constexpr explicit goldilocks3(goldilocks constant) noexcept : c_{constant, goldilocks{}, goldilocks{}} {}
    constexpr goldilocks3(goldilocks c0, goldilocks c1, goldilocks c2) noexcept : c_{c0, c1, c2} {}

    static constexpr goldilocks3 from_coefficients(const std::array<goldilocks, 3>& c) noexcept {
        return {c[0], c[1], c[2]};
    }
    static constexpr goldilocks3 zero() noexcept { return {}; }
    static constexpr goldilocks3 one() noexcept { return goldilocks3{goldilocks::one()}; }
    /// The element whose coefficient of x^i is 1 and all others 0. Precondition: i < degree.
    static constexpr goldilocks3 basis(std::size_t i) noexcept {
        goldilocks3 out;
        out.c_[i] = goldilocks::one();
        return out;
    }

    constexpr goldilocks coefficient(std::size_t i) const noexcept { return c_[i]; }
    constexpr const std::array<goldilocks, 3>& coefficients() const noexcept { return c_; }
    constexpr bool is_zero() const noexcept { return c_[0].is_zero() && c_[1].is_zero() && c_[2].is_zero(); }

    friend constexpr bool operator==(const goldilocks3& a, const goldilocks3& b) noexcept {
        return a.c_[0] == b.c_[0] && a.c_[1] == b.c_[1] && a.c_[2] == b.c_[2];
    }
    friend constexpr goldilocks3 operator+(const goldilocks3& a, const goldilocks3& b) noexcept {
        return {a.c_[0] + b.c_[0], a.c_[1] + b.c_[1], a.c_[2] + b.c_[2]};
    }
    friend constexpr goldilocks3 operator-(const goldilocks3& a, const goldilocks3& b) noexcept {
        return {a.c_[0] - b.c_[0], a.c_[1] - b.c_[1], a.c_[2] - b.c_[2]};
    }
    /// With x^3 = x + 1 and x^4 = x^2 + x; nine products, but one reduction per coefficient.
    friend constexpr goldilocks3 operator*(const goldilocks3& a, const goldilocks3& b) noexcept {
        goldilocks_sum c0;
        c0.add_product(a.c_[1], b.c_[2]);
        c0.add_product(a.c_[2], b.c_[1]);
        goldilocks_sum c1 = c0;
        c0.add_product(a.c_[0], b.c_[0]);
        goldilocks_sum c2;
        c2.add_product(a.c_[2], b.c_[2]);
        c1.add(c2);
        c1.add_product(a.c_[0], b.c_[1]);
        c1.add_product(a.c_[1], b.c_[0]);
        c2.add_product(a.c_[0], b.c_[2]);
        c2.add_product(a.c_[1], b.c_[1]);
        c2.add_product(a.c_[2], b.c_[0]);
        return {c0.value(), c1.value(), c2.value()};
    }
    /// The same on coefficients of type T, meant for packed vectors of goldilocks, where reductions cannot wait:
    /// Karatsuba, six multiplications.
    template <class T>
    static constexpr std::array<T, 3> multiply_coefficients(const std::array<T, 3>& a,
                                                            const std::array<T, 3>& b) noexcept {
        const T p0 = a[0] * b[0];
        const T p1 = a[1] * b[1];
        const T p2 = a[2] * b[2];
        const T x1 = (a[0] + a[1]) * (b[0] + b[1]) - p0 - p1;
        const T x2 = (a[0] + a[2]) * (b[0] + b[2]) - p0 - p2 + p1;
        const T x3 = (a[1] + a[2]) * (b[1] + b[2]) - p1 - p2;
        return {p0 + x3, x1 + x3 + p2, x2 + p2};
    }
    friend constexpr goldilocks3 operator*(const goldilocks3& a, goldilocks b) noexcept {
        return {a.c_[0] * b, a.c_[1] * b, a.c_[2] * b};
    }
    friend constexpr goldilocks3 operator*(goldilocks a, const goldilocks3& b) noexcept { return b * a; }
    friend constexpr goldilocks3 operator+(const goldilocks3& a, goldilocks b) noexcept {
        return {a.c_[0] + b, a.c_[1], a.c_[2]};
    }
    friend constexpr goldilocks3 operator-(const goldilocks3& a, goldilocks b) noexcept {
        return {a.c_[0] - b, a.c_[1], a.c_[2]};
    }
    constexpr goldilocks3 operator-() const noexcept { return {-c_[0], -c_[1], -c_[2]}; }
    constexpr goldilocks3& operator+=(const goldilocks3& b) noexcept { return *this = *this + b; }
    constexpr goldilocks3& operator-=(const goldilocks3& b) noexcept { return *this = *this - b; }
    constexpr goldilocks3& operator*=(const goldilocks3& b) noexcept { return *this = *this * b; }
    constexpr goldilocks3& operator*=(goldilocks b) noexcept { return *this = *this * b; }

    constexpr goldilocks3 square() const noexcept { return *this * *this; }
    constexpr goldilocks3 pow(std::uint64_t exponent) const noexcept {
        goldilocks3 base = *this;
        goldilocks3 power = one();
        for (; exponent != 0; exponent >>= 1) {
            if (exponent & 1) {
                power *= base;
            }
            base = base.square();
        }
        return power;
    }
    /// The inverse by Cramer's rule on the multiplication matrix; zero for zero.
    constexpr goldilocks3 inverse() const noexcept {
        const goldilocks a = c_[0];
        const goldilocks b = c_[1];
        const goldilocks c = c_[2];
        // Columns of the matrix of multiplication by a + bx + cx^2 in the basis 1, x, x^2:
        // (a, b, c), (c, a + c, b), (b, b + c, a + c).
        const goldilocks d = a + c;
        const goldilocks e = b + c;
        const goldilocks m0 = d * d - e * b;
        const goldilocks m1 = c * e - b * d;
        const goldilocks m2 = b * b - c * d;
        const goldilocks determinant = a * m0 + c * (c * e - b * d) + b * (b * b - c * d);
        const goldilocks inverse_determinant = determinant.inverse();
        return {m0 * inverse_determinant, m1 * inverse_determinant, m2 * inverse_determinant};
    }

private:
    std::array<goldilocks, 3> c_{};
};

} // namespace zonogon::field
