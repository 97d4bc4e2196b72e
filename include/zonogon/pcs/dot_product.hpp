#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/goldilocks_sum.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::pcs {

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

/// The sum of weights[i] * values[i], i < count, the weights being elements of E by their coefficients.
template <class E>
E dot_product(const typename E::base_field* values, const std::array<typename E::base_field, E::degree>* weights,
              std::size_t count) {
    std::array<product_sum<typename E::base_field>, E::degree> sums{};
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < E::degree; ++k) {
            sums[k].add(weights[i][k], values[i]);
        }
    }
    auto parts = E{}.coefficients();
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

    explicit row_combiner(std::span<const E> weights) : weights_(weights.size()) {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            weights_[i] = weights[i].coefficients();
        }
    }

    /// Precondition: row.size() is at most the number of weights.
    E operator()(std::span<const field> row) const { return dot_product<E>(row.data(), weights_.data(), row.size()); }

private:
    std::vector<std::array<field, E::degree>> weights_;
};

/// Writes the sum over rows r < weights.size() of weights[r] * (row r of m), per column, to `out`.
template <class E>
void combine_rows(const matrix::row_major<typename E::base_field>& m, std::span<const E> weights, std::span<E> out) {
    using field = typename E::base_field;
    const std::size_t width = m.width();
    // Rows are read in order, as memory likes it, into a tile by columns that stays in the cache.
    const std::size_t tile = std::clamp<std::size_t>((std::size_t{1} << 15) / width, 32, 1024);
    std::mutex lock;
    std::ranges::fill(out, E{});
    parallel_chunks(weights.size(), 16 * tile, [&](std::size_t begin, std::size_t end) {
        std::vector<E> sum(width);
        std::vector<std::array<field, E::degree>> parts(tile);
        std::vector<field> columns(width * tile);
        for (std::size_t first = begin; first < end; first += tile) {
            const std::size_t count = std::min(tile, end - first);
            for (std::size_t r = 0; r < count; ++r) {
                parts[r] = weights[first + r].coefficients();
                const std::span<const field> row = m.row(first + r);
                for (std::size_t c = 0; c < width; ++c) {
                    columns[c * tile + r] = row[c];
                }
            }
            for (std::size_t c = 0; c < width; ++c) {
                sum[c] += dot_product<E>(columns.data() + c * tile, parts.data(), count);
            }
        }
        const std::scoped_lock guard(lock);
        for (std::size_t c = 0; c < width; ++c) {
            out[c] += sum[c];
        }
    });
}

} // namespace zonogon::pcs
