#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/evm/trace/call_tracer.hpp>
#include <zonogon/evm/trace/struct_log.hpp>

#include "rpc/parameters.hpp"

namespace zonogon::rpc {

/// How a caller wants to see an execution.
struct trace_request {
    enum class kind : std::uint8_t { struct_log, call, prestate, four_byte, flat_call, nothing };
    kind what = kind::struct_log;
    evm::struct_log_options steps;
    evm::call_tracer_options calls;
    /// Of prestate: what changed instead of what was looked at.
    bool differences = false;
    /// Of flat_call: calls of precompiled contracts too; the words of Parity for errors.
    bool precompiles = false, parity_errors = false;
};

/// Reads the options of debug_trace*; faults are left in `p`. Without a `tracer` it is the list of instructions.
/// `max_bytes` bounds what is recorded.
trace_request read_trace_request(parameters& p, std::size_t i, std::size_t max_bytes);

} // namespace zonogon::rpc
