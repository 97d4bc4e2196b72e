#include <set>
#include <string>

#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/rollup/vector_run.hpp>

#include "zkevm/execute_support.hpp"

namespace zkevm_execute_vectors_tests {

using namespace zonogon;

namespace {

/// Runs a file on the ROM and beside it natively; nothing when every batch matches, else the first difference or
/// failure.
std::optional<std::string> run_file(const std::string& name) {
    const rollup::vector_file file = test::load_state_transition(name);
    auto run = rollup::vector_run<zkevm::batch_executor>::create(file, test::executor());
    if (!run) {
        return run.why().message;
    }
    const rollup::native_executor<> native;
    auto beside = rollup::vector_run<rollup::native_executor<>>::create(file, native);
    REQUIRE(beside);
    CHECK((file.genesis.empty() || run->genesis_root() == file.batches.front().input.old_state_root));
    while (!run->done()) {
        const rollup::batch_expectations& expected = run->next_batch().expected;
        const auto got = run->run_next();
        if (const auto* failure = std::get_if<zkevm::batch_failure>(&got)) {
            return failure->why.message;
        }
        const auto& out = *std::get_if<zkevm::batch_result>(&got);
        CHECK(out.execution.cyclic);
        const auto native_outcome = beside->run_next();
        REQUIRE(std::holds_alternative<rollup::batch_outcome>(native_outcome));
        CHECK(rollup::describe_batch(run->last_input(), expected, out) ==
              rollup::describe_batch(beside->last_input(), expected, std::get<rollup::batch_outcome>(native_outcome)));
        const auto items = rollup::describe_items(run->last_input(), out);
        if (const auto difference = rollup::first_difference(expected, out, items)) {
            return difference;
        }
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("vectors without contract code come out as the reference says", "[zkevm][execute]") {
    std::size_t files = 0;
    for (const std::string& name : test::state_transition_files(
             {"transfer-", "blocks-", "multi-", "timestamp-", "effective-", "intrinsic-", "rlp-", "forced-", "l1info-",
              "node-etrog-", "node-general", "prover-collection"})) {
        INFO(name);
        CHECK(run_file(name).value_or("all matches") == "all matches");
        ++files;
    }
    CHECK(files >= 70);
}

TEST_CASE("unit vectors of the reference's library come out as it says", "[zkevm][execute]") {
    for (const std::string& name : test::state_transition_files({"commonjs-state-transition-"})) {
        INFO(name);
        // These three deploy or call contracts.
        const std::string out = run_file(name).value_or("all matches");
        if (name == "commonjs-state-transition-10.json" || name == "commonjs-state-transition-13.json") {
            CHECK(out.starts_with("not provable yet"));
        } else {
            CHECK(out == "all matches");
        }
    }
}

TEST_CASE("what needs contract code is said not to be provable", "[zkevm][execute]") {
    for (const std::string& name :
         test::state_transition_files({"contract-", "create-", "precompile-", "node-test-deploy", "node-mynft",
                                       "node-erc20", "commonjs-block-info", "commonjs-selfdestruct"})) {
        INFO(name);
        CHECK(run_file(name).value_or("all matches").starts_with("not provable yet"));
    }
}

TEST_CASE("the cost of a transfer", "[zkevm][execute]") {
    const auto cost = [](const std::string& name) {
        const rollup::vector_file file = test::load_state_transition(name);
        auto run = rollup::vector_run<zkevm::batch_executor>::create(file, test::executor());
        REQUIRE(run);
        auto got = run->run_next();
        REQUIRE(std::holds_alternative<zkevm::batch_result>(got));
        const auto& out = *std::get_if<zkevm::batch_result>(&got);
        zkasm::counters used = out.execution.used;
        used.steps = out.steps;
        return used;
    };
    const zkasm::counters one = cost("forced-transfer.json");
    const zkasm::counters two = cost("forced-two-transfers.json");
    const auto arith = two.arith - one.arith;
    const auto steps = two.steps - one.steps;
    std::printf("a transfer takes %llu steps, %u arithmetic, %u binary, %u Keccak-f, %u Poseidon\n",
                static_cast<unsigned long long>(steps), arith, two.binary - one.binary, two.keccak_f - one.keccak_f,
                two.poseidon_g - one.poseidon_g);
    CHECK(steps <= 1450);
    // Ten transfers fit in 2^11 rows.
    CHECK(arith <= 204);
    CHECK(two.keccak_f - one.keccak_f == 3);
}

} // namespace zkevm_execute_vectors_tests
