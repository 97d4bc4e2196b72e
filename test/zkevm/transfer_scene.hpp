#pragma once

#include <string>
#include <vector>

#include <zonogon/base/modular.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/merkle/state_keys.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/state_store.hpp>

#include "zkevm/execute_support.hpp"

namespace zonogon::test {

/// Signs with a test key; `nonce` makes the ephemeral key. s is low.
void sign(rollup::transaction& tx, const u256& key, const bytes32& hash);
void sign(rollup::transaction& tx, const u256& key);

/// A small world: accounts of known keys, a sequencer, and batches built by hand. Every batch runs on the ROM and on
/// the oracle.
class transfer_scene {
public:
    static constexpr std::size_t users = 4;

    transfer_scene();

    static u256 key(std::size_t i) { return u256{0x1000 + i}; }
    static address user(std::size_t i);
    /// A transfer of 7 wei between two users, signed.
    static rollup::transaction transfer(std::size_t from, std::size_t to, std::uint64_t nonce);

    /// Runs the batch and compares with the oracle.
    zkevm::batch_result run(const std::vector<rollup::batch_item>& items);
    zkevm::batch_result run(const bytes& data);
    zkevm::batch_result run();

    std::vector<rollup::genesis_account> accounts;
    rollup::batch_input batch;
    rollup::memory_state_store store;
};

} // namespace zonogon::test
