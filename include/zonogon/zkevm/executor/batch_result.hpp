#pragma once

#include <cstdint>

#include <zonogon/rollup/batch_outcome.hpp>
#include <zonogon/zkasm/execution.hpp>

namespace zonogon::zkevm {

using rollup::describe;
using rollup::skip_reason;

/// A batch's outcome and everything its proof needs.
struct batch_result : rollup::batch_outcome {
    /// Steps until the program waits for the end of the trace.
    std::uint64_t steps = 0;
    zkasm::execution execution;
};

} // namespace zonogon::zkevm
