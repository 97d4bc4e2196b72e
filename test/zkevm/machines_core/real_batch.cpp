#include <string>
#include <vector>

#include <zonogon/rollup/vector_file.hpp>
#include <zonogon/rollup/vector_run.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/zkevm/batch_executor.hpp>
#include <zonogon/zkevm/prover/batch_tables.hpp>

#include "support/catch.hpp"
#include "support/mutate.hpp"
#include "support/vectors.hpp"

using namespace zonogon;
using field::goldilocks;
namespace machines = zkevm::machines;

TEST_CASE("a real batch leaves no cell of any machine unbound", "[zkevm][machines]") {
    const auto file = rollup::read_vector_file(test::load_vector("state-transition/transfer-data.json").dump());
    REQUIRE(file);
    const auto executor = zkevm::batch_executor::create();
    REQUIRE(executor);
    merkle::memory_node_store store;
    REQUIRE(rollup::build_genesis(store, file->genesis));
    const auto outcome = executor->run(file->batches[0].input, store);
    REQUIRE(std::holds_alternative<zkevm::batch_result>(outcome));
    const zkasm::execution& run = std::get<zkevm::batch_result>(outcome).execution;

    const auto lines = zkevm::batch_tables::encode(executor->rom());
    REQUIRE(lines);
    merkle::sparse_tree<merkle::memory_node_store> tree(store);
    const auto accesses = machines::storage::replay(run.storage, tree);
    REQUIRE(accesses);
    const auto tables = zkevm::batch_tables::fill(*lines, run, *accesses);
    REQUIRE(tables);
    const auto descriptions = zkevm::batch_tables::describe<stark::default_config>(*lines);
    const auto publics = machines::main_machine::public_values(run);

    std::vector<air::instance<goldilocks>> all;
    for (std::size_t i = 0; i < tables->size(); ++i) {
        all.push_back(
            {descriptions[i].name, descriptions[i].ir.view(), &(*tables)[i].values, &descriptions[i].preprocessed, {}});
        if (all[i].table.public_count != 0) {
            all[i].publics = publics;
        }
        for (const auto& v : air::check<goldilocks>(all[i], 3)) {
            FAIL_CHECK(descriptions[i].name << ": " << air::describe(v));
        }
    }
    for (const auto& u : air::check_buses<goldilocks>(all, 3)) {
        FAIL_CHECK(air::describe(u));
    }
    for (const auto& x : all) {
        CAPTURE(x.name);
        const std::size_t height = x.trace->height();
        // The widest tables cost most a row; all get their ends and some rows between.
        auto rows = test::random_rows(0, height, x.trace->width() > 1000 ? 2 : 6);
        rows.insert(rows.end(), {0, height - 1});
        CHECK(test::describe(std::span<const test::unnoticed_change>(test::unnoticed_changes<goldilocks>(x, rows))) ==
              "");
    }
}
