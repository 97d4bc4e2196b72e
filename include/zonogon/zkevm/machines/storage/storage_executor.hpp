#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/merkle/tree_access.hpp>
#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/storage/access.hpp>
#include <zonogon/zkevm/machines/storage/key_lane.hpp>
#include <zonogon/zkevm/machines/storage/path.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::storage {

/// A read or write of the tree with all that the walk saw.
struct request {
    bool write = false;
    merkle::tree_access access;
};

/// Repeats the accesses of a run on the tree to see their walks. Precondition: the tree's store holds all roots that
/// the run started from.
template <merkle::node_store Store>
result<std::vector<request>> replay(std::span<const zkasm::storage_access> accesses, merkle::sparse_tree<Store>& tree) {
    std::vector<request> out;
    for (const auto& a : accesses) {
        auto walked = a.write ? tree.set(a.old_root, a.key, a.value) : tree.get(a.old_root, a.key);
        if (!walked) {
            return walked.why();
        }
        out.push_back({a.write, std::move(*walked)});
    }
    return out;
}

/// The three traces of storage, and the Poseidon calls they make.
struct filled {
    trace access, path, key;
    std::vector<zkasm::poseidon_request> poseidon;
    /// Rows of path that do work.
    std::size_t path_rows = 0;
};

namespace detail {

using field::goldilocks;
using merkle::hash4;

/// The part of a walk between two levels.
struct segment {
    std::size_t begin = 0, end = 0;
    bool extension = false;
    /// Hashes on the path at levels begin .. end.
    std::vector<hash4> old_hashes, new_hashes;
};

class filler {
public:
    explicit filler(byte_table::usage& usage) : usage_(&usage) {}

    status add(const request& r);
    filled finish();

private:
    hash4 permute(const std::array<goldilocks, 8>& in, bool leaf);
    hash4 leaf_hash(const hash4& remaining, const hash4& value_hash);
    std::vector<hash4> climb(const merkle::tree_access& a, std::size_t begin, std::size_t end, hash4 node);
    goldilocks add_walk(const merkle::tree_access& a, const segment& s);
    void set_kind(cells<goldilocks>& row, const request& r) const;

    byte_table::usage* usage_;
    std::vector<cells<goldilocks>> accesses_;
    std::vector<storage_path::cells<goldilocks>> path_;
    std::vector<storage_key::request> keys_;
    std::vector<zkasm::poseidon_request> poseidon_;
    std::uint64_t walks_ = 0;
};

constexpr std::array<goldilocks, 8> join(const hash4& left, const hash4& right) {
    return {left[0], left[1], left[2], left[3], right[0], right[1], right[2], right[3]};
}

constexpr std::uint64_t power_of_two(std::size_t bits) {
    return bits < 64 ? std::uint64_t{1} << bits : 0;
}

/// The bits of lane i that a path of `level` steps has taken, and 2^(their number).
constexpr hash4 low_bits(const hash4& key, std::size_t level) {
    hash4 out{};
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = goldilocks{key[i].value() & (power_of_two(merkle::used_bits(i, level)) - 1)};
    }
    return out;
}
constexpr hash4 powers(std::size_t level) {
    hash4 out{};
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = goldilocks{power_of_two(merkle::used_bits(i, level))};
    }
    return out;
}

/// The path of `level` steps with the last step turned. Precondition: level > 0.
constexpr hash4 turned_low_bits(const hash4& key, std::size_t level) {
    hash4 out = low_bits(key, level);
    goldilocks& lane = out[(level - 1) % 4];
    lane = goldilocks{lane.value() ^ power_of_two((level - 1) / 4)};
    return out;
}

/// (key - low) / 2^bits lane by lane, for a key whose low bits are `low`.
constexpr hash4 cut(const hash4& key, std::size_t level) {
    return merkle::remaining_key(key, level);
}

/// Shows that `values` are not all zero.
inline void pick_lane(cells<goldilocks>& row, const hash4& values) {
    for (std::size_t i = 0; i < 4; ++i) {
        if (!values[i].is_zero()) {
            row.pick[i] = goldilocks::one();
            row.picked = values[i];
            row.inverse = values[i].inverse();
            return;
        }
    }
}

inline hash4 filler::permute(const std::array<goldilocks, 8>& in, bool leaf) {
    const hash4 capacity{goldilocks{leaf ? 1U : 0U}};
    const hash4 out = hash::poseidon(in, capacity);
    poseidon_.push_back({in, capacity, out});
    return out;
}

inline hash4 filler::leaf_hash(const hash4& remaining, const hash4& value_hash) {
    return permute(join(remaining, value_hash), true);
}

