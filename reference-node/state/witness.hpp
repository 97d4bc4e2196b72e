#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/batch_outcome.hpp>

#include "store/store.hpp"

namespace zonogon::state {

/// What of a state has to be known to execute blocks on it, or to read something of it, without the rest. Every record
/// stands under its Poseidon hash, every code under its own, so nothing of it has to be trusted.
struct witness {
    u256 root;
    std::map<u256, merkle::tree_record> nodes;
    std::map<u256, bytes> codes;
};

/// The nodes and codes of the state before block `first` that executing the blocks up to `last` reads.
result<witness> witness_of_blocks(const store::reader& from, std::uint64_t first, std::uint64_t last,
                                  std::uint64_t chain_id);

/// What executing a whole batch reads of the state of its old root: also for transactions that are not included, and
/// where the batch is invalid.
struct batch_witness {
    witness known;
    rollup::batch_outcome outcome;
};
result<batch_witness> witness_of_batch(const store::reader& from, const rollup::batch_input& batch);

/// The nodes on the way from a root to the leaf of a key, or to where it would be; the value's record last.
result<std::vector<merkle::tree_record>> way_to(const store::reader& from, const u256& root, const merkle::hash4& key);

} // namespace zonogon::state
