#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <zonogon/matrix/storage.hpp>
#include <zonogon/poly/detail/column_transform.hpp>
#include <zonogon/poly/detail/tiling.hpp>

namespace zonogon::poly::detail {

/// A cache-sized part of a matrix as columns of registers: register (v, row) holds lanes v * width .. of that row.
///
/// Columns of registers rather than rows, so that the stages of one transform run through memory of their own.
template <field::two_adic_field F, class Isa = packed::best>
class tile {
public:
    using math = lane_math<F, Isa>;
    using reg = typename math::reg;
    static constexpr std::size_t width = math::width;

    tile(std::size_t rows, std::size_t lanes) : rows_(rows), registers_(rows * vectors_of(lanes)) {}

    static std::size_t vectors_of(std::size_t lanes) { return (lanes + width - 1) / width; }
    reg* column(std::size_t v) { return registers_.data() + v * rows_; }

    void gather(const layout<const F>& from, const tile_part& part) {
        const std::size_t full = part.lanes() / width;
        const std::size_t tail = part.lanes() % width;
        const F* row = from.base + part.first_group * from.group_stride + part.first_column;
        std::vector<F> assembled(contiguous(from, part) ? 0 : part.lanes());
        for (std::size_t i = 0; i < rows_; ++i, row += from.row_stride) {
            const F* lanes = row;
            if (!assembled.empty()) {
                for (std::size_t g = 0; g < part.groups; ++g) {
                    std::copy_n(row + g * from.group_stride, part.columns, assembled.data() + g * part.columns);
                }
                lanes = assembled.data();
            }
            // The next tile is mostly to the right of this one, in lines that no hardware prefetcher expects.
            for (std::size_t ahead = 0; ahead < part.lanes() * sizeof(F); ahead += 64) {
                __builtin_prefetch(row + part.lanes() + ahead / sizeof(F), 0, 2);
            }
            for (std::size_t v = 0; v < full; ++v) {
                column(v)[i] = math::load(lanes + v * width);
            }
            if (tail != 0) {
                std::array<F, width> padded{};
                std::copy_n(lanes + full * width, tail, padded.data());
                column(full)[i] = math::load(padded.data());
            }
        }
    }

    /// Writes position i to row i, or to row plan.reversed(i) where `order` is not null.
    template <class Plan>
    void scatter(const layout<F>& to, const tile_part& part, const Plan* order) {
        const std::size_t full = part.lanes() / width;
        const std::size_t tail = part.lanes() % width;
        F* const base = to.base + part.first_group * to.group_stride + part.first_column;
        std::vector<F> assembled(contiguous(to, part) ? 0 : part.lanes());
        for (std::size_t i = 0; i < rows_; ++i) {
            // Rows are written in order and positions read out of it: memory is farther than the tile.
            const std::size_t position = order == nullptr ? i : order->reversed(i);
            F* const row = base + i * to.row_stride;
            F* const lanes = assembled.empty() ? row : assembled.data();
            for (std::size_t v = 0; v < full; ++v) {
                math::store(lanes + v * width, column(v)[position]);
            }
            if (tail != 0) {
                std::array<F, width> padded;
                math::store(padded.data(), column(full)[position]);
                std::copy_n(padded.data(), tail, lanes + full * width);
            }
            if (!assembled.empty()) {
                for (std::size_t g = 0; g < part.groups; ++g) {
                    std::copy_n(assembled.data() + g * part.columns, part.columns, row + g * to.group_stride);
                }
            }
        }
    }

private:
    template <class T>
    static bool contiguous(const layout<T>& l, const tile_part& part) {
        return part.groups == 1 || l.group_stride == part.columns;
    }

    std::size_t rows_;
    matrix::storage<reg> registers_;
};

} // namespace zonogon::poly::detail
