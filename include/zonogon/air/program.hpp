#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include <zonogon/air/ir.hpp>

namespace zonogon::air {

/// A value that a program reads rather than computes, and the slot where it must lie.
struct leaf {
    op kind = op::constant;
    std::uint32_t index = 0;
    std::uint32_t offset = 0;
    std::uint32_t slot = 0;

    /// Whether it has the same value on every row.
    constexpr bool is_fixed() const noexcept { return kind == op::constant || kind == op::public_value; }
};

/// One arithmetic step on slots, or the notice that outputs are ready.
struct instruction {
    enum class kind : std::uint8_t { add, sub, mul, neg, output };
    kind what = kind::add;
    std::uint32_t target = 0; ///< the slot written; for `output` the number of the output group
    std::uint32_t a = 0;
    std::uint32_t b = 0;
};

/// A straight-line program that computes groups of nodes of an IR with few live temporaries.
///
/// Each output group is announced by an `output` instruction at a moment when all its nodes lie in slots: group g's
/// nodes are group_slots[group_begin[g] .. group_begin[g + 1]). Nodes that several groups need are computed once.
struct program {
    /// In slots 0, 1, ...; ordered by kind and offset, then index.
    std::vector<leaf> leaves;
    std::vector<instruction> code;
    std::vector<std::uint32_t> group_begin;
    std::vector<std::uint32_t> group_slots;
    /// Slots in all, leaves included.
    std::uint32_t slot_count = 0;

    std::span<const std::uint32_t> group(std::size_t g) const {
        return std::span<const std::uint32_t>(group_slots).subspan(group_begin[g], group_begin[g + 1] - group_begin[g]);
    }
};

/// Compiles the nodes that `groups` name. Temporaries are reused as soon as their last reader has run.
inline program compile(const ir& table, std::span<const std::vector<node_id>> groups) {
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    // The order of evaluation: depth first from each group in turn. An entry is a node, or none + the group's notice.
    std::vector<node_id> order;
    std::vector<std::uint32_t> position(table.nodes.size(), none);
    std::vector<std::size_t> notice_after(groups.size());
    std::vector<node_id> stack;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const node_id root : groups[g]) {
            stack.push_back(root);
            while (!stack.empty()) {
                const node_id id = stack.back();
                const node& n = table.nodes[id];
                if (n.kind < op::add || position[id] != none) {
                    stack.pop_back();
                    continue;
                }
                const auto ready = [&](node_id operand) {
                    return table.nodes[operand].kind < op::add || position[operand] != none;
                };
                const bool unary = n.kind == op::neg;
                if (ready(n.a) && (unary || ready(n.b))) {
                    position[id] = static_cast<std::uint32_t>(order.size());
                    order.push_back(id);
                    stack.pop_back();
                    continue;
                }
                if (!unary && !ready(n.b)) {
                    stack.push_back(n.b);
                }
                if (!ready(n.a)) {
                    stack.push_back(n.a);
                }
            }
        }
        notice_after[g] = order.size();
    }
    // Last readers, as times on a clock that ticks once per node and once per notice.
    std::vector<std::size_t> last_use(table.nodes.size(), 0);
    {
        std::size_t time = 0;
        std::size_t g = 0;
        for (std::size_t i = 0; i <= order.size(); ++i) {
            for (; g < groups.size() && notice_after[g] == i; ++g) {
                ++time;
                for (const node_id id : groups[g]) {
                    last_use[id] = time;
                }
            }
            if (i < order.size()) {
                ++time;
                const node& n = table.nodes[order[i]];
                last_use[n.a] = time;
                last_use[n.kind == op::neg ? n.a : n.b] = time;
            }
        }
    }
    program out;
    std::vector<std::uint32_t> slot(table.nodes.size(), none);
    {
        std::vector<node_id> read;
        for (node_id id = 0; id < table.nodes.size(); ++id) {
            if (table.nodes[id].kind < op::add && last_use[id] != 0) {
                read.push_back(id);
            }
        }
        std::ranges::sort(read, {}, [&](node_id id) {
            const node& n = table.nodes[id];
            return std::tuple(n.kind, n.b, n.a, id);
        });
        for (const node_id id : read) {
            const node& n = table.nodes[id];
            slot[id] = out.slot_count++;
            out.leaves.push_back({n.kind, n.a, n.b, slot[id]});
        }
    }
    std::vector<std::uint32_t> free_slots;
    std::size_t time = 0;
    const auto release = [&](node_id id) {
        if (table.nodes[id].kind >= op::add && last_use[id] == time && slot[id] != none) {
            free_slots.push_back(slot[id]);
            slot[id] = none;
        }
    };
    std::size_t g = 0;
    out.group_begin.push_back(0);
    for (std::size_t i = 0; i <= order.size(); ++i) {
        for (; g < groups.size() && notice_after[g] == i; ++g) {
            ++time;
            for (const node_id id : groups[g]) {
                out.group_slots.push_back(slot[id]);
            }
            for (const node_id id : groups[g]) {
                release(id);
            }
            out.group_begin.push_back(static_cast<std::uint32_t>(out.group_slots.size()));
            out.code.push_back({instruction::kind::output, static_cast<std::uint32_t>(g), 0, 0});
        }
        if (i == order.size()) {
            break;
        }
        ++time;
        const node_id id = order[i];
        const node& n = table.nodes[id];
        const bool unary = n.kind == op::neg;
        instruction step;
        step.what = n.kind == op::add   ? instruction::kind::add
                    : n.kind == op::sub ? instruction::kind::sub
                    : n.kind == op::mul ? instruction::kind::mul
                                        : instruction::kind::neg;
        step.a = slot[n.a];
        step.b = unary ? step.a : slot[n.b];
        release(n.a);
        if (!unary) {
            release(n.b);
        }
        if (free_slots.empty()) {
            free_slots.push_back(out.slot_count++);
        }
        slot[id] = free_slots.back();
        free_slots.pop_back();
        step.target = slot[id];
        out.code.push_back(step);
    }
    return out;
}

/// Runs the program on rows side by side: slot s holds its `Lanes::width * Count` values from slots[s * width * Count]
/// on. Calls ready(g) when group g's slots hold their values. See lanes.hpp.
template <class Lanes, std::size_t Count, class F, class Ready>
void run(const program& p, F* slots, Ready&& ready) {
    constexpr std::size_t stride = Lanes::width * Count;
    for (const instruction& i : p.code) {
        F* const target = slots + std::size_t{i.target} * stride;
        const F* const a = slots + std::size_t{i.a} * stride;
        const F* const b = slots + std::size_t{i.b} * stride;
        switch (i.what) {
        case instruction::kind::add:
            for (std::size_t l = 0; l < stride; l += Lanes::width) {
                Lanes::store(target + l, Lanes::load(a + l) + Lanes::load(b + l));
            }
            break;
        case instruction::kind::sub:
            for (std::size_t l = 0; l < stride; l += Lanes::width) {
                Lanes::store(target + l, Lanes::load(a + l) - Lanes::load(b + l));
            }
            break;
        case instruction::kind::mul:
            for (std::size_t l = 0; l < stride; l += Lanes::width) {
                Lanes::store(target + l, Lanes::load(a + l) * Lanes::load(b + l));
            }
            break;
        case instruction::kind::neg:
            for (std::size_t l = 0; l < stride; l += Lanes::width) {
                Lanes::store(target + l, -Lanes::load(a + l));
            }
            break;
        case instruction::kind::output:
            ready(i.target);
            break;
        }
    }
}

} // namespace zonogon::air
