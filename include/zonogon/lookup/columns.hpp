#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/air/lanes.hpp>
#include <zonogon/air/program.hpp>
#include <zonogon/air/rows.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/lookup/argument.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::lookup {

/// The second-stage columns of a table, E::degree base columns for each extension column.
template <class F, class E>
struct columns {
    /// h_0, h_1, ...; width 0 when the table has one batch only.
    matrix::row_major<F> helpers;
    /// The running sum S, which starts at 0.
    matrix::row_major<F> running_sum;
    E sum{};
};

/// Computes the columns from the trace. Precondition: `a` has a batch; `trace` describes trace rows in order.
///
/// A denominator that is zero (probability about tuples / |E|) yields columns that do not satisfy the constraints.
template <class F, class E, class Lanes>
columns<F, E> build_columns(const air::ir& table, const argument& a, const air::rows<F>& trace,
                            const challenges<E>& c) {
    using wide = typename Lanes::template wide<E>;
    constexpr std::size_t stride = Lanes::width;
    const std::size_t height = std::size_t{1} << trace.log_height;
    const std::size_t batches = a.batches.size();

    std::vector<std::vector<air::node_id>> groups;
    for (const batch& b : a.batches) {
        groups.push_back(batch_nodes(table, b));
    }
    const air::program p = air::compile(table, groups);
    std::vector<std::vector<prepared<E>>> ready;
    for (std::size_t j = 0; j < batches; ++j) {
        ready.push_back(prepare<F, E>(table, a, j, p.group(j), c, [](const F& v) { return E(v); }));
    }

    columns<F, E> out;
    if (batches > 1) {
        out.helpers = matrix::row_major<F>(height, (batches - 1) * E::degree);
    }
    std::vector<E> row_totals(height);
    const std::size_t grain = std::max<std::size_t>(stride, 4096 / batches / stride * stride);
    parallel_chunks(height, grain, [&](std::size_t begin, std::size_t end) {
        std::vector<F> slots(p.slot_count * stride);
        air::fill_fixed(p, table, trace, stride, slots.data());
        std::vector<E> numerators((end - begin) * batches);
        std::vector<E> denominators((end - begin) * batches);
        std::vector<E> scratch((end - begin) * batches);
        const auto scatter = [&](const wide& from, std::vector<E>& to, std::size_t at) {
            std::array<F, E::degree * stride> parts;
            Lanes::template store_wide<E>(from, parts.data(), stride);
            for (std::size_t lane = 0; lane < stride; ++lane) {
                auto coefficients = E{}.coefficients();
                for (std::size_t k = 0; k < E::degree; ++k) {
                    coefficients[k] = parts[k * stride + lane];
                }
                to[at + lane * batches] = E::from_coefficients(coefficients);
            }
        };
        for (std::size_t row = begin; row < end; row += stride) {
            air::fill_rows<stride>(p, trace, row, slots.data());
            air::run<Lanes, 1>(p, slots.data(), [&](std::size_t j) {
                const auto f = batch_fraction<wide, E>(
                    ready[j], [](const E& e) { return Lanes::lift(e); },
                    [&](std::uint32_t slot) { return Lanes::load(slots.data() + slot * stride); },
                    [](const auto& v) { return Lanes::template widen<E>(v); });
                scatter(f.numerator, numerators, (row - begin) * batches + j);
                scatter(f.denominator, denominators, (row - begin) * batches + j);
            });
        }
        field::batch_inverse(std::span<E>(denominators), std::span<E>(scratch));
        for (std::size_t row = begin; row < end; ++row) {
            E total{};
            for (std::size_t j = 0; j < batches; ++j) {
                const std::size_t at = (row - begin) * batches + j;
                const E h = numerators[at] * denominators[at];
                total += h;
                if (j + 1 < batches) {
                    for (std::size_t k = 0; k < E::degree; ++k) {
                        out.helpers(row, j * E::degree + k) = h.coefficient(k);
                    }
                }
            }
            row_totals[row] = total;
        }
    });

    for (const E& t : row_totals) {
        out.sum += t;
    }
    const E share = out.sum * inverse_of_height<F>(trace.log_height);
    out.running_sum = matrix::row_major<F>(height, E::degree);
    E running{};
    for (std::size_t row = 0; row < height; ++row) {
        for (std::size_t k = 0; k < E::degree; ++k) {
            out.running_sum(row, k) = running.coefficient(k);
        }
        running += row_totals[row] - share;
    }
    return out;
}

} // namespace zonogon::lookup
