#pragma once

#include <cstddef>
#include <optional>

#include <zonogon/base/bytes.hpp>

#include "rpc/parameters.hpp"
#include "state/log_search.hpp"

namespace zonogon::rpc {

/// Which logs a caller wants: the object of eth_getLogs, eth_newFilter and eth_subscribe.
struct log_filter {
    /// Addresses and topics; the range is in `from` and `to` until the blocks are known.
    state::log_filter what;
    /// One block by its hash, and then no range.
    std::optional<bytes32> block_hash;
    std::optional<block_reference> from, to;
};

/// Reads one; faults are left in `p`. A missing parameter is a filter of all logs.
log_filter read_log_filter(parameters& p, std::size_t i);

} // namespace zonogon::rpc
