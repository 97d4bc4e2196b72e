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
u256 awkward_number(random_stream& random);

/// A set of tables checked together; columns and traces live in it.
class machine_set {
public:
    /// A table with its trace.
    std::size_t add(std::string_view name, air::owned_ir table, machines::trace trace,
                    machines::trace preprocessed = {}, std::vector<goldilocks> publics = {});
    /// A table that sends (or receives) each tuple once; `width` is a tuple's when there are none.
    std::size_t add_asker(std::string_view bus, std::span<const tuple> tuples,
                          air::direction way = air::direction::send, std::size_t width = 1);
    void add_byte_table(const machines::byte_table::usage& usage);

    const air::instance<goldilocks>& instance(std::size_t i) const { return instances_[i]; }
    std::size_t size() const noexcept { return instances_.size(); }
    const air::owned_ir& table(std::size_t i) const { return tables_[i]; }
    machines::trace& trace(std::size_t i) { return traces_[i]; }
    machines::trace& preprocessed(std::size_t i) { return fixed_[i]; }

    /// What is wrong with the whole set, empty when nothing is.
    std::string problems() const;
    /// Names of the columns that can be changed on one of the rows without notice.
    std::string unnoticed(std::size_t table, std::span<const std::size_t> rows) const;

private:
    std::deque<std::string> names_;
    std::deque<air::owned_ir> tables_;
    std::deque<machines::trace> traces_;
    std::deque<machines::trace> fixed_;
    std::deque<std::vector<goldilocks>> publics_;
    std::vector<air::instance<goldilocks>> instances_;
};

} // namespace zonogon::test::core
