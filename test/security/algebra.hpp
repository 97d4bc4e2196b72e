#pragma once

// Linear algebra over the cubic extension that attacks are computed with.

#include <array>
#include <cstddef>

#include "security/mutants.hpp"

namespace zonogon::test {

using wide_basis = std::array<attacked_ext, 3>;

inline attacked_field determinant(const wide_basis& columns) {
    const auto at = [&](std::size_t row, std::size_t column) { return columns[column % 3].coefficient(row % 3); };
    attacked_field out;
    for (std::size_t i = 0; i < 3; ++i) {
        out += at(0, i) * (at(1, i + 1) * at(2, i + 2) - at(1, i + 2) * at(2, i + 1));
    }
    return out;
}

/// The base field elements x_i with sum of x_i basis_i = value, by Cramer's rule. Precondition: a basis.
inline std::array<attacked_field, 3> coordinates(const attacked_ext& value, const wide_basis& basis) {
    const attacked_field scale = determinant(basis).inverse();
    std::array<attacked_field, 3> out;
    for (std::size_t i = 0; i < 3; ++i) {
        wide_basis replaced = basis;
        replaced[i] = value;
        out[i] = determinant(replaced) * scale;
    }
    return out;
}

} // namespace zonogon::test
