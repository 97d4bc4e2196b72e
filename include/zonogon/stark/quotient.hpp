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
#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/lookup/argument.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/pcs/committed.hpp>
#include <zonogon/poly/lde.hpp>
#include <zonogon/stark/key.hpp>

namespace zonogon::stark {

/// What the quotient of one table is computed from: its columns on the extension domain and the challenges.
template <class Config>
struct quotient_inputs {
    using field = typename Config::field;
    using ext = typename Config::extension;

    const key_table<Config>* table = nullptr;
    std::size_t log_height = 0;
    const matrix::row_major<field>* witness = nullptr;
    const matrix::row_major<field>* preprocessed = nullptr;
    /// Null when the table has no batch but the last, or no bus at all.
    const matrix::row_major<field>* helpers = nullptr;
    const matrix::row_major<field>* running_sum = nullptr;
    std::vector<field> publics;
    ext sum{};
    const lookup::challenges<ext>* buses = nullptr;
    ext composition{};
};

namespace detail {

/// The points of shift * K in bit-reversed order, |K| = 2^log_size.
template <class F>
std::vector<F> coset_points(std::size_t log_size, F shift) {
    std::vector<F> out(std::size_t{1} << log_size);
    out[0] = shift;
    for (std::size_t known = 1; known < out.size(); known *= 2) {
        const F step = F::two_adic_generator(log2_strict(2 * known));
        for (std::size_t r = 0; r < known; ++r) {
            out[known + r] = out[r] * step;
        }
    }
    return out;
}

/// x^(2^log) - 1 on the first point of each of `blocks` blocks of 2^log points.
template <class F>
std::vector<F> vanishing_by_block(const std::vector<F>& points, std::size_t log, std::size_t blocks) {
    std::vector<F> out;
    for (std::size_t b = 0; b < blocks; ++b) {
        F power = points[b << log];
        for (std::size_t i = 0; i < log; ++i) {
            power = power.square();
        }
        out.push_back(power - F::one());
    }
    return out;
}

/// The polynomial that is 1 on `root` and 0 on the other 2^log_height-th roots of unity: root (x^n - 1) / (n (x -
/// root)).
template <class F>
std::vector<F> lagrange(const std::vector<F>& points, const std::vector<F>& vanishing, std::size_t log_height,
                        const F& root) {
    std::vector<F> out(points.size());
    const F factor = root * lookup::inverse_of_height<F>(log_height);
    parallel_for(points.size(), 1 << 15, [&](std::size_t r) { out[r] = points[r] - root; });
    zonogon::field::batch_inverse(std::span<F>(out));
    parallel_for(points.size(), 1 << 15, [&](std::size_t r) { out[r] *= vanishing[r >> log_height] * factor; });
    return out;
}

/// The table's leaves on the quotient's domain.
template <class Config>
air::rows<typename Config::field> extension_rows(const quotient_inputs<Config>& in, std::size_t log_blocks,
                                                 const std::vector<typename Config::field>& points,
                                                 const std::vector<typename Config::field>& vanishing) {
    using field = typename Config::field;
    air::rows<field> out;
    out.witness = in.witness;
    out.preprocessed = in.preprocessed;
    out.publics = in.publics;
    out.log_height = in.log_height;
    out.bit_reversed = true;
    if (in.table->uses_first_row) {
        out.first_row = lagrange(points, vanishing, in.log_height, field::one());
    }
    if (in.table->uses_last_row) {
        out.last_row = lagrange(points, vanishing, in.log_height, field::two_adic_generator(in.log_height).inverse());
    }
    for (const std::vector<field>& coefficients : in.table->periodic) {
        // The column at x is its interpolant at x^(height / period), which has as many values as the domain has cosets
        // of the period's order.
        const std::size_t log_repeats = in.log_height - log2_strict(coefficients.size());
        field shift = pcs::code_shift<Config>();
        for (std::size_t i = 0; i < log_repeats; ++i) {
            shift = shift.square();
        }
        const auto values = poly::coset_evaluate(matrix::row_major<field>(coefficients, 1), log_blocks, shift);
        out.periodic.push_back({{values.data().begin(), values.data().end()}, log_repeats});
    }
    return out;
}

template <class Config, class Lanes, std::size_t Count>
matrix::row_major<typename Config::field> compose(const quotient_inputs<Config>& in) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    using wide = typename Lanes::template wide<ext>;
    constexpr std::size_t degree = ext::degree;
    constexpr std::size_t width = Lanes::width;
    constexpr std::size_t stride = width * Count;

    const key_table<Config>& t = *in.table;
    const air::ir v = t.ir.view();
    const std::size_t log_blocks = log2_ceil(t.chunks);
    const std::size_t domain = std::size_t{1} << (in.log_height + log_blocks);
    const std::vector<field> points = coset_points(in.log_height + log_blocks, pcs::code_shift<Config>());
    const std::vector<field> vanishing = vanishing_by_block(points, in.log_height, std::size_t{1} << log_blocks);
    const air::rows<field> rows = extension_rows(in, log_blocks, points, vanishing);

