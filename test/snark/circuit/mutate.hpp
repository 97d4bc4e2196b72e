#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/circuit/circuit.hpp>

#include "support/random.hpp"

namespace zonogon::test {

using snark::fr;

/// A circuit and its witness, which must fit.
struct built {
    snark::circuit circuit;
    std::vector<fr> witness;

    explicit built(snark::builder& b) : circuit(), witness(b.witness()) { circuit = b.finish(); }
};

/// The wires of which some other value satisfies all constraints when nothing else changes: each is given several
/// other values and every constraint that it occurs in is evaluated. Wire 0 is left alone.
inline std::vector<std::uint32_t> free_wires(const built& c) {
    const auto& system = c.circuit.system;
    std::vector<std::vector<std::uint32_t>> users(system.wires);
    for (std::size_t i = 0; i < system.constraints(); ++i) {
        for (const auto* side : {&system.a, &system.b, &system.c}) {
            for (const std::uint32_t wire : side->wires(i)) {
                if (users[wire].empty() || users[wire].back() != i) {
                    users[wire].push_back(static_cast<std::uint32_t>(i));
                }
            }
        }
    }
    random_stream random(99);
    std::vector<fr> witness = c.witness;
    std::vector<std::uint32_t> out;
    for (std::uint32_t wire = 1; wire < system.wires; ++wire) {
        const fr honest = witness[wire];
        bool is_free = false;
        for (const fr& other : {honest + fr::one(), honest - fr::one(), -honest, fr::one() - honest, fr::zero(),
                                honest + honest, random.element<fr>()}) {
            if (other == honest) {
                continue;
            }
            witness[wire] = other;
            bool broken = false;
            for (const std::uint32_t i : users[wire]) {
                if (!c.circuit.holds(i, witness)) {
                    broken = true;
                    break;
                }
            }
            is_free = is_free || !broken;
        }
        witness[wire] = honest;
        if (is_free) {
            out.push_back(wire);
        }
    }
    return out;
}

/// Those of them that are no inputs: what a gadget itself leaves open.
inline std::size_t free_inner_wires(const built& c) {
    const auto& system = c.circuit.system;
    const std::uint32_t inputs = system.public_count() + system.private_inputs;
    const std::vector<std::uint32_t> all = free_wires(c);
    return static_cast<std::size_t>(std::ranges::count_if(all, [&](std::uint32_t w) { return w > inputs; }));
}

} // namespace zonogon::test
