#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/sender.hpp>

#include "keys/signature.hpp"

namespace zonogon::state {

/// Finds signers by libsecp256k1, several times faster than the library's own arithmetic.
struct fast_recovery {
    std::optional<address> operator()(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v) const {
        return v == 27 || v == 28 ? keys::recover(hash, {r, s, static_cast<std::uint8_t>(v - 27)}) : std::nullopt;
    }
};
static_assert(rollup::signature_recovery<fast_recovery>);

} // namespace zonogon::state
