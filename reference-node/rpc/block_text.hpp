#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/evm/log.hpp>

#include "state/block_record.hpp"

namespace zonogon::rpc {

/// The Bloom filter of Ethereum's headers and receipts (yellow paper, 4.3.1).
using bloom = std::array<std::uint8_t, 256>;
void add_to_bloom(bloom& to, const evm::log& entry);
bloom bloom_of(const state::receipt_record& r);

/// Where a log stands.
struct log_place {
    std::uint64_t block = 0;
    bytes32 block_hash{};
    std::uint64_t timestamp = 0;
    bytes32 transaction_hash{};
    std::uint64_t transaction_index = 0;
    /// Over the whole block.
    std::uint64_t log_index = 0;
    bool pending = false;
};

/// A block with all that it included.
struct whole_block {
    state::block_record block;
    std::vector<state::transaction_record> transactions;
    std::vector<state::receipt_record> receipts;
    /// Not closed: its hash is not known, as geth shows it.
    bool pending = false;
};

// JSON texts as execution clients give them.

std::string log_text(const evm::log& entry, const log_place& at, bool removed);
/// `extra` adds what zkEVM nodes show: the L2 hash, and the receipt's text if one is given. The hash of a block that is
/// `pending` is null.
std::string transaction_text(const state::block_record& block, const state::transaction_record& t, const bytes32& hash,
                             const std::string& extra = {}, bool pending = false);
std::string receipt_text(const state::block_record& block, const state::transaction_record& t,
                         const state::receipt_record& r, bool extra, bool pending = false);
/// A header as newHeads pushes it.
std::string header_text(const whole_block& b);

enum class show_transactions : std::uint8_t { hashes, whole, whole_with_receipts };
/// A block; `extra` adds global exit root and block info root.
std::string block_text(const whole_block& b, show_transactions how, bool extra);

// Encodings that Ethereum's tools know. Headers are those of blocks before EIP-1559: there is no base fee.

bytes header_rlp(const whole_block& b);
bytes block_rlp(const whole_block& b);
bytes receipt_rlp(const state::receipt_record& r);
/// As the transaction was signed and sent.
bytes transaction_rlp(const state::transaction_record& t);

} // namespace zonogon::rpc
