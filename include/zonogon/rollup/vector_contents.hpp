#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/genesis.hpp>

namespace zonogon::rollup {

/// What a file says about one item of a batch; absent members say nothing.
struct expected_item {
    bool is_block = false;
    std::optional<std::uint64_t> delta_timestamp, l1_info_index;
    std::optional<address> from;
    std::optional<bool> included;
    std::optional<std::uint64_t> status, gas_used;
    std::optional<u256> l2_hash, ethereum_hash;
    std::optional<std::vector<evm::log>> logs;
    /// Of a creation, also one that failed.
    std::optional<address> created;
};

struct expected_block {
    std::uint64_t number = 0, timestamp = 0, gas_used = 0;
    u256 parent_state_root, block_info_root, state_root;
};

/// What a file says about a batch's outcome; absent members say nothing.
struct batch_expectations {
    std::optional<u256> old_state_root;
    std::optional<u256> new_state_root, new_acc_input_hash, new_local_exit_root, batch_hash_data;
    std::optional<std::uint64_t> new_num_batch;
    std::optional<bool> batch_valid;
    std::optional<std::vector<expected_item>> items;
    std::optional<std::vector<expected_block>> blocks;
};

struct vector_batch {
    batch_input input;
    /// The batch starts where the one before it ended; the input's old root, accumulated hash and number do not count.
    bool chained = false;
    /// Not the whole when the batch is cut inside a block: a thing of test tools that no proof covers.
    batch_part part;
    /// Nodes of the old state tree.
    std::vector<std::pair<merkle::hash4, std::vector<field::goldilocks>>> nodes;
    /// Contract code by hash; the hash is the file's word.
    std::vector<std::pair<u256, bytes>> codes;
    batch_expectations expected;
};

/// A state-transition file: a state and batches to run on it.
///
/// Four shapes are read. A: genesis and batches of {input, expected, blocks, txs}. B: genesis and one batch, all
/// members at the top. C: like B with a list of batches. D: the input of an executor with the outputs beside it, and
/// the state's nodes.
struct vector_file {
    char shape = 'A';
    std::string id;
    /// Empty when the state comes as nodes only.
    std::vector<genesis_account> genesis;
    std::vector<vector_batch> batches;
};

} // namespace zonogon::rollup
