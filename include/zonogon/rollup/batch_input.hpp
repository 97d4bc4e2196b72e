#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>

namespace zonogon::rollup {

/// A leaf of the L1 info tree with its way to the root (protocol 4.5).
struct l1_info_leaf {
    u256 global_exit_root, block_hash;
    std::uint64_t timestamp = 0;
    /// Siblings from the leaf up; 32 of them.
    std::vector<u256> proof;
};

/// All that determines what a batch does, apart from the content of the state tree.
struct batch_input {
    u256 old_state_root, old_acc_input_hash;
    std::uint64_t old_num_batch = 0;
    std::uint64_t chain_id = 0;
    std::uint64_t fork_id = 9;
    bytes batch_l2_data;
    /// Root of the L1 info tree; of a forced batch the forced global exit root.
    u256 l1_info_root;
    /// Of a forced batch the forced timestamp.
    std::uint64_t timestamp_limit = 0;
    address sequencer{};
    /// Not zero marks a forced batch.
    u256 forced_block_hash_l1;
    /// By index: the leaves that the batch imports.
    std::map<std::uint32_t, l1_info_leaf> l1_info_tree;
    /// The native engine shall not check the leaves' proofs. The ROM always does.
    bool l1_info_unchecked = false;

    bool is_forced() const noexcept { return !forced_block_hash_l1.is_zero(); }
};

/// Where a piece of batch data begins and ends, for test vectors that cut batches inside a block.
struct batch_part {
    bool continues_block = false;
    bool leaves_block_open = false;

    bool whole() const noexcept { return !continues_block && !leaves_block_open; }
};

/// Whether the input can be that of a batch at all: what no rule of the protocol decides.
inline status check_batch_input(const batch_input& batch) {
    if (batch.fork_id != 9) {
        return error{"fork " + std::to_string(batch.fork_id) + " is not fork 9"};
    }
    if (!field::goldilocks::is_canonical(batch.chain_id) || !field::goldilocks::is_canonical(batch.old_num_batch + 1)) {
        return error{"chain id or batch number is not a field element"};
    }
    if (!hash::is_canonical_hash(batch.old_state_root)) {
        return error{"the old state root has a quarter above the field"};
    }
    return {};
}

} // namespace zonogon::rollup
