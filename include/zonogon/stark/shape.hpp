#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/air/analyse.hpp>
#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/pcs/shape.hpp>
#include <zonogon/stark/key.hpp>

namespace zonogon::stark {

/// The sizes of everything in a proof: a function of the verifying key and the heights.
struct proof_shape {
    /// Of every table, in the key's order; `absent` for those that the proof leaves out.
    std::vector<std::size_t> log_heights;
    /// The commitments that are opened: preprocessed columns (if any), traces, bus columns (if any), quotients.
    std::vector<pcs::round_shape> rounds;
    std::size_t traces_round = 0;
    std::size_t bus_round = 0;
    std::size_t quotients_round = 0;
    bool has_preprocessed = false;
    bool has_buses = false;
    std::size_t sums = 0;
    pcs::opening_shape opening;

    constexpr bool has(std::size_t table) const { return log_heights[table] != absent; }
    constexpr std::size_t cap_size(std::size_t round) const { return std::size_t{1} << opening.rounds[round].log_cap; }
    /// How the matrices of a commitment are stacked.
    constexpr std::vector<std::size_t> log_stacks(std::size_t round) const { return pcs::log_stacks(rounds[round]); }
};

namespace detail {

template <class Config>
constexpr status check_bus_weights(const verifying_key<Config>& key, std::span<const std::size_t> log_heights) {
    // Multiplicities are counted modulo the characteristic: the most that could be counted must stay below it. The
    // terms saturate, so that no sum wraps.
    constexpr auto modulus = static_cast<std::uint64_t>(Config::field::modulus);
    std::uint64_t weight = 0;
    std::uint64_t fractions = 0;
    for (std::size_t i = 0; i < key.tables.size(); ++i) {
        if (log_heights[i] == absent) {
            continue;
        }
        const air::ir v = key.tables[i].ir.view();
        const std::uint64_t rows = std::uint64_t{1} << log_heights[i];
        const std::uint64_t per_row = air::row_weight(v);
        if (per_row != 0 && per_row > (modulus - 1 - weight) / rows) {
            return error{"the tables are so high that bus multiplicities could wrap around the field"};
        }
        weight += per_row * rows;
        fractions += v.interactions.size() * rows;
    }
    if (fractions > (std::uint64_t{1} << Config::parameters.log_max_fractions)) {
        return error{"the tables have more bus interactions than the configuration's limit"};
    }
    return {};
}

} // namespace detail

/// Derives the shape from the heights of all tables, or says which limit they break.
template <class Config>
constexpr result<proof_shape> derive_shape(const verifying_key<Config>& key, std::vector<std::size_t> log_heights) {
    constexpr std::size_t degree = Config::extension::degree;
    if (log_heights.size() != key.tables.size()) {
        return error{"there is not one height per table"};
    }
    std::size_t tallest = 0;
    std::size_t present = 0;
    for (std::size_t i = 0; i < log_heights.size(); ++i) {
        const key_table<Config>& t = key.tables[i];
        if (log_heights[i] == absent) {
            if (!t.may_be_absent) {
                return error{"table " + t.name + " cannot be left out"};
            }
            continue;
        }
        tallest = std::max(tallest, log_heights[i]);
        ++present;
        if (log_heights[i] > Config::parameters.max_log_height) {
            return error{"table " + t.name + " is higher than the configuration's limit"};
        }
        if (log_heights[i] < t.min_log_height || (t.fixed_log_height && log_heights[i] != *t.fixed_log_height)) {
            return error{"table " + t.name + " cannot have 2^" + std::to_string(log_heights[i]) + " rows"};
        }
    }
    if (present == 0) {
        return error{"all tables are left out"};
    }
    if (status fine = detail::check_bus_weights(key, log_heights); !fine) {
        return fine.why();
    }
    proof_shape out;
    pcs::round_shape preprocessed;
    pcs::round_shape traces;
    pcs::round_shape buses;
    pcs::round_shape quotients;
    for (std::size_t i = 0; i < log_heights.size(); ++i) {
        const key_table<Config>& t = key.tables[i];
        const std::size_t height = log_heights[i];
        if (height == absent) {
            continue;
        }
        if (t.fixed_log_height) {
            preprocessed.push_back(
                {height, t.ir.view().preprocessed_names.size(), std::size_t{t.reads_next_preprocessed ? 2U : 1U}});
        }
        traces.push_back({height, t.ir.view().witness_names.size(), std::size_t{t.reads_next_witness ? 2U : 1U}});
        if (!t.buses.empty()) {
            ++out.sums;
            if (t.buses.helper_count() != 0) {
                buses.push_back({height, t.buses.helper_count() * degree, 1});
            }
            buses.push_back({height, degree, 2});
        }
        quotients.push_back({height, t.chunks * degree, 1});
    }
    // Preprocessed columns are committed to before other heights are known.
    pcs::stack_matrices(Config::parameters, preprocessed, key.tallest_fixed());
    for (pcs::round_shape* round : {&traces, &buses, &quotients}) {
        pcs::stack_matrices(Config::parameters, *round, tallest);
    }
    out.log_heights = std::move(log_heights);
    out.has_preprocessed = !preprocessed.empty();
    out.has_buses = !buses.empty();
    if (out.has_preprocessed) {
        out.rounds.push_back(std::move(preprocessed));
    }
    out.traces_round = out.rounds.size();
    out.rounds.push_back(std::move(traces));
    out.bus_round = out.rounds.size();
    if (out.has_buses) {
        out.rounds.push_back(std::move(buses));
    }
    out.quotients_round = out.rounds.size();
    out.rounds.push_back(std::move(quotients));
    auto opening = pcs::derive_shape(Config::parameters, Config::field::two_adicity, out.rounds);
    if (!opening) {
        return opening.why();
    }
    out.opening = std::move(*opening);
    return out;
}

/// The shape for heights as a proof states them: of tables without a fixed height only.
template <class Config>
constexpr result<proof_shape> derive_shape(const verifying_key<Config>& key, std::span<const std::uint8_t> stated) {
    std::vector<std::size_t> log_heights;
    std::size_t at = 0;
    for (const key_table<Config>& t : key.tables) {
        if (t.fixed_log_height) {
            log_heights.push_back(*t.fixed_log_height);
        } else if (at < stated.size()) {
            log_heights.push_back(stated[at++]);
        }
    }
    if (at != stated.size() || log_heights.size() != key.tables.size()) {
        return error{"the proof does not state one height per table without a fixed height"};
    }
    return derive_shape(key, std::move(log_heights));
}

/// The heights as the transcript absorbs them: one byte per table of the key.
constexpr bytes encode_heights(const proof_shape& shape) {
    bytes out;
    for (const std::size_t h : shape.log_heights) {
        out.push_back(static_cast<std::uint8_t>(h));
    }
    return out;
}

/// How the points of all rounds follow from the out-of-domain point: next(i) is the point times the generator of table
/// i's trace domain.
template <class Config, class Ext, class Next>
constexpr std::vector<std::vector<std::vector<Ext>>>
opening_points(const verifying_key<Config>& key, const proof_shape& shape, const Ext& point, Next&& next) {
    std::vector<std::vector<std::vector<Ext>>> out(shape.rounds.size());
    for (std::size_t i = 0; i < key.tables.size(); ++i) {
        const key_table<Config>& t = key.tables[i];
        if (!shape.has(i)) {
            continue;
        }
        const std::vector<Ext> here{point};
        const std::vector<Ext> both{point, next(i)};
        if (t.fixed_log_height) {
            out[0].push_back(t.reads_next_preprocessed ? both : here);
        }
        out[shape.traces_round].push_back(t.reads_next_witness ? both : here);
        if (!t.buses.empty()) {
            if (t.buses.helper_count() != 0) {
                out[shape.bus_round].push_back(here);
            }
            out[shape.bus_round].push_back(both);
        }
        out[shape.quotients_round].push_back(here);
    }
    return out;
}

} // namespace zonogon::stark
