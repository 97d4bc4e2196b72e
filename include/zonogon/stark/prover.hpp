#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/air/lanes.hpp>
#include <zonogon/air/rows.hpp>
#include <zonogon/base/log2.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/lookup/columns.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/pcs/committed.hpp>
#include <zonogon/pcs/open.hpp>
#include <zonogon/poly/lde.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/stark/proof.hpp>
#include <zonogon/stark/protocol.hpp>
#include <zonogon/stark/quotient.hpp>
#include <zonogon/stark/shape.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

namespace zonogon::stark {

/// Told what the prover begins to do, and how many of how many phases are done.
using progress = std::function<void(std::string_view phase, std::size_t done, std::size_t total)>;

/// Public values of every table, in the key's order (an empty list for a table without).
template <class Config>
using public_values = std::vector<std::vector<typename Config::field>>;

namespace detail {

template <class Config>
constexpr status check_publics(const verifying_key<Config>& key, const public_values<Config>& publics) {
    if (publics.size() != key.tables.size()) {
        return error{"there is not one list of public values per table"};
    }
    for (std::size_t i = 0; i < publics.size(); ++i) {
        if (publics[i].size() != key.tables[i].ir.public_count) {
            return error{"table " + key.tables[i].name + " has " + std::to_string(key.tables[i].ir.public_count) +
                         " public values, not " + std::to_string(publics[i].size())};
        }
    }
    return {};
}

/// All public values in one list, in order of tables.
template <class Felt>
constexpr std::vector<Felt> flatten(std::span<const std::vector<Felt>> publics) {
    std::vector<Felt> out;
    for (const auto& list : publics) {
        out.insert(out.end(), list.begin(), list.end());
    }
    return out;
}

/// The leaves of a table on the rows of its trace.
template <class Config>
air::rows<typename Config::field> trace_rows(const key_table<Config>& t,
                                             const matrix::row_major<typename Config::field>& trace,
                                             const matrix::row_major<typename Config::field>& preprocessed,
                                             const std::vector<typename Config::field>& publics) {
    using field = typename Config::field;
    air::rows<field> out;
    out.witness = &trace;
    out.preprocessed = preprocessed.height() == 0 ? nullptr : &preprocessed;
    out.publics = publics;
    out.log_height = log2_strict(trace.height());
    if (t.uses_first_row) {
        out.first_row.resize(trace.height());
        out.first_row.front() = field::one();
    }
    if (t.uses_last_row) {
        out.last_row.resize(trace.height());
        out.last_row.back() = field::one();
    }
    const air::ir v = t.ir.view();
    for (const auto& p : v.periodic_columns) {
        std::vector<field> values;
        for (const std::uint64_t x : v.periodic_values.subspan(p.values_begin, p.length)) {
            values.push_back(air::to_field<field>(x));
        }
        out.periodic.push_back({std::move(values), 0});
    }
    return out;
}

template <class Config>
lookup::columns<typename Config::field, typename Config::extension>
bus_columns(const key_table<Config>& t, const air::rows<typename Config::field>& rows,
            const lookup::challenges<typename Config::extension>& c) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    using lanes = air::packed_lanes<field>;
    if ((std::size_t{1} << rows.log_height) >= lanes::width) {
        return lookup::build_columns<field, ext, lanes>(t.ir.view(), t.buses, rows, c);
    }
    return lookup::build_columns<field, ext, air::scalar_lanes<field>>(t.ir.view(), t.buses, rows, c);
}

/// The widest tuple on any bus, in elements.
template <class Config>
constexpr std::size_t widest_tuple(const verifying_key<Config>& key) {
    std::size_t out = 0;
    for (const auto& t : key.tables) {
        for (const air::interaction& i : t.ir.interactions) {
            out = std::max<std::size_t>(out, i.tuple_width);
        }
    }
    return out;
}

} // namespace detail

