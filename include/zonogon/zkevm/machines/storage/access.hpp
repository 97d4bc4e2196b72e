#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/merkle/tree_access.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// Reads and writes of the sparse Merkle tree, an access a row. Answers the buses storage.get and storage.set.
///
/// An access is one walk down from the roots to where the smaller of the two trees ends (an empty place or a leaf); the
/// path table does the walking. Where a leaf is put beside, or taken from beside, another leaf, an extension walk goes
/// on to the branch whose two children are the leaves. Removal is insertion with the trees exchanged, plus what keeps
/// the tree's shape canonical: a lonely sibling must be a branch (its preimage is opened), and a leaf that moves up
/// must stop below a branch that has another child.
///
/// The path bits are those of the canonical lanes of the key (storage.key). Facts that follow from every change having
/// been proved, such as leaves having canonical remaining keys and non-zero values, are not proved again.
namespace zonogon::zkevm::machines::storage {

/// Deeper trees cannot be proved: keys that agree on so many bits cannot be found.
inline constexpr std::uint32_t max_level = 252;

template <class T>
struct cells {
    /// What the row does; at most one is 1.
    T reads, updates, absent_empty, absent_other, inserts_empty, inserts_beside, removes_empty, removes_beside;
    /// 1 if the row answers storage.set.
    T set;
    /// removes_empty: the sibling's preimage is opened. removes_beside: the leaf lands below a branch, not at the root.
    T opens, lands;
    std::array<T, 4> old_root, new_root, key;
    std::array<T, 16> value;
    T value_inverse;
    /// The first walk: number, end, hashes at the end, last sibling.
    T walk, level;
    std::array<T, 4> power, low, old_end, new_end, sibling;
    /// The extension walk: number, hash at its start, path of the other leaf.
    T extension;
    std::array<T, 4> extension_start, neighbour;
    /// Where the key's path ends: the extension's end or the walk's.
    T leaf_level;
    std::array<T, 4> leaf_power, leaf_low;
    /// The key's remainder there; the leaf's value hash; the leaf's hash.
    std::array<T, 4> remaining, value_hash, leaf;
    /// The leaf met by the first walk: the other key's or, in an update, the old one.
    std::array<T, 4> met_remaining, met_value_hash, met_leaf, met_key;
    /// That other leaf at the extension's end.
    std::array<T, 4> beside_remaining, beside_leaf;
    /// A lane that is not zero, its value and inverse: absent_other, of met_key - key; lands, of the sibling.
    std::array<T, 4> pick;
    T picked, inverse;
    std::array<T, 8> opened;
    T hash_count;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("reads", s.reads);
        f("updates", s.updates);
        f("absentEmpty", s.absent_empty);
        f("absentOther", s.absent_other);
        f("insertsEmpty", s.inserts_empty);
        f("insertsBeside", s.inserts_beside);
        f("removesEmpty", s.removes_empty);
        f("removesBeside", s.removes_beside);
        f("set", s.set);
        f("opens", s.opens);
        f("lands", s.lands);
        f("oldRoot", s.old_root);
        f("newRoot", s.new_root);
        f("key", s.key);
        f("value", s.value);
        f("valueInverse", s.value_inverse);
        f("walk", s.walk);
        f("level", s.level);
        f("power", s.power);
        f("low", s.low);
        f("oldEnd", s.old_end);
        f("newEnd", s.new_end);
        f("sibling", s.sibling);
        f("extension", s.extension);
        f("extensionStart", s.extension_start);
        f("neighbour", s.neighbour);
        f("leafLevel", s.leaf_level);
        f("leafPower", s.leaf_power);
        f("leafLow", s.leaf_low);
        f("remaining", s.remaining);
        f("valueHash", s.value_hash);
        f("leaf", s.leaf);
        f("metRemaining", s.met_remaining);
        f("metValueHash", s.met_value_hash);
        f("metLeaf", s.met_leaf);
        f("metKey", s.met_key);
        f("besideRemaining", s.beside_remaining);
        f("besideLeaf", s.beside_leaf);
        f("pick", s.pick);
        f("picked", s.picked);
        f("inverse", s.inverse);
        f("opened", s.opened);
        f("hashCount", s.hash_count);
    }
};

