#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/air/analyse.hpp>
#include <zonogon/base/log2.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/lookup/batches.hpp>
#include <zonogon/pcs/shape.hpp>
#include <zonogon/poly/ntt.hpp>
#include <zonogon/soundness/soundness.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/stark/key_digest.hpp>

namespace zonogon::stark {

/// The largest degree of a constraint that a configuration can prove.
template <class Config>
inline constexpr auto degree_bound = static_cast<std::uint32_t>(Config::parameters.max_degree());

namespace detail {

/// The names of all buses, sorted, as views into the tables: a bus's number is its place plus one. Fails when a bus has
/// one end only or tuples of two widths.
template <class Config>
constexpr result<std::vector<std::string_view>> bus_names(std::span<const key_table<Config>> tables) {
    std::vector<std::string_view> names;
    for (const key_table<Config>& t : tables) {
        const air::ir v = t.ir.view();
        for (const air::interaction& i : v.interactions) {
            names.push_back(v.bus_names[i.bus]);
        }
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const std::string_view name : names) {
        bool sent = false;
        bool received = false;
        std::optional<std::uint32_t> width;
        for (const key_table<Config>& t : tables) {
            const air::ir v = t.ir.view();
            for (const air::interaction& i : v.interactions) {
                if (v.bus_names[i.bus] != name) {
                    continue;
                }
                (i.way == air::direction::send ? sent : received) = true;
                if (width && *width != i.tuple_width) {
                    return error{"bus " + std::string(name) + " carries tuples of different widths"};
                }
                width = i.tuple_width;
            }
        }
        if (!sent || !received) {
            return error{"bus " + std::string(name) + " has no table that " + (sent ? "receives" : "sends")};
        }
    }
    return names;
}

/// Coefficients of a periodic column's interpolant, the constant first.
template <class F>
std::vector<F> periodic_coefficients(std::span<const std::uint64_t> period) {
    matrix::row_major<F> values(period.size(), 1);
    for (std::size_t i = 0; i < period.size(); ++i) {
        values(i, 0) = air::to_field<F>(period[i]);
    }
    poly::intt(values);
    return {values.data().begin(), values.data().end()};
}

/// Derives what a table's description implies.
template <class Config>
constexpr status complete_table(key_table<Config>& t, std::span<const std::string_view> bus_names) {
    using field = typename Config::field;
    const air::ir v = t.ir.view();
    const std::uint32_t degree = air::max_constraint_degree(v);
    if (degree > degree_bound<Config>) {
        return error{"table " + t.name + " has a constraint of degree " + std::to_string(degree) +
                     ", above the bound of " + std::to_string(degree_bound<Config>)};
    }
    auto batches = lookup::plan_batches(v, degree_bound<Config>);
    if (!batches) {
        return error{"table " + t.name + ": " + batches.why().message};
    }
    t.buses.batches = std::move(*batches);
    std::uint32_t largest = degree;
    const auto degrees = air::interaction_degrees(v);
    for (const lookup::batch& b : t.buses.batches) {
        largest = std::max(largest, lookup::batch_degree(degrees, b));
    }
    for (const air::interaction& i : v.interactions) {
        const auto found = std::ranges::lower_bound(bus_names, v.bus_names[i.bus]);
        t.buses.bus_numbers.push_back(static_cast<std::uint32_t>(found - bus_names.begin()) + 1);
        if (i.tuple_width + 1 > (std::uint32_t{1} << Config::parameters.log_max_tuple)) {
            return error{"table " + t.name + " has a bus tuple wider than the configuration's limit"};
        }
    }
    t.chunks = std::max<std::size_t>(largest, 2) - 1;
    t.reads_next_witness = air::reads_next_row(v, air::op::witness);
    t.reads_next_preprocessed = air::reads_next_row(v, air::op::preprocessed);
    for (const air::node& n : v.nodes) {
        t.uses_first_row = t.uses_first_row || n.kind == air::op::first_row;
        t.uses_last_row = t.uses_last_row || n.kind == air::op::last_row || n.kind == air::op::transition;
    }
    t.min_log_height = log2_strict(air::min_height(v));
    if (t.uses_first_row || t.uses_last_row) {
        // On a single row "first" and "last" would coincide and no transition be left: a prover could choose that
        // height to skip everything in between.
        t.min_log_height = std::max<std::size_t>(t.min_log_height, 1);
    }
    if (t.fixed_log_height && *t.fixed_log_height < t.min_log_height) {
        return error{"table " + t.name + " has fewer rows than its periods or row selectors need"};
    }
    for (const auto& p : v.periodic_columns) {
        t.periodic.push_back(periodic_coefficients<field>(v.periodic_values.subspan(p.values_begin, p.length)));
    }
    return {};
}

/// Whether a description makes sense by itself.
constexpr status check_description(std::string_view name, const air::ir& v) {
    const auto fail = [&](const std::string& what) { return status{error{"table " + std::string(name) + " " + what}}; };
    if (status well = air::well_formed(v); !well) {
        return fail("is malformed: " + well.why().message);
    }
    if (v.witness_names.empty()) {
        return fail("has no witness column");
    }
    for (const air::op kind : {air::op::witness, air::op::preprocessed}) {
        const auto unused = air::unused_columns(v, kind);
        if (!unused.empty()) {
            const auto& names = kind == air::op::witness ? v.witness_names : v.preprocessed_names;
            return fail("has a column that no constraint and no bus reads: " + std::string(names[unused.front()]));
        }
    }
    return {};
}

/// Derives, checks and limits all that follows from the tables' names, descriptions and fixed heights.
template <class Config>
constexpr status complete(verifying_key<Config>& key) {
    static_assert(soundness_of<Config>::checked);
    if (key.tables.empty()) {
        return error{"a proof system needs at least one table"};
    }
    if (key.tables.size() > (std::size_t{1} << Config::parameters.log_max_tables)) {
        return error{"there are more tables than the configuration's limit"};
    }
    for (std::size_t i = 0; i < key.tables.size(); ++i) {
        const key_table<Config>& t = key.tables[i];
        for (std::size_t j = 0; j < i; ++j) {
            if (key.tables[j].name == t.name) {
                return error{"two tables are named " + t.name};
            }
        }
        if (status fine = check_description(t.name, t.ir.view()); !fine) {
            return fine;
        }
        const air::ir v = t.ir.view();
        if (t.may_be_absent && (v.public_count != 0 || !v.preprocessed_names.empty() || v.interactions.empty())) {
            return error{"table " + t.name +
                         " cannot be optional: it has public values or preprocessed columns, or no bus"};
        }
        if (t.fixed_log_height && *t.fixed_log_height > Config::parameters.max_log_height) {
            return error{"table " + t.name + " is higher than the configuration's limit"};
        }
    }
    const auto names = bus_names(std::span<const key_table<Config>>(key.tables));
    if (!names) {
        return names.why();
    }
    std::size_t constraints = 0;
    for (key_table<Config>& t : key.tables) {
        if (status fine = complete_table(t, std::span<const std::string_view>(*names)); !fine) {
            return fine;
        }
        constraints += t.ir.constraints.size() + t.buses.constraint_count();
    }
    if (constraints > (std::size_t{1} << Config::parameters.log_max_constraints)) {
        return error{"the tables have more constraints than the configuration's limit"};
    }
    return {};
}

} // namespace detail

/// The verifying key of tables without preprocessed or periodic columns, also in constant evaluation.
template <class Config>
constexpr result<verifying_key<Config>>
setup_verifier(const std::vector<std::pair<std::string, air::owned_ir>>& tables) {
    verifying_key<Config> out;
    out.tables.reserve(tables.size());
    for (const auto& [name, ir] : tables) {
        if (!ir.view().preprocessed_names.empty()) {
            return error{"table " + name + " has preprocessed columns, which must be committed to"};
        }
        // Made in place: strings of libstdc++ 12 cannot be moved in constant evaluation.
        out.tables.emplace_back(name, ir);
    }
    if (status fine = detail::complete(out); !fine) {
        return fine.why();
    }
    out.digest = key_digest(out);
    return out;
}

/// Derives the keys for a set of tables, in the given order. Fails, naming table and rule, when a table is malformed,
/// leaves a column unused, exceeds the degree or another limit of the configuration, or when a bus lacks an end.
///
/// Cost: the commitment to the preprocessed columns.
template <class Config>
result<proving_key<Config>> setup(std::vector<table<Config>> tables) {
    using field = typename Config::field;
    proving_key<Config> out;
    std::vector<matrix::row_major<field>> fixed;
    for (auto& t : tables) {
        key_table<Config> k;
        k.name = std::move(t.name);
        k.ir = std::move(t.ir);
        k.may_be_absent = t.may_be_absent;
        const std::size_t columns = k.ir.view().preprocessed_names.size();
        const std::size_t height = t.preprocessed.height();
        if (t.preprocessed.width() != columns || (columns != 0 && !std::has_single_bit(height))) {
            return error{"table " + k.name + " needs a preprocessed matrix with " + std::to_string(columns) +
                         " columns and a power of two of rows"};
        }
        if (height != 0) {
            k.fixed_log_height = log2_strict(height);
            fixed.push_back(t.preprocessed);
        }
        out.preprocessed.push_back(std::move(t.preprocessed));
        out.verifying.tables.push_back(std::move(k));
    }
    if (status fine = detail::complete(out.verifying); !fine) {
        return fine.why();
    }
    if (!fixed.empty()) {
        pcs::round_shape shape;
        for (const auto& m : fixed) {
            shape.push_back({log2_strict(m.height()), m.width()});
        }
        pcs::stack_matrices(Config::parameters, shape, out.verifying.tallest_fixed());
        out.committed = std::make_shared<const pcs::committed<Config>>(
            pcs::commit<Config>(std::move(fixed), pcs::log_stacks(shape)));
        out.verifying.preprocessed = out.committed->commitment();
    }
    out.verifying.digest = key_digest(out.verifying);
    return out;
}

} // namespace zonogon::stark
