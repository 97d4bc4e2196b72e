#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <zonogon/base/result.hpp>

#include "l1/client.hpp"

namespace zonogon::synchronizer {

/// Blocks of L1 in a row with all logs of the wanted contracts in them.
struct l1_range {
    std::vector<l1::block_header> headers;
    /// The block before the first; nothing if the first is block 0.
    std::optional<l1::block_header> before;
    std::vector<l1::log> logs;

    const l1::block_header& header(std::uint64_t number) const { return headers[number - headers.front().number]; }
    const l1::block_header& last() const { return headers.back(); }
};

/// Reads blocks `from` to `to`. Headers and logs are separate questions, between which the chain may change and which
/// different machines may answer: every header must name the one before it, and every log must be of the header of its
/// number.
result<l1_range> read_range(l1::client& node, std::uint64_t from, std::uint64_t to, std::vector<address> sources);

/// Whether L1 still has the ends of the range; asked after everything else about it.
status check_unchanged(l1::client& node, const l1_range& range);

} // namespace zonogon::synchronizer
