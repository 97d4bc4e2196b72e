#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/pil/name_table.hpp>
#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// A use of a column, or of a public value, before names are looked up.
struct reference {
    bool is_public = false;
    text name_space;
    text name;
    bool has_index = false;
    std::uint64_t index = 0;
    position where;
};

/// What the parser hands to the resolver: a program whose expressions still hold reference nodes.
struct unresolved_program {
    program result;
    std::vector<reference> references;
    /// "Ns.name" -> index into result.columns.
    name_table columns;
    name_table publics;
    /// Which columns belong to namespaces that the options leave out (they have no ids).
    std::vector<std::uint8_t> skipped;
    /// Notices for the user: a define that won over a definition, a dropped statement.
    std::vector<diagnostic> notices;
};

constexpr text qualified(std::string_view name_space, std::string_view name) {
    text out(name_space);
    out += ".";
    out += name;
    return out;
}

} // namespace zonogon::pil
