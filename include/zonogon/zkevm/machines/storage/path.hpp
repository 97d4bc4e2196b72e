#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// Walks down a sparse Merkle tree before and after a change, a branch a row.
///
/// A walk is a run of branch rows and an end row. Both trees have the same siblings along it; a branch row proves by
/// two Poseidon calls that its hashes are those of (child, sibling), child being the next row's hash. The bits taken
/// collect in `low`, lane by lane (level n takes a bit of lane n mod 4).
///
/// For each walk the access table sends where it starts and where it ends; the walk's number, which no other walk has,
/// ties the two. In an "extension" walk all siblings but the last are zero.
///   storage.walk_from     id, level, power[4], low[4], old[4], new[4]
///   storage.walk_to       the same at the end, sibling[4] (of the last branch; 0 without one)
///   storage.extension_to  the same, neighbour[4] (low with the last bit turned)
/// power[i] = 2^(bits of lane i taken so far).
namespace zonogon::zkevm::machines::storage_path {

template <class T>
struct cells {
    T id, level;
    /// Kinds of rows; at most one is 1.
    T branch, end, end_extension;
    /// First row of a walk.
    T start;
    T extension;
    /// 1 on an extension's branch rows but the last.
    T no_sibling;
    T bit;
    /// 2^(level / 4), and one-hot level mod 4.
    T weight;
    std::array<T, 4> lane;
    /// Branch: bit * weight. End: what to add to low to turn the last bit.
    T step;
    std::array<T, 4> low, old_hash, new_hash, sibling;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("id", s.id);
        f("level", s.level);
        f("branch", s.branch);
        f("end", s.end);
        f("endExtension", s.end_extension);
        f("start", s.start);
        f("extension", s.extension);
        f("noSibling", s.no_sibling);
        f("bit", s.bit);
        f("weight", s.weight);
        f("lane", s.lane);
        f("step", s.step);
        f("low", s.low);
        f("oldHash", s.old_hash);
        f("newHash", s.new_hash);
        f("sibling", s.sibling);
    }
};

namespace detail {

constexpr void describe_rows(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    const expr used = c.branch + c.end + c.end_extension;
    const expr used_next = c.branch.next() + c.end.next() + c.end_extension.next();
    for (const air::column& flag : {c.branch, c.end, c.end_extension, c.bit}) {
        b.assert_bool(flag);
    }
    b.assert_bool("one kind a row", used);
    b.assert_zero("a branch is followed by a row of its walk", c.branch * (1 - used_next));
    b.assert_zero("a branch is never last", b.last_row() * c.branch);
    b.assert_zero("first row starts a walk", b.first_row() * (c.start - used));
    b.assert_zero("a walk starts after another's end", b.transition() * (c.start.next() - (1 - c.branch) * used_next));
    b.assert_zero("first walk", b.first_row() * c.id);
    b.assert_zero("walks count", b.transition() * (c.id.next() - c.id - c.end - c.end_extension));
    b.assert_zero("plain end", c.end * c.extension);
    b.assert_zero("end of an extension", c.end_extension * (1 - c.extension));
    b.assert_equal("branches without sibling", c.no_sibling, c.extension * c.branch * c.branch.next());

    expr lanes;
    for (const air::column& flag : c.lane) {
        b.assert_bool("lane is one-hot", flag);
        lanes += flag;
    }
    b.assert_equal("lane is one-hot", lanes, used);
    for (const auto& column : {c.level, c.extension, c.weight, c.step}) {
        b.assert_zero("nothing in an unused row", (1 - used) * column);
    }
    for (const auto* columns : {&c.low, &c.old_hash, &c.new_hash, &c.sibling}) {
        for (const auto& column : *columns) {
            b.assert_zero("nothing in an unused row", (1 - used) * column);
        }
    }
}

constexpr void describe_steps(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    const expr ends = c.end + c.end_extension;
    const expr last = c.branch * (c.end.next() + c.end_extension.next());
    b.assert_zero("a bit in branches only", (1 - c.branch) * c.bit);
    b.assert_zero("step of a branch", c.branch * (c.step - c.bit * c.weight));
    b.assert_zero("step turns the last bit", last * (c.step.next() - c.weight + 2 * c.step));
    b.assert_zero("no bit to turn", c.start * ends * c.step);
    b.assert_zero("levels count", c.branch * (c.level.next() - c.level - 1));
    b.assert_zero("weight doubles every fourth level", c.branch * (c.weight.next() - c.weight - c.lane[3] * c.weight));
    b.assert_zero("extension all along", c.branch * (c.extension.next() - c.extension));
    for (std::size_t i = 0; i < 4; ++i) {
        b.assert_zero("lanes take turns", c.branch * (c.lane[(i + 1) % 4].next() - c.lane[i]));
        b.assert_zero("bits collect", c.branch * (c.low[i].next() - c.low[i] - c.lane[i] * c.step));
        b.assert_zero("sibling is kept at the end", last * (c.sibling[i].next() - c.sibling[i]));
        b.assert_zero("no sibling to keep", c.start * ends * c.sibling[i]);
        b.assert_zero("extension has no sibling", c.no_sibling * c.sibling[i]);
    }
}

} // namespace detail

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    detail::describe_rows(b, c);
    detail::describe_steps(b, c);

    for (const auto* hashes : {&c.old_hash, &c.new_hash}) {
        std::array<expr, 16> call{};
        for (std::size_t i = 0; i < 4; ++i) {
            const expr child = (*hashes)[i].next();
            const expr swap = c.bit * (c.sibling[i] - child);
            call[i] = child + swap;
            call[4 + i] = c.sibling[i] - swap;
            call[12 + i] = (*hashes)[i];
        }
        b.send("poseidon", call, c.branch);
    }

    std::vector<expr> place{c.id, c.level};
    for (std::size_t i = 0; i < 4; ++i) {
        expr later = 1;
        for (std::size_t j = i + 1; j < 4; ++j) {
            later += c.lane[j];
        }
        place.push_back(c.weight * later);
    }
    for (const auto* columns : {&c.low, &c.old_hash, &c.new_hash}) {
        place.insert(place.end(), columns->begin(), columns->end());
    }
    b.receive("storage.walk_from", place, c.start);
    place.insert(place.end(), c.sibling.begin(), c.sibling.end());
    b.receive("storage.walk_to", place, c.end);
    for (std::size_t i = 0; i < 4; ++i) {
        place.push_back(c.low[i] + c.lane[(i + 1) % 4] * c.step);
    }
    b.receive("storage.extension_to", place, c.end_extension);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::storage_path
