#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/result.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/snark/fflonk/domain.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// What a verifier knows of a circuit. The rest (roots of one, shifts of the columns) follows from `power`.
struct verification_key {
    /// Rows of the circuit: 2^power.
    std::size_t power = min_power;
    /// Public inputs (circom: outputs, then public inputs).
    std::uint32_t publics = 0;
    /// The commitment to selectors and permutation.
    g1_point c0;
    /// [tau] G2.
    g2_point x2;

    std::size_t rows() const noexcept { return std::size_t{1} << power; }
    /// Whether sizes are in range and the points are in their groups and not zero; what readers promise and verify
    /// needs.
    status well_formed() const;

    friend bool operator==(const verification_key&, const verification_key&) = default;
};

inline status verification_key::well_formed() const {
    if (power < min_power || power > max_power) {
        return error{"the circuit's power is " + std::to_string(power) + ", not from " + std::to_string(min_power) +
                     " to " + std::to_string(max_power)};
    }
    if (publics > rows()) {
        return error{"more public inputs than rows"};
    }
    if (c0.is_zero() || !c0.on_curve()) {
        return error{"C0 is no point of the curve other than zero"};
    }
    if (x2.is_zero() || !curve::in_bn254_g2(x2)) {
        return error{"X_2 is no point of G2 other than zero"};
    }
    return {};
}

} // namespace zonogon::snark::fflonk
