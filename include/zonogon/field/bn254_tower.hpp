#pragma once

#include <zonogon/field/bn254.hpp>
#include <zonogon/field/cubic.hpp>
#include <zonogon/field/quadratic.hpp>

namespace zonogon::field {

namespace bn254_tower_detail {

struct minus_one {
    static constexpr bn254_base times_non_residue(const bn254_base& a) noexcept { return -a; }
};

} // namespace bn254_tower_detail

/// a + b i, i^2 = -1 (EIP-197).
using bn254_base2 = quadratic<bn254_base, bn254_tower_detail::minus_one>;

namespace bn254_tower_detail {

/// 9 + i, which is neither a square nor a cube.
struct nine_and_i {
    static constexpr bn254_base2 times_non_residue(const bn254_base2& a) noexcept {
        const bn254_base2 two = a + a;
        const bn254_base2 four = two + two;
        const bn254_base2 nine = four + four + a;
        return {nine.coefficient(0) - a.coefficient(1), nine.coefficient(1) + a.coefficient(0)};
    }
};

} // namespace bn254_tower_detail

/// a + b v + c v^2, v^3 = 9 + i.
using bn254_base6 = cubic<bn254_base2, bn254_tower_detail::nine_and_i>;

namespace bn254_tower_detail {

struct times_v {
    static constexpr bn254_base6 times_non_residue(const bn254_base6& a) noexcept { return a.times_generator(); }
};

} // namespace bn254_tower_detail

/// a + b w, w^2 = v: where BN254's pairing has its values.
using bn254_base12 = quadratic<bn254_base6, bn254_tower_detail::times_v>;

} // namespace zonogon::field
