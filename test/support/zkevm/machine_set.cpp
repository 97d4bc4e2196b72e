// What test/zkevm/machines_core/support.hpp declares.

#include <algorithm>

#include "zkevm/machines_core/support.hpp"

namespace zonogon::test::core {

u256 awkward_number(random_stream& random) {
    u256 v;
    for (std::size_t i = 0; i < 4; ++i) {
        switch (random.below(6)) {
        case 0:
            break;
        case 1:
            v.set_limb(i, ~std::uint64_t{0});
            break;
        case 2:
            v.set_limb(i, random.below(4));
            break;
        case 3:
            v.set_limb(i, std::uint64_t{1} << 63);
            break;
        default:
            v.set_limb(i, random.next());
        }
    }
    return v;
}

std::size_t machine_set::add(std::string_view name, air::owned_ir table, machines::trace trace,
                             machines::trace preprocessed, std::vector<goldilocks> publics) {
    tables_.push_back(std::move(table));
    traces_.push_back(std::move(trace));
    fixed_.push_back(std::move(preprocessed));
    publics_.push_back(std::move(publics));
    instances_.push_back(
        {name, tables_.back().view(), &traces_.back(), &fixed_.back(), std::span<const goldilocks>(publics_.back())});
    return instances_.size() - 1;
}

std::size_t machine_set::add_asker(std::string_view bus, std::span<const tuple> tuples, air::direction way,
                                   std::size_t width) {
    air::builder b;
    const auto columns = b.witness_array("t", tuples.empty() ? width : tuples[0].size());
    const auto used = b.witness("used");
    const std::vector<air::expr> values(columns.begin(), columns.end());
    if (way == air::direction::send) {
        b.send(bus, values, used);
    } else {
        b.receive(bus, values, used);
    }
    machines::trace trace(machines::table_height(tuples.size()), columns.size() + 1);
    for (std::size_t i = 0; i < tuples.size(); ++i) {
        std::ranges::copy(tuples[i], trace.row(i).begin());
        trace(i, columns.size()) = goldilocks::one();
    }
    names_.push_back("asker " + std::to_string(names_.size()) + " of " + std::string(bus));
    return add(names_.back(), b.build(), std::move(trace));
}

void machine_set::add_byte_table(const machines::byte_table::usage& usage) {
    add("byte_table", machines::byte_table::build(), usage.fill(), machines::byte_table::preprocessed());
}

std::string machine_set::problems() const {
    std::string out;
    for (const auto& x : instances_) {
        out += std::string(air::shape_problem(x));
        for (const auto& v : air::check<goldilocks>(x, 5)) {
            out += std::string(x.name) + ": " + air::describe(v) + "\n";
        }
    }
    for (const auto& u : air::check_buses<goldilocks>(instances_, 5)) {
        out += air::describe(u) + "\n";
    }
    return out;
}

std::string machine_set::unnoticed(std::size_t table, std::span<const std::size_t> rows) const {
    return describe(std::span<const unnoticed_change>(unnoticed_changes<goldilocks>(instances_[table], rows)));
}

} // namespace zonogon::test::core
