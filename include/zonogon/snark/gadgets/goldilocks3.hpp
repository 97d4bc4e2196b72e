#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>

namespace zonogon::snark::gadgets {

/// An element of the cubic extension x^3 - x - 1 of Goldilocks, coefficient by coefficient.
struct goldilocks3_value {
    std::array<goldilocks_value, 3> c;

    goldilocks3_value() = default;
    explicit goldilocks3_value(std::array<goldilocks_value, 3> coefficients) : c(std::move(coefficients)) {}
    explicit goldilocks3_value(const field::goldilocks3& constant)
        : c{goldilocks_value(constant.coefficient(0)), goldilocks_value(constant.coefficient(1)),
            goldilocks_value(constant.coefficient(2))} {}

    field::goldilocks3 value() const { return {c[0].value(), c[1].value(), c[2].value()}; }
    bool is_constant() const { return c[0].is_constant() && c[1].is_constant() && c[2].is_constant(); }
    std::size_t bits() const { return std::max({c[0].bits(), c[1].bits(), c[2].bits()}); }
};

/// Arithmetic in the extension.
class goldilocks3_arithmetic {
public:
    using value = goldilocks3_value;
    using base = goldilocks_value;

    explicit goldilocks3_arithmetic(const goldilocks_arithmetic& of) : base_(of) {}
    const goldilocks_arithmetic& base_field() const noexcept { return base_; }

    value add(const value& x, const value& y) const {
        return each([&](std::size_t i) { return base_.add(x.c[i], y.c[i]); });
    }
    value subtract(const value& x, const value& y) const {
        return each([&](std::size_t i) { return base_.subtract(x.c[i], y.c[i]); });
    }
    value negate(const value& x) const {
        return each([&](std::size_t i) { return base_.negate(x.c[i]); });
    }
    value scale(const value& x, const base& y) const {
        return each([&](std::size_t i) { return base_.multiply(x.c[i], y); });
    }
    value add(const value& x, const base& y) const { return value({base_.add(x.c[0], y), x.c[1], x.c[2]}); }
    value subtract(const value& x, const base& y) const { return value({base_.subtract(x.c[0], y), x.c[1], x.c[2]}); }
    value reduce(const value& x) const {
        return each([&](std::size_t i) { return base_.reduce(x.c[i]); });
    }
    value select(const bit& c, const value& x, const value& y) const {
        return each([&](std::size_t i) { return base_.select(c, x.c[i], y.c[i]); });
    }

    /// Six products by Karatsuba's method; the results stay unreduced.
    value multiply(value x, value y) const;

    void assert_zero(const value& x, std::string_view rule) const {
        for (const base& part : x.c) {
            base_.assert_zero(part, rule);
        }
    }
    /// The inverse; states that x is not zero.
    value inverse(const value& x, std::string_view rule) const {
        if (x.is_constant() && !x.value().is_zero()) {
            return value(x.value().inverse());
        }
        const field::goldilocks3 native = x.value().inverse();
        const value out = each([&](std::size_t i) { return base::witness(base_.circuit(), native.coefficient(i)); });
        assert_zero(subtract(multiply(x, out), value(field::goldilocks3::one())), rule);
        return out;
    }

private:
    template <class Make>
    static value each(Make&& make) {
        return value({make(0), make(1), make(2)});
    }

    goldilocks_arithmetic base_;
};

inline goldilocks3_value goldilocks3_arithmetic::multiply(value x, value y) const {
    if (x.is_constant() && y.is_constant()) {
        return value(x.value() * y.value());
    }
    // A coefficient is the sum of five products at most.
    while (x.bits() + y.bits() + 3 > goldilocks_arithmetic::widest) {
        value& wider = x.bits() >= y.bits() ? x : y;
        wider = reduce(wider);
    }
    builder& b = base_.circuit();
    const auto product = [&](const linear& p, const linear& q) { return b.multiply(p, q, "Goldilocks product"); };
    const auto& [x0, x1, x2] = x.c;
    const auto& [y0, y1, y2] = y.c;
    const linear p0 = product(x0.number(), y0.number());
    const linear p1 = product(x1.number(), y1.number());
    const linear p2 = product(x2.number(), y2.number());
    const linear p01 = product(x0.number() + x1.number(), y0.number() + y1.number()) - p0 - p1;
    const linear p02 = product(x0.number() + x2.number(), y0.number() + y2.number()) - p0 - p2;
    const linear p12 = product(x1.number() + x2.number(), y1.number() + y2.number()) - p1 - p2;

    // The intervals of the integers that these are: x_i y_j + x_j y_i and x_i y_i.
    struct interval {
        u256 below;
        u256 above;
        interval operator+(const interval& o) const { return {below + o.below, above + o.above}; }
    };
    const auto of = [&](std::size_t i, std::size_t j) {
        const base& p = x.c[i];
        const base& q = y.c[j];
        return interval{std::max(p.below() * q.above(), p.above() * q.below()),
                        std::max(p.above() * q.above(), p.below() * q.below())};
    };
    const interval i01 = of(0, 1) + of(1, 0);
    const interval i12 = of(1, 2) + of(2, 1);
    const interval i02 = of(0, 2) + of(2, 0);
    // x^3 = x + 1, x^4 = x^2 + x.
    const interval c0 = of(0, 0) + i12;
    const interval c1 = i01 + i12 + of(2, 2);
    const interval c2 = i02 + of(1, 1) + of(2, 2);
    return value({base::by_construction(p0 + p12, c0.below, c0.above),
                  base::by_construction(p01 + p12 + p2, c1.below, c1.above),
                  base::by_construction(p02 + p1 + p2, c2.below, c2.above)});
}

} // namespace zonogon::snark::gadgets
