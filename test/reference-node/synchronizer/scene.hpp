#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <zonogon/rollup/genesis.hpp>

#include "fake_l1.hpp"
#include "monitor/log.hpp"
#include "monitor/metrics.hpp"
#include "state/batch_record.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"
#include "store/block_log.hpp"
#include "store/memory_store.hpp"
#include "synchronizer/batch_follower.hpp"
#include "synchronizer/l1_follower.hpp"

namespace zonogon::test {

/// Batch data of blocks without transactions: seconds since the one before, leaf to import.
bytes empty_blocks(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& blocks);

/// The i-th act of a history of everything a rollup can meet on L1; `variant` makes another one.
void act(fake_l1& l1, std::uint64_t i, std::uint64_t variant);

/// Everything that followers keep, but for the L1 blocks between, which depend on when they looked.
std::vector<std::string> content(const store::reader& from);

/// Which rollup is followed, and its genesis.
struct rollup_definition {
    l1::rollup_contracts contracts;
    std::vector<rollup::genesis_account> genesis;

    /// That of fake_l1.
    static rollup_definition fake();
};

/// A store with genesis, and what follows L1 into it.
class follower {
public:
    explicit follower(l1::transport& node, bool own_sequencer = false,
                      const rollup_definition& of = rollup_definition::fake());
    /// Works on another store than its own memory.
    follower(l1::transport& node, store::database& in, bool own_sequencer = false,
             const rollup_definition& of = rollup_definition::fake());

    /// New objects on the same store.
    void restart();
    /// One round of both; an error is the first.
    status round();
    /// Until the head of L1 is reached and nothing is left to do.
    void sync();
    std::uint64_t last_batch() const;
    state::head head() const;

    store::memory_store memory;
    store::erased<store::memory_store> own_db{memory};
    store::database& db;
    synchronizer::options how;
    std::vector<monitor::event> events;
    std::vector<std::uint64_t> heads;
    monitor::metrics numbers;
    std::unique_ptr<monitor::log> lines;
    l1::client client;
    std::unique_ptr<synchronizer::services> with;
    std::unique_ptr<synchronizer::l1_follower> l1;
    std::unique_ptr<synchronizer::batch_follower> batches;
    bool at_head = false;

private:
    void set_up(bool own_sequencer, const rollup_definition& of);
};

} // namespace zonogon::test
