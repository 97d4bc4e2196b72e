#include <span>
#include <variant>

#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/state_store.hpp>

#include "support/mutate.hpp"
#include "zkevm/batch_machines.hpp"
#include "zkevm/execute_support.hpp"

namespace zkevm_machines_core_real_batch_tests {

using namespace zonogon;
using field::goldilocks;

TEST_CASE("a real batch leaves no cell of any machine unbound", "[zkevm][machines]") {
    const rollup::vector_file file = test::load_state_transition("transfer-data.json");
    rollup::memory_state_store store;
    REQUIRE(rollup::build_genesis(store, file.genesis));
    const auto outcome = test::executor().run(file.batches[0].input, store);
    REQUIRE(std::holds_alternative<zkevm::batch_result>(outcome));
    const test::batch_machines machines(std::get<zkevm::batch_result>(outcome).execution, store);
    machines.check();
    for (const auto& x : machines.instances()) {
        CAPTURE(x.name);
        const std::size_t height = x.trace->height();
        // The widest tables cost most a row; all get their ends and some rows between.
        auto rows = test::random_rows(0, height, x.trace->width() > 1000 ? 2 : 6);
        rows.insert(rows.end(), {0, height - 1});
        CHECK(test::describe(std::span<const test::unnoticed_change>(test::unnoticed_changes<goldilocks>(x, rows))) ==
              "");
    }
}

} // namespace zkevm_machines_core_real_batch_tests
