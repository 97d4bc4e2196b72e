#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::evm {

/// The text that a contract reverted with: return data of the form Error(string) in Solidity's ABI.
inline std::optional<std::string> revert_reason(byte_view output) {
    constexpr std::uint8_t selector[4] = {0x08, 0xc3, 0x79, 0xa0};
    if (output.size() < 4 + 64 || !std::equal(selector, selector + 4, output.begin())) {
        return std::nullopt;
    }
    const byte_view body = output.subspan(4);
    const u256 offset = u256::from_bytes(body.first(32));
    if (!offset.fits64() || offset.low64() > body.size() - 32) {
        return std::nullopt;
    }
    const byte_view text = body.subspan(offset.low64());
    const u256 length = u256::from_bytes(text.first(32));
    if (!length.fits64() || length.low64() > text.size() - 32) {
        return std::nullopt;
    }
    const byte_view letters = text.subspan(32, length.low64());
    return std::string(letters.begin(), letters.end());
}

} // namespace zonogon::evm
