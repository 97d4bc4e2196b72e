#pragma once

#include <string>
#include <string_view>

namespace zonogon {

/// Appends a text with every byte that is no printable ASCII character written as \xNN: what untrusted input may bring
/// into a message can neither steer a terminal nor forge lines of a log.
template <class Out>
constexpr void append_printable(Out& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            out += std::string_view{&c, 1};
        } else {
            out += "\\x";
            out += digits.substr(byte >> 4, 1);
            out += digits.substr(byte & 15, 1);
        }
    }
}

/// The text as append_printable writes it.
inline std::string printable(std::string_view text) {
    std::string out;
    append_printable(out, text);
    return out;
}

} // namespace zonogon
