#pragma once

#include "rpc/answer.hpp"
#include "rpc/simulation.hpp"

namespace zonogon::rpc {

/// zkevm_estimateCounters: an upper bound of what the transaction takes of a batch, the bounds of a batch, and what the
/// execution came to.
answer counters_answer(const simulation& on, const state::call& what);

/// zkevm_estimateFee.
answer fee_answer(const simulation& on, const state::call& what, const u256& gas_price);

} // namespace zonogon::rpc
