#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bridge/bridge_service.hpp"
#include "config/configuration.hpp"
#include "l1/contracts.hpp"
#include "monitor/event_log.hpp"
#include "monitor/health.hpp"
#include "monitor/monitor_server.hpp"
#include "node/head_accounts.hpp"
#include "node/l1_watch.hpp"
#include "node/node.hpp"
#include "node/trusted_node.hpp"
#include "node/undone_transactions.hpp"
#include "pool/pool.hpp"
#include "rpc/chain_events.hpp"
#include "rpc/pending_moments.hpp"
#include "rpc/rate_limit.hpp"
#include "rpc/server.hpp"
#include "sequencer/data_availability.hpp"
#include "sequencer/sequence_sender.hpp"
#include "sequencer/sequencer.hpp"
#include "state/block_record.hpp"
#include "state/read_cache.hpp"
#include "store/rocks_store.hpp"
#include "synchronizer/synchronizer.hpp"

namespace zonogon::node {

/// Milliseconds of the epoch.
std::uint64_t now_in_milliseconds();

/// The parts of a node that run, in the order they depend on each other: the last goes first. Each open_* is one step
/// of the start.
struct node::services {
    config::configuration how;
    std::unique_ptr<monitor::log> lines;
    monitor::metrics numbers;
    monitor::health state;
    std::optional<store::rocks_store> disk;
    std::optional<store::erased<store::rocks_store>> plain_db;
    std::optional<state::cached_database> db;
    /// Guarded: events come from several threads.
    std::mutex events_lock;
    std::optional<monitor::event_log> events;
    std::optional<l1::rollup_contracts> contracts;
    std::shared_ptr<const state::moments> present;
    std::optional<head_accounts> accounts;
    std::unique_ptr<pool::transaction_pool> waiting;
    undone_transactions undone;
    std::optional<rpc::chain_events> listeners;
    std::unique_ptr<l1_watch> l1;
    std::unique_ptr<synchronizer::synchronizer> follower;
    std::unique_ptr<sequencer::sequencer> producer;
    std::optional<sequencer::calldata_availability> data;
    std::unique_ptr<sequencer::sequence_sender> sender;
    std::unique_ptr<bridge::bridge_service> deposits;
    std::unique_ptr<trusted_node> sequencer_node;
    rpc::registry methods;
    std::optional<rpc::rate_limit> limit;
    std::optional<rpc::dispatcher> calls;
    std::unique_ptr<rpc::server> server;
    std::unique_ptr<monitor::monitor_server> monitor;

    std::mutex open_lock;
    std::shared_ptr<const state::open_block> open;

    /// The last L2 block that listeners were told of, and the lock under which they are.
    std::mutex told_lock;
    std::uint64_t told_block = 0;

    std::mutex lock;
    std::condition_variable wake;
    bool stopping = false;
    std::thread housekeeper;

    ~services();

    status open_store();
    /// What the deployment wrote, if it is configured.
    status read_contracts();
    /// Genesis, pool, and who listens to the chain.
    status open_chain();
    status open_l1();
    status open_synchronizer();
    status open_sequencer();
    status open_bridge();
    status open_rpc();
    /// The administrator's methods, if there is a token for them.
    status open_administration();
    status open_monitor();

    bool follows_chain() const { return accounts.has_value(); }
    /// Numbers an event, keeps it, writes it as a line and counts it.
    void note(monitor::event e);
    /// The synchronizer moved the head.
    void head_moved(std::uint64_t block);
    /// The sequencer made a block.
    void block_made(std::uint64_t block);
    /// A block came from elsewhere: its transactions no longer wait.
    status forget_included(std::uint64_t block);
    /// Makes a batch the last one.
    status unwind_to_batch(std::uint64_t batch);
    status wait_again(const std::vector<state::transaction_record>& transactions);
    void describe_numbers();
    /// Brings gauges up to date before they are shown.
    void refresh_numbers();
    void keep_house();
};

} // namespace zonogon::node
