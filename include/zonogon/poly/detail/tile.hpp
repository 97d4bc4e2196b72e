#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#include <zonogon/poly/detail/column_transform.hpp>

namespace zonogon::poly::detail {

/// Where the rows of a family of transforms lie: value `row` of transform `group`, matrix column c, is
/// base[row * row_stride + group * group_stride + c].
template <class T>
struct layout {
    T* base;
    std::size_t row_stride;
    std::size_t group_stride;
};

/// What one tile holds: whole groups (all columns of the matrix), or some columns of one group.
struct tile_part {
    std::size_t first_group;
    std::size_t groups;
    std::size_t first_column;
    std::size_t columns;

    std::size_t lanes() const { return groups * columns; }
};

/// The parts in which a pass over `groups` transforms of `width` columns is done.
class tiling {
public:
    /// `lanes` is what a tile should hold at most, `vector` the lanes of a register.
    tiling(std::size_t groups, std::size_t width, std::size_t lanes, std::size_t vector)
        : groups_(groups), width_(width) {
        if (width < 2 * vector) {
            groups_per_tile_ = std::clamp<std::size_t>(lanes / width, 1, groups);
            columns_per_tile_ = width;
        } else {
            const std::size_t tiles = (width + lanes - 1) / lanes;
            columns_per_tile_ = ((width + tiles - 1) / tiles + vector - 1) / vector * vector;
        }
        column_tiles_ = (width + columns_per_tile_ - 1) / columns_per_tile_;
    }

    std::size_t count() const { return (groups_ + groups_per_tile_ - 1) / groups_per_tile_ * column_tiles_; }
    std::size_t max_lanes() const { return groups_per_tile_ * columns_per_tile_; }
    tile_part operator[](std::size_t index) const {
        const std::size_t group = index / column_tiles_ * groups_per_tile_;
        const std::size_t column = index % column_tiles_ * columns_per_tile_;
        return {group, std::min(groups_per_tile_, groups_ - group), column,
                std::min(columns_per_tile_, width_ - column)};
    }

private:
    std::size_t groups_;
    std::size_t width_;
    std::size_t groups_per_tile_ = 1;
    std::size_t columns_per_tile_ = 0;
    std::size_t column_tiles_ = 0;
};

/// A cache-sized part of a matrix as columns of registers: register (v, row) holds lanes v * width .. of that row.
///
/// Columns of registers rather than rows, so that the stages of one transform run through memory of their own.
template <field::two_adic_field F, class Isa = packed::best>
class tile {
public:
    using math = lane_math<F, Isa>;
    using reg = typename math::reg;
    static constexpr std::size_t width = math::width;

    tile(std::size_t rows, std::size_t lanes)
        : rows_(rows),
          registers_(static_cast<reg*>(::operator new(rows * vectors_of(lanes) * sizeof(reg), alignment))) {}

    static std::size_t vectors_of(std::size_t lanes) { return (lanes + width - 1) / width; }
    reg* column(std::size_t v) { return registers_.get() + v * rows_; }

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
    static constexpr std::align_val_t alignment{64};
    struct release {
        void operator()(reg* p) const { ::operator delete(p, alignment); }
    };

    template <class T>
    static bool contiguous(const layout<T>& l, const tile_part& part) {
        return part.groups == 1 || l.group_stride == part.columns;
    }

    std::size_t rows_;
    std::unique_ptr<reg, release> registers_;
};

} // namespace zonogon::poly::detail
