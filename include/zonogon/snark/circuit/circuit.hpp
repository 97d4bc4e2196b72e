#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/snark/circuit/linear.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace zonogon::snark {

/// A finished circuit: its constraints and, for people, which rule of which gadget each of them stands for.
struct circuit {
    r1cs<fr> system;
    /// Rules in words, e.g. "merkle / poseidon: fifth power", and the index of each constraint's rule.
    std::vector<std::string> rules;
    std::vector<std::uint32_t> rule_of;

    /// Whether constraint i holds. Precondition: witness.size() == system.wires.
    bool holds(std::size_t i, std::span<const fr> witness) const {
        return system.a.evaluate(i, witness) * system.b.evaluate(i, witness) == system.c.evaluate(i, witness);
    }
    /// r1cs::check, with the broken rule's name.
    status check(std::span<const fr> witness) const;
};

inline status circuit::check(std::span<const fr> witness) const {
    if (witness.size() != system.wires) {
        return error{"the witness is for another circuit"};
    }
    if (witness[0] != fr::one()) {
        return error{"the witness does not begin with one"};
    }
    for (std::size_t i = 0; i < system.constraints(); ++i) {
        if (!holds(i, witness)) {
            return error{"constraint " + std::to_string(i) + " is broken: " + rules[rule_of[i]]};
        }
    }
    return {};
}

} // namespace zonogon::snark
