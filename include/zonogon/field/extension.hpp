#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/field/concept.hpp>

namespace zonogon::field {

/// A term coefficient * x^power of the right-hand side of x^degree = ...; the coefficient may be negative.
struct modulus_term {
    std::size_t power;
    int coefficient;
};

/// F[x] modulo x^degree - (sum of the terms of Modulus::tail): a field when that polynomial is irreducible, which
/// the tests check for every instance of this library.
///
/// Modulus names `degree` and `tail`, an array of modulus_term with small coefficients. Multiplication costs degree^2
/// multiplications of F, and the reduction additions only.
template <field F, class Modulus>
class extension {
public:
    using base_field = F;
    static constexpr std::size_t degree = Modulus::degree;
    static constexpr std::size_t encoded_size = degree * F::encoded_size;
    using coefficient_array = std::array<F, degree>;

    constexpr extension() noexcept = default;
    constexpr explicit extension(F constant) noexcept { c_[0] = constant; }

    static constexpr extension from_coefficients(const coefficient_array& c) noexcept {
        extension out;
        out.c_ = c;
        return out;
    }
    static constexpr extension zero() noexcept { return {}; }
    static constexpr extension one() noexcept { return extension{F::one()}; }
    /// x^i. Precondition: i < degree.
    static constexpr extension basis(std::size_t i) noexcept {
        extension out;
        out.c_[i] = F::one();
        return out;
    }

    constexpr F coefficient(std::size_t i) const noexcept { return c_[i]; }
    constexpr const coefficient_array& coefficients() const noexcept { return c_; }
    constexpr bool is_zero() const noexcept { return *this == extension{}; }

    friend constexpr bool operator==(const extension&, const extension&) noexcept = default;

    friend constexpr extension operator+(const extension& a, const extension& b) noexcept {
        extension out;
        for (std::size_t i = 0; i < degree; ++i) {
            out.c_[i] = a.c_[i] + b.c_[i];
        }
        return out;
    }
    friend constexpr extension operator-(const extension& a, const extension& b) noexcept {
        extension out;
        for (std::size_t i = 0; i < degree; ++i) {
            out.c_[i] = a.c_[i] - b.c_[i];
        }
        return out;
    }
    friend constexpr extension operator*(const extension& a, const extension& b) noexcept {
        return from_coefficients(multiply_coefficients(a.c_, b.c_));
    }
    /// The product on coefficients of type T, F or packed vectors of it.
    template <class T>
    static constexpr std::array<T, degree> multiply_coefficients(const std::array<T, degree>& a,
                                                                 const std::array<T, degree>& b) noexcept {
        std::array<T, 2 * degree - 1> product{};
        for (std::size_t i = 0; i < degree; ++i) {
            for (std::size_t j = 0; j < degree; ++j) {
                product[i + j] += a[i] * b[j];
            }
        }
        for (std::size_t i = 2 * degree - 2; i >= degree; --i) {
            for (const modulus_term& term : Modulus::tail) {
                T& target = product[i - degree + term.power];
                for (int times = term.coefficient; times > 0; --times) {
                    target += product[i];
                }
                for (int times = term.coefficient; times < 0; ++times) {
                    target -= product[i];
                }
            }
        }
        std::array<T, degree> out{};
        for (std::size_t i = 0; i < degree; ++i) {
            out[i] = product[i];
        }
        return out;
    }
    friend constexpr extension operator*(const extension& a, F b) noexcept {
        extension out;
        for (std::size_t i = 0; i < degree; ++i) {
            out.c_[i] = a.c_[i] * b;
        }
        return out;
    }
    friend constexpr extension operator*(F a, const extension& b) noexcept { return b * a; }
    friend constexpr extension operator+(extension a, F b) noexcept {
        a.c_[0] += b;
        return a;
    }
    friend constexpr extension operator-(extension a, F b) noexcept {
        a.c_[0] -= b;
        return a;
    }
    constexpr extension operator-() const noexcept { return extension{} - *this; }
    constexpr extension& operator+=(const extension& b) noexcept { return *this = *this + b; }
    constexpr extension& operator-=(const extension& b) noexcept { return *this = *this - b; }
    constexpr extension& operator*=(const extension& b) noexcept { return *this = *this * b; }
    constexpr extension& operator*=(F b) noexcept { return *this = *this * b; }

    constexpr extension square() const noexcept { return *this * *this; }
    constexpr extension pow(std::uint64_t exponent) const noexcept {
        extension base = *this;
        extension power = one();
        for (; exponent != 0; exponent >>= 1) {
            if (exponent & 1) {
                power *= base;
            }
            base = base.square();
        }
        return power;
    }

    /// a^p, p the characteristic: the automorphism that fixes the base field. degree^2 multiplications of F.
    constexpr extension frobenius() const noexcept;

    /// The inverse; zero for zero. Itoh and Tsujii (Inf. Comput. 78, 1988): with r = 1 + p + ... + p^(degree - 1),
    /// a^r is the norm, which lies in the base field, and a^-1 = a^(r - 1) / a^r.
    constexpr extension inverse() const noexcept {
        extension conjugate = frobenius();
        extension others = conjugate;
        for (std::size_t i = 2; i < degree; ++i) {
            conjugate = conjugate.frobenius();
            others *= conjugate;
        }
        return others * (*this * others).c_[0].inverse();
    }

private:
    coefficient_array c_{};
};

namespace detail {

/// (x^i)^p for every i below the degree.
template <class E>
inline constexpr std::array<E, E::degree> frobenius_of_basis = [] {
    std::array<E, E::degree> out;
    for (std::size_t i = 0; i < E::degree; ++i) {
        out[i] = E::basis(i).pow(E::base_field::modulus);
    }
    return out;
}();

} // namespace detail

template <field F, class Modulus>
constexpr extension<F, Modulus> extension<F, Modulus>::frobenius() const noexcept {
    extension out;
    for (std::size_t i = 0; i < degree; ++i) {
        out += detail::frobenius_of_basis<extension>[i] * c_[i];
    }
    return out;
}

} // namespace zonogon::field
