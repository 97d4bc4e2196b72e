#pragma once

#include <cstdint>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/native_counters.hpp>

#include "state/batch_record.hpp"
#include "store/store.hpp"

namespace zonogon::state {

/// What a batch takes at most, as a sequencer bounds it.
struct batch_counters {
    rollup::zk_counters used;
    /// used, and what must be left besides.
    rollup::zk_counters reserved;
    std::uint64_t gas_used = 0;
    /// The length of paths in the state tree that it was bounded for.
    std::uint64_t tree_levels = 0;
};

/// Executes the blocks of a batch again and counts. `least_levels` is what paths are taken for at least.
result<batch_counters> count_batch(const store::reader& from, const batch_record& batch, std::uint64_t least_levels,
                                   std::uint64_t chain_id);

} // namespace zonogon::state
