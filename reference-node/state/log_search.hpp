#pragma once

#include <cstdint>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/evm/log.hpp>

#include "store/store.hpp"

namespace zonogon::state {

/// Which logs are looked for, as eth_getLogs says it.
struct log_filter {
    /// First and last block.
    std::uint64_t from = 0, to = 0;
    /// Any of these emitted it; all contracts if empty.
    std::vector<address> addresses;
    /// By position: it is any of these, or anything if empty. The log has at least as many topics as there are entries.
    std::vector<std::vector<bytes32>> topics;
};

/// Whether a log is one of those, whatever its block.
bool matches(const log_filter& filter, const evm::log& log);

struct found_log {
    std::uint64_t block = 0;
    bytes32 block_hash{};
    /// Seconds of the epoch.
    std::uint64_t block_timestamp = 0;
    std::uint64_t transaction_index = 0;
    bytes32 transaction_hash{};
    /// Counted over the block.
    std::uint64_t index = 0;
    evm::log what;

    friend bool operator==(const found_log&, const found_log&) = default;
};

/// How much one search may ask for.
struct log_limits {
    std::uint64_t logs = 10'000;
    /// Last block less first.
    std::uint64_t blocks = 10'000;
};

/// The logs in their order; an error names the limit that the search breaks. `from` should be a view of the database,
/// so that blocks do not come or go meanwhile. Cost: one row of the index per block that has what the filter's rarest
/// part looks for, and per match its receipt; the other parts' rows of these blocks.
result<std::vector<found_log>> find_logs(const store::reader& from, const log_filter& filter,
                                         const log_limits& limits = {});

} // namespace zonogon::state
