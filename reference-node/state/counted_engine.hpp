#pragma once

#include <variant>

#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/batch_outcome.hpp>

#include "state/database_state_store.hpp"

namespace zonogon::state {

/// zkevm::counted_executor on the database, compiled once: natively, but a batch that runs out of zk-counters is
/// invalid.
std::variant<rollup::batch_outcome, rollup::batch_failure> run_counted(const rollup::batch_input& batch,
                                                                       database_state_store& nodes);

} // namespace zonogon::state
