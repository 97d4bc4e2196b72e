#pragma once

#include <cstdint>
#include <string>

#include <zonogon/base/result.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/rollup/block_executor.hpp>

#include "state/block_record.hpp"

namespace zonogon::state {

/// Executes stored blocks once more on the state before them: `each(executor, block, transaction)` runs one transaction
/// and gives its status, `closed(executor, block)` is told of every block. An error where a block comes out
/// differently. What was passed over when the blocks were made is not in them.
template <rollup::state_store Store, class Each, class Closed>
status run_stored_blocks(const store::reader& from, std::uint64_t first, std::uint64_t last, std::uint64_t chain_id,
                         Store& nodes, Each&& each, Closed&& closed) {
    const auto missing = [](std::uint64_t n) {
        return error{"block " + std::to_string(n) + " is not in the database"};
    };
    const auto begin = read_block_header(from, first);
    if (!begin) {
        return begin.why();
    }
    if (!*begin) {
        return missing(first);
    }
    rollup::block_executor<Store> run{nodes, hash::to_hash4((*begin)->parent_state_root), chain_id};
    for (std::uint64_t n = first; n <= last; ++n) {
        const auto block = read_block(from, n);
        if (!block) {
            return block.why();
        }
        if (!*block) {
            return missing(n);
        }
        const block_record& b = **block;
        if (status opened = run.open({b.coinbase, u256{b.timestamp}, b.global_exit_root, b.l1_block_hash}); !opened) {
            return opened;
        }
        for (const bytes32& hash : b.transactions) {
            const auto t = read_transaction(from, hash);
            if (!t) {
                return t.why();
            }
            if (!*t) {
                return error{"a transaction of block " + std::to_string(n) + " is not in the database"};
            }
            if (status done = each(run, b, **t); !done) {
                return done;
            }
        }
        const auto outcome = run.close();
        if (!outcome) {
            return outcome.why();
        }
        if (outcome->state_root != b.state_root) {
            return error{"block " + std::to_string(n) + " gives another state when it is executed again"};
        }
        closed(run, b);
    }
    return {};
}

} // namespace zonogon::state
