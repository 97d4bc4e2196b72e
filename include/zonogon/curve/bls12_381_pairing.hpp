#pragma once

#include <cstdint>

#include <zonogon/curve/ate_pairing.hpp>
#include <zonogon/curve/bls12_381.hpp>
#include <zonogon/field/bls12_381_tower.hpp>

namespace zonogon::curve {

/// BLS12-381 for ate_pairing: x = -0xd201000000010000.
struct bls12_381_parameters {
    using g1 = bls12_381;
    using g2 = bls12_381_twist;
    using extension = field::bls12_381_base12;

    static constexpr curve_family family = curve_family::bls12;
    static constexpr twist_type twist = twist_type::m;
    static constexpr std::uint64_t x = 0xd201000000010000;
    static constexpr bool x_negative = true;
    static constexpr field::bls12_381_base2 xi() noexcept {
        return {field::bls12_381_base{1}, field::bls12_381_base{1}};
    }
    /// (beta x, y) = -x^2 (x, y) for a cube root beta of one exactly on the points of order r: Scott, "A note on group
    /// membership tests for G1, G2 and GT on BLS pairing-friendly curves", eprint 2021/1130, section 6.
    static constexpr bool in_g1(const g1::point& p) noexcept {
        constexpr field::bls12_381_base beta = bls12_381_detail::coordinate(
            {0x2e01fffffffefffe, 0xde17d813620a0002, 0xddb3a93be6f89688, 0xba69c6076a0f77ea, 0x5f19672fdf76ce51, 0});
        return p.on_curve() && g1::point{beta * p.x(), p.y()} == -multiply(u256{x} * u256{x}, p);
    }
};

/// The optimal ate pairing of BLS12-381; its cube, as elsewhere (EIP-2537 and other libraries).
using bls12_381_pairing = ate_pairing<bls12_381_parameters>;

} // namespace zonogon::curve
