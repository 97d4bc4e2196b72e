#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/merkle/tree_access.hpp>
#include <zonogon/merkle/tree_record.hpp>

namespace zonogon::merkle {

/// The chain's sparse Merkle tree over a node store (protocol section 2): a map from 256-bit keys to 256-bit words in
/// which zero means absent.
///
/// Trees are persistent: an operation names the root it starts from, and old roots stay valid. The root depends on
/// the content alone. The empty tree's root is zero. A store that lacks a node or holds a malformed one gives an
/// error and leaves no root changed; nothing is rehashed on reading, so import records from strangers through
/// memory_node_store::import. Cost: reads one record a level; a set makes depth + 2 permutations or a few more.
template <node_store Store>
class sparse_tree {
public:
    explicit sparse_tree(Store& store) noexcept : store_(&store) {}

    result<tree_access> get(const hash4& root, const hash4& key) const;
    result<tree_access> set(const hash4& root, const hash4& key, const u256& value);

private:
    result<tree_access> walk(const hash4& root, const hash4& key) const;
    result<hash4> save_record(const hash4& first, const hash4& second, bool leaf);
    result<hash4> save_value(const u256& value);
    result<hash4> climb(const tree_access& access, hash4 node, std::size_t level);
    status insert_beside_leaf(tree_access& access);
    status remove(tree_access& access);

