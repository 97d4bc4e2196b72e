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

/// What an access needs of its row.
struct outline {
    explicit outline(const merkle::tree_access& a)
        : found(a.end == merkle::walk_end::found), inserts(a.change == merkle::tree_change::insert_at_leaf),
          beside(inserts || a.change == merkle::tree_change::remove_lift_leaf),
          removes(a.change == merkle::tree_change::remove_last || a.change == merkle::tree_change::remove_keep_branch ||
                  a.change == merkle::tree_change::remove_lift_leaf),
          stores((found && !removes) || a.change == merkle::tree_change::insert_at_empty || inserts),
          meets((found && !removes) || a.end == merkle::walk_end::other_leaf || beside),
          top(a.siblings.size() - (beside && !inserts ? a.lifted_levels : 0)),
          bottom(inserts ? a.split_level + 1 : a.siblings.size()) {}

    bool found;
    /// An insertion beside another leaf; `beside` is also true of the removal that undoes one.
    bool inserts, beside;
    bool removes;
    /// The key has a value afterwards, and: the first walk meets a leaf in the smaller tree.
    bool stores, meets;
    /// Levels where the smaller tree ends and where the key's leaf (or its empty place) is.
    std::size_t top, bottom;
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
    void put_leaf(cells<goldilocks>& row, const merkle::tree_access& a, const outline& o);
    void put_met_leaf(cells<goldilocks>& row, merkle::tree_access& a, const outline& o);
    void put_walks(cells<goldilocks>& row, const merkle::tree_access& a, const outline& o);

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

/// Where the key's leaf (or its empty place) is, and its value.
inline void filler::put_leaf(cells<goldilocks>& row, const merkle::tree_access& a, const outline& o) {
    row.level = goldilocks{o.top};
    row.power = powers(o.top);
    row.low = low_bits(a.key, o.top);
    row.leaf_level = goldilocks{o.bottom};
    row.leaf_power = powers(o.bottom);
    row.leaf_low = low_bits(a.key, o.bottom);
    row.remaining = merkle::remaining_key(a.key, o.bottom);
    usage_->range16(max_level - o.bottom);

    const u256 value = o.stores ? a.new_value : u256{};
    goldilocks sum;
    for (std::size_t i = 0; i < 16; ++i) {
        row.value[i] = goldilocks{value.word16(i)};
        sum += row.value[i];
        usage_->range16(value.word16(i));
    }
    if (o.stores) {
        row.value_inverse = sum.inverse();
        row.value_hash = permute(hash::to_lanes8(value), false);
    } else if (o.removes) {
        row.value_hash = a.old_value_hash;
    }
    if (o.stores || o.removes) {
        row.leaf = leaf_hash(row.remaining, row.value_hash);
    }
}

/// The leaf that the first walk meets and, at an extension's end, the same leaf beside the key's, which becomes the
/// last sibling.
inline void filler::put_met_leaf(cells<goldilocks>& row, merkle::tree_access& a, const outline& o) {
    if (o.beside) {
        // The other leaf's key shares the path but for the last bit.
        row.neighbour = turned_low_bits(a.key, o.bottom);
        for (std::size_t i = 0; i < 4; ++i) {
            row.met_value_hash[i] = o.inserts ? a.other_value_hash[i] : a.sibling_record[4 + i];
            row.met_key[i] = o.inserts ? row.low[i] + row.power[i] * a.other_remaining_key[i]
                                       : row.neighbour[i] + row.leaf_power[i] * a.sibling_record[i];
        }
        row.met_remaining = merkle::remaining_key(row.met_key, o.top);
        row.beside_remaining = merkle::remaining_key(row.met_key, o.bottom);
        row.beside_leaf = leaf_hash(row.beside_remaining, row.met_value_hash);
        a.siblings.resize(o.bottom);
        a.siblings[o.bottom - 1] = row.beside_leaf;
    } else if (o.meets && o.found) {
        row.met_remaining = row.remaining;
        row.met_value_hash = a.old_value_hash;
    } else if (o.meets) {
        row.met_remaining = a.other_remaining_key;
        row.met_value_hash = a.other_value_hash;
    }
    if (o.meets) {
        row.met_leaf = leaf_hash(row.met_remaining, row.met_value_hash);
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const auto bits = static_cast<std::uint32_t>(merkle::used_bits(i, o.bottom));
        row.met_key[i] = row.low[i] + row.power[i] * row.met_remaining[i];
        keys_.push_back({a.key[i], bits});
        if (o.beside) {
            keys_.push_back({row.met_key[i], bits});
        }
    }
}

/// The first walk with its two ends, and the extension below it in the larger tree.
inline void filler::put_walks(cells<goldilocks>& row, const merkle::tree_access& a, const outline& o) {
    segment extension{o.top, o.bottom, true, {}, {}};
    if (o.beside) {
        extension.old_hashes = climb(a, o.top, o.bottom, row.leaf);
        extension.new_hashes = climb(a, o.top, o.bottom, row.leaf);
        row.extension_start = extension.old_hashes.front();
        row.old_end = o.inserts ? row.met_leaf : row.extension_start;
        row.new_end = o.inserts ? row.extension_start : row.met_leaf;
    } else if (o.meets) {
        row.old_end = row.met_leaf;
        row.new_end = o.found ? row.leaf : row.met_leaf;
    } else if (o.removes) {
        row.old_end = row.leaf;
    } else if (o.stores) {
        row.new_end = row.leaf;
    }
    row.walk = add_walk(a, {0, o.top, false, climb(a, 0, o.top, row.old_end), climb(a, 0, o.top, row.new_end)});
    if (o.beside) {
        row.extension = add_walk(a, extension);
    }
    if (o.top > 0) {
        row.sibling = a.siblings[o.top - 1];
    }
}

inline status filler::add(const request& r) {
    merkle::tree_access a = r.access;
    const outline o(a);
    if (o.bottom > max_level) {
        return error{"a tree path of " + std::to_string(o.bottom) + " levels is longer than the storage machine's " +
                     std::to_string(max_level)};
    }
    cells<goldilocks> row{};
    set_kind(row, r);
    row.old_root = a.old_root;
    row.new_root = a.new_root;
    row.key = a.key;
    row.hash_count = goldilocks{a.hash_count};
    put_leaf(row, a, o);
    put_met_leaf(row, a, o);
    put_walks(row, a, o);

    // What keeps a removal canonical, and what makes a key absent.
    if (o.removes && o.beside && o.top > 0) {
        row.lands = goldilocks::one();
        pick_lane(row, row.sibling);
    } else if (o.removes && o.top > 0) {
        row.opens = goldilocks::one();
        std::copy(a.sibling_record.begin(), a.sibling_record.begin() + 8, row.opened.begin());
        permute(row.opened, false);
    } else if (o.meets && !o.found && !o.beside) {
        hash4 difference{};
        for (std::size_t i = 0; i < 4; ++i) {
            difference[i] = row.met_key[i] - a.key[i];
        }
        pick_lane(row, difference);
    }
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
