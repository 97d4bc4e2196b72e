#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zonogon/zkasm/big_int.hpp>
#include <zonogon/zkasm/instruction_set.hpp>
#include <zonogon/zkasm/token_stream.hpp>

namespace zonogon::zkasm {

/// The left side of an assignment while it is being read: a linear combination of sources.
struct linear_sum {
    /// Coefficients by index into line_fields; the sources come first there, up to inFREE0.
    static constexpr std::size_t sources = field_index(&line::in_free0) + 1;
    static constexpr std::size_t free = field_index(&line::in_free);
    static constexpr std::size_t free0 = field_index(&line::in_free0);

    std::array<std::int64_t, sources> coefficients{};
    std::array<bool, sources> mentioned{};
    big_int constant, constl;
    bool has_constant = false, has_constl = false;
    std::string_view constant_label;
    std::int32_t tag = -1;

    constexpr bool is_number() const noexcept {
        for (const bool m : mentioned) {
            if (m) {
                return false;
            }
        }
        return true;
    }
    constexpr void add_source(std::size_t field) noexcept {
        coefficients[field] += 1;
        mentioned[field] = true;
    }
};

inline constexpr std::int64_t constant_min = -(std::int64_t{1} << 31);
inline constexpr std::int64_t constant_max = (std::int64_t{1} << 32) - 1;

constexpr bool constant_in_range(const big_int& v) {
    return v >= big_int{constant_min} && v <= big_int{constant_max};
}
constexpr bool long_constant_in_range(const big_int& v) {
    return !v.is_negative() && v.bit_width() <= 256;
}

// Not a conditional expression: g++ 12 loses the storage of its branches in constant evaluation.
constexpr void add_signed(big_int& a, const big_int& b, bool minus) {
    if (minus) {
        a = a - b;
    } else {
        a = a + b;
    }
}

/// a + b or a - b into a.
constexpr void combine(linear_sum& a, const linear_sum& b, bool minus, token_stream& tokens, position at) {
    if (a.tag >= 0 && b.tag >= 0) {
        return tokens.fail(at, "only one tag is allowed in a step");
    }
    if ((a.has_constant || b.has_constant) && (a.has_constl || b.has_constl)) {
        return tokens.fail(at, "CONST and CONSTL cannot be combined in one step");
    }
    if (minus && b.has_constl && !a.has_constl) {
        return tokens.fail(at, "a long constant cannot be negated");
    }
    a.tag = b.tag >= 0 ? b.tag : a.tag;
    for (std::size_t i = 0; i < linear_sum::sources; ++i) {
        a.coefficients[i] += minus ? -b.coefficients[i] : b.coefficients[i];
        a.mentioned[i] = a.mentioned[i] || b.mentioned[i];
    }
    if (b.has_constant) {
        add_signed(a.constant, b.constant, minus);
        a.has_constant = true;
        a.constant_label = b.constant_label.empty() ? a.constant_label : b.constant_label;
    }
    if (b.has_constl) {
        add_signed(a.constl, b.constl, minus);
        a.has_constl = true;
    }
}

/// a * b into a: one side must be a number, and a long number multiplies long numbers only.
constexpr void multiply(linear_sum& a, const linear_sum& b, token_stream& tokens, position at) {
    if (a.is_number() && b.is_number()) {
        if (a.has_constl != b.has_constl) {
            return tokens.fail(at, "CONST and CONSTL cannot be combined in one step");
        }
        if (a.has_constl) {
            a.constl = a.constl * b.constl;
            if (!long_constant_in_range(a.constl)) {
                tokens.fail(at, "long constant is out of range [0, 2^256-1]");
            }
            return;
        }
        a.constant = a.constant * b.constant;
        if (!constant_in_range(a.constant)) {
            tokens.fail(at, "constant is out of range [-2147483648, 4294967295]");
        }
        return;
    }
    const linear_sum& number = a.is_number() ? a : b;
    if (!number.is_number() || number.has_constl) {
        return tokens.fail(at, "this multiplication is not allowed (only number * source)");
    }
    const std::int64_t factor = number.constant.to_int64().value_or(0);
    linear_sum out = a;
    if (a.is_number()) {
        out = b;
    }
    for (std::int64_t& c : out.coefficients) {
        const int128 product = static_cast<int128>(c) * factor;
        if (product > (int128{1} << 53) || product < -(int128{1} << 53)) {
            return tokens.fail(at, "coefficient is out of range");
        }
        c = static_cast<std::int64_t>(product);
    }
    a = out;
}

} // namespace zonogon::zkasm
