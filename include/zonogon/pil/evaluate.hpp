#pragma once

#include <cstdint>
#include <vector>

#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// The value of an expression: leaf(node) gives the value of each node that is no number and no operation. `scratch` is
/// working space, kept between calls.
template <class Leaf>
element evaluate(const program& p, const expression& e, Leaf&& leaf, std::vector<element>& scratch) {
    scratch.resize(e.end - e.begin);
    for (std::uint32_t i = e.begin; i < e.end; ++i) {
        const node& n = p.nodes[i];
        const auto at = [&](std::uint32_t j) { return scratch[j - e.begin]; };
        element v;
        switch (n.kind) {
        case node_kind::number:
            v = p.numbers[n.index];
            break;
        case node_kind::add:
            v = at(n.left) + at(n.right);
            break;
        case node_kind::sub:
            v = at(n.left) - at(n.right);
            break;
        case node_kind::mul:
            v = at(n.left) * at(n.right);
            break;
        case node_kind::neg:
            v = -at(n.left);
            break;
        default:
            v = leaf(n);
            break;
        }
        scratch[i - e.begin] = v;
    }
    return scratch.back();
}

} // namespace zonogon::pil
