#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/merkle/tree_access.hpp>
#include <zonogon/merkle/tree_record.hpp>

namespace zonogon::merkle {

/// A key and what it shall hold; zero removes it.
struct tree_write {
    hash4 key{};
    u256 value;
};

/// Makes many writes to a sparse tree at once: every touched branch is hashed once, and all hashes of a level, which do
/// not depend on each other, go through the vector units together.
///
/// The result is the tree that sparse_tree gives after the same sets in any order (the root depends on the content
/// alone). Only nodes of the new tree are saved, no steps in between. One object serves one update.
template <node_store Store>
class batch_update {
public:
    explicit batch_update(Store& store) noexcept : store_(&store) {}

    /// The new root. Errors: a key stands twice among the writes, or what sparse_tree refuses. Nodes may have been
    /// saved before an error; the old tree is as it was.
    result<hash4> run(const hash4& root, std::span<const tree_write> writes);

private:
    /// A change of one leaf, with its value's hash; a zero hash removes it.
    struct leaf_change {
        hash4 key{};
        hash4 value_hash{};
    };
    using changes = std::span<leaf_change>;

    /// A subtree: nothing, one that stays as it was, or a node made by this update.
    struct subtree {
        enum class kind : std::uint8_t { empty, kept, made };
        kind what = kind::empty;
        hash4 hash{};          ///< of what is kept
        std::size_t index = 0; ///< of what is made, in nodes_
    };
    struct made_node {
        bool leaf = false;
        std::size_t level = 0;
        hash4 key{}, value_hash{}; ///< of leaves; the whole key
        subtree left, right;       ///< of branches
        hash4 hash{};
    };

    result<subtree> apply(const hash4& node, std::size_t level, changes list);
    result<subtree> apply_at_leaf(const hash4& node, std::size_t level, const leaf_change& old, changes list);
    result<subtree> plant(std::size_t level, changes list);
    result<subtree> join(std::size_t level, subtree left, subtree right, const hash4& path);
    subtree make_leaf(const leaf_change& content, std::size_t level);
    status hash_values(std::span<const tree_write> writes, std::vector<leaf_change>& out);
    status hash_nodes(std::vector<std::size_t>& order);
    bool leaf(const subtree& t) const { return t.what == subtree::kind::made && nodes_[t.index].leaf; }
    const hash4& hash_of(const subtree& t) const {
        return t.what == subtree::kind::made ? nodes_[t.index].hash : t.hash;
    }
    /// Moves the changes that go left at `level` to the front.
    static std::size_t split(changes list, std::size_t level) {
        const auto right =
            std::ranges::partition(list, [level](const leaf_change& c) { return !path_bit(c.key, level); });
        return list.size() - right.size();
    }

