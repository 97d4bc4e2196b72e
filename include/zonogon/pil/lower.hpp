#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/pil/assignment.hpp>
#include <zonogon/pil/check.hpp>
#include <zonogon/pil/plan.hpp>
#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// Describes the tables of a program to air builders.
///
/// `in` and `is` become a bus of their own each ("Ns.in#k"): selected rows are sent, rows of the right side received
/// with a hidden multiplicity column (`in`) or their selector (`is`). `connect` becomes a bus on which every cell is
/// sent under its own name and received under the name of the cell it is linked to. Intermediates are expanded where
/// the degree bound allows and committed where not.
class table_builder {
public:
    /// `home` is the namespace that stands for the table (table_map).
    constexpr table_builder(const program& p, const table_map& map, std::uint32_t home, const lower_options& options,
                            air::builder& out)
        : p_(p), map_(map), home_(home), options_(options), b_(out), committed_(p.committed_count),
          fixed_(p.fixed_count), has_fixed_(p.fixed_count, std::uint8_t{0}), now_(p.intermediates.size()),
          next_(p.intermediates.size()), cut_(p.intermediates.size()) {}

    /// Fills the builder; false with failure() set when the program cannot be lowered.
    constexpr bool run() {
        for (std::uint32_t n = 0; n < p_.namespaces.size(); ++n) {
            if (map_.find(n) != home_) {
                continue;
            }
            const bool first = plan_.name.empty();
            plan_.name += (first ? "" : "+") + p_.namespaces[n].name;
            set_rows(p_.namespaces[n].rows, {});
        }
        for (std::uint32_t id = 0; id < p_.committed_count; ++id) {
            if (map_.find(p_.committed_namespace[id]) == home_) {
                committed_[id] = b_.witness(p_.cell_name(p_.committed_column[id], id));
                plan_.committed.push_back(id);
            }
        }
        for (const expression& e : p_.identities) {
            const std::uint32_t home = map_.of(e);
            if (home == home_ || (home == table_map::none && home_ == 0)) {
                const value v = bounded(e, false, options_.max_degree);
                b_.assert_zero(place(e.where), v.e);
            }
        }
        for (std::uint32_t i = 0; i < p_.tuples.size(); ++i) {
            bus(i);
        }
        for (std::uint32_t i = 0; i < p_.connections.size(); ++i) {
            connect(i);
        }
        return !failure_.raised;
    }
    constexpr const diagnostic& failure() const { return failure_; }
    constexpr table_plan& plan() { return plan_; }

private:
    struct value {
        air::expr e;
        std::uint32_t degree = 0;
        bool reads_next = false;
        bool present = false;
    };
    /// An intermediate as it is read: on the row or on the next.
    struct use {
        std::uint32_t id = 0;
        bool next = false;
    };
    struct cut_column {
        air::column column;
        bool present = false;
    };

    constexpr void fail(position where, text message) {
        if (!failure_.raised) {
            failure_ = {where, std::move(message), true};
        }
    }
    constexpr text place(position where) const { return p_.files[where.file] + ":" + decimal(where.line); }
    constexpr void set_rows(std::uint64_t rows, position where) {
        if (plan_.rows != 0 && rows != 0 && rows != plan_.rows) {
            fail(where, "table " + plan_.name + " mixes columns of " + decimal(plan_.rows) + " and " + decimal(rows) +
                            " rows");
        }
        plan_.rows = plan_.rows == 0 ? rows : plan_.rows;
    }

