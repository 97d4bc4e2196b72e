#pragma once

#include <cstdint>

#include <zonogon/base/result.hpp>

#include "bridge/chain.hpp"
#include "bridge/ledger.hpp"

namespace zonogon::bridge {

/// Brings the ledger to the head of one chain, and back when blocks go.
class follower {
public:
    struct options {
        /// No event is before this block.
        std::uint64_t first_block = 0;
        /// Blocks that are read at once.
        std::uint64_t span = 1'000;
    };

    follower(ledger& into, side which, chain& of, const options& how)
        : ledger_(into), side_(which), chain_(of), how_(how) {}

    /// Reads one range, or undoes what the chain has no more; whether there is more to do at once. Blocks are known by
    /// number and hash, asked for before and after the logs of a range; what does not fit together is an error and
    /// changes nothing, to be tried again.
    result<bool> step();
    /// Steps until the head is reached.
    status catch_up();

private:
    /// Whether the last known block is still part of the chain; undoes what is not.
    enum class footing : std::uint8_t { firm, behind, undone };
    result<footing> check(const store::checkpoint& last, const store::checkpoint& head);
    status step_back();

    ledger& ledger_;
    side side_;
    chain& chain_;
    options how_;
};

} // namespace zonogon::bridge
