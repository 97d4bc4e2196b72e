#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <zonogon/air/ir.hpp>

namespace zonogon::air {

/// A table's arithmetisation in vectors of its own; view() gives the form that everything else reads.
///
/// Names live in one text buffer so that the object can be built in constant evaluation and moved freely. Copying
/// re-points the names into the copy's buffer. A view stays valid while the object lives and is not assigned to.
class owned_ir {
public:
    std::vector<node> nodes;
    std::vector<std::uint64_t> constants;
    std::vector<constraint> constraints;
    std::vector<interaction> interactions;
    std::vector<node_id> tuple_nodes;
    std::vector<ir::period> periodic_columns;
    std::vector<std::uint64_t> periodic_values;
    std::uint32_t public_count = 0;

    constexpr owned_ir() = default;
    /// A copy of what the view shows.
    constexpr explicit owned_ir(const ir& v)
        : nodes(v.nodes.begin(), v.nodes.end()), constants(v.constants.begin(), v.constants.end()),
          constraints(v.constraints.begin(), v.constraints.end()),
          interactions(v.interactions.begin(), v.interactions.end()),
          tuple_nodes(v.tuple_nodes.begin(), v.tuple_nodes.end()),
          periodic_columns(v.periodic_columns.begin(), v.periodic_columns.end()),
          periodic_values(v.periodic_values.begin(), v.periodic_values.end()), public_count(v.public_count) {
        const auto list = [](std::span<const std::string_view> names) {
            return std::vector<std::string_view>(names.begin(), names.end());
        };
        set_names(list(v.witness_names), list(v.preprocessed_names), list(v.names), list(v.bus_names));
    }
    constexpr owned_ir(owned_ir&&) noexcept = default;
    constexpr owned_ir& operator=(owned_ir&&) noexcept = default;
    constexpr owned_ir(const owned_ir& other)
        : nodes(other.nodes), constants(other.constants), constraints(other.constraints),
          interactions(other.interactions), tuple_nodes(other.tuple_nodes), periodic_columns(other.periodic_columns),
          periodic_values(other.periodic_values), public_count(other.public_count) {
        set_names(other.witness_names_, other.preprocessed_names_, other.names_, other.bus_names_);
    }
    constexpr owned_ir& operator=(const owned_ir& other) {
        if (this != &other) {
            *this = owned_ir(other);
        }
        return *this;
    }
    constexpr ~owned_ir() = default;

    /// Copies all names into this object's buffer.
    constexpr void set_names(const std::vector<std::string_view>& witness,
                             const std::vector<std::string_view>& preprocessed,
                             const std::vector<std::string_view>& constraint_names,
                             const std::vector<std::string_view>& buses) {
        std::vector<char> text;
        for (const auto* list : {&witness, &preprocessed, &constraint_names, &buses}) {
            for (const std::string_view name : *list) {
                text.insert(text.end(), name.begin(), name.end());
            }
        }
        std::size_t at = 0;
        const auto point = [&](const std::vector<std::string_view>& from) {
            std::vector<std::string_view> out;
            for (const std::string_view name : from) {
                out.push_back(name.empty() ? std::string_view{} : std::string_view{text.data() + at, name.size()});
                at += name.size();
            }
            return out;
        };
        witness_names_ = point(witness);
        preprocessed_names_ = point(preprocessed);
        names_ = point(constraint_names);
        bus_names_ = point(buses);
        text_ = std::move(text);
    }

    constexpr ir view() const& noexcept {
        return {.nodes = nodes,
                .constants = constants,
                .constraints = constraints,
                .interactions = interactions,
                .tuple_nodes = tuple_nodes,
                .witness_names = witness_names_,
                .preprocessed_names = preprocessed_names_,
                .names = names_,
                .bus_names = bus_names_,
                .periodic_columns = periodic_columns,
                .periodic_values = periodic_values,
                .public_count = public_count};
    }
    ir view() const&& = delete;

private:
    std::vector<char> text_;
    std::vector<std::string_view> witness_names_;
    std::vector<std::string_view> preprocessed_names_;
    std::vector<std::string_view> names_;
    std::vector<std::string_view> bus_names_;
};

} // namespace zonogon::air