/// Proves that the traces (one per table of the key, in order; an empty one for an optional table that is not used)
/// satisfy all constraints with these public values and balance all buses. Fails when shapes do not fit; it does not
/// look for broken constraints (air::check does): a wrong trace yields a proof that is refused.
///
/// Deterministic. Memory: traces, their extensions (2^log_blowup as much) and trees; see docs/stark.md.
template <class Config>
result<proof<Config>> prove(const proving_key<Config>& key,
                            std::vector<matrix::row_major<typename Config::field>> traces,
                            const public_values<Config>& publics, const progress& tell = {}) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    using digest = typename Config::compression::digest;
    using backend = transcript::native_backend<Config>;
    const auto say = [&](std::string_view phase, std::size_t done) {
        if (tell) {
            tell(phase, done, 5);
        }
    };

    const verifying_key<Config>& vk = key.verifying;
    if (status fine = detail::check_publics(vk, publics); !fine) {
        return fine.why();
    }
    if (traces.size() != vk.tables.size()) {
        return error{"there is not one trace per table"};
    }
    std::vector<std::size_t> log_heights;
    for (std::size_t i = 0; i < traces.size(); ++i) {
        const std::string& name = vk.tables[i].name;
        if (traces[i].height() == 0 && vk.tables[i].may_be_absent) {
            log_heights.push_back(absent);
            continue;
        }
        if (traces[i].width() != vk.tables[i].ir.view().witness_names.size()) {
            return error{"the trace of table " + name + " has " + std::to_string(traces[i].width()) + " columns, not " +
                         std::to_string(vk.tables[i].ir.view().witness_names.size())};
        }
        if (!std::has_single_bit(traces[i].height())) {
            return error{"the trace of table " + name + " has " + std::to_string(traces[i].height()) +
                         " rows, which is not a power of two"};
        }
        log_heights.push_back(log2_strict(traces[i].height()));
    }
    const auto derived = derive_shape(vk, std::move(log_heights));
    if (!derived) {
        return derived.why();
    }
    const proof_shape& shape = *derived;

    proof<Config> out;
    for (std::size_t i = 0; i < vk.tables.size(); ++i) {
        if (!vk.tables[i].fixed_log_height) {
            out.log_heights.push_back(static_cast<std::uint8_t>(shape.log_heights[i]));
        }
    }
    backend native;
    say("committing to the traces", 0);
    std::vector<matrix::row_major<field>> extensions;
    for (std::size_t i = 0; i < traces.size(); ++i) {
        if (!shape.has(i)) {
            continue;
        }
        extensions.push_back(poly::coset_lde(traces[i], Config::parameters.log_blowup, pcs::code_shift<Config>()));
        if (vk.tables[i].buses.empty()) {
            traces[i] = {};
        }
    }
    const pcs::committed<Config> stage1(std::move(extensions), shape.log_stacks(shape.traces_round));
    out.traces = stage1.commitment();

    ext bus_offset;
    ext bus_base;
    auto with_traces = transcript::transcript<backend, protocol>(native)
                           .template absorb<"verifying key">(std::array<digest, 1>{vk.digest})
                           .template absorb<"heights">(encode_heights(shape))
                           .template absorb<"public values">(detail::flatten<field>(publics))
                           .template absorb<"traces">(out.traces)
                           .template sample<"bus offset">(bus_offset)
                           .template sample<"bus base">(bus_base);

    say("adding up the buses", 1);
    const lookup::challenges<ext> buses(bus_offset, bus_base, detail::widest_tuple(vk));
    std::vector<matrix::row_major<field>> bus_matrices;
    for (std::size_t i = 0; i < vk.tables.size(); ++i) {
        if (vk.tables[i].buses.empty() || !shape.has(i)) {
            continue;
        }
        auto columns = detail::bus_columns(
            vk.tables[i], detail::trace_rows(vk.tables[i], traces[i], key.preprocessed[i], publics[i]), buses);
        traces[i] = {};
        if (columns.helpers.width() != 0) {
            bus_matrices.push_back(std::move(columns.helpers));
        }
        bus_matrices.push_back(std::move(columns.running_sum));
        out.sums.push_back(columns.sum);
    }
    std::optional<pcs::committed<Config>> stage2;
    if (shape.has_buses) {
        stage2.emplace(pcs::commit<Config>(std::move(bus_matrices), shape.log_stacks(shape.bus_round)));
        out.bus_columns = stage2->commitment();
    }
    ext composition;
    auto with_buses = std::move(with_traces)
                          .template absorb<"cumulative sums">(out.sums)
                          .template absorb<"bus columns">(out.bus_columns)
                          .template sample<"composition">(composition);

    say("composing the constraints", 2);
    std::vector<pcs::quotient<field>> quotients;
    std::size_t trace_matrix = 0;
    std::size_t bus_matrix = 0;
    std::size_t fixed_matrix = 0;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < vk.tables.size(); ++i) {
        const key_table<Config>& t = vk.tables[i];
        if (!shape.has(i)) {
            continue;
        }
        quotient_inputs<Config> in;
        in.table = &t;
        in.log_height = shape.log_heights[i];
        in.witness = &stage1.extension(trace_matrix++);
        if (t.fixed_log_height) {
            in.preprocessed = &key.committed->extension(fixed_matrix++);
        }
        if (!t.buses.empty()) {
            if (t.buses.helper_count() != 0) {
                in.helpers = &stage2->extension(bus_matrix++);
            }
            in.running_sum = &stage2->extension(bus_matrix++);
            in.sum = out.sums[sum++];
        }
        in.publics = publics[i];
        in.buses = &buses;
        in.composition = composition;
        quotients.push_back(compute_quotient(in));
    }
    say("committing to the quotients", 3);
    const pcs::committed<Config> stage3 =
        pcs::commit_quotients<Config>(std::move(quotients), shape.log_stacks(shape.quotients_round));
    out.quotients = stage3.commitment();
    ext point;
    auto with_point = std::move(with_buses).template absorb<"quotients">(out.quotients).template sample<"point">(point);

    say("opening", 4);
    auto points = opening_points(
        vk, shape, point, [&](std::size_t i) { return point * field::two_adic_generator(shape.log_heights[i]); });
    std::vector<pcs::opening_round<Config>> rounds(shape.rounds.size());
    if (shape.has_preprocessed) {
        rounds[0].data = key.committed.get();
    }
    rounds[shape.traces_round].data = &stage1;
    if (shape.has_buses) {
        rounds[shape.bus_round].data = &*stage2;
    }
    rounds[shape.quotients_round].data = &stage3;
    for (std::size_t r = 0; r < rounds.size(); ++r) {
        rounds[r].points = std::move(points[r]);
    }
    const auto done = std::move(with_point).template part<"opening">([&](auto inner) {
        return pcs::open<Config>(std::span<const pcs::opening_round<Config>>(rounds), std::move(inner), out.opening);
    });
    static_assert(std::remove_cvref_t<decltype(done)>::complete);
    say("done", 5);
    return out;
}

} // namespace zonogon::stark
