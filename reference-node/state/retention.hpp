#pragma once

#include <cstdint>

#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::state {

/// How far back a node can go: undo records older than this are dropped. What goes further needs a snapshot, or a new
/// start from L1.
struct retention {
    /// L1 blocks; Ethereum's finality is some 64 blocks, and a devnet may be set back further.
    std::uint64_t l1_blocks = 1'000;
    /// L2 blocks at least; and all blocks of batches that are not on L1, or only within the L1 blocks above.
    std::uint64_t l2_blocks = 10'000;
};

/// Drops the undo records that are older, if there are any. May run beside the writers of both layers.
status forget_old_undo(store::database& in, const retention& keep);

} // namespace zonogon::state
