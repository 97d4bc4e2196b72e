#pragma once

#include <cstdint>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/batch_outcome.hpp>

#include "state/batch_record.hpp"
#include "state/block_record.hpp"
#include "store/store.hpp"

namespace zonogon::state {

/// A batch after its execution, not written yet.
struct executed_batch {
    rollup::batch_outcome outcome;
    std::vector<executed_block> blocks;
};

/// Whether a batch that runs out of zk-counters is to be noticed.
enum class counting : std::uint8_t {
    yes, ///< it is invalid, as the ROM says
    no,  ///< whoever made the batch kept it below the limits
};

/// Executes a whole batch on the state of its old root with the native engine; new nodes and code go to `nodes`. What
/// the synchronizer runs for batches from L1 and a sequencer, without counting, to check the batches that it closed.
result<executed_batch> execute_batch(const rollup::batch_input& batch, database_state_store& nodes,
                                     counting counters = counting::yes);

/// The row of an executed batch, but for the numbers of its blocks, which append_batch fills in.
batch_record batch_row(const rollup::batch_input& batch, const executed_batch& executed, closing_reason closed);

/// Makes an executed batch durable: its blocks one after the other, each in a whole write with the batch's row, which
/// is open until the last (an invalid or empty batch is its row alone). Where it was interrupted, executing the batch
/// again and appending it again goes on with the blocks that are missing. Refuses a row that contradicts the execution.
status append_batch(store::database& to, database_state_store& nodes, const executed_batch& batch,
                    const batch_record& row);

} // namespace zonogon::state
