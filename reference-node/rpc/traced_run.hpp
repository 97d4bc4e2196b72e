#pragma once

#include <string>

#include <zonogon/base/result.hpp>

#include "rpc/chain_view.hpp"
#include "rpc/simulation.hpp"
#include "rpc/trace_request.hpp"

namespace zonogon::rpc {

/// The trace of a call, as JSON text.
result<std::string> trace_call(const simulation& on, const state::call& what, const trace_request& how);

/// The trace of the transaction at a place of a block: the block is executed again up to it.
result<std::string> trace_transaction(const chain_view& chain, const chain_services& on, const state::block_record& b,
                                      std::size_t index, const trace_request& how);

/// The traces of all transactions of a block, one JSON object for each.
result<std::vector<std::string>> trace_block(const chain_view& chain, const chain_services& on,
                                             const state::block_record& b, const trace_request& how);

} // namespace zonogon::rpc
