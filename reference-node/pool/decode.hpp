#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/rollup/transaction.hpp>

namespace zonogon::pool {

/// A transaction as wallets send it, with what follows from it.
struct decoded_transaction {
    rollup::transaction tx;
    address from{};
    bytes32 hash{};
    /// Size as it was sent.
    std::size_t size = 0;
};

/// Reads a raw transaction strictly (minimal numbers, nothing left over) and recovers its signer. Batches carry legacy
/// transactions only, since what was signed must stand in them (protocol 3.1): the typed ones of EIP-2718 are refused.
/// Errors are worded as geth words them. Refuses signatures with s in the upper half (EIP-2).
result<decoded_transaction> decode_transaction(byte_view raw);

/// The form that decode_transaction reads.
bytes encode_transaction(const rollup::transaction& tx);

} // namespace zonogon::pool
