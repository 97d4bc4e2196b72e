#pragma once

#include <cstdint>
#include <functional>
#include <utility>

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
        /// Blocks that are read at once, at most: a range whose logs the node does not give is halved.
        std::uint64_t span = 1'000;
        /// Told when blocks after `to` are undone.
        std::function<void(std::uint64_t to)> undone{};
    };

    follower(ledger& into, side which, chain& of, options how)
        : ledger_(into), side_(which), chain_(of), how_(std::move(how)), span_(how_.span) {}

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
    result<footing> undo(std::uint64_t to);
    result<bool> stands(const store::checkpoint& one);

    ledger& ledger_;
    side side_;
    chain& chain_;
    options how_;
    std::uint64_t span_;
};

} // namespace zonogon::bridge
