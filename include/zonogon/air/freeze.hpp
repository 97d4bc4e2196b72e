#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zonogon/air/builder.hpp>
#include <zonogon/air/ir.hpp>

namespace zonogon::air {
namespace detail {

struct frozen_sizes {
    std::size_t nodes, constants, constraints, interactions, tuple_nodes, periodic_columns, periodic_values;
    std::size_t witness_names, preprocessed_names, names, bus_names, text;
};

template <auto Describe>
constexpr owned_ir describe() {
    builder b;
    Describe(b);
    return b.build();
}

template <auto Describe>
constexpr frozen_sizes measure() {
    const owned_ir owned = describe<Describe>();
    const ir v = owned.view();
    std::size_t text = 0;
    for (const auto& list : {v.witness_names, v.preprocessed_names, v.names, v.bus_names}) {
        for (const std::string_view name : list) {
            text += name.size();
        }
    }
    return {v.nodes.size(),           v.constants.size(),     v.constraints.size(),
            v.interactions.size(),    v.tuple_nodes.size(),   v.periodic_columns.size(),
            v.periodic_values.size(), v.witness_names.size(), v.preprocessed_names.size(),
            v.names.size(),           v.bus_names.size(),     text};
}

struct name_range {
    std::size_t begin = 0;
    std::size_t size = 0;
};

template <auto Describe>
struct frozen {
    static constexpr frozen_sizes sizes = measure<Describe>();
    static constexpr std::size_t name_count =
        sizes.witness_names + sizes.preprocessed_names + sizes.names + sizes.bus_names;

    struct arrays {
        std::array<node, sizes.nodes> nodes;
        std::array<std::uint64_t, sizes.constants> constants;
        std::array<constraint, sizes.constraints> constraints;
        std::array<interaction, sizes.interactions> interactions;
        std::array<node_id, sizes.tuple_nodes> tuple_nodes;
        std::array<ir::period, sizes.periodic_columns> periodic_columns;
        std::array<std::uint64_t, sizes.periodic_values> periodic_values;
        std::array<char, sizes.text> text;
        std::array<name_range, name_count> ranges;
        std::uint32_t public_count;
    };

    static constexpr arrays fill() {
        const owned_ir owned = describe<Describe>();
        const ir v = owned.view();
        arrays out{};
        std::ranges::copy(v.nodes, out.nodes.begin());
        std::ranges::copy(v.constants, out.constants.begin());
        std::ranges::copy(v.constraints, out.constraints.begin());
        std::ranges::copy(v.interactions, out.interactions.begin());
        std::ranges::copy(v.tuple_nodes, out.tuple_nodes.begin());
        std::ranges::copy(v.periodic_columns, out.periodic_columns.begin());
        std::ranges::copy(v.periodic_values, out.periodic_values.begin());
        std::size_t at = 0;
        std::size_t count = 0;
        for (const auto& list : {v.witness_names, v.preprocessed_names, v.names, v.bus_names}) {
            for (const std::string_view name : list) {
                std::ranges::copy(name, out.text.begin() + static_cast<std::ptrdiff_t>(at));
                out.ranges[count++] = {at, name.size()};
                at += name.size();
            }
        }
        out.public_count = v.public_count;
        return out;
    }
    static constexpr arrays storage = fill();

    static constexpr std::array<std::string_view, name_count> point_names() {
        std::array<std::string_view, name_count> out{};
        for (std::size_t i = 0; i < name_count; ++i) {
            out[i] = {storage.text.data() + storage.ranges[i].begin, storage.ranges[i].size};
        }
        return out;
    }
    static constexpr std::array<std::string_view, name_count> all_names = point_names();

    static constexpr ir view() noexcept {
        const std::span<const std::string_view> n{all_names};
        const std::size_t after_witness = sizes.witness_names;
        const std::size_t after_preprocessed = after_witness + sizes.preprocessed_names;
        const std::size_t after_names = after_preprocessed + sizes.names;
        return {.nodes = storage.nodes,
                .constants = storage.constants,
                .constraints = storage.constraints,
                .interactions = storage.interactions,
                .tuple_nodes = storage.tuple_nodes,
                .witness_names = n.subspan(0, sizes.witness_names),
                .preprocessed_names = n.subspan(after_witness, sizes.preprocessed_names),
                .names = n.subspan(after_preprocessed, sizes.names),
                .bus_names = n.subspan(after_names, sizes.bus_names),
                .periodic_columns = storage.periodic_columns,
                .periodic_values = storage.periodic_values,
                .public_count = storage.public_count};
    }
};

} // namespace detail

/// The constraint IR of a table described by `Describe(air::builder&)`, computed by the compiler into static arrays.
///
/// `constexpr air::ir table = air::freeze<describe>();` costs no start-up time and can be looked at in static_assert.
/// Large tables may need -fconstexpr-ops-limit; describe those at run time instead.
template <auto Describe>
constexpr ir freeze() noexcept {
    return detail::frozen<Describe>::view();
}

} // namespace zonogon::air