/// Hashes at levels begin .. end of the path that ends at `node`.
inline std::vector<hash4> filler::climb(const merkle::tree_access& a, std::size_t begin, std::size_t end, hash4 node) {
    std::vector<hash4> out(end - begin + 1);
    out.back() = node;
    for (std::size_t level = end; level-- > begin;) {
        const hash4& sibling = a.siblings[level];
        node = permute(merkle::path_bit(a.key, level) ? join(sibling, node) : join(node, sibling), false);
        out[level - begin] = node;
    }
    return out;
}

inline goldilocks filler::add_walk(const merkle::tree_access& a, const segment& s) {
    const goldilocks id{walks_++};
    for (std::size_t level = s.begin; level <= s.end; ++level) {
        storage_path::cells<goldilocks> row{};
        const bool branch = level < s.end;
        row.id = id;
        row.level = goldilocks{level};
        (branch ? row.branch : s.extension ? row.end_extension : row.end) = goldilocks::one();
        row.start = goldilocks{level == s.begin};
        row.extension = goldilocks{s.extension};
        row.no_sibling = goldilocks{s.extension && level + 1 < s.end};
        row.weight = goldilocks{power_of_two(level / 4)};
        row.lane[level % 4] = goldilocks::one();
        row.low = low_bits(a.key, level);
        row.old_hash = s.old_hashes[level - s.begin];
        row.new_hash = s.new_hashes[level - s.begin];
        if (branch) {
            row.bit = goldilocks{merkle::path_bit(a.key, level)};
            row.step = row.bit * row.weight;
            row.sibling = a.siblings[level];
        } else if (level > s.begin) {
            const goldilocks weight{power_of_two((level - 1) / 4)};
            row.step = merkle::path_bit(a.key, level - 1) ? -weight : weight;
            row.sibling = a.siblings[level - 1];
        }
        path_.push_back(row);
    }
    return id;
}

inline void filler::set_kind(cells<goldilocks>& row, const request& r) const {
    using enum merkle::tree_change;
    const auto& a = r.access;
    goldilocks* kind = nullptr;
    switch (a.change) {
    case none:
        kind = a.end == merkle::walk_end::found         ? &row.reads
               : a.end == merkle::walk_end::empty_child ? &row.absent_empty
                                                        : &row.absent_other;
        break;
    case update:
        kind = &row.updates;
        break;
    case insert_at_empty:
        kind = &row.inserts_empty;
        break;
    case insert_at_leaf:
        kind = &row.inserts_beside;
        break;
    case remove_last:
    case remove_keep_branch:
        kind = &row.removes_empty;
        break;
    case remove_lift_leaf:
        kind = &row.removes_beside;
        break;
    }
    *kind = goldilocks::one();
    row.set = goldilocks{r.write};
}

