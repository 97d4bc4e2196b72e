#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/air/analyse.hpp>
#include <zonogon/air/builder.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

#include "support/catch.hpp"
#include "support/mutate.hpp"

namespace zonogon::test {

using field::goldilocks;
using tuple = std::vector<goldilocks>;
using zkevm::machines::trace;

/// Tables that are to balance: the machine under test, and small tables that stand for the rest of the machine set by
/// sending or receiving a list of tuples.
class ensemble {
public:
    void add(std::string_view name, air::owned_ir description, trace values, trace preprocessed = {}) {
        tables_.push_back({std::string(name), std::move(description), std::move(values), std::move(preprocessed)});
    }
    /// Gives every bus that has one end only, such as those of the fixed tables when these are left out, a table that
    /// receives (or sends) exactly what is missing now; so machines can be proved without 2^16 further rows.
    void close_buses() {
        struct ends {
            std::size_t width = 0;
            bool sent = false, received = false;
            std::vector<tuple> missing;
        };
        std::map<std::string, ends> buses;
        for (const table& t : tables_) {
            const air::ir v = t.description.view();
            for (const air::interaction& i : v.interactions) {
                ends& e = buses[std::string(v.bus_names[i.bus])];
                e.width = i.tuple_width;
                (i.way == air::direction::send ? e.sent : e.received) = true;
            }
        }
        const auto all = instances();
        for (const auto& u : air::check_buses<goldilocks>(all, std::size_t{1} << 16)) {
            ends& e = buses[std::string(u.bus)];
            e.missing.push_back(u.tuple);
            e.missing.back().push_back(e.sent ? u.sent : u.received);
        }
        for (const auto& [bus, e] : buses) {
            if (e.sent && e.received) {
                continue;
            }
            air::builder b;
            const auto columns = b.witness_array("value", e.width + 1);
            const std::vector<air::expr> values(columns.begin(), columns.end() - 1);
            e.sent ? b.receive(bus, values, columns.back()) : b.send(bus, values, columns.back());
            trace t(zkevm::machines::table_height(e.missing.size()), e.width + 1);
            for (std::size_t i = 0; i < e.missing.size(); ++i) {
                std::ranges::copy(e.missing[i], t.row(i).begin());
            }
            add("other end of " + bus, b.build(), std::move(t));
        }
    }
    /// A table's trace, for tampering. Precondition: the table is there.
    trace& values(std::string_view name) { return std::ranges::find(tables_, name, &table::name)->values; }
    /// A table that sends (or receives) each tuple once.
    void add_peer(std::string_view bus, const std::vector<tuple>& tuples, air::direction way = air::direction::send) {
        if (tuples.empty()) {
            return;
        }
        air::builder b;
        const auto columns = b.witness_array("value", tuples[0].size());
        const auto used = b.witness("used");
        const std::vector<air::expr> values(columns.begin(), columns.end());
        way == air::direction::send ? b.send(bus, values, used) : b.receive(bus, values, used);
        trace t(zkevm::machines::table_height(tuples.size()), columns.size() + 1);
        for (std::size_t i = 0; i < tuples.size(); ++i) {
            std::copy(tuples[i].begin(), tuples[i].end(), t.row(i).begin());
            t(i, columns.size()) = goldilocks::one();
        }
        add("peer of " + std::string(bus), b.build(), std::move(t));
    }
    void add_bytes(const zkevm::machines::byte_table::usage& usage) {
        namespace byte_table = zkevm::machines::byte_table;
        add("byte_table", byte_table::build(), usage.fill(), byte_table::preprocessed());
    }

    struct table {
        std::string name;
        air::owned_ir description;
        trace values, preprocessed;
    };
    const std::deque<table>& tables() const { return tables_; }

    std::vector<air::instance<goldilocks>> instances() const {
        std::vector<air::instance<goldilocks>> out;
        for (const table& t : tables_) {
            out.push_back({t.name, t.description.view(), &t.values, &t.preprocessed, {}});
        }
        return out;
    }
    /// What is wrong, in words; empty when every constraint holds and every bus balances.
    std::string problem() const {
        const auto all = instances();
        for (const auto& x : all) {
            if (const std::string why = air::shape_problem(x); !why.empty()) {
                return std::string(x.name) + ": " + why;
            }
            if (const auto violations = air::check(x, 4); !violations.empty()) {
                return std::string(x.name) + ": " + air::describe(violations.front());
            }
        }
        const auto unbalanced = air::check_buses<goldilocks>(all, 4);
        return unbalanced.empty() ? std::string{} : air::describe(unbalanced.front());
    }

private:
    std::deque<table> tables_;
};

/// Requires what every machine promises: degree 3 at most, tuples and multiplicities of degree 2 at most, no column
/// without use, no preprocessed column.
inline void require_machine_shape(const air::owned_ir& description) {
    const air::ir table = description.view();
    CHECK(air::well_formed(table).ok());
    CHECK(air::max_constraint_degree(table) <= 3);
    for (const auto& degree : air::interaction_degrees(table)) {
        CHECK(degree.tuple <= 2);
        CHECK(degree.multiplicity <= 2);
        CHECK(degree.multiplicity + degree.tuple <= 3);
    }
    CHECK(air::unused_columns(table, air::op::witness).empty());
    CHECK(table.preprocessed_names.empty());
}

/// Requires that a change of any column on any of `rows` of the table called `name` violates a constraint or a bus.
inline void require_every_change_noticed(const ensemble& all, std::string_view name,
                                         std::span<const std::size_t> rows) {
    for (const auto& x : all.instances()) {
        if (x.name == name) {
            const auto unnoticed = unnoticed_changes<goldilocks>(x, rows);
            INFO(describe(unnoticed));
            CHECK(unnoticed.empty());
        }
    }
}

} // namespace zonogon::test
