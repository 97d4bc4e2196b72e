#pragma once

#include <string>
#include <string_view>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon {

/// Lower-case hex with the prefix 0x.
inline std::string to_hex(byte_view in) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "0x";
    out.reserve(2 + 2 * in.size());
    for (const std::uint8_t b : in) {
        out.push_back(digits[b >> 4]);
        out.push_back(digits[b & 15]);
    }
    return out;
}

/// The value of one hex digit, or -1.
constexpr int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

/// Decodes hex with or without the prefix 0x; an odd number of digits or a foreign character is an error.
inline result<bytes> from_hex(std::string_view text) {
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
    }
    if (text.size() % 2 != 0) {
        return error{"hex text has an odd number of digits"};
    }
    bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]);
        const int low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) {
            return error{"character at position " + std::to_string(high < 0 ? i : i + 1) + " is not a hex digit"};
        }
        out.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return out;
}

} // namespace zonogon