namespace detail {

using lanes = std::array<air::column, 4>;

/// Sums of the kinds that the rules below speak of.
struct kinds {
    explicit constexpr kinds(const cells<air::column>& c)
        : absent(c.absent_empty + c.absent_other), empty_change(c.inserts_empty + c.removes_empty),
          beside(c.inserts_beside + c.removes_beside), removes(c.removes_empty + c.removes_beside),
          stores(c.reads + c.updates + c.inserts_empty + c.inserts_beside),
          meets(c.reads + c.updates + c.absent_other + beside),
          changes(c.updates + c.inserts_empty + c.inserts_beside + removes), used(absent + stores + removes) {}

    air::expr absent, empty_change, beside, removes;
    /// The key has the row's value, which is not zero.
    air::expr stores;
    /// The first walk ends at a leaf in the smaller tree, or at the old leaf of an update.
    air::expr meets;
    air::expr changes, used;
};

constexpr void assert_zero_lanes(air::builder& b, std::string_view name, const air::expr& where, const lanes& values) {
    for (const air::column& v : values) {
        b.assert_zero(name, where * v);
    }
}

constexpr void assert_equal_lanes(air::builder& b, std::string_view name, const air::expr& where, const lanes& x,
                                  const lanes& y) {
    for (std::size_t i = 0; i < 4; ++i) {
        b.assert_zero(name, where * (x[i] - y[i]));
    }
}

constexpr void describe_kinds(air::builder& b, const cells<air::column>& c, const kinds& k) {
    for (const auto& flag : {c.reads, c.updates, c.absent_empty, c.absent_other, c.inserts_empty, c.inserts_beside,
                             c.removes_empty, c.removes_beside, c.set, c.opens, c.lands}) {
        b.assert_bool(flag);
    }
    b.assert_bool("one kind a row", k.used);
    b.assert_zero("changes are sets", k.changes * (1 - c.set));
    b.assert_zero("reads are gets", (1 - k.changes - k.absent) * c.set);
    b.assert_zero("opens when removing", c.opens * (1 - c.removes_empty));
    b.assert_zero("lands when removing", c.lands * (1 - c.removes_beside));
    b.assert_zero("sibling is opened unless the leaf was the root", (c.removes_empty - c.opens) * c.level);
    b.assert_zero("leaf lands below a branch unless at the root", (c.removes_beside - c.lands) * c.level);

    b.assert_zero("permutations of the access", c.hash_count - (c.reads + k.absent) * c.level - 2 * c.reads -
                                                    c.absent_other - 2 * (c.updates + k.empty_change) * (c.level + 1) -
                                                    2 * c.updates - c.opens - k.beside * (c.level + c.leaf_level + 4));
}

constexpr void describe_value(air::builder& b, const cells<air::column>& c, const kinds& k) {
    air::expr sum;
    for (const air::column& chunk : c.value) {
        sum += chunk;
    }
    b.assert_zero("no value without leaf", (1 - k.stores) * sum);
    b.assert_zero("a leaf's value is not zero", k.stores * (sum * c.value_inverse - 1));
    b.assert_zero("no inverse without value", (1 - k.stores) * c.value_inverse);
}

/// What the two trees have where the walks end.
constexpr void describe_ends(air::builder& b, const cells<air::column>& c, const kinds& k) {
    const air::expr old_is_met = c.reads + c.updates + c.absent_other + c.inserts_beside;
    const air::expr new_is_met = c.absent_other + c.removes_beside;
    const air::expr new_is_leaf = c.reads + c.updates + c.inserts_empty;
    assert_equal_lanes(b, "old tree ends at the leaf met", old_is_met, c.old_end, c.met_leaf);
    assert_equal_lanes(b, "new tree ends at the leaf met", new_is_met, c.new_end, c.met_leaf);
    assert_equal_lanes(b, "new tree has the leaf", new_is_leaf, c.new_end, c.leaf);
    assert_equal_lanes(b, "old tree has the leaf", c.removes_empty, c.old_end, c.leaf);
    assert_equal_lanes(b, "new tree goes on", c.inserts_beside, c.new_end, c.extension_start);
    assert_equal_lanes(b, "old tree goes on", c.removes_beside, c.old_end, c.extension_start);
    assert_zero_lanes(b, "old tree is empty there", 1 - old_is_met - k.removes, c.old_end);
    assert_zero_lanes(b, "new tree is empty there", 1 - new_is_met - new_is_leaf - c.inserts_beside, c.new_end);
    assert_equal_lanes(b, "a get leaves the root", 1 - c.set, c.old_root, c.new_root);

    // The lane picked has an inverse, so it is not zero.
    const air::expr needed = c.absent_other + c.lands;
    air::expr picks;
    air::expr difference;
    air::expr sibling;
    for (std::size_t i = 0; i < 4; ++i) {
        b.assert_bool("pick is one-hot", c.pick[i]);
        picks += c.pick[i];
        difference += c.pick[i] * (c.met_key[i] - c.key[i]);
        sibling += c.pick[i] * c.sibling[i];
    }
    b.assert_equal("pick is one-hot", picks, needed);
    b.assert_zero("the other leaf has another key", c.absent_other * (c.picked - difference));
    b.assert_zero("the leaf lands beside another child", c.lands * (c.picked - sibling));
    b.assert_equal("picked lane is not zero", c.picked * c.inverse, needed);
    b.assert_zero("not needed", (1 - needed) * (c.picked + c.inverse));
}

/// Remaining keys: key = low + power * remaining in each lane.
constexpr void describe_keys(air::builder& b, const cells<air::column>& c, const kinds& k) {
    for (std::size_t i = 0; i < 4; ++i) {
        b.assert_equal("key", c.key[i], c.leaf_low[i] + c.leaf_power[i] * c.remaining[i]);
        b.assert_equal("key of the leaf met", c.met_key[i], c.low[i] + c.power[i] * c.met_remaining[i]);
        b.assert_zero("key of the leaf beside",
                      k.beside * (c.met_key[i] - c.neighbour[i] - c.leaf_power[i] * c.beside_remaining[i]));
    }
    assert_equal_lanes(b, "own leaf is met", c.reads + c.updates, c.met_key, c.key);
    const air::expr single = 1 - k.beside;
    b.assert_zero("one walk only", single * (c.leaf_level - c.level));
    assert_equal_lanes(b, "one walk only", single, c.leaf_power, c.power);
    assert_equal_lanes(b, "one walk only", single, c.leaf_low, c.low);
}

/// Columns that a kind of row does not need are zero.
constexpr void describe_unneeded(air::builder& b, const cells<air::column>& c, const kinds& k) {
    const auto unneeded = [&](const air::expr& needed, std::initializer_list<lanes> all) {
        for (const lanes& values : all) {
            assert_zero_lanes(b, "not needed", 1 - needed, values);
        }
    };
    unneeded(k.used, {c.sibling, c.power});
    b.assert_zero("not needed", (1 - k.used) * c.walk);
    b.assert_zero("not needed", (1 - k.used) * c.level);
    b.assert_zero("not needed", (1 - k.beside) * c.extension);
    unneeded(k.beside, {c.extension_start, c.neighbour, c.beside_remaining, c.beside_leaf});
    unneeded(k.stores + k.removes, {c.value_hash, c.leaf});
    unneeded(k.meets, {c.met_remaining, c.met_value_hash, c.met_leaf});
    unneeded(k.used, {c.remaining});
    for (const air::column& v : c.opened) {
        b.assert_zero("not needed", (1 - c.opens) * v);
    }
}

constexpr void append(std::vector<air::expr>& tuple, std::initializer_list<lanes> all) {
    for (const lanes& values : all) {
        tuple.insert(tuple.end(), values.begin(), values.end());
    }
}

constexpr void describe_walks(air::builder& b, const cells<air::column>& c, const kinds& k) {
    std::vector<air::expr> from{c.walk, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    append(from, {c.old_root, c.new_root});
    b.send("storage.walk_from", from, k.used);
    std::vector<air::expr> to{c.walk, c.level};
    append(to, {c.power, c.low, c.old_end, c.new_end, c.sibling});
    b.send("storage.walk_to", to, k.used);

    std::vector<air::expr> extension_from{c.extension, c.level};
    append(extension_from, {c.power, c.low, c.extension_start, c.extension_start});
    b.send("storage.walk_from", extension_from, k.beside);
    std::vector<air::expr> extension_to{c.extension, c.leaf_level};
    append(extension_to, {c.leaf_power, c.leaf_low, c.leaf, c.leaf, c.beside_leaf, c.neighbour});
    b.send("storage.extension_to", extension_to, k.beside);

    for (std::size_t i = 0; i < 4; ++i) {
        b.send("storage.key", {c.key[i], c.leaf_power[i], c.leaf_low[i]}, k.used);
        b.send("storage.key", {c.met_key[i], c.leaf_power[i], c.neighbour[i]}, k.beside);
    }
    b.send("range16", {max_level - c.leaf_level}, k.used);
}

} // namespace detail

constexpr void describe(air::builder& b) {
    using air::expr;
    using detail::append;
    const auto c = declare<cells>(b);
    const detail::kinds k(c);
    detail::describe_kinds(b, c, k);
    detail::describe_value(b, c, k);
    detail::describe_ends(b, c, k);
    detail::describe_keys(b, c, k);
    detail::describe_unneeded(b, c, k);
    detail::describe_walks(b, c, k);

    std::vector<expr> value;
    for (std::size_t i = 0; i < 8; ++i) {
        value.push_back(c.value[2 * i] + 65536 * c.value[2 * i + 1]);
    }
    for (const air::column& chunk : c.value) {
        b.send("range16", {chunk}, k.used);
    }

    std::vector<expr> call = value;
    call.insert(call.end(), {0, 0, 0, 0});
    append(call, {c.value_hash});
    b.send("poseidon", call, k.stores);
    const auto leaf_call = [&](const detail::lanes& remaining, const detail::lanes& value_hash,
                               const detail::lanes& leaf, const expr& where) {
        std::vector<expr> tuple;
        append(tuple, {remaining, value_hash});
        tuple.insert(tuple.end(), {1, 0, 0, 0});
        append(tuple, {leaf});
        b.send("poseidon", tuple, where);
    };
    leaf_call(c.remaining, c.value_hash, c.leaf, k.stores + k.removes);
    leaf_call(c.met_remaining, c.met_value_hash, c.met_leaf, k.meets);
    leaf_call(c.beside_remaining, c.met_value_hash, c.beside_leaf, k.beside);
    std::vector<expr> branch_call(c.opened.begin(), c.opened.end());
    branch_call.insert(branch_call.end(), {0, 0, 0, 0});
    append(branch_call, {c.sibling});
    b.send("poseidon", branch_call, c.opens);

    std::vector<expr> get;
    append(get, {c.old_root, c.key});
    get.insert(get.end(), value.begin(), value.end());
    std::vector<expr> set = get;
    get.push_back(c.hash_count);
    b.receive("storage.get", get, k.used - c.set);
    append(set, {c.new_root});
    set.push_back(c.hash_count);
    b.receive("storage.set", set, c.set);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::storage
