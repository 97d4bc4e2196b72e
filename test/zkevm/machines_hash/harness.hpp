#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
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
    struct table {
        std::string name;
        air::owned_ir description;
        trace values, preprocessed;
    };

public:
    void add(std::string_view name, air::owned_ir description, trace values, trace preprocessed = {}) {
        tables_.push_back({std::string(name), std::move(description), std::move(values), std::move(preprocessed)});
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
