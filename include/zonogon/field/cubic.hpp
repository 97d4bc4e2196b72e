#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/concept.hpp>

namespace zonogon::field {

/// a + b v + c v^2 with v^3 = Modulus::non_residue: a step of a tower of fields.
///
/// Modulus names `times_non_residue(F)`, the product with v^3, which must not be a cube of F (the tests check each
/// instance). A product costs six products of F (Karatsuba; Devegili, O hEigeartaigh, Scott and Dahab, "Multiplication
/// and squaring on pairing-friendly fields", eprint 2006/471, section 4).
template <field F, class Modulus>
class cubic {
public:
    using base_field = F;
    using modulus_type = Modulus;
    static constexpr std::size_t degree = 3;
    static constexpr std::size_t encoded_size = degree * F::encoded_size;

    constexpr cubic() noexcept = default;
    constexpr explicit cubic(const F& constant) noexcept : c_{constant, F::zero(), F::zero()} {}
    constexpr cubic(const F& c0, const F& c1, const F& c2) noexcept : c_{c0, c1, c2} {}

    static constexpr cubic from_coefficients(const std::array<F, 3>& c) noexcept { return {c[0], c[1], c[2]}; }
    static constexpr cubic zero() noexcept { return {}; }
    static constexpr cubic one() noexcept { return cubic{F::one()}; }
    /// v^i. Precondition: i < 3.
    static constexpr cubic basis(std::size_t i) noexcept {
        cubic out;
        out.c_[i] = F::one();
        return out;
    }

    constexpr const F& coefficient(std::size_t i) const noexcept { return c_[i]; }
    constexpr const std::array<F, 3>& coefficients() const noexcept { return c_; }
    constexpr bool is_zero() const noexcept { return c_[0].is_zero() && c_[1].is_zero() && c_[2].is_zero(); }

    friend constexpr bool operator==(const cubic&, const cubic&) noexcept = default;

    friend constexpr cubic operator+(const cubic& a, const cubic& b) noexcept {
        return {a.c_[0] + b.c_[0], a.c_[1] + b.c_[1], a.c_[2] + b.c_[2]};
    }
    friend constexpr cubic operator-(const cubic& a, const cubic& b) noexcept {
        return {a.c_[0] - b.c_[0], a.c_[1] - b.c_[1], a.c_[2] - b.c_[2]};
    }
    [[gnu::noinline]] friend constexpr cubic operator*(const cubic& a, const cubic& b) noexcept {
        const F p0 = a.c_[0] * b.c_[0];
        const F p1 = a.c_[1] * b.c_[1];
        const F p2 = a.c_[2] * b.c_[2];
        const F p12 = (a.c_[1] + a.c_[2]) * (b.c_[1] + b.c_[2]) - p1 - p2;
        const F p01 = (a.c_[0] + a.c_[1]) * (b.c_[0] + b.c_[1]) - p0 - p1;
        const F p02 = (a.c_[0] + a.c_[2]) * (b.c_[0] + b.c_[2]) - p0 - p2;
        return {p0 + Modulus::times_non_residue(p12), p01 + Modulus::times_non_residue(p2), p02 + p1};
    }
    friend constexpr cubic operator*(const cubic& a, const F& f) noexcept {
        return {a.c_[0] * f, a.c_[1] * f, a.c_[2] * f};
    }
    friend constexpr cubic operator*(const F& f, const cubic& a) noexcept { return a * f; }
    friend constexpr cubic operator+(const cubic& a, const F& f) noexcept { return {a.c_[0] + f, a.c_[1], a.c_[2]}; }
    friend constexpr cubic operator-(const cubic& a, const F& f) noexcept { return {a.c_[0] - f, a.c_[1], a.c_[2]}; }
    /// The product with b0 + b1 v: five products of F.
    [[gnu::noinline]] constexpr cubic times_linear(const F& b0, const F& b1) const noexcept {
        const F p0 = c_[0] * b0;
        const F p1 = c_[1] * b1;
        return {p0 + Modulus::times_non_residue(c_[2] * b1), (c_[0] + c_[1]) * (b0 + b1) - p0 - p1, c_[2] * b0 + p1};
    }
    /// The product with v.
    constexpr cubic times_generator() const noexcept { return {Modulus::times_non_residue(c_[2]), c_[0], c_[1]}; }
    constexpr cubic operator-() const noexcept { return {-c_[0], -c_[1], -c_[2]}; }
    constexpr cubic& operator+=(const cubic& b) noexcept { return *this = *this + b; }
    constexpr cubic& operator-=(const cubic& b) noexcept { return *this = *this - b; }
    constexpr cubic& operator*=(const cubic& b) noexcept { return *this = *this * b; }
    constexpr cubic& operator*=(const F& f) noexcept { return *this = *this * f; }

    constexpr cubic square() const noexcept { return *this * *this; }
    template <std::size_t Limbs>
    constexpr cubic pow(const wide_uint<Limbs>& exponent) const noexcept {
        cubic power = one();
        for (std::size_t i = exponent.bit_width(); i-- > 0;) {
            power = power.square();
            if (exponent.bit(i)) {
                power *= *this;
            }
        }
        return power;
    }
    constexpr cubic pow(std::uint64_t exponent) const noexcept { return pow(u256{exponent}); }
    /// The inverse; zero for zero. By the adjugate of the multiplication matrix.
    constexpr cubic inverse() const noexcept {
        const F t0 = c_[0].square() - Modulus::times_non_residue(c_[1] * c_[2]);
        const F t1 = Modulus::times_non_residue(c_[2].square()) - c_[0] * c_[1];
        const F t2 = c_[1].square() - c_[0] * c_[2];
        const F norm = c_[0] * t0 + Modulus::times_non_residue(c_[2] * t1 + c_[1] * t2);
        return cubic{t0, t1, t2} * norm.inverse();
    }

private:
    std::array<F, 3> c_{};
};

} // namespace zonogon::field
