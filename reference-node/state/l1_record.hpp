#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "store/store.hpp"

namespace zonogon::state {

// What L1 says of the rollup. All of it is written through layer l1 only, by the synchronizer, and goes when the L1
// block goes that brought it.

/// An L1 block with events, or the end of a range without any.
struct l1_block_record {
    std::uint64_t number = 0;
    bytes32 hash{}, parent_hash{};
    std::uint64_t timestamp = 0;

    friend bool operator==(const l1_block_record&, const l1_block_record&) = default;
};

/// A batch that was sequenced on L1.
struct virtual_batch_record {
    std::uint64_t number = 0;
    std::uint64_t l1_block = 0;
    bytes32 l1_transaction{};
    /// Who sent it, and who gets its fees.
    address sender{}, coinbase{};
    /// As the accumulated input hash takes them: of a forced batch the forced exit root, timestamp and L1 block hash.
    u256 l1_info_root;
    std::uint64_t timestamp_limit = 0;
    u256 forced_block_hash_l1;
    /// Not 0: it is this forced batch.
    std::uint64_t forced_number = 0;
    /// After it.
    u256 accumulated_input_hash;
    bytes data;

    bool is_forced() const noexcept { return !forced_block_hash_l1.is_zero(); }
    friend bool operator==(const virtual_batch_record&, const virtual_batch_record&) = default;
};

/// The state that L1 accepted at the end of a batch.
struct verified_batch_record {
    std::uint64_t number = 0;
    u256 state_root, local_exit_root;
    address aggregator{};
    std::uint64_t l1_block = 0;
    bytes32 l1_transaction{};

    friend bool operator==(const verified_batch_record&, const verified_batch_record&) = default;
};

struct forced_batch_record {
    std::uint64_t number = 0;
    u256 global_exit_root;
    std::uint64_t timestamp = 0;
    /// Hash of the L1 block before the one that took it.
    u256 parent_block_hash;
    address sender{};
    bytes data;
    std::uint64_t l1_block = 0;

    friend bool operator==(const forced_batch_record&, const forced_batch_record&) = default;
};

/// A leaf of the L1 info tree. Indices have no gaps.
struct exit_root_record {
    std::uint32_t index = 0;
    u256 mainnet_exit_root, rollup_exit_root, global_exit_root;
    /// Hash of the L1 block before the one with the event.
    u256 parent_block_hash;
    std::uint64_t timestamp = 0;
    std::uint64_t l1_block = 0;
    /// Root of the L1 info tree with this leaf as its last.
    u256 l1_info_root;

    friend bool operator==(const exit_root_record&, const exit_root_record&) = default;
};

void put_l1_block(store::write_batch& changes, const l1_block_record& b);
void put_virtual_batch(store::write_batch& changes, const virtual_batch_record& b);
void put_verified_batch(store::write_batch& changes, const verified_batch_record& b);
void put_forced_batch(store::write_batch& changes, const forced_batch_record& b);
void put_exit_root(store::write_batch& changes, const exit_root_record& r);

// Each gives nothing where there is none; read_last_* the one of the highest number.
result<std::optional<l1_block_record>> read_l1_block(const store::reader& from, std::uint64_t number);
result<std::optional<l1_block_record>> read_last_l1_block(const store::reader& from);
result<std::optional<virtual_batch_record>> read_virtual_batch(const store::reader& from, std::uint64_t number);
result<std::optional<virtual_batch_record>> read_last_virtual_batch(const store::reader& from);
result<std::optional<verified_batch_record>> read_verified_batch(const store::reader& from, std::uint64_t number);
result<std::optional<verified_batch_record>> read_last_verified_batch(const store::reader& from);
result<std::optional<forced_batch_record>> read_forced_batch(const store::reader& from, std::uint64_t number);
result<std::optional<forced_batch_record>> read_last_forced_batch(const store::reader& from);
result<std::optional<exit_root_record>> read_exit_root(const store::reader& from, std::uint32_t index);
result<std::optional<exit_root_record>> read_last_exit_root(const store::reader& from);
/// The newest leaf of an L1 block up to `l1_block`: what a sequencer may import at a finality.
result<std::optional<exit_root_record>> read_exit_root_at(const store::reader& from, std::uint64_t l1_block);

} // namespace zonogon::state
