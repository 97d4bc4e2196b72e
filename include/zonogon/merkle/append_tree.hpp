#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::merkle {

/// Levels of the chain's append-only trees (deposits, rollup exits, L1 info).
inline constexpr std::size_t append_tree_depth = 32;

/// The siblings of a leaf, from its own level up.
using append_proof = std::array<bytes32, append_tree_depth>;

/// zero_hashes()[h] is the root of an empty subtree of height h: 32 zero bytes, then keccak(z || z).
inline const std::array<bytes32, append_tree_depth + 1>& zero_hashes() {
    static const std::array<bytes32, append_tree_depth + 1> table = [] {
        std::array<bytes32, append_tree_depth + 1> out{};
        for (std::size_t h = 0; h < append_tree_depth; ++h) {
            out[h + 1] = hash::keccak256(out[h], out[h]);
        }
        return out;
    }();
    return table;
}

/// The root that a leaf at `index` and its siblings lead to: bit h of the index puts the node to the right at level h
/// (protocol section 9.3).
inline bytes32 root_of_proof(const bytes32& leaf, std::uint32_t index, const append_proof& siblings) {
    bytes32 node = leaf;
    for (std::size_t h = 0; h < append_tree_depth; ++h) {
        node = ((index >> h) & 1) != 0 ? hash::keccak256(siblings[h], node) : hash::keccak256(node, siblings[h]);
    }
    return node;
}

/// Keccak tree of depth 32 that grows by one leaf at a time and keeps all of its nodes.
///
/// Leaves beyond the last are 32 zero bytes. Holds at most 2^32 - 1 leaves, as the contract does. Memory: 64 bytes per
/// leaf; append costs 32 hashes at most, root and proof none.
class append_tree {
public:
    append_tree() : layers_(append_tree_depth + 1) {}

    std::uint64_t size() const noexcept { return layers_[0].size(); }

    status append(const bytes32& leaf) {
        if (size() == 0xffffffffULL) {
            return error{"append tree is full"};
        }
        layers_[0].push_back(leaf);
        std::size_t index = layers_[0].size() - 1;
        for (std::size_t h = 0; h < append_tree_depth; ++h) {
            const bytes32 left = node(h, index & ~std::size_t{1});
            const bytes32 parent = hash::keccak256(left, node(h, index | 1));
            index >>= 1;
            if (index < layers_[h + 1].size()) {
                layers_[h + 1][index] = parent;
            } else {
                layers_[h + 1].push_back(parent);
            }
        }
        return {};
    }

    bytes32 root() const { return node(append_tree_depth, 0); }

    /// The siblings of leaf `index`, which may also be a place not filled yet.
    append_proof proof(std::uint32_t index) const {
        append_proof out{};
        for (std::size_t h = 0; h < append_tree_depth; ++h) {
            out[h] = node(h, (static_cast<std::size_t>(index) >> h) ^ 1);
        }
        return out;
    }

private:
    bytes32 node(std::size_t height, std::size_t index) const {
        return index < layers_[height].size() ? layers_[height][index] : zero_hashes()[height];
    }

    /// Layer h has the nodes of height h that have a leaf below them.
    std::vector<std::vector<bytes32>> layers_;
};

} // namespace zonogon::merkle