    constexpr air::expr fixed_column(std::uint32_t id, bool next) {
        const std::uint32_t name_space = p_.fixed_namespace[id];
        if (!has_fixed_[id]) {
            const text name = p_.cell_name(p_.fixed_column[id], id);
            for (const auto& [full, selector] : options_.selectors) {
                if (full == name && !next) {
                    return selector == row_selector::first_row ? b_.first_row() : b_.last_row();
                }
                if (full == name) {
                    fail(p_.columns[p_.fixed_column[id]].where,
                         name + " is a row selector: its next row cannot be read");
                }
            }
            set_rows(p_.namespaces[name_space].rows, p_.columns[p_.fixed_column[id]].where);
            fixed_[id] = b_.preprocessed(name);
            has_fixed_[id] = 1;
            plan_.fixed.push_back(id);
        }
        return next ? fixed_[id].next() : air::expr(fixed_[id]);
    }
    constexpr air::expr public_value(std::uint32_t id) {
        for (std::uint32_t i = 0; i < plan_.publics.size(); ++i) {
            if (plan_.publics[i] == id) {
                return b_.public_value(i);
            }
        }
        plan_.publics.push_back(id);
        return b_.public_value(static_cast<std::uint32_t>(plan_.publics.size() - 1));
    }

    /// An intermediate, on the row or the next, expanded or as the column it was committed to. What it is built from is
    /// made first, with a stack of its own: chains may be long.
    constexpr value intermediate(std::uint32_t id, bool next) {
        std::vector<use> open;
        if (!is_made({id, next})) {
            open.push_back({id, next});
        }
        while (!open.empty() && !failure_.raised) {
            const use now = open.back();
            const std::size_t before = open.size();
            push_needs(now, open);
            if (open.size() == before) {
                make(now);
                open.pop_back();
            }
        }
        if (cut_[id].present) {
            return {next ? cut_[id].column.next() : air::expr(cut_[id].column), 1, next, true};
        }
        return next ? next_[id] : now_[id];
    }
    constexpr bool is_made(const use& u) const { return cut_[u.id].present || (u.next ? next_ : now_)[u.id].present; }
    /// What has to be made before an intermediate, the first last.
    constexpr void push_needs(const use& u, std::vector<use>& open) const {
        if (is_made(u)) {
            return;
        }
        if (u.next && (!now_[u.id].present || now_[u.id].reads_next)) {
            if (!now_[u.id].present) {
                open.push_back({u.id, false});
            }
            return;
        }
        const expression& e = p_.intermediates[u.id];
        for (std::uint32_t i = e.end; i-- > e.begin;) {
            const node& n = p_.nodes[i];
            if (n.kind != node_kind::intermediate) {
                continue;
            }
            if (!is_made({n.index, false})) {
                open.push_back({n.index, false});
            } else if ((u.next || n.next) && !is_made({n.index, true})) {
                open.push_back({n.index, true});
            }
        }
    }
    constexpr void make(const use& u) {
        if (is_made(u)) {
            return;
        }
        if (u.next && now_[u.id].reads_next) {
            cut(u.id);
            return;
        }
        const value v = bounded(p_.intermediates[u.id], u.next, options_.max_degree);
        (u.next ? next_ : now_)[u.id] = v;
    }
    /// Commits to an intermediate: a column of its own, tied by a constraint.
    constexpr void cut(std::uint32_t id) {
        const value v = intermediate(id, false);
        const column& c = p_.columns[p_.intermediate_column[id]];
        cut_[id].column = b_.witness(qualified_name(c));
        cut_[id].present = true;
        b_.assert_zero(place(c.where), cut_[id].column - v.e);
        plan_.extras.push_back({extra_column::kind::value, p_.intermediates[id], 0});
        next_[id] = {};
    }
    constexpr text qualified_name(const column& c) const { return p_.namespaces[c.name_space].name + "." + c.name; }

