#include <vector>

#include <zonogon/air/analyse.hpp>

#include "support/catch.hpp"

#include "binary_set.hpp"

namespace zkevm_machines_core_binary_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::core;
using namespace zonogon::test::core::binary_test;
using zkasm::binary_opcode;

TEST_CASE("binary machines answer every operation", "[zkevm][binary]") {
    CHECK(binary_set(many_requests(900)).problems().empty());
    CHECK(binary_set({}).problems().empty());
}

TEST_CASE("binary machines refuse a wrong result or carry", "[zkevm][binary]") {
    const auto honest = many_requests(18);
    for (std::size_t i = 0; i < honest.size(); ++i) {
        for (const bool carry : {false, true}) {
            auto wrong = honest;
            if (carry) {
                wrong[i].carry = !wrong[i].carry;
            } else {
                wrong[i].c = wrong[i].c ^ u256 { 1 };
            }
            CHECK_FALSE(binary_set(wrong).problems().empty());
        }
    }
}

TEST_CASE("binary machines notice every changed cell", "[zkevm][binary]") {
    const binary_set set(many_requests(90));
    std::vector<std::size_t> rows = random_rows(0, 30, 12);
    for (const std::size_t table : {set.add_compare, set.logic}) {
        rows.push_back(set.instance(table).trace->height() - 1);
        CHECK(set.unnoticed(table, rows) == "");
        rows.pop_back();
    }
    CHECK(set.unnoticed(set.add_compare, std::vector<std::size_t>{60, 61, 62, 63}) == "");
}

TEST_CASE("binary machines fit blow-up 2", "[zkevm][binary]") {
    for (const auto& table : {machines::add_compare::build(), machines::logic::build()}) {
        CHECK(air::max_constraint_degree(table.view()) <= 3);
        CHECK(air::unused_columns(table.view(), air::op::witness).empty());
    }
    CHECK(machines::width_of<machines::add_compare::cells>() == 66);
    CHECK(machines::width_of<machines::logic::cells>() == 101);
}

} // namespace zkevm_machines_core_binary_tests
