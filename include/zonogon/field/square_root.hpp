#pragma once

#include <optional>

#include <zonogon/field/quadratic.hpp>
#include <zonogon/field/tower.hpp>

namespace zonogon::field {

/// A square root, or nothing for a non-square; the other root is its negative.
template <class F>
constexpr std::optional<F> square_root(const F& a) noexcept
    requires requires { a.sqrt(); }
{
    return a.sqrt();
}

/// The same in F[i], i^2 = -1: if a + b i = (x + y i)^2 then x^2 is (a + n) / 2 for one of the roots n of the norm a^2
/// + b^2, and y = b / (2 x). Three or four exponentiations in F.
template <field F>
constexpr std::optional<quadratic<F, minus_one>> square_root(const quadratic<F, minus_one>& v) noexcept {
    using extension = quadratic<F, minus_one>;
    const F& a = v.coefficient(0);
    const F& b = v.coefficient(1);
    if (b.is_zero()) {
        if (const auto x = square_root(a)) {
            return extension{*x};
        }
        const auto y = square_root(-a);
        return y ? std::optional{extension{F::zero(), *y}} : std::nullopt;
    }
    const auto n = square_root(v.norm());
    if (!n) {
        return std::nullopt;
    }
    const F half = F{2}.inverse();
    auto x = square_root((a + *n) * half);
    if (!x) {
        x = square_root((a - *n) * half);
    }
    if (!x) {
        return std::nullopt;
    }
    const extension root{*x, b * half * x->inverse()};
    return root.square() == v ? std::optional{root} : std::nullopt;
}

} // namespace zonogon::field
