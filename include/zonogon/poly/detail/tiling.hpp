#pragma once

#include <algorithm>
#include <cstddef>

#include <zonogon/field/concept.hpp>

namespace zonogon::poly::detail {

/// Up to this many rows (log2) one tile holds whole columns; above, a transform takes two passes over memory.
inline constexpr std::size_t one_pass_bits = 10;

/// 2^-bits.
template <class F>
F inverse_of_power_of_two(std::size_t bits) {
    return (F::one() + F::one()).inverse().pow(bits);
}

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

/// The factors lead * base^k by which output k of a transform is multiplied.
template <class F>
struct geometric {
    F lead;
    F base;
};

/// Stands for "no factors".
struct no_factors {};

/// What the pass in the middle of an extension needs to know: n = n1 n2 coefficients a column, k = k1 + n1 k2.
template <class F>
struct coset_job {
    std::size_t bits1;
    std::size_t bits2;
    std::size_t log_blowup;
    F shift;
};

/// How 2^bits rows are split; one tile takes it all where it can.
template <class F>
coset_job<F> plan_cosets(std::size_t bits, std::size_t log_blowup, F shift) {
    const std::size_t bits1 = bits <= one_pass_bits ? 0 : bits - bits / 2;
    return {bits1, bits - bits1, log_blowup, shift};
}

} // namespace zonogon::poly::detail
