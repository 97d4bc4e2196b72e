#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/result.hpp>

#include "statetest/state_test.hpp"

namespace zonogon::statetest {

/// The rule sets that state tests can be run under. The first three run the cases of the fork of their name; rollup
/// runs Berlin's, and London's and Shanghai's where the file has no Berlin case of the same data, gas and value.
enum class rule_choice { berlin, london, shanghai, rollup };

std::optional<rule_choice> rules_by_name(std::string_view name);

struct case_outcome {
    std::string name;
    std::string file;
    std::string fork;
    std::size_t data = 0;
    std::size_t gas = 0;
    std::size_t value = 0;
    /// False: the case says that it cannot hold under the rollup's rules, and was not run.
    bool applicable = true;
    bool pass = false;
    /// What differed; empty for a pass.
    std::string error;
};

/// Runs the cases of one test that belong to the rules.
///
/// Under the rollup's rules the data set's conditions are met: a gas limit above the maximum is lowered to it (and
/// the result for that, where it differs, expected), modexp is switched on for the cases marked so, and cases of
/// London and Shanghai are compared account by account without the coinbase, whose fees those forks partly burn.
std::vector<case_outcome> run_test(const state_test& test, rule_choice rules);

/// Runs all cases of a file, or of all *.json files under a folder, on all threads. An unreadable file is a failed
/// case without a name.
std::vector<case_outcome> run_path(const std::string& path, rule_choice rules);

/// The files that run_path reads, in order.
result<std::vector<std::string>> test_files(const std::string& path);

} // namespace zonogon::statetest