inline status filler::add(const request& r) {
    using enum merkle::tree_change;
    using merkle::walk_end;
    merkle::tree_access a = r.access;
    cells<goldilocks> row{};
    set_kind(row, r);
    row.old_root = a.old_root;
    row.new_root = a.new_root;
    row.key = a.key;

    const bool inserts_beside = a.change == insert_at_leaf;
    const bool beside = inserts_beside || a.change == remove_lift_leaf;
    const bool removes_empty = a.change == remove_last || a.change == remove_keep_branch;
    const bool removes = removes_empty || a.change == remove_lift_leaf;
    const bool found = a.end == walk_end::found;
    const bool stores = (found && !removes) || a.change == insert_at_empty || inserts_beside;
    const bool meets = (found && !removes) || a.end == walk_end::other_leaf || beside;

    // Levels where the smaller tree ends and where the key's leaf (or its empty place) is.
    const std::size_t depth = a.siblings.size();
    const std::size_t top = beside && !inserts_beside ? depth - a.lifted_levels : depth;
    const std::size_t bottom = inserts_beside ? a.split_level + 1 : depth;
    if (bottom > max_level) {
        return error{"a tree path of " + std::to_string(bottom) + " levels is longer than the storage machine's " +
                     std::to_string(max_level)};
    }
    row.level = goldilocks{top};
    row.power = powers(top);
    row.low = low_bits(a.key, top);
    row.leaf_level = goldilocks{bottom};
    row.leaf_power = powers(bottom);
    row.leaf_low = low_bits(a.key, bottom);
    row.remaining = cut(a.key, bottom);
    usage_->range16(max_level - bottom);

    const u256 value = stores ? a.new_value : u256{};
    goldilocks sum;
    for (std::size_t i = 0; i < 16; ++i) {
        row.value[i] = goldilocks{value.word16(i)};
        sum += row.value[i];
        usage_->range16(value.word16(i));
    }
    if (stores) {
        row.value_inverse = sum.inverse();
        row.value_hash = permute(hash::to_lanes8(value), false);
    } else if (removes) {
        row.value_hash = a.old_value_hash;
    }
    if (stores || removes) {
        row.leaf = leaf_hash(row.remaining, row.value_hash);
    }

    if (beside) {
        // The other leaf's key shares the path but for the last bit.
        const hash4 turned = turned_low_bits(a.key, bottom);
        if (inserts_beside) {
            row.met_remaining = a.other_remaining_key;
            row.met_value_hash = a.other_value_hash;
        } else {
            for (std::size_t i = 0; i < 4; ++i) {
                row.beside_remaining[i] = a.sibling_record[i];
                row.met_value_hash[i] = a.sibling_record[4 + i];
            }
        }
        for (std::size_t i = 0; i < 4; ++i) {
            row.met_key[i] = inserts_beside ? row.low[i] + row.power[i] * row.met_remaining[i]
                                            : turned[i] + row.leaf_power[i] * row.beside_remaining[i];
        }
        row.met_remaining = cut(row.met_key, top);
        row.beside_remaining = cut(row.met_key, bottom);
        row.beside_leaf = leaf_hash(row.beside_remaining, row.met_value_hash);
        row.neighbour = turned;
        a.siblings.resize(bottom);
        a.siblings[bottom - 1] = row.beside_leaf;
    } else if (found && !removes) {
        row.met_remaining = row.remaining;
        row.met_value_hash = a.old_value_hash;
    } else if (a.end == walk_end::other_leaf) {
        row.met_remaining = a.other_remaining_key;
        row.met_value_hash = a.other_value_hash;
    }
    if (meets) {
        row.met_leaf = leaf_hash(row.met_remaining, row.met_value_hash);
    }
    hash4 difference{};
    for (std::size_t i = 0; i < 4; ++i) {
        row.met_key[i] = row.low[i] + row.power[i] * row.met_remaining[i];
        difference[i] = row.met_key[i] - a.key[i];
        keys_.push_back({a.key[i], static_cast<std::uint32_t>(merkle::used_bits(i, bottom))});
        if (beside) {
            keys_.push_back({row.met_key[i], static_cast<std::uint32_t>(merkle::used_bits(i, bottom))});
        }
    }

    // The two ends of the first walk, and the extension below it in the larger tree.
    if (beside) {
        const segment extension{top, bottom, true, climb(a, top, bottom, row.leaf), climb(a, top, bottom, row.leaf)};
        row.extension_start = extension.old_hashes.front();
        row.extension = goldilocks{walks_ + 1};
        row.old_end = inserts_beside ? row.met_leaf : row.extension_start;
        row.new_end = inserts_beside ? row.extension_start : row.met_leaf;
        const segment walk{0, top, false, climb(a, 0, top, row.old_end), climb(a, 0, top, row.new_end)};
        row.walk = add_walk(a, walk);
        add_walk(a, extension);
    } else {
        if (meets) {
            row.old_end = row.met_leaf;
            row.new_end = found ? row.leaf : row.met_leaf;
        } else if (removes) {
            row.old_end = row.leaf;
        } else if (stores) {
            row.new_end = row.leaf;
        }
        row.walk = add_walk(a, {0, top, false, climb(a, 0, top, row.old_end), climb(a, 0, top, row.new_end)});
    }
    if (top > 0) {
        row.sibling = a.siblings[top - 1];
    }
    if (removes && top > 0) {
        if (beside) {
            row.lands = goldilocks::one();
            pick_lane(row, row.sibling);
        } else {
            row.opens = goldilocks::one();
            std::copy(a.sibling_record.begin(), a.sibling_record.begin() + 8, row.opened.begin());
            permute(row.opened, false);
        }
    }
    if (a.end == walk_end::other_leaf && !beside) {
        pick_lane(row, difference);
    }
    row.hash_count = goldilocks{a.hash_count};
    accesses_.push_back(row);
    return {};
}

inline filled filler::finish() {
    filled out;
    out.access = trace(table_height(accesses_.size()), width_of<cells>());
    for (std::size_t i = 0; i < accesses_.size(); ++i) {
        store<cells>(accesses_[i], out.access.row(i));
    }
    out.path = trace(table_height(path_.size()), width_of<storage_path::cells>());
    for (std::size_t i = 0; i < out.path.height(); ++i) {
        storage_path::cells<goldilocks> unused{};
        unused.id = goldilocks{walks_};
        store<storage_path::cells>(i < path_.size() ? path_[i] : unused, out.path.row(i));
    }
    out.path_rows = path_.size();
    out.key = storage_key::fill(keys_, *usage_);
    out.poseidon = std::move(poseidon_);
    return out;
}

} // namespace detail

/// The traces for the accesses, in order. Fails when a path is longer than max_level.
inline result<filled> fill(std::span<const request> requests, byte_table::usage& usage) {
    detail::filler f(usage);
    for (const request& r : requests) {
        if (status added = f.add(r); !added) {
            return added.why();
        }
    }
    return f.finish();
}

} // namespace zonogon::zkevm::machines::storage