    /// The expression with a degree of at most `bound`: commits to intermediates it uses until it fits.
    constexpr value bounded(const expression& e, bool next, std::uint32_t bound) {
        value v = build(e, next);
        while (v.degree > bound && !failure_.raised) {
            std::uint32_t worst = table_map::none;
            std::uint32_t worst_degree = 1;
            for (std::uint32_t i = e.begin; i < e.end; ++i) {
                const node& n = p_.nodes[i];
                if (n.kind == node_kind::intermediate && !cut_[n.index].present) {
                    const std::uint32_t d = intermediate(n.index, false).degree;
                    if (d > worst_degree) {
                        worst = n.index;
                        worst_degree = d;
                    }
                }
            }
            if (worst == table_map::none) {
                fail(e.where, "degree " + decimal(v.degree) + " exceeds the bound of " + decimal(bound));
                break;
            }
            cut(worst);
            v = build(e, next);
        }
        return v;
    }
    constexpr value build(const expression& e, bool next) {
        std::vector<value> values(e.end - e.begin);
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            values[i - e.begin] = build(p_.nodes[i], next, values, e.begin);
        }
        return values.back();
    }
    constexpr value build(const node& n, bool next, const std::vector<value>& values, std::uint32_t begin) {
        const auto at = [&](std::uint32_t j) -> const value& { return values[j - begin]; };
        const bool shifted = next || n.next;
        switch (n.kind) {
        case node_kind::number:
            return {air::expr(p_.numbers[n.index].value()), 0, false, true};
        case node_kind::committed:
            return {shifted ? committed_[n.index].next() : air::expr(committed_[n.index]), 1, shifted, true};
        case node_kind::fixed:
            return {fixed_column(n.index, shifted), 1, shifted, true};
        case node_kind::public_value:
            return {public_value(n.index), 0, false, true};
        case node_kind::intermediate:
            return intermediate(n.index, shifted);
        case node_kind::add:
        case node_kind::sub:
            return {n.kind == node_kind::add ? at(n.left).e + at(n.right).e : at(n.left).e - at(n.right).e,
                    std::max(at(n.left).degree, at(n.right).degree), at(n.left).reads_next || at(n.right).reads_next,
                    true};
        case node_kind::mul:
            return {at(n.left).e * at(n.right).e, at(n.left).degree + at(n.right).degree,
                    at(n.left).reads_next || at(n.right).reads_next, true};
        default:
            return {-at(n.left).e, at(n.left).degree, at(n.left).reads_next, true};
        }
    }

    /// A tuple entry or selector: committed to when its degree is above what a bus should carry.
    constexpr air::expr entry(const expression& e) {
        const value v = bounded(e, false, options_.max_degree);
        if (v.degree <= options_.max_tuple_degree) {
            return v.e;
        }
        const air::column c = b_.witness("entry#" + decimal(plan_.extras.size()) + "@" + place(e.where));
        b_.assert_zero(place(e.where), c - v.e);
        plan_.extras.push_back({extra_column::kind::value, e, 0});
        return c;
    }
    constexpr std::vector<air::expr> entries(const side& s) {
        std::vector<air::expr> out;
        for (const expression& e : s.tuple) {
            out.push_back(entry(e));
        }
        return out;
    }
    constexpr void bus(std::uint32_t i) {
        const tuple_statement& s = p_.tuples[i];
        const bool sends = map_.of(s.f) == home_;
        const bool receives = map_.of(s.t) == home_;
        if (map_.of(s.f) == table_map::none || map_.of(s.t) == table_map::none) {
            fail(s.where, "a side of the statement reads no column");
            return;
        }
        const text name = (s.kind == relation::lookup ? "in#" : "is#") + decimal(i) + "@" + place(s.where);
        if (sends) {
            const air::expr selector = s.f.selector.empty() ? air::expr(1) : entry(s.f.selector);
            b_.send(name, entries(s.f), selector);
        }
        if (receives) {
            const air::expr selector = s.t.selector.empty() ? air::expr(1) : entry(s.t.selector);
            const std::vector<air::expr> tuple = entries(s.t);
            if (s.kind == relation::permutation) {
                b_.receive(name, tuple, selector);
                return;
            }
            const air::column count = b_.witness("multiplicity of " + name);
            plan_.extras.push_back({extra_column::kind::multiplicity, {}, i});
            if (!s.t.selector.empty()) {
                // A row that is not selected offers nothing, whatever its counter says.
                b_.assert_zero(place(s.where), count * (1 - selector));
            }
            b_.receive(name, tuple, count);
        }
    }
    constexpr void connect(std::uint32_t i) {
        const connection& c = p_.connections[i];
        if (map_.of(c.columns.front()) != home_) {
            return;
        }
        if (plan_.rows == 0) {
            fail(c.where, "connect needs a declared number of rows");
            return;
        }
        if (!has_identity_) {
            identity_ = b_.preprocessed("identity");
            plan_.fixed.push_back(table_plan::identity_column);
            has_identity_ = true;
        }
        const text name = "connect#" + decimal(i) + "@" + place(c.where);
        element shift = element::one();
        for (std::size_t j = 0; j < c.columns.size(); ++j, shift *= element{connection_shift}) {
            const air::expr v = entry(c.columns[j]);
            b_.send(name, {v, identity_ * air::expr(shift.value())});
            b_.receive(name, {v, entry(c.cells[j])});
        }
    }

    const program& p_;
    const table_map& map_;
    std::uint32_t home_;
    const lower_options& options_;
    air::builder& b_;
    table_plan plan_;
    std::vector<air::column> committed_;
    std::vector<air::column> fixed_;
    std::vector<std::uint8_t> has_fixed_;
    std::vector<value> now_;
    std::vector<value> next_;
    std::vector<cut_column> cut_;
    air::column identity_;
    bool has_identity_ = false;
    diagnostic failure_;
};

