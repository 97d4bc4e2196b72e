#include "support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include "statetest/run.hpp"

namespace statetest_refusals_tests {

namespace {

using namespace zonogon;
using namespace zonogon::statetest;

state_test example() {
    auto tests = load_state_tests(std::string{ZONOGON_STATE_TESTS} + "/stExample/add11.json");
    REQUIRE(tests);
    REQUIRE(tests->size() == 1);
    REQUIRE(tests->front().cases.size() == 1);
    return tests->front();
}

std::string outcome(const state_test& test, rule_choice rules) {
    const auto done = run_test(test, rules);
    REQUIRE(done.size() == 1);
    CHECK(done[0].pass == done[0].error.empty());
    return done[0].error;
}

std::string load_text(const std::string& text) {
    const auto path = std::filesystem::temp_directory_path() / "zonogon-state-test.json";
    std::ofstream(path) << text;
    const auto loaded = load_state_tests(path.string());
    std::filesystem::remove(path);
    return loaded ? "" : loaded.why().message;
}

} // namespace

TEST_CASE("a state test fails when an expectation is wrong") {
    for (const rule_choice rules : {rule_choice::berlin, rule_choice::rollup}) {
        CHECK(outcome(example(), rules).empty());
        state_test wrong_root = example();
        wrong_root.cases[0].state_root[7] ^= 1;
        CHECK(outcome(wrong_root, rules).starts_with("state root"));
        state_test wrong_logs = example();
        wrong_logs.cases[0].logs_hash[0] ^= 1;
        CHECK(outcome(wrong_logs, rules).starts_with("logs hash"));
        state_test wrong_rejection = example();
        wrong_rejection.cases[0].must_be_rejected = true;
        CHECK(outcome(wrong_rejection, rules) == "the transaction should have been rejected");
        state_test poor = example();
        poor.before.at(poor.cases[0].transaction.from).balance = {};
        CHECK(outcome(poor, rules).starts_with("rejected: the balance"));
    }
}

TEST_CASE("account by account, every member counts") {
    const auto failing = [](auto change) {
        state_test test = example();
        test.cases[0].fork = "London";
        change(*test.cases[0].change, test.cases[0].transaction);
        return outcome(test, rule_choice::rollup);
    };
    using tx = evm::transaction;
    CHECK(failing([](state_change&, const tx&) {}).empty());
    CHECK(failing([](state_change& c, const tx& t) { c[t.from].balance = u256{1}; }).ends_with("balance differs"));
    CHECK(failing([](state_change& c, const tx& t) { c[t.from].nonce = 7; }).ends_with("nonce differs"));
    CHECK(failing([](state_change& c, const tx& t) { c[*t.to].code = bytes{1}; }).ends_with("code differs"));
    CHECK(failing([](state_change& c, const tx& t) { c[*t.to].code_keccak = bytes32{}; }).ends_with("code differs"));
    CHECK(failing([](state_change& c, const tx& t) {
              c[*t.to].storage[u256{9}] = u256{1};
          }).ends_with("storage differs"));
    CHECK(failing([](state_change& c, const tx& t) { c[*t.to].absent = true; }).ends_with("balance differs"));
}

TEST_CASE("cases that cannot hold under the rollup's rules are not run") {
    state_test test = example();
    test.cases[0].not_applicable = {"selfdestruct"};
    const auto done = run_test(test, rule_choice::rollup);
    REQUIRE(done.size() == 1);
    CHECK_FALSE(done[0].applicable);
    CHECK_FALSE(done[0].pass);
    CHECK(outcome(test, rule_choice::berlin).empty());
    CHECK(run_test(test, rule_choice::shanghai).empty());
}

TEST_CASE("files that are no state tests") {
    CHECK_FALSE(load_text("").empty());
    CHECK_FALSE(load_text("[1]").empty());
    CHECK_FALSE(load_text(R"({"a": {}})").empty());
    CHECK_FALSE(load_text(R"({"a": {"env": {"currentCoinbase": "0x12"}}})").empty());
    CHECK_FALSE(test_files("/nowhere/at/all"));
    const auto done = run_path("/nowhere/at/all.json", rule_choice::berlin);
    REQUIRE(done.size() == 1);
    CHECK_FALSE(done[0].pass);
    CHECK_FALSE(done[0].error.empty());
    CHECK(rules_by_name("rollup") == rule_choice::rollup);
    CHECK_FALSE(rules_by_name("cancun"));
}

} // namespace statetest_refusals_tests
