#pragma once

#include <cstddef>

#include "rpc/parameters.hpp"
#include "rpc/simulation.hpp"
#include "state/view.hpp"

namespace zonogon::rpc {

/// The transaction object of eth_call and eth_estimateGas. Faults are left in `p`.
state::call read_call_request(parameters& p, std::size_t i);

/// What geth calls state and block overrides, at two places of the parameters; nothing where there is none. Members
/// that mean nothing on the rollup (base fees, blobs, withdrawals) are passed over.
call_overrides read_overrides(parameters& p, std::size_t accounts, std::size_t block);
/// The same where they are members of an object, as debug_traceCall has them.
call_overrides read_override_members(parameters& p, std::size_t i);

} // namespace zonogon::rpc
