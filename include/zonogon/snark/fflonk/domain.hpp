#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// Cell (row i, column a, b or c) is the number w^i, k1 w^i or k2 w^i: 2 and 3 are in different cosets of every group
/// of roots of one whose order is a power of two.
inline constexpr scalar column_b{2};
inline constexpr scalar column_c{3};

/// The constants of a circuit of 2^power rows that files and verifying keys carry; all follow from the power.
///
/// Rows are the powers of `w`. w3, w4 and w8 are the roots of one that the packed polynomials need, wr is the cube root
/// of w among the powers of w: w to the inverse of 3 modulo 2^power.
struct domain_constants {
    scalar k1, k2, w, w3, w4, w8, wr;

    /// Precondition: power <= scalar::two_adicity.
    static domain_constants of(std::size_t power);

    friend bool operator==(const domain_constants&, const domain_constants&) = default;
};

/// Circuits have at least 2^3 rows, and the quotients live on four times as many.
inline constexpr std::size_t min_power = 3;
inline constexpr std::size_t max_power = scalar::two_adicity - 2;

/// How many powers of tau, [tau^i] G1, a circuit of 2^power rows takes: the longest polynomial is C2, nine times the
/// rows and what the blinding adds; snarkjs keeps some more.
constexpr std::size_t powers_of_tau(std::size_t power) noexcept {
    return 9 * (std::size_t{1} << power) + 18;
}

inline domain_constants domain_constants::of(std::size_t power) {
    const std::uint64_t n = std::uint64_t{1} << power;
    // 3 (2 n + 1) = 3 modulo n, so the inverse of 3 is (2 n + 1) / 3 or (n + 1) / 3, whichever is whole.
    const std::uint64_t third = (n + 1) % 3 == 0 ? (n + 1) / 3 : (2 * n + 1) / 3;
    const scalar w = scalar::two_adic_generator(power);
    // Of the two primitive cube roots, snarkjs takes the square of this power of the generator.
    const scalar cube_root = scalar::generator().pow((scalar::modulus - u256{1}) / u256{3});
    return {column_b,    column_c, w, cube_root.square(), scalar::two_adic_generator(2), scalar::two_adic_generator(3),
            w.pow(third)};
}

} // namespace zonogon::snark::fflonk
