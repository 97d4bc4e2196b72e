#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <zonogon/rollup/vector_file.hpp>
#include <zonogon/zkevm/batch_executor.hpp>
#include <zonogon/zkevm/default_compiled.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace zonogon::test {

/// The ROM, assembled once for all tests.
const zkevm::batch_executor& executor();

/// File names in test/vectors/state-transition that start with one of the prefixes, sorted.
std::vector<std::string> state_transition_files(const std::vector<std::string_view>& prefixes);

rollup::vector_file load_state_transition(const std::string& name);

} // namespace zonogon::test
