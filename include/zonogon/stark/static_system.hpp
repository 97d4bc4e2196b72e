#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/air/analyse.hpp>
#include <zonogon/air/freeze.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/lookup/batches.hpp>
#include <zonogon/soundness/soundness.hpp>

namespace zonogon::stark {
namespace detail {

constexpr bool columns_are_used(const air::ir& table) {
    return air::unused_columns(table, air::op::witness).empty() &&
           air::unused_columns(table, air::op::preprocessed).empty();
}

constexpr bool interactions_fit(const air::ir& table, std::uint32_t bound) {
    const auto degrees = air::interaction_degrees(table);
    for (std::uint32_t i = 0; i < degrees.size(); ++i) {
        if (lookup::batch_degree(degrees, {i, 1}) > bound) {
            return false;
        }
    }
    return true;
}

constexpr std::uint64_t total_row_weight(std::span<const air::ir> tables) {
    std::uint64_t out = 0;
    for (const air::ir& t : tables) {
        const std::uint64_t weight = air::row_weight(t);
        out = out + weight < out ? ~std::uint64_t{0} : out + weight;
    }
    return out;
}

} // namespace detail

/// Tables that are described at compile time, each by a function of an air::builder, held to the configuration's rules
/// by the compiler: what setup would report at run time does not compile.
///
/// `static_assert(stark::static_system<config, sorter, range>::checked);`
template <class Config, auto... Describe>
struct static_system {
    static constexpr std::array<air::ir, sizeof...(Describe)> tables{air::freeze<Describe>()...};

    static constexpr bool checked = [] {
        constexpr auto bound = static_cast<std::uint32_t>(Config::parameters.max_degree());
        static_assert(soundness_of<Config>::checked);
        static_assert((detail::columns_are_used(air::freeze<Describe>()) && ...),
                      "stark: a column is read by no constraint and no bus");
        static_assert(((air::max_constraint_degree(air::freeze<Describe>()) <= bound) && ...),
                      "stark: a constraint's degree is above what the blow-up allows");
        static_assert((detail::interactions_fit(air::freeze<Describe>(), bound) && ...),
                      "stark: a bus interaction's degree is above what the blow-up allows");
        static_assert(air::buses_have_both_ends(tables),
                      "stark: a bus has one end only, or carries tuples of different widths");
        static_assert(detail::total_row_weight(tables) <= (static_cast<std::uint64_t>(Config::field::modulus) - 1) >>
                          Config::parameters.max_log_height,
                      "stark: at the greatest height, bus multiplicities could wrap around the field");
        return true;
    }();
};

} // namespace zonogon::stark