    std::vector<std::vector<air::node_id>> groups;
    for (const air::constraint& c : v.constraints) {
        groups.push_back({c.root});
    }
    const std::size_t first_batch = groups.size();
    const std::size_t batches = t.buses.batches.size();
    for (const lookup::batch& b : t.buses.batches) {
        groups.push_back(lookup::batch_nodes(v, b));
    }
    const air::program p = air::compile(v, groups);
    std::vector<std::vector<lookup::prepared<ext>>> prepared;
    for (std::size_t j = 0; j < batches; ++j) {
        prepared.push_back(lookup::prepare<field, ext>(v, t.buses, j, p.group(first_batch + j), *in.buses,
                                                       [](const field& f) { return ext(f); }));
    }
    std::vector<ext> powers(groups.size());
    for (std::size_t i = 0; i < powers.size(); ++i) {
        powers[i] = i == 0 ? ext::one() : powers[i - 1] * in.composition;
    }
    const ext share = in.sum * lookup::inverse_of_height<field>(in.log_height);
    std::vector<field> inverse_vanishing = vanishing;
    zonogon::field::batch_inverse(std::span<field>(inverse_vanishing));

    matrix::row_major<field> out(domain, degree);
    const std::size_t grain = std::max<std::size_t>(stride, 512);
    parallel_chunks(domain, grain, [&](std::size_t begin, std::size_t end) {
        std::vector<field> slots(p.slot_count * stride);
        air::fill_fixed(p, v, rows, stride, slots.data());
        std::vector<field> bus_slots((t.buses.helper_count() + 2) * degree * stride);
        field* const sum_slots = bus_slots.data() + t.buses.helper_count() * degree * stride;
        std::array<wide, Count> total;
        const auto bus_value = [&](const field* from, std::size_t l) {
            return Lanes::template load_wide<ext>(from + l * width, stride);
        };
        const auto constraint = [&](std::size_t g) {
            const field* const value = slots.data() + std::size_t{p.group(g)[0]} * stride;
            const wide power = Lanes::lift(powers[g]);
            for (std::size_t l = 0; l < Count; ++l) {
                total[l] = total[l] + power * Lanes::load(value + l * width);
            }
        };
        const auto batch = [&](std::size_t g) {
            const std::size_t j = g - first_batch;
            for (std::size_t l = 0; l < Count; ++l) {
                const auto f = lookup::batch_fraction<wide, ext>(
                    prepared[j], [](const ext& e) { return Lanes::lift(e); },
                    [&](std::uint32_t slot) {
                        return Lanes::load(slots.data() + std::size_t{slot} * stride + l * width);
                    },
                    [](const auto& x) { return Lanes::template widen<ext>(x); });
                wide column;
                if (j + 1 < batches) {
                    column = bus_value(bus_slots.data() + j * degree * stride, l);
                } else {
                    column = bus_value(sum_slots + degree * stride, l) - bus_value(sum_slots, l) + Lanes::lift(share);
                    for (std::size_t h = 0; h + 1 < batches; ++h) {
                        column = column - bus_value(bus_slots.data() + h * degree * stride, l);
                    }
                }
                total[l] = total[l] + Lanes::lift(powers[g]) * (column * f.denominator - f.numerator);
            }
        };
        for (std::size_t row = begin; row < end; row += stride) {
            air::fill_rows<stride>(p, rows, row, slots.data());
            if (batches != 0) {
                for (std::size_t i = 0; i < stride; ++i) {
                    for (std::size_t c = 0; c < t.buses.helper_count() * degree; ++c) {
                        bus_slots[c * stride + i] = (*in.helpers)(row + i, c);
                    }
                    for (std::size_t c = 0; c < degree; ++c) {
                        sum_slots[c * stride + i] = (*in.running_sum)(row + i, c);
                        sum_slots[(degree + c) * stride + i] = (*in.running_sum)(rows.next(row + i), c);
                    }
                }
            }
            total.fill(Lanes::lift(ext::zero()));
            air::run<Lanes, Count>(p, slots.data(), [&](std::size_t g) {
                if (g < first_batch) {
                    constraint(g);
                } else {
                    batch(g);
                }
            });
            std::array<field, degree * stride> parts;
            for (std::size_t l = 0; l < Count; ++l) {
                Lanes::template store_wide<ext>(total[l], parts.data() + l * width, stride);
            }
            for (std::size_t i = 0; i < stride; ++i) {
                const field divisor = inverse_vanishing[(row + i) >> in.log_height];
                for (std::size_t k = 0; k < degree; ++k) {
                    out(row + i, k) = parts[k * stride + i] * divisor;
                }
            }
        }
    });
    return out;
}

} // namespace detail

/// The quotient of one table: sum over its constraints, buses last, of composition^i C_i(x) / (x^height - 1).
///
/// A trace that breaks a constraint yields values that belong to no polynomial of the stated degree. Cost: per point
/// one run of the table's program and about 3 (extension degree) multiplications per constraint and tuple element.
template <class Config>
pcs::quotient<typename Config::field> compute_quotient(const quotient_inputs<Config>& in) {
    using field = typename Config::field;
    using lanes = air::packed_lanes<field>;
    const std::size_t domain = std::size_t{1} << (in.log_height + log2_ceil(in.table->chunks));
    pcs::quotient<field> out;
    out.log_height = in.log_height;
    out.chunks = in.table->chunks;
    if (domain >= 2 * lanes::width) {
        out.values = detail::compose<Config, lanes, 2>(in);
    } else {
        out.values = detail::compose<Config, air::scalar_lanes<field>, 1>(in);
    }
    return out;
}

} // namespace zonogon::stark
