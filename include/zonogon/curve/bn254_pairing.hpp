#pragma once

#include <cstdint>

#include <zonogon/curve/ate_pairing.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/field/bn254_tower.hpp>

namespace zonogon::curve {

/// BN254 for ate_pairing: EIP-197's curves and tower.
struct bn254_parameters {
    using g1 = bn254;
    using g2 = bn254_twist;
    using extension = field::bn254_base12;

    static constexpr curve_family family = curve_family::bn;
    static constexpr twist_type twist = twist_type::d;
    static constexpr std::uint64_t x = 0x44e992b44a6909f1;
    static constexpr bool x_negative = false;
    static constexpr field::bn254_base2 xi() noexcept { return {field::bn254_base{9}, field::bn254_base{1}}; }
    /// The curve's order is r: every point of it.
    static constexpr bool in_g1(const g1::point& p) noexcept { return p.on_curve(); }
};

/// The optimal ate pairing of BN254, as EIP-197's precompile has it (Beuchat et al., "High-speed software
/// implementation of the optimal ate pairing over Barreto-Naehrig curves", eprint 2010/354).
using bn254_pairing = ate_pairing<bn254_parameters>;

/// Whether a point of the twist is in G2, the points of order r and zero.
inline bool in_bn254_g2(const bn254_twist::point& q) {
    return bn254_pairing::in_g2(q);
}

} // namespace zonogon::curve
