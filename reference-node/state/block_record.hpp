#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/rollup/batch_outcome.hpp>
#include <zonogon/rollup/transaction.hpp>

#include "state/database_state_store.hpp"
#include "store/store.hpp"

namespace zonogon::state {

/// An L2 block as it is kept. Its hash is the state root after it (protocol 4.1); that of block 0 the genesis root.
struct block_record {
    std::uint64_t number = 0;
    /// Seconds of the epoch.
    std::uint64_t timestamp = 0;
    std::uint64_t gas_used = 0;
    u256 parent_state_root, state_root, block_info_root;
    /// What the block imported from L1, zero if nothing; the index 0 too.
    u256 global_exit_root, l1_block_hash;
    std::uint32_t l1_info_index = 0;
    address coinbase{};
    /// The batch that it is part of.
    std::uint64_t batch = 0;
    /// The hashes that Ethereum tools know the included transactions by, in their order.
    std::vector<bytes32> transactions;

    bytes32 hash() const { return state_root.to_bytes(); }
    friend bool operator==(const block_record&, const block_record&) = default;
};

/// An included transaction and its place.
struct transaction_record {
    std::uint64_t block = 0;
    std::uint64_t index = 0;
    rollup::transaction what;
    address from{};

    friend bool operator==(const transaction_record&, const transaction_record&) = default;
};

/// What came of an included transaction.
struct receipt_record {
    bytes32 transaction_hash{};
    bool success = false;
    std::uint64_t gas_used = 0, cumulative_gas = 0;
    u256 effective_gas_price, l2_hash;
    std::optional<address> created;
    /// Logs count over the whole block.
    std::uint64_t first_log = 0;
    std::vector<evm::log> logs;

    friend bool operator==(const receipt_record&, const receipt_record&) = default;
};

/// One transaction of a block that was just executed.
struct executed_transaction {
    rollup::transaction what;
    bytes32 hash{};
    rollup::transaction_outcome outcome;
};

/// A closed block with all that it included (transactions that were passed over are left out).
struct executed_block {
    rollup::block_outcome outcome;
    address coinbase{};
    std::uint32_t l1_info_index = 0;
    std::uint64_t batch = 0;
    std::vector<executed_transaction> transactions;
};

/// The rows that an executed block becomes.
block_record block_row(const executed_block& block);
receipt_record receipt_row(const executed_transaction& transaction);
/// Adds a block's row and that of its hash.
void put_block(store::write_batch& changes, const block_record& block);

/// Makes a closed block durable in one write: the new nodes and code of `nodes`, the block with its transactions,
/// receipts and log index, the head, the checkpoint of layer l2 with its undo record, and `more` (the batch's row, for
/// example). The block must follow the last one. Layer l2 only: what is written through `more` must not be written by
/// layer l1.
status append_block(store::database& to, database_state_store& nodes, const executed_block& block,
                    store::write_batch more = {});

/// Adds to `changes` what makes `number` the last L2 block again: records, log index, batches' rows as they were, head
/// and checkpoint. Nodes and code stay. See collect_batch_unwind for whole batches.
status collect_block_unwind(const store::reader& from, std::uint64_t number, store::write_batch& changes);

// Each gives nothing where there is none. Block 0 has a row without transactions.
result<std::optional<block_record>> read_block(const store::reader& from, std::uint64_t number);
/// The same without its transactions, for those who only want the state after it.
result<std::optional<block_record>> read_block_header(const store::reader& from, std::uint64_t number);
result<std::optional<std::uint64_t>> find_block(const store::reader& from, const bytes32& hash);
result<std::optional<transaction_record>> read_transaction(const store::reader& from, const bytes32& hash);
/// The hash that Ethereum tools know a transaction by, from its L2 hash (protocol 6.1).
result<std::optional<bytes32>> find_l2_hash(const store::reader& from, const u256& l2_hash);
result<std::optional<receipt_record>> read_receipt(const store::reader& from, std::uint64_t block, std::uint64_t index);
/// All of a block, in order.
result<std::vector<receipt_record>> read_receipts(const store::reader& from, std::uint64_t block);

} // namespace zonogon::state