    Store* store_;
    std::vector<made_node> nodes_;
};

template <node_store Store>
result<hash4> batch_update<Store>::run(const hash4& root, std::span<const tree_write> writes) {
    std::vector<leaf_change> list;
    if (status hashed = hash_values(writes, list); !hashed) {
        return hashed.why();
    }
    const result<subtree> top = apply(root, 0, list);
    if (!top) {
        return top.why();
    }
    // Lifted leaves leave nodes behind that nothing points to; what is left is hashed from the deepest level up.
    std::vector<std::size_t> order;
    std::vector<subtree> open{*top};
    while (!open.empty()) {
        const subtree t = open.back();
        open.pop_back();
        if (t.what == subtree::kind::made) {
            order.push_back(t.index);
            if (!nodes_[t.index].leaf) {
                open.push_back(nodes_[t.index].left);
                open.push_back(nodes_[t.index].right);
            }
        }
    }
    if (status hashed = hash_nodes(order); !hashed) {
        return hashed.why();
    }
    return hash_of(*top);
}

template <node_store Store>
status batch_update<Store>::hash_values(std::span<const tree_write> writes, std::vector<leaf_change>& out) {
    std::vector<hash::poseidon_goldilocks::state> states;
    out.reserve(writes.size());
    for (const tree_write& write : writes) {
        out.push_back({write.key, {}});
        if (!write.value.is_zero()) {
            const hash::lanes8 lanes = hash::to_lanes8(write.value);
            std::ranges::copy(lanes, states.emplace_back().begin());
        }
    }
    const std::vector<hash::poseidon_goldilocks::state> records = states;
    hash::poseidon_goldilocks::permute_batch(states);
    std::size_t next = 0;
    for (std::size_t i = 0; i < writes.size(); ++i) {
        if (!writes[i].value.is_zero()) {
            std::copy_n(states[next].begin(), 4, out[i].value_hash.begin());
            if (status saved = store_->save(out[i].value_hash, records[next]); !saved) {
                return saved;
            }
            ++next;
        }
    }
    return {};
}

template <node_store Store>
status batch_update<Store>::hash_nodes(std::vector<std::size_t>& order) {
    std::ranges::sort(order, [this](std::size_t a, std::size_t b) { return nodes_[a].level > nodes_[b].level; });
    std::vector<tree_record> records;
    std::vector<hash::poseidon_goldilocks::state> states;
    for (std::size_t begin = 0; begin < order.size();) {
        const std::size_t level = nodes_[order[begin]].level;
        records.clear();
        std::size_t end = begin;
        for (; end < order.size() && nodes_[order[end]].level == level; ++end) {
            const made_node& node = nodes_[order[end]];
            tree_record& record = records.emplace_back();
            const hash4 first = node.leaf ? remaining_key(node.key, level) : hash_of(node.left);
            const hash4& second = node.leaf ? node.value_hash : hash_of(node.right);
            std::ranges::copy(first, record.begin());
            std::ranges::copy(second, record.begin() + 4);
            record[8] = field::goldilocks{node.leaf ? 1U : 0U};
        }
        states = records;
        hash::poseidon_goldilocks::permute_batch(states);
        for (std::size_t i = 0; begin < end; ++begin, ++i) {
            made_node& node = nodes_[order[begin]];
            std::copy_n(states[i].begin(), 4, node.hash.begin());
            if (status saved = store_->save(node.hash, records[i]); !saved) {
                return saved;
            }
        }
    }
    return {};
}

/// The subtree at `node` after the changes, all of which pass through it.
template <node_store Store>
auto batch_update<Store>::apply(const hash4& node, std::size_t level, changes list) -> result<subtree> {
    if (list.empty()) {
        return node == hash4{} ? subtree{} : subtree{subtree::kind::kept, node, 0};
    }
    if (node == hash4{}) {
        return plant(level, list);
    }
    const result<tree_record> record = store_->load(node);
    if (!record) {
        return record.why();
    }
    const result<bool> at_leaf = is_leaf(*record);
    if (!at_leaf) {
        return at_leaf.why();
    }
    const hash4 first = first_half(*record);
    const hash4 second = second_half(*record);
    if (*at_leaf) {
        const result<hash4> key = full_key(list.front().key, first, level);
        if (!key) {
            return key.why();
        }
        return apply_at_leaf(node, level, {*key, second}, list);
    }
    if (level == sparse_tree_levels) {
        return error{"tree is deeper than a key has bits"};
    }
    const hash4 path = list.front().key;
    const std::size_t lefts = split(list, level);
    const result<subtree> left = apply(first, level + 1, list.first(lefts));
    if (!left) {
        return left;
    }
    const result<subtree> right = apply(second, level + 1, list.subspan(lefts));
    if (!right) {
        return right;
    }
    if (left->what != subtree::kind::made && left->hash == first && right->what != subtree::kind::made &&
        right->hash == second) {
        return subtree{subtree::kind::kept, node, 0};
    }
    return join(level, *left, *right, path);
}

template <node_store Store>
auto batch_update<Store>::apply_at_leaf(const hash4& node, std::size_t level, const leaf_change& old, changes list)
    -> result<subtree> {
    const auto own = std::ranges::find(list, old.key, &leaf_change::key);
    const bool stays = own == list.end() || own->value_hash == old.value_hash;
    const bool alone =
        std::ranges::all_of(list, [&](const leaf_change& c) { return c.key == old.key || c.value_hash == hash4{}; });
    if (stays && alone) {
        return subtree{subtree::kind::kept, node, 0};
    }
    if (own != list.end()) {
        return plant(level, list);
    }
    std::vector<leaf_change> more(list.begin(), list.end());
    more.push_back({old.key, old.value_hash});
    return plant(level, more);
}

/// A subtree of nothing but the changes.
template <node_store Store>
auto batch_update<Store>::plant(std::size_t level, changes list) -> result<subtree> {
    const auto gone = std::ranges::partition(list, [](const leaf_change& c) { return c.value_hash != hash4{}; });
    list = list.first(list.size() - gone.size());
    if (list.empty()) {
        return subtree{};
    }
    if (list.size() == 1) {
        return make_leaf(list.front(), level);
    }
    if (level == sparse_tree_levels) {
        return error{"a key of the tree is written twice in one update"};
    }
    const hash4 path = list.front().key;
    const std::size_t lefts = split(list, level);
    const result<subtree> left = plant(level + 1, list.first(lefts));
    if (!left) {
        return left;
    }
    const result<subtree> right = plant(level + 1, list.subspan(lefts));
    if (!right) {
        return right;
    }
    return join(level, *left, *right, path);
}

/// The subtree at `level` with these children; `path` is a key that passes through it. A leaf without a sibling takes
/// the place of the branch.
template <node_store Store>
auto batch_update<Store>::join(std::size_t level, subtree left, subtree right, const hash4& path) -> result<subtree> {
    const bool no_left = left.what == subtree::kind::empty;
    const bool no_right = right.what == subtree::kind::empty;
    if (no_left && no_right) {
        return subtree{};
    }
    if (no_left || no_right) {
        const subtree& only = no_left ? right : left;
        if (leaf(only)) {
            nodes_[only.index].level = level;
            return only;
        }
        if (only.what == subtree::kind::kept) {
            const result<tree_record> record = store_->load(only.hash);
            if (!record) {
                return record.why();
            }
            const result<bool> at_leaf = is_leaf(*record);
            if (!at_leaf) {
                return at_leaf.why();
            }
            if (*at_leaf) {
                hash4 turned = path;
                const std::uint64_t bit = std::uint64_t{1} << (level / 4);
                const std::uint64_t lane = path[level % 4].value() & ~bit;
                turned[level % 4] = field::goldilocks{no_left ? lane | bit : lane};
                const result<hash4> key = full_key(turned, first_half(*record), level + 1);
                if (!key) {
                    return key.why();
                }
                return make_leaf({*key, second_half(*record)}, level);
            }
        }
    }
    made_node branch;
    branch.level = level;
    branch.left = left;
    branch.right = right;
    nodes_.push_back(branch);
    return subtree{subtree::kind::made, {}, nodes_.size() - 1};
}

template <node_store Store>
auto batch_update<Store>::make_leaf(const leaf_change& content, std::size_t level) -> subtree {
    made_node node;
    node.leaf = true;
    node.level = level;
    node.key = content.key;
    node.value_hash = content.value_hash;
    nodes_.push_back(node);
    return {subtree::kind::made, {}, nodes_.size() - 1};
}

/// batch_update for one set of writes.
template <node_store Store>
result<hash4> update_tree(Store& store, const hash4& root, std::span<const tree_write> writes) {
    return batch_update<Store>(store).run(root, writes);
}

} // namespace zonogon::merkle
