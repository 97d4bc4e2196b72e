#include <vector>

#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

#include "stark/systems.hpp"
#include "support/catch.hpp"

#include "arith_set.hpp"
#include "binary_set.hpp"
#include "mem_align_set.hpp"
#include "mem_set.hpp"

namespace zkevm_machines_core_prove_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::core;

namespace {

/// Where to change a cell: a table of the set and a row; the column is drawn.
struct place {
    std::size_t table, row;
};

/// Proves a set of tables, then sees the proofs refused that are made with one cell changed.
void prove_alone(machine_set& set, std::vector<place> changes) {
    // Every bus of the byte table needs a table that could ask.
    set.add_asker("range16", {}, air::direction::send, 1);
    set.add_asker("byte_and", {}, air::direction::send, 3);
    std::vector<stark::table<quick_config>> tables;
    std::vector<machines::trace> traces;
    stark::public_values<quick_config> publics;
    for (std::size_t i = 0; i < set.size(); ++i) {
        tables.push_back({std::string(set.instance(i).name), set.table(i), set.preprocessed(i)});
        traces.push_back(set.trace(i));
        publics.emplace_back(set.instance(i).publics.begin(), set.instance(i).publics.end());
    }
    const auto key = stark::setup<quick_config>(std::move(tables));
    if (!key) {
        FAIL(key.why().message);
    }
    const auto accepted = [&] {
        const auto proof = stark::prove<quick_config>(*key, traces, publics);
        REQUIRE(proof);
        return stark::verify<quick_config>(key->verifying, publics, *proof).ok();
    };
    CHECK(accepted());
    random_stream random(2);
    for (const auto& [table, row] : changes) {
        const std::size_t column = random.below(traces[table].width());
        CAPTURE(row, set.instance(table).table.witness_names[column]);
        const goldilocks honest = traces[table](row, column);
        traces[table](row, column) += goldilocks{1 + random.below(1000)};
        CHECK_FALSE(accepted());
        traces[table](row, column) = honest;
    }
}

} // namespace

TEST_CASE("each core machine is proved alone", "[zkevm][prove]") {
    SECTION("binary") {
        binary_test::binary_set set(binary_test::many_requests(40));
        prove_alone(set, {{set.add_compare, 3}, {set.logic, 15}});
    }
    SECTION("mem") {
        mem_test::mem_set set(mem_test::honest_accesses(60));
        prove_alone(set, {{set.mem, 30}, {set.mem, 63}});
    }
    SECTION("mem_align") {
        mem_align_test::mem_align_set set(mem_align_test::many_requests(20));
        prove_alone(set, {{set.mem_align, 7}});
    }
    SECTION("arith") {
        arith_test::arith_set set(arith_test::many_requests(14));
        prove_alone(set, {{set.arith, 4}});
    }
}

} // namespace zkevm_machines_core_prove_tests
