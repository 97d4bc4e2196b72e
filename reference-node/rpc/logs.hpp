#pragma once

#include "rpc/answer.hpp"
#include "rpc/chain_services.hpp"
#include "rpc/log_filter.hpp"

namespace zonogon::rpc {

/// The logs that a filter matches, as eth_getLogs answers: a range too long, or with too many logs, is refused with the
/// limit and a range that fits.
answer find_logs(const chain_services& on, const log_filter& what);

} // namespace zonogon::rpc
