#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/node_store.hpp>

namespace zonogon::merkle {

/// Levels of the sparse tree: one per bit of a key.
inline constexpr std::size_t sparse_tree_levels = 256;

/// The bit of `key` that chooses the child at `level`: 0 left, 1 right. Level n takes bit n / 4 of lane n mod 4.
constexpr bool path_bit(const hash4& key, std::size_t level) noexcept {
    return ((key[level % 4].value() >> (level / 4)) & 1) != 0;
}

/// How many bits of lane `lane` a path of `level` steps has used.
constexpr std::size_t used_bits(std::size_t lane, std::size_t level) noexcept {
    return level / 4 + (lane < level % 4 ? 1 : 0);
}

/// What is left of a key after `level` path bits; a leaf at that level stores it.
constexpr hash4 remaining_key(const hash4& key, std::size_t level) noexcept {
    hash4 out{};
    for (std::size_t lane = 0; lane < 4; ++lane) {
        const std::size_t used = used_bits(lane, level);
        out[lane] = field::goldilocks{used >= 64 ? 0 : key[lane].value() >> used};
    }
    return out;
}

/// Where the walk along a key ended.
enum class walk_end : std::uint8_t {
    found,       ///< at the key's own leaf
    empty_child, ///< at an empty child, or in the empty tree
    other_leaf,  ///< at the leaf of another key that shares the path so far
};

/// What a set did to the tree.
enum class tree_change : std::uint8_t {
    none,               ///< a read, or zero written to a missing key
    update,             ///< the leaf's value replaced
    insert_at_empty,    ///< a new leaf where the walk met an empty child
    insert_at_leaf,     ///< a new leaf beside the leaf that the walk met, branches in between
    remove_last,        ///< the only leaf of the tree removed: the new root is zero
    remove_keep_branch, ///< the child became zero; its sibling is a branch, so the structure stays
    remove_lift_leaf,   ///< the sibling was a leaf and moved up through `lifted_levels` branches
};

/// One access to a sparse tree with everything a circuit needs to check it.
///
/// Invariants. siblings[n] is the other child of the branch that the old walk passed at level n (n = 0 is the root's
/// branch), for n < depth = siblings.size(). The key goes right at level n when path_bit(key, n).
/// - The old leaf or empty place is at level depth.
/// - update, insert_at_empty: the new leaf is at level depth with remaining_key(key, depth).
/// - insert_at_leaf: both leaves are at level split_level + 1, split_level >= depth being the first level where the
///   two keys part; branches at levels depth .. split_level - 1 have a zero child.
/// - remove_*: siblings[depth - 1] is the sibling, `sibling_record` its preimage. remove_lift_leaf: the leaf of the
///   sibling ends up at level depth - lifted_levels (lifted_levels >= 1), with the lower path bits put back into its
///   remaining key; siblings[depth - lifted_levels .. depth - 2] are zero; above that the path is as before.
struct tree_access {
    hash4 old_root{};
    hash4 new_root{};
    hash4 key{};
    u256 old_value;
    u256 new_value;
    std::vector<hash4> siblings;

    walk_end end = walk_end::empty_child;
    tree_change change = tree_change::none;

    /// Hash of old_value's record; zero unless end is found.
    hash4 old_value_hash{};
    /// Hash of new_value's record; zero when new_value is zero.
    hash4 new_value_hash{};

    /// For walk_end::other_leaf: the leaf that was met, at level siblings.size().
    hash4 other_remaining_key{};
    hash4 other_value_hash{};
    /// For insert_at_leaf.
    std::size_t split_level = 0;

    /// For remove_keep_branch and remove_lift_leaf.
    tree_record sibling_record{};
    std::size_t lifted_levels = 0;

    /// Poseidon permutations that check this access, nothing shared between the old and the new side:
    /// old walk: depth branches, + 2 when found (leaf, value), + 1 at another leaf;
    /// new side: update and insert_at_empty depth + 2; insert_at_leaf split_level + 1 branches + 3;
    /// remove_keep_branch 1 (sibling) + depth; remove_lift_leaf 2 (sibling before and after) + depth - lifted_levels;
    /// none and remove_last 0.
    std::size_t hash_count = 0;

    friend bool operator==(const tree_access&, const tree_access&) = default;
};

} // namespace zonogon::merkle
