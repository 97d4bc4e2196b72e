#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include <zonogon/base/int128.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/goldilocks.hpp>
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

/// The 128-bit products are added up in halves and reduced once at the end: room for 2^64 of them.
template <>
class product_sum<field::goldilocks> {
public:
    void add(field::goldilocks a, field::goldilocks b) noexcept {
        const uint128 product = static_cast<uint128>(a.raw()) * b.raw();
        low_ += static_cast<std::uint64_t>(product);
        high_ += static_cast<std::uint64_t>(product >> 64);
    }
    field::goldilocks value() const noexcept {
        // 2^64 = 2^32 - 1.
        const field::goldilocks two_to_64{0xffffffffULL};
        return field::goldilocks::reduce(low_) + field::goldilocks::reduce(high_) * two_to_64;
    }

private:
    uint128 low_ = 0;
    uint128 high_ = 0;
};

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
    E operator()(std::span<const field> row) const {
        std::array<product_sum<field>, E::degree> sums{};
        for (std::size_t i = 0; i < row.size(); ++i) {
            for (std::size_t k = 0; k < E::degree; ++k) {
                sums[k].add(weights_[i][k], row[i]);
            }
        }
        auto parts = E{}.coefficients();
        for (std::size_t k = 0; k < E::degree; ++k) {
            parts[k] = sums[k].value();
        }
        return E::from_coefficients(parts);
    }

private:
    std::vector<std::array<field, E::degree>> weights_;
};

/// Writes the sum over rows r < weights.size() of weights[r] * (row r of m), per column, to `out`.
template <class E>
void combine_rows(const matrix::row_major<typename E::base_field>& m, std::span<const E> weights, std::span<E> out) {
    using field = typename E::base_field;
    const std::size_t width = m.width();
    std::mutex lock;
    std::ranges::fill(out, E{});
    // A tile of rows stays in the cache while its columns are taken one after the other.
    const std::size_t tile = std::max<std::size_t>(16, std::size_t{1 << 12} / width);
    parallel_chunks(weights.size(), tile * 32, [&](std::size_t begin, std::size_t end) {
        std::vector<E> sum(width);
        std::vector<std::array<field, E::degree>> parts(tile);
        for (std::size_t first = begin; first < end; first += tile) {
            const std::size_t count = std::min(tile, end - first);
            for (std::size_t r = 0; r < count; ++r) {
                parts[r] = weights[first + r].coefficients();
            }
            for (std::size_t c = 0; c < width; ++c) {
                std::array<product_sum<field>, E::degree> sums{};
                const field* value = m.row(first).data() + c;
                for (std::size_t r = 0; r < count; ++r, value += width) {
                    for (std::size_t k = 0; k < E::degree; ++k) {
                        sums[k].add(parts[r][k], *value);
                    }
                }
                auto total = E{}.coefficients();
                for (std::size_t k = 0; k < E::degree; ++k) {
                    total[k] = sums[k].value();
                }
                sum[c] += E::from_coefficients(total);
            }
        }
        const std::scoped_lock guard(lock);
        for (std::size_t c = 0; c < width; ++c) {
            out[c] += sum[c];
        }
    });
}

} // namespace zonogon::pcs
