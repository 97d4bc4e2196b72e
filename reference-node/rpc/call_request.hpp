#pragma once

#include <cstddef>

#include "rpc/parameters.hpp"
#include "state/view.hpp"

namespace zonogon::rpc {

/// The transaction object of eth_call and eth_estimateGas. Faults are left in `p`.
state::call read_call_request(parameters& p, std::size_t i);

} // namespace zonogon::rpc