    Store* store_;
};

template <node_store Store>
result<tree_access> sparse_tree<Store>::walk(const hash4& root, const hash4& key) const {
    tree_access access;
    access.old_root = root;
    access.new_root = root;
    access.key = key;
    hash4 node = root;
    while (!is_empty_tree(node)) {
        const std::size_t level = access.siblings.size();
        const result<tree_record> record = store_->load(node);
        if (!record) {
            return record.why();
        }
        const result<bool> leaf = is_leaf(*record);
        if (!leaf) {
            return leaf.why();
        }
        const hash4 first = first_half(*record);
        const hash4 second = second_half(*record);
        if (*leaf) {
            if (first == remaining_key(key, level)) {
                access.end = walk_end::found;
                access.old_value_hash = second;
                result<u256> value = load_value(*store_, second);
                if (!value) {
                    return std::move(value).why();
                }
                access.old_value = *value;
                access.hash_count = level + 2;
            } else {
                access.end = walk_end::other_leaf;
                access.other_remaining_key = first;
                access.other_value_hash = second;
                access.hash_count = level + 1;
            }
            return access;
        }
        if (level == sparse_tree_levels) {
            return error{"tree is deeper than a key has bits"};
        }
        if (is_empty_tree(first) && is_empty_tree(second)) {
            return error{"tree holds a branch without children"};
        }
        const bool right = path_bit(key, level);
        access.siblings.push_back(right ? first : second);
        node = right ? second : first;
    }
    access.end = walk_end::empty_child;
    access.hash_count = access.siblings.size();
    return access;
}

template <node_store Store>
result<tree_access> sparse_tree<Store>::get(const hash4& root, const hash4& key) const {
    result<tree_access> access = walk(root, key);
    if (access) {
        access->new_value = access->old_value;
        access->new_value_hash = access->old_value_hash;
    }
    return access;
}

template <node_store Store>
result<hash4> sparse_tree<Store>::save_record(const hash4& first, const hash4& second, bool leaf) {
    tree_record record{};
    for (std::size_t i = 0; i < 4; ++i) {
        record[i] = first[i];
        record[4 + i] = second[i];
    }
    record[8] = field::goldilocks{leaf ? 1U : 0U};
    const hash4 key = record_hash(record);
    if (status saved = store_->save(key, record); !saved) {
        return saved.why();
    }
    return key;
}

template <node_store Store>
result<hash4> sparse_tree<Store>::save_value(const u256& value) {
    const hash::lanes8 lanes = hash::to_lanes8(value);
    return save_record({lanes[0], lanes[1], lanes[2], lanes[3]}, {lanes[4], lanes[5], lanes[6], lanes[7]}, false);
}

/// Hashes from `node`, standing at `level` of the path, up to the root.
template <node_store Store>
result<hash4> sparse_tree<Store>::climb(const tree_access& access, hash4 node, std::size_t level) {
    while (level-- > 0) {
        const hash4& sibling = access.siblings[level];
        result<hash4> parent =
            path_bit(access.key, level) ? save_record(sibling, node, false) : save_record(node, sibling, false);
        if (!parent) {
            return parent;
        }
        node = *parent;
    }
    return node;
}

template <node_store Store>
result<tree_access> sparse_tree<Store>::set(const hash4& root, const hash4& key, const u256& value) {
    result<tree_access> walked = walk(root, key);
    if (!walked) {
        return walked;
    }
    tree_access& access = *walked;
    access.new_value = value;
    if (value.is_zero()) {
        if (access.end == walk_end::found) {
            if (status removed = remove(access); !removed) {
                return removed.why();
            }
        }
        return walked;
    }
    const result<hash4> value_hash = save_value(value);
    if (!value_hash) {
        return value_hash.why();
    }
    access.new_value_hash = *value_hash;
    if (access.end == walk_end::other_leaf) {
        if (status inserted = insert_beside_leaf(access); !inserted) {
            return inserted.why();
        }
        return walked;
    }
    const std::size_t depth = access.siblings.size();
    const result<hash4> leaf = save_record(remaining_key(key, depth), *value_hash, true);
    if (!leaf) {
        return leaf.why();
    }
    const result<hash4> new_root = climb(access, *leaf, depth);
    if (!new_root) {
        return new_root.why();
    }
    access.change = access.end == walk_end::found ? tree_change::update : tree_change::insert_at_empty;
    access.new_root = *new_root;
    access.hash_count += depth + 2;
    return walked;
}

template <node_store Store>
status sparse_tree<Store>::insert_beside_leaf(tree_access& access) {
    const std::size_t depth = access.siblings.size();
    const result<hash4> other = full_key(access.key, access.other_remaining_key, depth);
    if (!other) {
        return other.why();
    }
    // The keys agree on the path so far and their remainders differ, so they part at some level.
    std::size_t split = depth;
    while (path_bit(access.key, split) == path_bit(*other, split)) {
        ++split;
    }
    const result<hash4> old_leaf = save_record(remaining_key(*other, split + 1), access.other_value_hash, true);
    const result<hash4> new_leaf = save_record(remaining_key(access.key, split + 1), access.new_value_hash, true);
    if (!old_leaf || !new_leaf) {
        return old_leaf ? new_leaf.why() : old_leaf.why();
    }
    result<hash4> node = path_bit(access.key, split) ? save_record(*old_leaf, *new_leaf, false)
                                                     : save_record(*new_leaf, *old_leaf, false);
    for (std::size_t level = split; node && level-- > depth;) {
        node = path_bit(access.key, level) ? save_record(hash4{}, *node, false) : save_record(*node, hash4{}, false);
    }
    if (node) {
        node = climb(access, *node, depth);
    }
    if (!node) {
        return node.why();
    }
    access.change = tree_change::insert_at_leaf;
    access.split_level = split;
    access.new_root = *node;
    access.hash_count += split + 4;
    return {};
}

template <node_store Store>
status sparse_tree<Store>::remove(tree_access& access) {
    const std::size_t depth = access.siblings.size();
    if (depth == 0) {
        access.change = tree_change::remove_last;
        access.new_root = hash4{};
        return {};
    }
    const hash4& sibling = access.siblings[depth - 1];
    if (is_empty_tree(sibling)) {
        return error{"tree holds a leaf below a branch that has no other child"};
    }
    const result<tree_record> record = store_->load(sibling);
    if (!record) {
        return record.why();
    }
    const result<bool> leaf = is_leaf(*record);
    if (!leaf) {
        return leaf.why();
    }
    access.sibling_record = *record;
    if (!*leaf) {
        const result<hash4> new_root = climb(access, hash4{}, depth);
        if (!new_root) {
            return new_root.why();
        }
        access.change = tree_change::remove_keep_branch;
        access.new_root = *new_root;
        access.hash_count += 1 + depth;
        return {};
    }
    // The sibling's path is the key's with the last bit turned.
    const std::size_t last = depth - 1;
    hash4 path = access.key;
    path[last % 4] = field::goldilocks{path[last % 4].value() ^ (std::uint64_t{1} << (last / 4))};
    const result<hash4> sibling_key = full_key(path, first_half(*record), depth);
    if (!sibling_key) {
        return sibling_key.why();
    }
    std::size_t level = last;
    while (level > 0 && is_empty_tree(access.siblings[level - 1])) {
        --level;
    }
    const result<hash4> moved = save_record(remaining_key(*sibling_key, level), second_half(*record), true);
    if (!moved) {
        return moved.why();
    }
    const result<hash4> new_root = climb(access, *moved, level);
    if (!new_root) {
        return new_root.why();
    }
    access.change = tree_change::remove_lift_leaf;
    access.lifted_levels = depth - level;
    access.new_root = *new_root;
    access.hash_count += 2 + level;
    return {};
}

} // namespace zonogon::merkle
