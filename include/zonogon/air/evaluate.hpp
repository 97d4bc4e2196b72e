#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/air/ir.hpp>

namespace zonogon::air {

/// The class of an IR constant in a prime field.
template <class F>
constexpr F to_field(std::uint64_t constant) noexcept {
    return F{static_cast<decltype(F::modulus)>(constant % F::modulus)};
}

/// Evaluates all nodes in order: values[i] becomes node i's value. The simplest reading of the IR, and the meaning
/// that every faster one must have.
///
/// `leaf(const node&)` yields a Value for each node that is no operation (op::constant .. op::transition).
/// Precondition: values.size() >= table.nodes.size().
template <class Value, class Leaf>
constexpr void evaluate_nodes(const ir& table, Leaf&& leaf, std::span<Value> values) {
    for (std::size_t i = 0; i < table.nodes.size(); ++i) {
        const node& n = table.nodes[i];
        switch (n.kind) {
        case op::add:
            values[i] = values[n.a] + values[n.b];
            break;
        case op::sub:
            values[i] = values[n.a] - values[n.b];
            break;
        case op::mul:
            values[i] = values[n.a] * values[n.b];
            break;
        case op::neg:
            values[i] = -values[n.a];
            break;
        default:
            values[i] = leaf(n);
            break;
        }
    }
}

} // namespace zonogon::air
