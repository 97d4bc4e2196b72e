#include "support/catch.hpp"
#include "support/source_dir.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "statetest/run.hpp"

namespace statetest_suite_tests {

namespace {

using namespace zonogon::statetest;

struct tally {
    std::size_t passed = 0;
    std::size_t applicable = 0;
    std::size_t total = 0;
};

/// Cases that no rule of the rollup can decide: the fixture expects a refusal for a price below the base fee.
const std::set<std::string> beyond_the_rollup{"lowGasPriceOldTypes"};

tally check_suite(rule_choice rules, const std::set<std::string>& excluded) {
    const std::filesystem::path root = ZONOGON_STATE_TESTS;
    std::map<std::string, tally> folders;
    tally all;
    for (const case_outcome& done : run_path(root.string(), rules)) {
        tally& folder = folders[std::filesystem::relative(done.file, root).parent_path().string()];
        for (tally* t : {&folder, &all}) {
            t->passed += done.pass ? 1 : 0;
            t->applicable += done.applicable ? 1 : 0;
            t->total += 1;
        }
        if (done.applicable && !done.pass && !excluded.contains(done.name)) {
            FAIL_CHECK(done.file << " " << done.name << " " << done.fork << " " << done.data << "/" << done.gas << "/"
                                 << done.value << ": " << done.error);
        }
    }
    for (const auto& [name, t] : folders) {
        std::cout << std::left << std::setw(48) << name << std::right << std::setw(6) << t.passed << " of "
                  << std::setw(5) << t.applicable << " applicable of " << std::setw(5) << t.total << '\n';
    }
    return all;
}

} // namespace

TEST_CASE("Ethereum's state tests for Berlin") {
    const tally all = check_suite(rule_choice::berlin, {});
    CHECK(all.total == 9862);
    CHECK(all.passed == 9862);
}

TEST_CASE("Ethereum's state tests under the rollup's rules") {
    const tally all = check_suite(rule_choice::rollup, beyond_the_rollup);
    CHECK(all.total == 13122);
    CHECK(all.applicable == 12270);
    CHECK(all.passed == 12269);
}

TEST_CASE("Ethereum's state tests with EIP-1559 transactions") {
    const auto done = run_path(zonogon::test::source_dir() / "test/vectors/evm/eip1559.json", rule_choice::london);
    CHECK(done.size() == 19);
    for (const case_outcome& c : done) {
        INFO(c.name << " " << c.data << "/" << c.gas << "/" << c.value << ": " << c.error);
        CHECK(c.pass);
    }
}

} // namespace statetest_suite_tests
