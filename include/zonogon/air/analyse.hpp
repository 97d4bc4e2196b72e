#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/air/ir.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon::air {

/// The degree of every node as a polynomial in columns: columns and row selectors count 1, constants and public
/// values 0. A table of n rows then turns degree d into a polynomial of degree at most d (n - 1).
constexpr std::vector<std::uint32_t> node_degrees(const ir& table) {
    std::vector<std::uint32_t> out;
    for (const node& n : table.nodes) {
        switch (n.kind) {
        case op::constant:
        case op::public_value:
            out.push_back(0);
            break;
        case op::add:
        case op::sub:
            out.push_back(std::max(out[n.a], out[n.b]));
            break;
        case op::mul:
            out.push_back(out[n.a] + out[n.b]);
            break;
        case op::neg:
            out.push_back(out[n.a]);
            break;
        default:
            out.push_back(1);
            break;
        }
    }
    return out;
}

/// The largest degree of a constraint (0 without constraints).
constexpr std::uint32_t max_constraint_degree(const ir& table) {
    const auto degrees = node_degrees(table);
    std::uint32_t out = 0;
    for (const constraint& c : table.constraints) {
        out = std::max(out, degrees[c.root]);
    }
    return out;
}

/// The degree of an interaction's multiplicity and the largest degree in its tuple.
struct interaction_degree {
    std::uint32_t multiplicity = 0;
    std::uint32_t tuple = 0;
};

constexpr std::vector<interaction_degree> interaction_degrees(const ir& table) {
    const auto degrees = node_degrees(table);
    std::vector<interaction_degree> out;
    for (const interaction& i : table.interactions) {
        interaction_degree d{degrees[i.multiplicity], 0};
        for (const node_id id : table.tuple_nodes.subspan(i.tuple_begin, i.tuple_width)) {
            d.tuple = std::max(d.tuple, degrees[id]);
        }
        out.push_back(d);
    }
    return out;
}

/// Columns of one kind (op::witness or op::preprocessed) that no constraint and no interaction reads: such a column
/// could hold anything, which in practice means a forgotten constraint.
constexpr std::vector<std::uint32_t> unused_columns(const ir& table, op kind) {
    std::vector<char> reached(table.nodes.size(), 0);
    for (const constraint& c : table.constraints) {
        reached[c.root] = 1;
    }
    for (const interaction& i : table.interactions) {
        reached[i.multiplicity] = 1;
    }
    for (const node_id id : table.tuple_nodes) {
        reached[id] = 1;
    }
    std::vector<char> used(kind == op::witness ? table.witness_names.size() : table.preprocessed_names.size(), 0);
    for (std::size_t i = table.nodes.size(); i-- > 0;) {
        const node& n = table.nodes[i];
        if (reached[i] == 0) {
            continue;
        }
        if (n.kind == kind) {
            used[n.a] = 1;
        } else if (n.kind >= op::add) {
            reached[n.a] = 1;
            reached[n.kind == op::neg ? n.a : n.b] = 1;
        }
    }
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i] == 0) {
            out.push_back(static_cast<std::uint32_t>(i));
        }
    }
    return out;
}

/// Whether any node reads the next row of a column of this kind.
constexpr bool reads_next_row(const ir& table, op kind) {
    return std::ranges::any_of(table.nodes, [&](const node& n) { return n.kind == kind && n.b != 0; });
}

/// The smallest height the table can have: its longest period.
constexpr std::uint32_t min_height(const ir& table) {
    std::uint32_t out = 1;
    for (const auto& p : table.periodic_columns) {
        out = std::max(out, p.length);
    }
    return out;
}

/// How often one row at most adds to the numerators of the buses, when every multiplicity that is no constant is 0 or
/// 1: sum of |constant| or 1 over the interactions, saturating.
///
/// A LogUp argument over a field of characteristic p counts multiplicities modulo p; it is sound while the sum over
/// tables of row_weight * height stays below p (Haboeck, eprint 2022/1530, section 3).
constexpr std::uint64_t row_weight(const ir& table) {
    std::uint64_t out = 0;
    for (const interaction& i : table.interactions) {
        node n = table.nodes[i.multiplicity];
        if (n.kind == op::neg) {
            n = table.nodes[n.a];
        }
        const std::uint64_t weight = n.kind == op::constant ? table.constants[n.a] : 1;
        out = out + weight < out ? ~std::uint64_t{0} : out + weight;
    }
    return out;
}

/// The place of a column by name; ~0 when there is none.
constexpr std::uint32_t column_index(std::span<const std::string_view> names, std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return static_cast<std::uint32_t>(i);
        }
    }
    return ~std::uint32_t{0};
}

/// Whether every bus that one of the tables sends to is received from by one of them with tuples of the same width, and
/// the other way round.
constexpr bool buses_have_both_ends(std::span<const ir> tables) {
    for (const ir& a : tables) {
        for (const interaction& i : a.interactions) {
            bool other_end = false;
            for (const ir& b : tables) {
                for (const interaction& j : b.interactions) {
                    if (a.bus_names[i.bus] == b.bus_names[j.bus]) {
                        if (i.tuple_width != j.tuple_width) {
                            return false;
                        }
                        other_end = other_end || i.way != j.way;
                    }
                }
            }
            if (!other_end) {
                return false;
            }
        }
    }
    return true;
}

/// Whether the arrays of an IR refer to each other within bounds: to be asked once of an IR that no builder made.
constexpr status well_formed(const ir& table) {
    const auto fail = [](std::string what) { return status{error{"constraint system: " + std::move(what)}}; };
    for (std::size_t i = 0; i < table.nodes.size(); ++i) {
        const node& n = table.nodes[i];
        bool fine = true;
        switch (n.kind) {
        case op::constant:
            fine = n.a < table.constants.size();
            break;
        case op::witness:
            fine = n.a < table.witness_names.size() && n.b <= 1;
            break;
        case op::preprocessed:
            fine = n.a < table.preprocessed_names.size() && n.b <= 1;
            break;
        case op::periodic:
            fine = n.a < table.periodic_columns.size() && n.b == 0;
            break;
        case op::public_value:
            fine = n.a < table.public_count;
            break;
        case op::first_row:
        case op::last_row:
        case op::transition:
            break;
        case op::add:
        case op::sub:
        case op::mul:
            fine = n.a < i && n.b < i;
            break;
        case op::neg:
            fine = n.a < i;
            break;
        default:
            fine = false;
            break;
        }
        if (!fine) {
            return fail("node " + std::to_string(i) + " refers to something that does not exist");
        }
    }
    for (const constraint& c : table.constraints) {
        if (c.root >= table.nodes.size() || c.name >= table.names.size()) {
            return fail("a constraint refers to something that does not exist");
        }
    }
    for (const interaction& i : table.interactions) {
        if (i.bus >= table.bus_names.size() || i.multiplicity >= table.nodes.size() || i.tuple_width == 0 ||
            i.tuple_begin > table.tuple_nodes.size() || i.tuple_width > table.tuple_nodes.size() - i.tuple_begin) {
            return fail("an interaction refers to something that does not exist");
        }
    }
    for (const node_id id : table.tuple_nodes) {
        if (id >= table.nodes.size()) {
            return fail("a tuple refers to a node that does not exist");
        }
    }
    for (const auto& p : table.periodic_columns) {
        if (!std::has_single_bit(p.length) || p.values_begin > table.periodic_values.size() ||
            p.length > table.periodic_values.size() - p.values_begin) {
            return fail("a periodic column has no power-of-two period within the values given");
        }
    }
    return {};
}

} // namespace zonogon::air
