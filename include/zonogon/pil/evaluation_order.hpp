#pragma once

#include <cstdint>
#include <vector>

#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// The order in which intermediates can be evaluated: each after those it is built from. A compiled program has one.
constexpr std::vector<std::uint32_t> evaluation_order(const program& p) {
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> cursor(p.intermediates.size(), 0);
    std::vector<std::uint8_t> entered(p.intermediates.size(), 0);
    std::vector<std::uint32_t> stack;
    for (std::uint32_t first = 0; first < p.intermediates.size(); ++first) {
        if (entered[first] == 0) {
            stack.push_back(first);
            entered[first] = 1;
        }
        while (!stack.empty()) {
            const std::uint32_t id = stack.back();
            const expression& e = p.intermediates[id];
            if (e.begin + cursor[id] == e.end) {
                order.push_back(id);
                stack.pop_back();
                continue;
            }
            const node& n = p.nodes[e.begin + cursor[id]++];
            if (n.kind == node_kind::intermediate && entered[n.index] == 0) {
                entered[n.index] = 1;
                stack.push_back(n.index);
            }
        }
    }
    return order;
}

} // namespace zonogon::pil
