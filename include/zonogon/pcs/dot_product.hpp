#pragma once

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::pcs {

/// The combination of a row's elements with fixed weights of the extension: sum of weight[i] * row[i].
template <class E>
class row_combiner {
public:
    using field = typename E::base_field;

    explicit row_combiner(std::span<const E> weights) : weights_(weights.begin(), weights.end()) {}

    E operator()(std::span<const field> row) const {
        E sum;
        for (std::size_t i = 0; i < row.size(); ++i) {
            sum += weights_[i] * row[i];
        }
        return sum;
    }

private:
    std::vector<E> weights_;
};

/// Writes the sum over rows r < weights.size() of weights[r] * (row r of m), per column, to `out`.
template <class E>
void combine_rows(const matrix::row_major<typename E::base_field>& m, std::span<const E> weights, std::span<E> out) {
    const std::size_t width = m.width();
    std::mutex lock;
    std::ranges::fill(out, E{});
    const std::size_t grain = std::max<std::size_t>(64, (std::size_t{1} << 17) / width);
    parallel_chunks(weights.size(), grain, [&](std::size_t begin, std::size_t end) {
        std::vector<E> sum(width);
        for (std::size_t r = begin; r < end; ++r) {
            const auto row = m.row(r);
            for (std::size_t c = 0; c < width; ++c) {
                sum[c] += weights[r] * row[c];
            }
        }
        const std::scoped_lock guard(lock);
        for (std::size_t c = 0; c < width; ++c) {
            out[c] += sum[c];
        }
    });
}

} // namespace zonogon::pcs
