#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

#include "keys/signature.hpp"

namespace zonogon::l1 {

/// A transaction of EIP-1559 (type 2) without an access list.
struct dynamic_fee_transaction {
    std::uint64_t chain_id = 0;
    std::uint64_t nonce = 0;
    u256 max_priority_fee;
    u256 max_fee;
    std::uint64_t gas_limit = 0;
    /// Nothing creates a contract.
    std::optional<address> to;
    u256 value;
    bytes data;
};

struct signed_transaction {
    bytes raw;
    bytes32 hash{};
};

/// What is signed: Keccak of the type byte and the list.
bytes32 signing_hash(const dynamic_fee_transaction& tx);
signed_transaction sign(const dynamic_fee_transaction& tx, const keys::private_key& key);

} // namespace zonogon::l1
