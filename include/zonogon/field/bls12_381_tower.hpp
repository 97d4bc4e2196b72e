#pragma once

#include <zonogon/field/bls12_381.hpp>
#include <zonogon/field/cubic.hpp>
#include <zonogon/field/quadratic.hpp>
#include <zonogon/field/tower.hpp>

namespace zonogon::field {

/// a + b i, i^2 = -1 (EIP-2537).
using bls12_381_base2 = quadratic<bls12_381_base, minus_one>;

/// 1 + i, which is neither a square nor a cube.
struct bls12_381_xi {
    static constexpr bls12_381_base2 times_non_residue(const bls12_381_base2& a) noexcept {
        return {a.coefficient(0) - a.coefficient(1), a.coefficient(1) + a.coefficient(0)};
    }
};

/// a + b v + c v^2, v^3 = 1 + i.
using bls12_381_base6 = cubic<bls12_381_base2, bls12_381_xi>;

/// a + b w, w^2 = v: where the pairing has its values.
using bls12_381_base12 = quadratic<bls12_381_base6, generator_of_cubic>;

} // namespace zonogon::field
