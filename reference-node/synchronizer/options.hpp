#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "l1/client.hpp"
#include "l1/contracts.hpp"
#include "monitor/event_log.hpp"
#include "monitor/log.hpp"
#include "monitor/metrics.hpp"
#include "store/store.hpp"

namespace zonogon::synchronizer {

/// What to follow, and how.
struct options {
    l1::rollup_contracts contracts;
    /// L1 blocks per request of logs; their headers are asked for in one batch.
    std::uint64_t chunk = 100;
    /// Pause after everything new was read.
    std::chrono::milliseconds poll{1'000};
    /// Blocks that L1 names so are taken for final (latest, safe or finalized).
    l1::tag trusted = l1::tag::finalized;
    /// This node makes the batches. Then L2 is written here only until caught_up() (batch 1, and whatever L1 has that a
    /// new database lacks); after that batches on L1 are compared with the node's own, and a difference halts.
    /// Otherwise every batch on L1 is executed here, and a difference (with what trusted_url gave) is undone.
    bool own_sequencer = false;
    /// JSON-RPC of a node whose batches are executed before they are on L1; empty for none. Not with own_sequencer.
    std::string trusted_url;
    l1::http_transport::options trusted_http;
    l1::json_rpc::options trusted_attempts{3, std::chrono::milliseconds{100}};
};

/// What a synchronizer works with. All must outlive it.
struct services {
    store::database& db;
    l1::client& l1;
    monitor::log& lines;
    monitor::metrics& numbers;
    /// For the event log; number and time are set there. May be empty. Called by the synchronizer's thread.
    std::function<void(const monitor::event&)> on_event;
    /// The last L2 block is another one than before: higher, or lower after an unwinding. May be empty.
    std::function<void(std::uint64_t block)> on_l2_head;
};

} // namespace zonogon::synchronizer
