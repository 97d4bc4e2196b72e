#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::sequencer {

/// A sequence that is on its way to L1. Written before its transaction is asked for.
struct pending_sequence {
    /// How the names of transactions begin that sequence batches.
    static constexpr std::string_view label_prefix = "sequence batches from ";

    std::uint64_t first = 0, last = 0;
    /// Counts the transactions tried for the first of these batches, from 1.
    std::uint64_t attempt = 1;
    /// How many failed in a row since the start or the last resume.
    std::uint64_t failures = 0;
    /// When the next may be tried, in milliseconds of the epoch.
    std::uint64_t not_before = 0;

    /// Of what its transaction sequences (digest_of); zero where an earlier version did not note it. Batches that are
    /// replaced after it was asked for must not be sequenced as they were.
    bytes32 contents{};

    /// The name of its transaction.
    std::string label() const {
        return std::string{label_prefix} + std::to_string(first) + ", attempt " + std::to_string(attempt);
    }
    friend bool operator==(const pending_sequence&, const pending_sequence&) = default;
};

void put_pending(store::write_batch& changes, const pending_sequence& p);
void erase_pending(store::write_batch& changes, const pending_sequence& p);
/// All of them, by their first batches. One whose transaction is not final stays, for L1 may take it back.
result<std::vector<pending_sequence>> read_pending(const store::reader& from);

} // namespace zonogon::sequencer