/// A table of a lowered program.
struct lowered_table {
    table_plan plan;
    air::owned_ir arithmetisation;
};

/// The homes of all tables of a program, in order of their first namespace.
constexpr std::vector<std::uint32_t> table_homes(const program& p, const table_map& map) {
    std::vector<std::uint8_t> wanted(p.namespaces.size(), std::uint8_t{0});
    const auto want = [&](std::uint32_t home) {
        if (home != table_map::none) {
            wanted[home] = 1;
        }
    };
    for (const std::uint32_t n : p.committed_namespace) {
        want(map.find(n));
    }
    for (const expression& e : p.identities) {
        want(map.of(e));
    }
    for (const tuple_statement& s : p.tuples) {
        want(map.of(s.f));
        want(map.of(s.t));
    }
    std::vector<std::uint32_t> homes;
    for (std::uint32_t n = 0; n < wanted.size(); ++n) {
        if (wanted[n] != 0) {
            homes.push_back(n);
        }
    }
    return homes;
}

/// A program as tables over buses, or why it cannot be one (rows that are no power of two, degrees, mixed heights).
inline result<std::vector<lowered_table>> lower(const program& p, const lower_options& options = {}) {
    const table_map map(p);
    std::vector<lowered_table> out;
    for (const std::uint32_t home : table_homes(p, map)) {
        air::builder b;
        table_builder table(p, map, home, options, b);
        if (!table.run()) {
            const diagnostic& d = table.failure();
            return error{
                (p.files[d.where.file] + ":" + decimal(d.where.line) + ":" + decimal(d.where.column) + ": " + d.message)
                    .str()};
        }
        if ((table.plan().rows & (table.plan().rows - 1)) != 0) {
            return error{(text("table ") + table.plan().name + " has " + decimal(table.plan().rows) +
                          " rows, which is no power of two")
                             .str()};
        }
        out.push_back({std::move(table.plan()), b.build()});
    }
    return out;
}

/// Describes one table of a program to a builder: for air::freeze. A program that is refused is a compile error.
///
/// `name_space` is any namespace of the table.
constexpr void describe(air::builder& out, const program& p, std::string_view name_space,
                        const lower_options& options = {}) {
    const table_map map(p);
    for (std::uint32_t n = 0; n < p.namespaces.size(); ++n) {
        if (p.namespaces[n].name == name_space) {
            table_builder table(p, map, map.find(n), options, out);
            if (!table.run()) {
                throw std::invalid_argument(table.failure().message.str());
            }
            return;
        }
    }
    throw std::invalid_argument("no such namespace");
}

} // namespace zonogon::pil
