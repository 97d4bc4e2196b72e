#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::keys {

/// Finds signers by libsecp256k1: the policy for rollup::native_executor and rollup::senders_of, which call it from
/// all processors at once. Tells the same as rollup::own_recovery, in about a third of the time; one that was found
/// lately is remembered (known_signers).
struct recovery {
    /// v is 27 or 28, nothing else has a signer.
    std::optional<address> operator()(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v) const;
};

} // namespace zonogon::keys
