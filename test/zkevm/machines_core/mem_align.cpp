#include <vector>

#include <zonogon/air/analyse.hpp>

#include "support/catch.hpp"

#include "mem_align_set.hpp"

namespace zkevm_machines_core_mem_align_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::core;
using namespace zonogon::test::core::mem_align_test;
using zkasm::mem_align_kind;

TEST_CASE("memory alignment answers every kind at every offset", "[zkevm][mem_align]") {
    CHECK(mem_align_set(many_requests(96)).problems() == "");
    CHECK(mem_align_set(many_requests(5)).problems() == "");
}

TEST_CASE("memory alignment refuses wrong words", "[zkevm][mem_align]") {
    const auto honest = many_requests(9);
    for (std::size_t i = 0; i < honest.size(); ++i) {
        auto wrong = honest;
        (wrong[i].kind == mem_align_kind::read ? wrong[i].v : wrong[i].w0) =
            (wrong[i].kind == mem_align_kind::read ? wrong[i].v : wrong[i].w0) ^ u256 { 256 };
        CHECK_FALSE(mem_align_set(wrong).problems().empty());
        wrong = honest;
        wrong[i].offset = static_cast<std::uint8_t>((wrong[i].offset + 1) % 32);
        machines::byte_table::usage usage;
        // The tuple asks with the honest offset, the trace answers with another one.
        mem_align_set set(honest);
        set.trace(set.mem_align) = machines::mem_align::fill(wrong, usage);
        CHECK_FALSE(set.problems().empty());
    }
}

TEST_CASE("memory alignment notices every changed cell", "[zkevm][mem_align]") {
    const mem_align_set set(many_requests(50));
    auto rows = random_rows(0, 50, 10);
    rows.insert(rows.end(), {0, 1, 2, 50, 63});
    CHECK(set.unnoticed(set.mem_align, rows) == "");
}

TEST_CASE("memory alignment fits blow-up 2", "[zkevm][mem_align]") {
    const auto table = machines::mem_align::build();
    CHECK(air::max_constraint_degree(table.view()) <= 3);
    CHECK(machines::width_of<machines::mem_align::cells>() == 131);
}

} // namespace zkevm_machines_core_mem_align_tests
