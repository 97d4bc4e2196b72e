#pragma once

#include <cstdint>

#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// A number of a program's text. Constant expressions are folded in the field; where they count rows or columns, one
/// that the modulus has changed is refused, so each number knows whether that happened.
struct folded_number {
    element value{};
    /// The integer that the text says is `value` and so was every intermediate result: nothing was negative or reached
    /// the modulus.
    bool exact = true;

    friend constexpr folded_number operator+(const folded_number& a, const folded_number& b) {
        const element sum = a.value + b.value;
        return {sum, a.exact && b.exact && sum.value() >= a.value.value()};
    }
    friend constexpr folded_number operator-(const folded_number& a, const folded_number& b) {
        return {a.value - b.value, a.exact && b.exact && a.value.value() >= b.value.value()};
    }
    friend constexpr folded_number operator*(const folded_number& a, const folded_number& b) {
        const std::uint64_t left = a.value.value();
        const bool fits = left == 0 || b.value.value() <= (element::modulus - 1) / left;
        return {a.value * b.value, a.exact && b.exact && fits};
    }
    constexpr folded_number pow(const folded_number& exponent) const {
        folded_number out{value.pow(exponent.value.value()), exact && exponent.exact};
        // Powers of 0 and 1 stay; any other base leaves the field within 64 steps.
        if (out.exact && value.value() > 1) {
            folded_number product{element{1}};
            for (std::uint64_t i = 0; i < exponent.value.value() && product.exact; ++i) {
                product = product * *this;
            }
            out.exact = product.exact;
        }
        return out;
    }
};

} // namespace zonogon::pil
