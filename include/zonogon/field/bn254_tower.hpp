#pragma once

#include <zonogon/field/bn254.hpp>
#include <zonogon/field/cubic.hpp>
#include <zonogon/field/quadratic.hpp>
#include <zonogon/field/tower.hpp>

namespace zonogon::field {

/// a + b i, i^2 = -1 (EIP-197).
using bn254_base2 = quadratic<bn254_base, minus_one>;

/// 9 + i, which is neither a square nor a cube.
struct bn254_xi {
    static constexpr bn254_base2 times_non_residue(const bn254_base2& a) noexcept {
        const bn254_base2 two = a + a;
        const bn254_base2 four = two + two;
        const bn254_base2 nine = four + four + a;
        return {nine.coefficient(0) - a.coefficient(1), nine.coefficient(1) + a.coefficient(0)};
    }
};

/// a + b v + c v^2, v^3 = 9 + i.
using bn254_base6 = cubic<bn254_base2, bn254_xi>;

/// a + b w, w^2 = v: where BN254's pairing has its values.
using bn254_base12 = quadratic<bn254_base6, generator_of_cubic>;

} // namespace zonogon::field
