#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/merkle/tree_access.hpp>

namespace zonogon::merkle {

/// The empty tree has the root zero.
inline bool is_empty_tree(const hash4& h) noexcept {
    return h == hash4{};
}
/// Left child of a branch, remaining key of a leaf.
inline hash4 first_half(const tree_record& r) noexcept {
    return {r[0], r[1], r[2], r[3]};
}
/// Right child of a branch, value hash of a leaf.
inline hash4 second_half(const tree_record& r) noexcept {
    return {r[4], r[5], r[6], r[7]};
}
/// Whether the record is a leaf; an error when it is neither leaf nor branch.
inline result<bool> is_leaf(const tree_record& r) {
    const std::uint64_t kind = r[8].value();
    if (kind > 1 || !r[9].is_zero() || !r[10].is_zero() || !r[11].is_zero()) {
        return error{"tree record is neither a branch nor a leaf"};
    }
    return kind == 1;
}

/// The key of a leaf found at `level` on the way along `path`; an error when no key has that remainder there.
inline result<hash4> full_key(const hash4& path, const hash4& remaining, std::size_t level) {
    hash4 key{};
    for (std::size_t lane = 0; lane < 4; ++lane) {
        const std::size_t used = used_bits(lane, level);
        const std::uint64_t rest = remaining[lane].value();
        const std::uint64_t low = used >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << used) - 1;
        const bool fits = used >= 64 ? rest == 0 : (rest << used) >> used == rest;
        const std::uint64_t whole = (used >= 64 ? 0 : rest << used) | (path[lane].value() & low);
        if (!fits || !field::goldilocks::is_canonical(whole)) {
            return error{"tree leaf has a remaining key too long for its level"};
        }
        key[lane] = field::goldilocks{whole};
    }
    return key;
}

/// The value whose record has this hash.
template <node_store Store>
result<u256> load_value(const Store& store, const hash4& value_hash) {
    const result<tree_record> record = store.load(value_hash);
    if (!record) {
        return record.why();
    }
    hash::lanes8 lanes{};
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        lanes[i] = (*record)[i];
    }
    const auto value = hash::from_lanes8(lanes);
    if (!value) {
        return error{"tree value has a lane of more than 32 bits"};
    }
    if (value->is_zero()) {
        return error{"tree holds a leaf with value zero"};
    }
    return *value;
}

/// The level at which a key has its leaf once it is written beside a leaf that its path meets at `level`; 256 if the
/// two keys are the same.
constexpr std::size_t level_beside(const hash4& key, std::size_t level, const hash4& other_remaining) noexcept {
    std::size_t at = level;
    while (at < sparse_tree_levels) {
        const std::size_t lane = at % 4;
        const bool bit = ((other_remaining[lane].value() >> (at / 4 - used_bits(lane, level))) & 1) != 0;
        if (bit != path_bit(key, at++)) {
            return at;
        }
    }
    return at;
}

/// What a tree holds under a key, zero if nothing: sparse_tree::get without the account of the way. `deepest`, if
/// given, becomes the level at which the key has its leaf, or would get one, where that is more.
template <node_store Store>
result<u256> tree_value(const Store& store, const hash4& root, const hash4& key, std::size_t* deepest = nullptr) {
    const auto reached = [deepest](std::size_t level) {
        if (deepest != nullptr) {
            *deepest = std::max(*deepest, level);
        }
    };
    hash4 node = root;
    for (std::size_t level = 0; !is_empty_tree(node); ++level) {
        const result<tree_record> record = store.load(node);
        if (!record) {
            return record.why();
        }
        const result<bool> leaf = is_leaf(*record);
        if (!leaf) {
            return leaf.why();
        }
        if (*leaf) {
            const bool found = first_half(*record) == remaining_key(key, level);
            reached(found ? level : level_beside(key, level, first_half(*record)));
            return found ? load_value(store, second_half(*record)) : result<u256>{u256{}};
        }
        if (level == sparse_tree_levels) {
            return error{"tree is deeper than a key has bits"};
        }
        reached(level + 1);
        node = path_bit(key, level) ? second_half(*record) : first_half(*record);
    }
    return u256{};
}

} // namespace zonogon::merkle
