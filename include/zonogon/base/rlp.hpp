#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon {

namespace rlp_detail {

inline void append_header(bytes& out, std::uint8_t short_base, std::size_t length) {
    if (length < 56) {
        out.push_back(static_cast<std::uint8_t>(short_base + length));
        return;
    }
    const u256 number{length};
    const std::size_t width = (number.bit_width() + 7) / 8;
    out.push_back(static_cast<std::uint8_t>(short_base + 55 + width));
    for (std::size_t i = width; i-- > 0;) {
        out.push_back(number.byte(i));
    }
}

} // namespace rlp_detail

/// Appends a byte string in Recursive Length Prefix encoding (Ethereum yellow paper, appendix B).
inline void append_rlp_bytes(bytes& out, byte_view text) {
    if (text.size() == 1 && text[0] < 0x80) {
        out.push_back(text[0]);
        return;
    }
    rlp_detail::append_header(out, 0x80, text.size());
    append(out, text);
}

/// Appends a number: its big-endian bytes without leading zeros, zero being the empty string.
inline void append_rlp_number(bytes& out, const u256& number) {
    const auto all = number.to_bytes();
    const std::size_t width = (number.bit_width() + 7) / 8;
    append_rlp_bytes(out, byte_view{all}.last(width));
}

/// The list whose items, already encoded, are `items`.
inline bytes rlp_list(byte_view items) {
    bytes out;
    rlp_detail::append_header(out, 0xc0, items.size());
    append(out, items);
    return out;
}

} // namespace zonogon
