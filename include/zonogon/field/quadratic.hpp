#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/concept.hpp>

namespace zonogon::field {

/// a + b u with u^2 = Modulus::non_residue: a step of a tower of fields.
///
/// Modulus names `times_non_residue(F)`, the product with u^2, which must not be a square of F (the tests check each
/// instance). A product costs three products of F (Karatsuba), a square two. Not inlined: a pairing would be megabytes
/// of code.
template <field F, class Modulus>
class quadratic {
public:
    using base_field = F;
    static constexpr std::size_t degree = 2;
    static constexpr std::size_t encoded_size = degree * F::encoded_size;

    constexpr quadratic() noexcept = default;
    constexpr explicit quadratic(const F& constant) noexcept : c_{constant, F::zero()} {}
    constexpr quadratic(const F& c0, const F& c1) noexcept : c_{c0, c1} {}

    static constexpr quadratic from_coefficients(const std::array<F, 2>& c) noexcept { return {c[0], c[1]}; }
    static constexpr quadratic zero() noexcept { return {}; }
    static constexpr quadratic one() noexcept { return quadratic{F::one()}; }
    /// u^i. Precondition: i < 2.
    static constexpr quadratic basis(std::size_t i) noexcept {
        quadratic out;
        out.c_[i] = F::one();
        return out;
    }

    constexpr const F& coefficient(std::size_t i) const noexcept { return c_[i]; }
    constexpr const std::array<F, 2>& coefficients() const noexcept { return c_; }
    constexpr bool is_zero() const noexcept { return c_[0].is_zero() && c_[1].is_zero(); }

    friend constexpr bool operator==(const quadratic&, const quadratic&) noexcept = default;

    friend constexpr quadratic operator+(const quadratic& a, const quadratic& b) noexcept {
        return {a.c_[0] + b.c_[0], a.c_[1] + b.c_[1]};
    }
    friend constexpr quadratic operator-(const quadratic& a, const quadratic& b) noexcept {
        return {a.c_[0] - b.c_[0], a.c_[1] - b.c_[1]};
    }
    [[gnu::noinline]] friend constexpr quadratic operator*(const quadratic& a, const quadratic& b) noexcept {
        const F low = a.c_[0] * b.c_[0];
        const F high = a.c_[1] * b.c_[1];
        const F cross = (a.c_[0] + a.c_[1]) * (b.c_[0] + b.c_[1]);
        return {low + Modulus::times_non_residue(high), cross - low - high};
    }
    friend constexpr quadratic operator*(const quadratic& a, const F& f) noexcept { return {a.c_[0] * f, a.c_[1] * f}; }
    friend constexpr quadratic operator*(const F& f, const quadratic& a) noexcept { return a * f; }
    friend constexpr quadratic operator+(const quadratic& a, const F& f) noexcept { return {a.c_[0] + f, a.c_[1]}; }
    friend constexpr quadratic operator-(const quadratic& a, const F& f) noexcept { return {a.c_[0] - f, a.c_[1]}; }
    constexpr quadratic operator-() const noexcept { return {-c_[0], -c_[1]}; }
    constexpr quadratic& operator+=(const quadratic& b) noexcept { return *this = *this + b; }
    constexpr quadratic& operator-=(const quadratic& b) noexcept { return *this = *this - b; }
    constexpr quadratic& operator*=(const quadratic& b) noexcept { return *this = *this * b; }
    constexpr quadratic& operator*=(const F& f) noexcept { return *this = *this * f; }

    /// (a + b)(a + n b) - (n + 1) a b and 2 a b.
    [[gnu::noinline]] constexpr quadratic square() const noexcept {
        const F product = c_[0] * c_[1];
        const F first = (c_[0] + c_[1]) * (c_[0] + Modulus::times_non_residue(c_[1]));
        return {first - product - Modulus::times_non_residue(product), product + product};
    }
    template <std::size_t Limbs>
    constexpr quadratic pow(const wide_uint<Limbs>& exponent) const noexcept {
        quadratic power = one();
        for (std::size_t i = exponent.bit_width(); i-- > 0;) {
            power = power.square();
            if (exponent.bit(i)) {
                power *= *this;
            }
        }
        return power;
    }
    constexpr quadratic pow(std::uint64_t exponent) const noexcept { return pow(u256{exponent}); }
    /// a - b u.
    constexpr quadratic conjugate() const noexcept { return {c_[0], -c_[1]}; }
    /// a^2 - n b^2, the product with the conjugate.
    constexpr F norm() const noexcept { return c_[0].square() - Modulus::times_non_residue(c_[1].square()); }
    /// The inverse; zero for zero.
    constexpr quadratic inverse() const noexcept { return conjugate() * norm().inverse(); }

private:
    std::array<F, 2> c_{};
};

} // namespace zonogon::field
