#include <array>
#include <map>
#include <vector>

#include <zonogon/air/analyse.hpp>

#include "support/catch.hpp"

#include "mem_set.hpp"

namespace zkevm_machines_core_mem_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::core;
using namespace zonogon::test::core::mem_test;

TEST_CASE("memory proves an honest run", "[zkevm][mem]") {
    CHECK(mem_set(honest_accesses(200)).problems().empty());
    CHECK(mem_set(honest_accesses(64)).problems().empty());
    CHECK(mem_set({}).problems().empty());
}

TEST_CASE("memory refuses what was not stored", "[zkevm][mem]") {
    SECTION("an unwritten word that is not zero") {
        zkasm::memory_access m{5, 1, false, {}};
        m.value[3] = goldilocks{1};
        CHECK_FALSE(mem_set({m}).problems().empty());
    }
    SECTION("a value other than the last one written") {
        zkasm::memory_access first{5, 1, true, {}};
        first.value[0] = goldilocks{7};
        zkasm::memory_access second{5, 2, true, {}};
        second.value[0] = goldilocks{8};
        zkasm::memory_access third{5, 3, false, second.value};
        CHECK(mem_set({third, first, second}).problems().empty());
        third.value = first.value;
        CHECK_FALSE(mem_set({first, second, third}).problems().empty());
    }
    SECTION("two accesses in one step") {
        machines::byte_table::usage usage;
        const std::vector<zkasm::memory_access> both{{5, 1, false, {}}, {5, 1, false, {}}};
        CHECK_FALSE(machines::mem::fill(both, usage));
    }
}

TEST_CASE("memory refuses an order that returns to an address", "[zkevm][mem]") {
    // Rows sorted by hand: 5 at step 1 (written), 6 at step 2, 5 again: the gap from 6 to 5 is p - 2.
    zkasm::memory_access write{5, 1, true, {}};
    write.value[0] = goldilocks{9};
    const std::vector<zkasm::memory_access> honest{write, {6, 2, false, {}}};
    mem_set set(honest);
    auto& trace = set.trace(set.mem);
    const std::size_t row = 2;
    trace(row, machines::column_of<machines::mem::cells>("address")) = goldilocks{5};
    trace(row, machines::column_of<machines::mem::cells>("isRead")) = goldilocks{1};
    trace(row, machines::column_of<machines::mem::cells>("isNew")) = goldilocks{1};
    CHECK_FALSE(set.problems().empty());
}

TEST_CASE("memory notices every changed cell", "[zkevm][mem]") {
    const mem_set set(honest_accesses(100));
    auto rows = random_rows(0, 100, 20);
    rows.insert(rows.end(), {0, 99, 100, 110, 126, 127});
    CHECK(set.unnoticed(set.mem, rows) == "");
}

TEST_CASE("memory fits blow-up 2", "[zkevm][mem]") {
    const auto table = machines::mem::build();
    CHECK(air::max_constraint_degree(table.view()) <= 3);
    CHECK(machines::width_of<machines::mem::cells>() == 15);
}

} // namespace zkevm_machines_core_mem_tests
