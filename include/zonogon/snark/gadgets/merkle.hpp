#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/bounded.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/poseidon_bn254.hpp>
#include <zonogon/snark/gadgets/select.hpp>

namespace zonogon::snark::gadgets {

/// One level of a path into a tree whose nodes are Poseidon of their `arity` children: the other children, in order,
/// and the place (0 to arity - 1) of ours. Unchecked: merkle_root states what a place must be.
struct path_step {
    std::vector<linear> siblings;
    linear place;
};

/// The root above a leaf; every step has arity - 1 siblings, 2 <= arity <= 16.
///
/// Cost per level: a Poseidon of `arity` inputs; the placing takes 2 constraints for arity 2, else 2 (arity - 1) + 1
/// for the place and one for each later child. The arity may differ from level to level, but is the circuit's.
inline linear merkle_root(builder& b, const linear& leaf, std::span<const path_step> path) {
    const builder::scope in(b, "merkle path");
    linear node = leaf;
    for (const path_step& step : path) {
        const std::size_t arity = step.siblings.size() + 1;
        std::vector<linear> children(arity);
        if (arity == 2) {
            const bit right = bit::assert_boolean(b, step.place, "place in a node");
            std::tie(children[0], children[1]) = swap_if(b, right, node, step.siblings[0]);
        } else {
            // Child i is ours at place i, sibling i for i < place, sibling i - 1 for i > place.
            const std::vector<bit> hot = one_hot(b, step.place, arity);
            linear sum = node;
            for (std::size_t i = 0; i + 1 < arity; ++i) {
                sum = sum + step.siblings[i];
            }
            linear before = hot[0].number(); // 1 once our place is passed
            linear children_so_far;
            for (std::size_t i = 0; i + 1 < arity; ++i) {
                // hot[i] selects ours; `before` without hot[i] selects sibling i - 1.
                const linear& next = step.siblings[i];
                const linear own = b.multiply(hot[i].number(), node - next, "place ours");
                linear shifted;
                if (i != 0) {
                    shifted = b.multiply(before - hot[i].number(), step.siblings[i - 1] - next, "place a sibling");
                }
                children[i] = next + own + shifted;
                children_so_far = children_so_far + children[i];
                before = before + hot[i + 1].number();
            }
            children[arity - 1] = sum - children_so_far;
        }
        node = poseidon_bn254(b, children);
    }
    return node;
}

} // namespace zonogon::snark::gadgets
