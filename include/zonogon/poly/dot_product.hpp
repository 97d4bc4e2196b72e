#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>
#include <span>
#include <type_traits>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/goldilocks_sum.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/packed/packed.hpp>

namespace zonogon::poly {

/// A running sum of products of base field elements.
template <class F>
class product_sum {
public:
    void add(F a, F b) noexcept { sum_ += a * b; }
    F value() const noexcept { return sum_; }

private:
    F sum_;
};

template <>
class product_sum<field::goldilocks> {
public:
    void add(field::goldilocks a, field::goldilocks b) noexcept { sum_.add_product(a, b); }
    field::goldilocks value() const noexcept { return sum_.value(); }

private:
    field::goldilocks_sum sum_;
};

/// The sum of weight i * values[i], i < count; coefficient k of weight i is weights[k * stride + i].
template <class E>
E dot_product(const typename E::base_field* values, const typename E::base_field* weights, std::size_t stride,
              std::size_t count) {
    using field = typename E::base_field;
    auto parts = E{}.coefficients();
    std::array<product_sum<field>, E::degree> sums{};
    std::size_t i = 0;
    if constexpr (!std::is_same_v<field, zonogon::field::goldilocks>) {
        // Goldilocks gains more by the late reductions of its sums.
        using vector = packed::vector_of<field>;
        std::array<vector, E::degree> lanes{};
        for (; i + vector::width <= count; i += vector::width) {
            const vector value = vector::load(values + i);
            for (std::size_t k = 0; k < E::degree; ++k) {
                lanes[k] += value * vector::load(weights + k * stride + i);
            }
        }
        for (std::size_t k = 0; k < E::degree; ++k) {
            std::array<field, vector::width> apart;
            lanes[k].store(apart.data());
            for (const field& x : apart) {
                sums[k].add(x, field::one());
            }
        }
    }
    for (; i < count; ++i) {
        for (std::size_t k = 0; k < E::degree; ++k) {
            sums[k].add(weights[k * stride + i], values[i]);
        }
    }
    for (std::size_t k = 0; k < E::degree; ++k) {
        parts[k] = sums[k].value();
    }
    return E::from_coefficients(parts);
}

/// The combination of a row's elements with fixed weights of the extension: sum of weight[i] * row[i].
template <class E>
class row_combiner {
public:
    using field = typename E::base_field;

    explicit row_combiner(std::span<const E> weights) : stride_(weights.size()), weights_(E::degree * stride_) {
        for (std::size_t i = 0; i < stride_; ++i) {
            for (std::size_t k = 0; k < E::degree; ++k) {
                weights_[k * stride_ + i] = weights[i].coefficient(k);
            }
        }
    }

    /// Precondition: row.size() is at most the number of weights.
    E operator()(std::span<const field> row) const {
        return dot_product<E>(row.data(), weights_.data(), stride_, row.size());
    }

private:
    std::size_t stride_;
    std::vector<field> weights_;
};

/// Writes the sum over rows r < weights.size() of weights[r] * (row r of m, or row reversed(r) if Reverse), per column,
/// to `out`. Precondition: where rows are reversed, their number is a power of two.
template <bool Reverse = false, class E>
void combine_rows(const matrix::row_major<typename E::base_field>& m, std::span<const E> weights, std::span<E> out) {
    using field = typename E::base_field;
    const std::size_t width = m.width();
    // Rows are read in order, as memory likes it, into a tile by columns that stays in the cache.
    const std::size_t tile =
        std::clamp<std::size_t>((std::size_t{1} << 15) / std::max<std::size_t>(1, width), 32, 1024);
    const std::size_t bits = Reverse ? log2_strict(weights.size()) : 0;
    std::mutex lock;
    std::ranges::fill(out, E{});
    parallel_chunks(weights.size(), 16 * tile, [&](std::size_t begin, std::size_t end) {
        std::vector<E> sum(width);
        std::vector<field> parts(E::degree * tile);
        std::vector<field> columns(width * tile);
        for (std::size_t first = begin; first < end; first += tile) {
            const std::size_t count = std::min(tile, end - first);
            for (std::size_t r = 0; r < count; ++r) {
                for (std::size_t k = 0; k < E::degree; ++k) {
                    parts[k * tile + r] = weights[first + r].coefficient(k);
                }
                const std::span<const field> row = m.row(Reverse ? reverse_bits(first + r, bits) : first + r);
                for (std::size_t c = 0; c < width; ++c) {
                    columns[c * tile + r] = row[c];
                }
            }
            for (std::size_t c = 0; c < width; ++c) {
                sum[c] += dot_product<E>(columns.data() + c * tile, parts.data(), tile, count);
            }
        }
        const std::scoped_lock guard(lock);
        for (std::size_t c = 0; c < width; ++c) {
            out[c] += sum[c];
        }
    });
}

} // namespace zonogon::poly
