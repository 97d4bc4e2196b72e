#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "pool/pool.hpp"
#include "rpc/registry.hpp"

namespace zonogon::rpc {

/// What an operator can tell a node to do. A method exists only for what is set; all of it may be called from any
/// thread.
struct admin_actions {
    std::function<status()> start_sequencer, stop_sequencer, resume_sequencer, force_close_batch;
    /// No batch from this one on; 0 takes the halt back.
    std::function<status(std::uint64_t batch)> halt_at;
    /// Makes a batch the last one.
    std::function<status(std::uint64_t batch)> unwind_to_batch;
    std::function<status(const std::string& level)> set_log_level;
    /// The pool whose lists of senders and quarantine are shown and changed.
    pool::transaction_pool* waiting = nullptr;
    /// Copies the database as it is now into a new folder of the node's machine.
    std::function<status(const std::string& folder)> take_snapshot;
    /// A JSON object.
    std::function<std::string()> node_info;
};

/// admin_*: answered only to callers on this machine that send the token (`Authorization: Bearer <token>`). An empty
/// token is no token: nobody is answered.
void add_admin_methods(registry& to, const std::string& token, const admin_actions& actions);

} // namespace zonogon::rpc
