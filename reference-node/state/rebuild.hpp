#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/genesis.hpp>

#include "store/store.hpp"

// Whether what a database says of the chain is what its batches make of the genesis: `zonogon verify-state`.

namespace zonogon::state {

/// The first thing that is not as it comes out.
struct difference {
    /// "batch 5", "block 12", "receipt 3 of block 12"...
    std::string where;
    /// "state root", "log index"...
    std::string what;
    std::string stored;
    std::string rebuilt;

    std::string text() const { return where + ": " + what + " is " + stored + ", rebuilt " + rebuilt; }
};

/// Called with how much is done of how much.
using progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct rebuild_outcome {
    std::uint64_t batches = 0, blocks = 0, transactions = 0;
    /// Of the last batch that was rebuilt.
    u256 state_root;
    std::optional<difference> found;
};

/// Executes every batch from `first` on once more, with nothing but the genesis (or, above 1, the stored state after
/// batch first - 1), the batches' data and what L1 said, and compares everything that is stored of it: roots, exit
/// roots, accumulated hashes, blocks, transactions, receipts, head, gaps; batches on L1 with trusted ones, verified
/// roots with own ones; the exit roots with the roots of their tree. `scratch` is an empty database; it gets the new
/// state. An error is one of the stores, never of the content.
result<rebuild_outcome> rebuild_state(const store::reader& stored, const std::vector<rollup::genesis_account>& genesis,
                                      std::uint64_t chain_id, store::database& scratch, std::uint64_t first = 1,
                                      const progress& tell = {});

struct tree_outcome {
    std::uint64_t branches = 0, leaves = 0, codes = 0;
    std::optional<difference> found;
};

/// Walks the whole tree under a root and looks whether each node has the hash that it is stored under, is a branch, a
/// leaf at its place or a value, and is not missing; then whether each code has its hash.
result<tree_outcome> check_tree(const store::reader& stored, const u256& root, const progress& tell = {});

} // namespace zonogon::state
