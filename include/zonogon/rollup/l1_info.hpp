#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/rollup/batch_input.hpp>

namespace zonogon::rollup {

/// Whether a leaf is that of a place which nothing was written to (protocol 4.5): a batch that imports it is invalid.
inline bool is_empty(const l1_info_leaf& leaf) noexcept {
    return leaf.global_exit_root.is_zero() && leaf.block_hash.is_zero() && leaf.timestamp == 0;
}

/// The value of a leaf in the L1 info tree; zero for an empty one.
inline bytes32 l1_info_leaf_hash(const l1_info_leaf& leaf) {
    if (is_empty(leaf)) {
        return {};
    }
    bytes text;
    append(text, leaf.global_exit_root.to_bytes());
    append(text, leaf.block_hash.to_bytes());
    append_big_endian<8>(text, leaf.timestamp);
    return hash::keccak256(text);
}

/// Whether the leaf's proof leads from its place to the root. A leaf without a proof passes.
inline status check_l1_info(const l1_info_leaf& leaf, std::uint32_t index, const u256& root) {
    if (leaf.proof.empty()) {
        return {};
    }
    if (leaf.proof.size() != merkle::append_tree_depth) {
        return error{"L1 info leaf " + std::to_string(index) + " has a proof of the wrong length"};
    }
    merkle::append_proof siblings{};
    std::ranges::transform(leaf.proof, siblings.begin(), [](const u256& word) { return word.to_bytes(); });
    if (u256::from_bytes(merkle::root_of_proof(l1_info_leaf_hash(leaf), index, siblings)) != root) {
        return error{"the proof of L1 info leaf " + std::to_string(index) + " does not lead to the batch's root"};
    }
    return {};
}

} // namespace zonogon::rollup
