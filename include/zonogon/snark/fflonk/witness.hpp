#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/snark/fflonk/polynomial.hpp>
#include <zonogon/snark/fflonk/proving_key.hpp>
#include <zonogon/snark/fflonk/types.hpp>
#include <zonogon/snark/randomness.hpp>

namespace zonogon::snark::fflonk {

/// The random numbers of a proof: values of a, b and c in the two last rows, and the factors 1, X and X^2 of what is
/// added to z times the rows' vanishing polynomial. Each proof needs its own, or it tells of the witness.
struct blinding {
    std::array<std::array<scalar, 2>, 3> wires;
    std::array<scalar, 3> z;

    template <class Randomness>
    static result<blinding> draw(Randomness& random) {
        blinding out;
        for (scalar* v : {&out.wires[0][0], &out.wires[0][1], &out.wires[1][0], &out.wires[1][1], &out.wires[2][0],
                          &out.wires[2][1], &out.z[0], &out.z[1], &out.z[2]}) {
            const result<scalar> drawn = random.template scalar<scalar>();
            if (!drawn) {
                return drawn.why();
            }
            *v = *drawn;
        }
        return out;
    }
};

/// The values of all wires: the witness, with zero for wire 0, and the additions. Precondition: as many values as the
/// key asks for.
inline std::vector<scalar> all_wires(const proving_key& key, std::span<const scalar> witness) {
    std::vector<scalar> out(key.wires());
    for (std::size_t i = 1; i < witness.size(); ++i) {
        out[i] = witness[i];
    }
    for (std::size_t i = 0; i < key.additions(); ++i) {
        const addition a = key.nth_addition(i);
        out[witness.size() + i] = a.first_factor * out[a.first] + a.second_factor * out[a.second];
    }
    return out;
}

/// The columns a, b and c on the rows.
inline std::array<polynomial, 3> wire_columns(const proving_key& key, std::span<const scalar> wires,
                                              const blinding& random) {
    std::array<polynomial, 3> out;
    for (std::size_t column = 0; column < out.size(); ++column) {
        out[column].resize(key.rows());
        for (std::size_t i = 0; i < key.gates(); ++i) {
            out[column][i] = wires[key.wire(column, i)];
        }
        out[column][key.rows() - 2] = random.wires[column][0];
        out[column][key.rows() - 1] = random.wires[column][1];
    }
    return out;
}

/// Whether every gate holds; the reason names the first found that does not.
inline status check_gates(const proving_key& key, std::span<const polynomial, 3> columns) {
    const std::size_t rows = key.rows();
    std::atomic<std::size_t> bad{rows};
    parallel_for(rows, std::size_t{1} << 12, [&](std::size_t i) {
        // The stored values are on four times the rows.
        const auto q = [&](std::size_t column) { return key.column(column).values[4 * i]; };
        const scalar& a = columns[0][i];
        const scalar& b = columns[1][i];
        scalar sum = q(0) * a + q(1) * b + q(2) * a * b + q(3) * columns[2][i] + q(4);
        if (i < key.verification().publics) {
            sum -= a;
        }
        if (!sum.is_zero()) {
            bad = i;
        }
    });
    if (bad != rows) {
        return error{"the witness does not satisfy gate " + std::to_string(bad)};
    }
    return {};
}

} // namespace zonogon::snark::fflonk
