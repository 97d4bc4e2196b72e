#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
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

/// Numbers for all buses of all tables, from 1, by name; fails when a bus has one end only or tuples of two widths.
template <class Config>
result<std::map<std::string, std::uint32_t, std::less<>>> number_buses(const std::vector<table<Config>>& tables) {
    std::map<std::string, std::uint32_t, std::less<>> numbers;
    std::vector<air::ir> views;
    for (const auto& t : tables) {
        views.push_back(t.ir.view());
    }
    for (const air::ir& v : views) {
        for (const air::interaction& i : v.interactions) {
            numbers.emplace(std::string(v.bus_names[i.bus]), 0);
        }
    }
    std::uint32_t next = 1;
    for (auto& [name, number] : numbers) {
        number = next++;
        bool sent = false;
        bool received = false;
        std::set<std::uint32_t> widths;
        for (const air::ir& v : views) {
            for (const air::interaction& i : v.interactions) {
                if (v.bus_names[i.bus] == name) {
                    (i.way == air::direction::send ? sent : received) = true;
                    widths.insert(i.tuple_width);
                }
            }
        }
        if (!sent || !received) {
            return error{"bus " + name + " has no table that " + (sent ? "receives" : "sends")};
        }
        if (widths.size() != 1) {
            return error{"bus " + name + " carries tuples of different widths"};
        }
    }
    return numbers;
}

template <class Config>
status complete(key_table<Config>& t, const std::map<std::string, std::uint32_t, std::less<>>& bus_numbers) {
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
        t.buses.bus_numbers.push_back(bus_numbers.find(v.bus_names[i.bus])->second);
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
        matrix::row_major<field> values(p.length, 1);
        for (std::size_t i = 0; i < p.length; ++i) {
            values(i, 0) = air::to_field<field>(v.periodic_values[p.values_begin + i]);
        }
        poly::intt(values);
        t.periodic.emplace_back(values.data().begin(), values.data().end());
    }
    return {};
}

template <class Config>
status check_description(const table<Config>& t) {
    const air::ir v = t.ir.view();
    const auto fail = [&](const std::string& what) { return status{error{"table " + t.name + " " + what}}; };
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
    const std::size_t height = t.preprocessed.height();
    if (t.preprocessed.width() != v.preprocessed_names.size() ||
        (!v.preprocessed_names.empty() && !std::has_single_bit(height))) {
        return fail("needs a preprocessed matrix with " + std::to_string(v.preprocessed_names.size()) +
                    " columns and a power of two of rows");
    }
    return {};
}

} // namespace detail

/// Derives the keys for a set of tables, in the given order. Fails, naming table and rule, when a table is malformed,
/// leaves a column unused, exceeds the degree or another limit of the configuration, or when a bus lacks an end.
///
/// Cost: the commitment to the preprocessed columns.
template <class Config>
result<proving_key<Config>> setup(std::vector<table<Config>> tables) {
    using field = typename Config::field;
    static_assert(soundness_of<Config>::checked);
    if (tables.empty()) {
        return error{"a proof system needs at least one table"};
    }
    if (tables.size() > (std::size_t{1} << Config::parameters.log_max_tables)) {
        return error{"there are more tables than the configuration's limit"};
    }
    std::set<std::string> names;
    for (const auto& t : tables) {
        if (!names.insert(t.name).second) {
            return error{"two tables are named " + t.name};
        }
        if (status fine = detail::check_description(t); !fine) {
            return fine.why();
        }
    }
    const auto bus_numbers = detail::number_buses(tables);
    if (!bus_numbers) {
        return bus_numbers.why();
    }
    proving_key<Config> out;
    std::vector<matrix::row_major<field>> fixed;
    std::size_t constraints = 0;
    for (auto& t : tables) {
        key_table<Config> k;
        k.name = std::move(t.name);
        k.ir = std::move(t.ir);
        if (t.preprocessed.height() != 0) {
            k.fixed_log_height = log2_strict(t.preprocessed.height());
            if (*k.fixed_log_height > Config::parameters.max_log_height) {
                return error{"table " + k.name + " is higher than the configuration's limit"};
            }
            fixed.push_back(t.preprocessed);
        }
        if (status fine = detail::complete(k, *bus_numbers); !fine) {
            return fine.why();
        }
        constraints += k.ir.constraints.size() + k.buses.constraint_count();
        out.preprocessed.push_back(std::move(t.preprocessed));
        out.verifying.tables.push_back(std::move(k));
    }
    if (constraints > (std::size_t{1} << Config::parameters.log_max_constraints)) {
        return error{"the tables have more constraints than the configuration's limit"};
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
