#pragma once

#include <optional>
#include <string_view>

#include <zonogon/zkasm/big_int.hpp>

namespace zonogon::zkasm {

/// The result of a binary operation, or in words why there is none ("{}" stands for the sign).
struct operation_outcome {
    std::optional<big_int> value;
    std::string_view fault{};
};

/// Applies one of || && | ^ & == != < <= > >= << >> + - ** * / % to numbers without bounds; truth is 1 or 0. Constants
/// and free inputs have the same operations. Precondition: `sign` is one of these.
constexpr operation_outcome apply_operation(std::string_view sign, const big_int& a, const big_int& b) {
    const auto truth = [](bool t) { return operation_outcome{big_int{t ? 1 : 0}}; };
    if (sign == "||") {
        return truth(!a.is_zero() || !b.is_zero());
    }
    if (sign == "&&") {
        return truth(!a.is_zero() && !b.is_zero());
    }
    if (sign == "|") {
        return {a | b};
    }
    if (sign == "^") {
        return {a ^ b};
    }
    if (sign == "&") {
        return {a & b};
    }
    if (sign == "==") {
        return truth(a == b);
    }
    if (sign == "!=") {
        return truth(a != b);
    }
    if (sign == "<") {
        return truth(a < b);
    }
    if (sign == "<=") {
        return truth(a <= b);
    }
    if (sign == ">") {
        return truth(a > b);
    }
    if (sign == ">=") {
        return truth(a >= b);
    }
    if (sign == "+") {
        return {a + b};
    }
    if (sign == "-") {
        return {a - b};
    }
    if (sign == "/" || sign == "%") {
        if (b.is_zero()) {
            return {{}, "division by zero"};
        }
        return {sign == "/" ? a / b : a % b};
    }
    std::optional<big_int> out;
    if (sign == "**") {
        if (b.is_negative()) {
            return {{}, "negative exponent"};
        }
        out = big_int::pow(a, b);
    } else if (sign == "*") {
        if (a.bit_width() + b.bit_width() <= big_int::max_bits) {
            out = a * b;
        }
    } else if (const auto count = b.to_int64()) {
        out = big_int::shift(a, sign == "<<" ? *count : -*count);
    }
    if (!out) {
        return {{}, "result of {} is too large"};
    }
    return {out};
}

} // namespace zonogon::zkasm
