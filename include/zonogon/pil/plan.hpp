#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/pil/evaluation_order.hpp>
#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// What a constant column stands for when it is to cost nothing and not to fix the table's height.
enum class row_selector : std::uint8_t { first_row, last_row };

struct lower_options {
    /// Largest degree of a constraint (2^log_blowup + 1 of the proof system).
    std::uint32_t max_degree = 3;
    /// Largest degree of a selector or tuple entry on a bus.
    std::uint32_t max_tuple_degree = 1;
    /// Constant columns ("Ns.name") that are a row selector.
    std::vector<std::pair<text, row_selector>> selectors;
};

/// A witness column that lowering adds to those the program declares.
struct extra_column {
    enum class kind : std::uint8_t {
        value,       ///< of `source`, an expression too high in degree
        multiplicity ///< how often lookup `statement` finds this row
    };
    kind what = kind::value;
    expression source;
    std::uint32_t statement = 0;
};

/// One table of the proof: namespaces that meet in an identity (or selector, tuple or connection) share a table.
struct table_plan {
    /// Names of its namespaces, joined by "+".
    text name;
    /// 0 when the height is free.
    std::uint64_t rows = 0;
    /// Global ids, in the order of the table's columns.
    std::vector<std::uint32_t> committed;
    /// The same; identity_column is the column w^i that connections need (w of the order of the height).
    std::vector<std::uint32_t> fixed;
    static constexpr std::uint32_t identity_column = 0xffffffffU;
    /// Global numbers of the public values it reads, in the order of the table's own.
    std::vector<std::uint32_t> publics;
    /// Behind the committed columns.
    std::vector<extra_column> extras;
};

/// Which table every namespace and statement belongs to.
class table_map {
public:
    static constexpr std::uint32_t none = 0xffffffffU;

    constexpr explicit table_map(const program& p)
        : p_(p), parent_(p.namespaces.size(), 0), committed_(p.namespaces.size(), 0) {
        for (std::uint32_t i = 0; i < parent_.size(); ++i) {
            parent_[i] = i;
        }
        for (const std::uint32_t n : p.committed_namespace) {
            committed_[n] = 1;
        }
        intermediate_.resize(p.intermediates.size(), none);
        for (const std::uint32_t id : evaluation_order(p)) {
            intermediate_[id] = join(p.intermediates[id]);
        }
        for (const expression& e : p.identities) {
            join(e);
        }
        for (const tuple_statement& s : p.tuples) {
            join(s.f);
            join(s.t);
        }
        for (const connection& c : p.connections) {
            std::uint32_t home = none;
            for (const auto* list : {&c.columns, &c.cells}) {
                for (const expression& e : *list) {
                    home = join(home, join(e));
                }
            }
        }
    }

    /// The namespace that stands for the table of an expression; `none` when it reads no column.
    constexpr std::uint32_t of(const expression& e) const {
        std::uint32_t fixed_home = none;
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            const node& n = p_.nodes[i];
            const std::uint32_t home = home_of(n);
            if (home != none) {
                return find(home);
            }
            if (n.kind == node_kind::fixed && fixed_home == none) {
                fixed_home = p_.fixed_namespace[n.index];
            }
        }
        return fixed_home;
    }
    constexpr std::uint32_t of(const side& s) const {
        std::uint32_t fixed_home = none;
        for (std::size_t i = 0; i <= s.tuple.size(); ++i) {
            const expression& e = i < s.tuple.size() ? s.tuple[i] : s.selector;
            const std::uint32_t home = e.empty() ? none : of(e);
            if (home != none && has_committed(home)) {
                return home;
            }
            fixed_home = fixed_home == none ? home : fixed_home;
        }
        return fixed_home;
    }
    constexpr std::uint32_t find(std::uint32_t n) const {
        while (parent_[n] != n) {
            n = parent_[n];
        }
        return n;
    }
    /// Whether the table of namespace n has committed columns. (Constant columns of others are copied where needed.)
    constexpr bool has_committed(std::uint32_t n) const { return committed_[find(n)] != 0; }

private:
    constexpr std::uint32_t home_of(const node& n) const {
        if (n.kind == node_kind::committed) {
            return p_.committed_namespace[n.index];
        }
        if (n.kind == node_kind::intermediate) {
            return intermediate_[n.index];
        }
        if (n.kind == node_kind::fixed && committed_[p_.fixed_namespace[n.index]] != 0) {
            return p_.fixed_namespace[n.index];
        }
        return none;
    }
    constexpr std::uint32_t join(std::uint32_t a, std::uint32_t b) {
        if (a == none || b == none) {
            return a == none ? b : a;
        }
        a = find(a);
        b = find(b);
        parent_[std::max(a, b)] = std::min(a, b);
        committed_[std::min(a, b)] |= committed_[std::max(a, b)];
        return std::min(a, b);
    }
    constexpr std::uint32_t join(const expression& e) {
        std::uint32_t home = none;
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            home = join(home, home_of(p_.nodes[i]));
        }
        return home;
    }
    constexpr void join(const side& s) {
        std::uint32_t home = s.selector.empty() ? none : join(s.selector);
        for (const expression& e : s.tuple) {
            home = join(home, join(e));
        }
    }

    const program& p_;
    std::vector<std::uint32_t> parent_;
    std::vector<std::uint8_t> committed_;
    std::vector<std::uint32_t> intermediate_;
};

} // namespace zonogon::pil
