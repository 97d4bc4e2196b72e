#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/evm/trace/call_tracer.hpp>
#include <zonogon/evm/trace/four_byte_tracer.hpp>
#include <zonogon/evm/trace/prestate_tracer.hpp>
#include <zonogon/evm/trace/struct_log.hpp>

namespace zonogon::rpc {

// Traces as geth writes them.

/// What became of what was traced.
struct traced_outcome {
    std::uint64_t gas_used = 0;
    bool success = false;
    bytes output;
};

/// Where a traced transaction stands; a call stands nowhere.
struct trace_place {
    std::uint64_t block = 0;
    bytes32 block_hash{};
    std::size_t index = 0;
    bytes32 hash{};
    bool in_block = false;
};

std::string struct_log_text(const evm::struct_log_tracer& t, const traced_outcome& o);
std::string call_text(const evm::call_frame& root);
std::string prestate_text(const evm::prestate_tracer& t, bool differences);
std::string four_byte_text(const evm::four_byte_tracer& t);
/// `precompiles`: with calls of precompiled contracts; `parity_errors`: errors as Parity words them.
std::string flat_calls_text(const evm::call_frame& root, const trace_place& at, bool precompiles, bool parity_errors);

} // namespace zonogon::rpc
