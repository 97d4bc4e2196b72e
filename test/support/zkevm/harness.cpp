// What test/zkevm/machines_hash/harness.hpp declares.

#include "zkevm/machines_hash/harness.hpp"

namespace zonogon::test {

void ensemble::close_buses() {
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

void ensemble::add_peer(std::string_view bus, const std::vector<tuple>& tuples, air::direction way) {
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

void ensemble::add_bytes(const zkevm::machines::byte_table::usage& usage) {
    namespace byte_table = zkevm::machines::byte_table;
    add("byte_table", byte_table::build(), usage.fill(), byte_table::preprocessed());
}

std::string ensemble::problem() const {
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

void require_machine_shape(const air::owned_ir& description) {
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

void require_every_change_noticed(const ensemble& all, std::string_view name, std::span<const std::size_t> rows) {
    for (const auto& x : all.instances()) {
        if (x.name == name) {
            const auto unnoticed = unnoticed_changes<goldilocks>(x, rows);
            INFO(describe(unnoticed));
            CHECK(unnoticed.empty());
        }
    }
}

} // namespace zonogon::test
