#pragma once

#include <cstdint>
#include <string>

#include <zonogon/base/result.hpp>

namespace zonogon::pil {

/// A place in a source text; line and column count from 1.
struct position {
    std::uint32_t file = 0;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

/// Decimal digits of a small number; std::to_string is not constexpr in C++20.
constexpr std::string decimal(std::uint64_t value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + value % 10));
        value /= 10;
    } while (value != 0);
    return digits;
}

/// Why a text was refused, with its place.
struct diagnostic {
    position where;
    std::string message;
    bool raised = false;
};

} // namespace zonogon::pil
