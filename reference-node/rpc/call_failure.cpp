#include "rpc/call_failure.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <zonogon/base/u256.hpp>
#include <zonogon/evm/revert_reason.hpp>

#include "rpc/parameters.hpp"

namespace zonogon::rpc {
namespace {

/// The panics of Solidity (its documentation, "Panic via assert"), in geth's words.
constexpr std::array<std::pair<std::uint64_t, std::string_view>, 10> panics{{
    {0x00, "generic panic"},
    {0x01, "assert(false)"},
    {0x11, "arithmetic underflow or overflow"},
    {0x12, "division or modulo by zero"},
    {0x21, "enum overflow"},
    {0x22, "invalid encoded storage byte array accessed"},
    {0x31, "out-of-bounds array access; popping on an empty array"},
    {0x32, "out-of-bounds access of an array or bytesN"},
    {0x41, "out of memory"},
    {0x51, "uninitialized function"},
}};

std::optional<std::string> panic_words(byte_view output) {
    constexpr std::array<std::uint8_t, 4> selector{0x4e, 0x48, 0x7b, 0x71};
    if (output.size() != 4 + 32 || !std::ranges::equal(output.first(4), selector)) {
        return std::nullopt;
    }
    const u256 code = u256::from_bytes(output.last(32));
    const auto found = std::ranges::find_if(panics, [&](const auto& p) { return u256{p.first} == code; });
    if (found != panics.end()) {
        return std::string{found->second};
    }
    const std::string text = quantity_text(code);
    return "unknown panic code: " + text.substr(1, text.size() - 2);
}

} // namespace

std::optional<std::string> revert_words(byte_view output) {
    const auto reason = evm::revert_reason(output);
    return reason ? reason : panic_words(output);
}

failure call_failure(const state::call_outcome& o) {
    if (o.what != state::call_outcome::kind::reverted) {
        return {server_error, o.message, {}};
    }
    const auto words = revert_words(o.output);
    return {reverted, "execution reverted" + (words ? ": " + *words : std::string{}), data_text(o.output)};
}

} // namespace zonogon::rpc
