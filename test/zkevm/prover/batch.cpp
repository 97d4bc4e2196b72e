#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/state_store.hpp>
#include <zonogon/zkevm/prover/batch_prover.hpp>

#include "support/catch.hpp"
#include "zkevm/batch_machines.hpp"
#include "zkevm/execute_support.hpp"

namespace zkevm_prover_batch_tests {

using namespace zonogon;

namespace {

using test::executor;

const zkevm::batch_prover<>& prover() {
    static const auto made = zkevm::batch_prover<>::create(executor().rom());
    INFO((made ? std::string() : made.why().message));
    REQUIRE(made);
    return *made;
}

struct executed {
    rollup::vector_file file;
    rollup::memory_state_store store;
    zkevm::batch_result outcome;
};

/// The first batch of a vector file, executed on its genesis.
executed run(const std::string& name) {
    executed out{test::load_state_transition(name), {}, {}};
    REQUIRE(rollup::build_genesis(out.store, out.file.genesis));
    auto outcome = executor().run(out.file.batches[0].input, out.store);
    if (const auto* failure = std::get_if<zkevm::batch_failure>(&outcome)) {
        FAIL(failure->why.message);
    }
    out.outcome = std::get<zkevm::batch_result>(std::move(outcome));
    return out;
}

} // namespace

TEST_CASE("the tables of an executed batch satisfy every constraint and bus") {
    executed e = run("transfer-data.json");
    test::batch_machines(e.outcome.execution, e.store).check();
}

TEST_CASE("a transfer batch is proved and verified; a changed proof is refused") {
    executed e = run("transfer-data.json");
    const auto proved = prover().prove(e.outcome.execution, e.store);
    INFO((proved ? std::string() : proved.why().message));
    REQUIRE(proved);
    const auto verified = prover().verify(proved->file);
    INFO((verified ? std::string() : verified.why().message));
    REQUIRE(verified);
    CHECK(verified->new_state_root == e.outcome.new_state_root);
    CHECK(*verified == proved->publics);
    for (std::size_t at = 0; at < proved->file.size(); at += proved->file.size() / 24 + 1) {
        bytes bad = proved->file;
        bad[at] ^= 1;
        INFO("byte " << at);
        const auto refused = prover().verify(bad);
        REQUIRE(!refused);
        CHECK(!refused.why().message.empty());
    }
}

} // namespace zkevm_prover_batch_tests
