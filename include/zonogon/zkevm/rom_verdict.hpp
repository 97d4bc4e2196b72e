#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/l1_info.hpp>
#include <zonogon/zkasm/executor.hpp>
#include <zonogon/zkevm/batch_executor.hpp>
#include <zonogon/zkevm/executor/batch_host.hpp>

namespace zonogon::zkevm {

/// What the ROM makes of a batch that the native engine finds valid.
enum class rom_verdict : std::uint8_t {
    valid,           ///< it leads to the same state
    out_of_counters, ///< some counter's limit is reached, so the batch changes nothing
    not_provable,    ///< the ROM has no routine for what the batch does
};

namespace rom_verdict_detail {

/// Reads what another store has and keeps what is new to itself.
template <merkle::node_store Store>
class overlay {
public:
    explicit overlay(const Store& below) : below_(below) {}

    result<merkle::tree_record> load(const merkle::hash4& key) const {
        auto own = above_.load(key);
        return own ? own : below_.load(key);
    }
    status save(const merkle::hash4& key, const merkle::tree_record& record) { return above_.save(key, record); }

private:
    const Store& below_;
    merkle::memory_node_store above_;
};

/// The world of the ROM, and the root of the last read: the ROM ends with the local exit root of the new state.
template <merkle::node_store Store>
class watched_host : public batch_host<Store> {
public:
    using batch_host<Store>::batch_host;
    result<merkle::tree_access> storage_get(const merkle::hash4& root, const merkle::hash4& key) {
        last_ = root;
        return batch_host<Store>::storage_get(root, key);
    }
    const merkle::hash4& last_root() const noexcept { return last_; }

private:
    merkle::hash4 last_{};
};

/// Gives all leaves proofs in a tree that has these only, and the batch its root.
inline void put_leaves_in_own_tree(rollup::batch_input& batch) {
    std::map<std::uint32_t, bytes32> layer;
    for (auto& [index, leaf] : batch.l1_info_tree) {
        layer[index] = rollup::l1_info_leaf_hash(leaf);
        leaf.proof.clear();
    }
    if (layer.empty()) {
        return;
    }
    for (std::size_t h = 0; h < merkle::append_tree_depth; ++h) {
        const auto at = [&](std::uint32_t i) {
            const auto found = layer.find(i);
            return found == layer.end() ? merkle::zero_hashes()[h] : found->second;
        };
        for (auto& [index, leaf] : batch.l1_info_tree) {
            leaf.proof.push_back(u256::from_bytes(at((index >> h) ^ 1)));
        }
        std::map<std::uint32_t, bytes32> parents;
        for (const auto& [i, value] : layer) {
            parents[i >> 1] = hash::keccak256(at(i & ~std::uint32_t{1}), at(i | 1));
        }
        layer = std::move(parents);
    }
    batch.l1_info_root = u256::from_bytes(layer.at(0));
}

} // namespace rom_verdict_detail

/// Runs a batch on the ROM for its counters alone. `native_root` is the state that the native engine came to, another
/// than the old one; an error if the ROM comes to a third. Leaves of the L1 info tree need no proofs.
///
/// Cost: about 2 ms for each transfer; memory of some hundred bytes for each node of the state tree that changes.
template <merkle::node_store Store>
result<rom_verdict> judge_by_rom(const batch_executor& by, const rollup::batch_input& batch, const u256& native_root,
                                 const Store& store) {
    rollup::batch_input posed = batch;
    if (!batch.is_forced()) {
        rom_verdict_detail::put_leaves_in_own_tree(posed);
    }
    rom_verdict_detail::overlay<Store> nodes{store};
    rom_verdict_detail::watched_host<rom_verdict_detail::overlay<Store>> host(posed, nodes);
    zkasm::run_options options;
    options.start = batch_executor::start(posed);
    options.record = false;
    const auto run = zkasm::run(by.rom(), host, options);
    if (!run) {
        return host.refused() ? result<rom_verdict>{rom_verdict::not_provable} : run.why();
    }
    const u256 root = hash::to_word(host.last_root());
    if (root == native_root) {
        return rom_verdict::valid;
    }
    return root == batch.old_state_root ? result<rom_verdict>{rom_verdict::out_of_counters}
                                        : error{"the ROM and the native engine come to different states, " +
                                                root.to_hex_full() + " and " + native_root.to_hex_full()};
}

} // namespace zonogon::zkevm
