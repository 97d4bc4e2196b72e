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
    void close_buses();
    /// A table's trace, for tampering. Precondition: the table is there.
    trace& values(std::string_view name) { return std::ranges::find(tables_, name, &table::name)->values; }
    /// A table that sends (or receives) each tuple once.
    void add_peer(std::string_view bus, const std::vector<tuple>& tuples, air::direction way = air::direction::send);
    void add_bytes(const zkevm::machines::byte_table::usage& usage);

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
    std::string problem() const;

private:
    std::deque<table> tables_;
};

/// Requires what every machine promises: degree 3 at most, tuples and multiplicities of degree 2 at most, no column
/// without use, no preprocessed column.
void require_machine_shape(const air::owned_ir& description);

/// Requires that a change of any column on any of `rows` of the table called `name` violates a constraint or a bus.
void require_every_change_noticed(const ensemble& all, std::string_view name, std::span<const std::size_t> rows);

} // namespace zonogon::test
