#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/air/evaluate.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/air/program.hpp>
#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::air {

/// The values of a table's leaves on all points of a domain: its trace's rows, or the rows of an extension.
template <class F>
struct rows {
    const matrix::row_major<F>* witness = nullptr;
    /// Null when the table has no preprocessed columns.
    const matrix::row_major<F>* preprocessed = nullptr;
    /// The selectors by row; empty when the table does not use them.
    std::vector<F> first_row;
    std::vector<F> last_row;
    /// Periodic column i has on row r the value values[(r >> shift) & (values.size() - 1)].
    struct periodic_column {
        std::vector<F> values;
        std::size_t shift = 0;
    };
    std::vector<periodic_column> periodic;
    std::vector<F> publics;
    std::size_t log_height = 0;
    /// False: the trace's rows in order. True: points of a coset in bit-reversed order, so that the first 2^log_height
    /// rows form one coset of the trace domain, the next as many another, and so on.
    bool bit_reversed = false;

    /// The row that holds the values of the next trace row.
    std::size_t next(std::size_t row) const noexcept {
        const std::size_t height = std::size_t{1} << log_height;
        if (!bit_reversed) {
            return (row + 1) & (height - 1);
        }
        // Adding 1 to a number written backwards: carries run from the high bit down.
        std::size_t bit = height >> 1;
        while ((row & bit) != 0) {
            row ^= bit;
            bit >>= 1;
        }
        return row ^ bit;
    }
};

/// Fills the slots of leaves that do not depend on the row, for `stride` rows side by side.
template <class F>
void fill_fixed(const program& p, const ir& table, const rows<F>& from, std::size_t stride, F* slots) {
    for (const leaf& l : p.leaves) {
        if (l.is_fixed()) {
            const F v = l.kind == op::constant ? to_field<F>(table.constants[l.index]) : from.publics[l.index];
            for (std::size_t i = 0; i < stride; ++i) {
                slots[l.slot * stride + i] = v;
            }
        }
    }
}

/// Fills the slots of leaves that depend on the row, for rows first .. first + Stride - 1.
template <std::size_t Stride, class F>
void fill_rows(const program& p, const rows<F>& from, std::size_t first, F* slots) {
    for (std::size_t i = 0; i < Stride; ++i) {
        const std::size_t row = first + i;
        const std::size_t next = from.next(row);
        const F* const witness[2] = {from.witness->row(row).data(), from.witness->row(next).data()};
        const F* const preprocessed[2] = {from.preprocessed ? from.preprocessed->row(row).data() : nullptr,
                                          from.preprocessed ? from.preprocessed->row(next).data() : nullptr};
        for (const leaf& l : p.leaves) {
            F& to = slots[l.slot * Stride + i];
            switch (l.kind) {
            case op::witness:
                to = witness[l.offset][l.index];
                break;
            case op::preprocessed:
                to = preprocessed[l.offset][l.index];
                break;
            case op::periodic: {
                const auto& column = from.periodic[l.index];
                to = column.values[(row >> column.shift) & (column.values.size() - 1)];
                break;
            }
            case op::first_row:
                to = from.first_row[row];
                break;
            case op::last_row:
                to = from.last_row[row];
                break;
            case op::transition:
                to = F::one() - from.last_row[row];
                break;
            default:
                break;
            }
        }
    }
}

} // namespace zonogon::air
