#pragma once

#include <cstdint>
#include <functional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::evm {

/// What transactions can learn about the block they are in.
struct block_env {
    address coinbase{};
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;
    std::uint64_t gas_limit = 0;
    std::uint64_t chain_id = 1;
    /// DIFFICULTY.
    u256 difficulty;
    /// Of rule sets with EIP-1559.
    u256 base_fee;
    /// The hash of one of the last 256 blocks; asked only for those. Rule sets that keep block hashes in the state do
    /// not ask. Nothing: all hashes are zero.
    std::function<u256(std::uint64_t)> block_hash;
};

} // namespace zonogon::evm
