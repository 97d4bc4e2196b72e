#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/hash/poseidon_bn254.hpp>
#include <zonogon/snark/circuit/builder.hpp>

namespace zonogon::snark::gadgets {

/// hash::poseidon_bn254_permute on wires: three constraints per S-box, none for one whose input is a constant.
inline void poseidon_bn254_permute(builder& b, std::span<linear> state) {
    const builder::scope in(b, "poseidon");
    hash::poseidon_bn254_permute_values(state, [&](const linear& x) {
        const linear x2 = b.multiply(x, x, "square");
        const linear x4 = b.multiply(x2, x2, "fourth power");
        return b.multiply(x4, x, "fifth power");
    });
}

/// circomlib's Poseidon(n): 3 (8 (n + 1) + partial rounds) constraints, three fewer when `initial` is a constant.
/// Precondition: 1 <= in.size() <= 16.
inline linear poseidon_bn254(builder& b, std::span<const linear> in, const linear& initial = {}) {
    std::vector<linear> state{initial};
    state.insert(state.end(), in.begin(), in.end());
    poseidon_bn254_permute(b, state);
    return state[0];
}

} // namespace zonogon::snark::gadgets
