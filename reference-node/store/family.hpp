#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zonogon::store {

/// The tables of the node's database. The order is that of the names; a family's number is never stored.
enum class family : std::uint8_t {
    meta,           ///< schema version, checkpoints, counters
    undo,           ///< layer, block number -> what the block overwrote
    l1_block,       ///< L1 number -> header facts
    batch,          ///< number -> trusted batch
    virtual_batch,  ///< number -> where its data stand on L1
    verified_batch, ///< number -> where it was verified
    forced_batch,   ///< number -> forced batch
    exit_root,      ///< L1 info tree index -> leaf
    l2_block,       ///< number -> block
    l2_block_hash,  ///< block hash -> number
    transaction,    ///< hash -> place and text
    receipt,        ///< block number, index -> receipt
    log_index,      ///< address or topic, block -> places of logs
    smt_node,       ///< hash -> node of the sparse tree
    code,           ///< code hash -> bytes
    pool,           ///< transaction hash -> waiting transaction
    l1_transaction, ///< id -> transaction sent to L1 with its history
    proof,          ///< batch range -> proof
    event,          ///< sequence number -> event of the event log
    bridge_deposit, ///< network, deposit count -> deposit
    bridge_claim,   ///< network of the deposit, its count, network of the claim -> claim
    bridge_index,   ///< kind and key -> what the bridge looks up (bridge/rows.hpp)
    bridge_job,     ///< deposit count -> state of its automatic claim
};

inline constexpr std::array<std::string_view, 23> family_names{
    "meta",         "undo",           "l1_block",     "batch",         "virtual_batch",  "verified_batch",
    "forced_batch", "exit_root",      "l2_block",     "l2_block_hash", "transaction",    "receipt",
    "log_index",    "smt_node",       "code",         "pool",          "l1_transaction", "proof",
    "event",        "bridge_deposit", "bridge_claim", "bridge_index",  "bridge_job"};
inline constexpr std::size_t family_count = family_names.size();
static_assert(static_cast<std::size_t>(family::bridge_job) + 1 == family_count);

} // namespace zonogon::store
