#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/snark/fflonk/circuit.hpp>
#include <zonogon/snark/fflonk/domain.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// The columns sigma1, sigma2 and sigma3 of the permutation argument: cells that hold the same wire form a cycle, and
/// every cell has the number of the cell before it.
///
/// Cells follow one another row by row, a, b, c; the first of a wire has the last. Rows behind the gates hold wire 0;
/// the two last rows, whose cells blind, are not connected. Precondition: the circuit has room in 2^power rows.
inline std::array<std::vector<scalar>, 3> permutation_columns(const circuit& in, std::size_t power) {
    const std::size_t rows = std::size_t{1} << power;
    struct cell {
        std::size_t row = 0;
        std::size_t column = 3; // none
    };
    std::vector<cell> first(in.wires);
    std::vector<scalar> last(in.wires);
    std::array<std::vector<scalar>, 3> out;
    for (auto& column : out) {
        column.resize(rows);
    }
    const scalar step = scalar::two_adic_generator(power);
    scalar row_number = scalar::one();
    for (std::size_t row = 0; row < rows; ++row) {
        const std::array<scalar, 3> numbers{row_number, row_number * column_b, row_number * column_c};
        const gate g = row < in.gates.size() ? in.gates[row] : gate{};
        const std::array<std::uint32_t, 3> wires{g.a, g.b, g.c};
        for (std::size_t column = 0; column < 3; ++column) {
            if (row + 2 >= rows) {
                out[column][row] = numbers[column];
                continue;
            }
            const std::uint32_t wire = wires[column];
            if (first[wire].column == 3) {
                first[wire] = {row, column};
            } else {
                out[column][row] = last[wire];
            }
            last[wire] = numbers[column];
        }
        row_number *= step;
    }
    for (std::size_t wire = 0; wire < first.size(); ++wire) {
        if (first[wire].column != 3) {
            out[first[wire].column][first[wire].row] = last[wire];
        }
    }
    return out;
}

} // namespace zonogon::snark::fflonk
