#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

#include "support/mutate.hpp"
#include "support/random.hpp"

namespace zonogon::test::core {

using field::goldilocks;
namespace machines = zkevm::machines;
using tuple = std::vector<goldilocks>;

inline void append(tuple& out, const u256& v) {
    for (std::size_t i = 0; i < 8; ++i) {
        out.push_back(goldilocks{v.word32(i)});
    }
}

/// 256-bit numbers that meet the corner cases of carries and signs, and random ones.
inline u256 awkward_number(random_stream& random) {
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

/// A set of tables checked together; columns and traces live in it.
class machine_set {
public:
    /// A table with its trace.
    std::size_t add(std::string_view name, air::owned_ir table, machines::trace trace,
                    machines::trace preprocessed = {}, std::vector<goldilocks> publics = {}) {
        tables_.push_back(std::move(table));
        traces_.push_back(std::move(trace));
        fixed_.push_back(std::move(preprocessed));
        publics_.push_back(std::move(publics));
        instances_.push_back({name, tables_.back().view(), &traces_.back(), &fixed_.back(),
                              std::span<const goldilocks>(publics_.back())});
        return instances_.size() - 1;
    }
    /// A table that sends (or receives) each tuple once; `width` is a tuple's when there are none.
    std::size_t add_asker(std::string_view bus, std::span<const tuple> tuples,
                          air::direction way = air::direction::send, std::size_t width = 1) {
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
    void add_byte_table(const machines::byte_table::usage& usage) {
        add("byte_table", machines::byte_table::build(), usage.fill(), machines::byte_table::preprocessed());
    }

    const air::instance<goldilocks>& instance(std::size_t i) const { return instances_[i]; }
    std::size_t size() const noexcept { return instances_.size(); }
    const air::owned_ir& table(std::size_t i) const { return tables_[i]; }
    machines::trace& trace(std::size_t i) { return traces_[i]; }
    machines::trace& preprocessed(std::size_t i) { return fixed_[i]; }

    /// What is wrong with the whole set, empty when nothing is.
    std::string problems() const {
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
    /// Names of the columns that can be changed on one of the rows without notice.
    std::string unnoticed(std::size_t table, std::span<const std::size_t> rows) const {
        return describe(std::span<const unnoticed_change>(unnoticed_changes<goldilocks>(instances_[table], rows)));
    }

private:
    std::deque<std::string> names_;
    std::deque<air::owned_ir> tables_;
    std::deque<machines::trace> traces_;
    std::deque<machines::trace> fixed_;
    std::deque<std::vector<goldilocks>> publics_;
    std::vector<air::instance<goldilocks>> instances_;
};

} // namespace zonogon::test::core
