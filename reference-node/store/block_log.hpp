#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::store {

/// Whose blocks cause a write. A key is written through one layer only, else unwinding one would undo the other.
enum class layer : std::uint8_t {
    l1 = 1,
    l2 = 2,
    bridge_l1 = 3, ///< what the bridge service reads of L1, at its own pace
    bridge_l2 = 4, ///< and of L2
};

/// How far a layer has come.
struct checkpoint {
    std::uint64_t number = 0;
    bytes32 hash{};

    friend bool operator==(const checkpoint&, const checkpoint&) = default;
};

result<std::optional<checkpoint>> last_checkpoint(const reader& from, layer of);

/// Makes a block's effects, the new checkpoint and the record that can undo them durable in one write. The number must
/// be above the last one; gaps are allowed (ranges without events). What is in `permanent` is written too and stays
/// when the block is unwound: for values whose keys are their hashes, which need no record.
status apply_block(database& to, layer of, const checkpoint& block, write_batch effects, write_batch permanent = {});

/// Adds to what the last block did: the effects go when that block is unwound. Without any block, or where its record
/// is forgotten, they stay for good, as all that cannot be unwound.
status amend_block(database& to, layer of, write_batch effects);

/// Adds to `changes` what brings every key of the layer back to what it was when block `number` was the last, and the
/// checkpoint with it. Refuses to go further back than the kept records.
status collect_unwind(const reader& from, layer of, std::uint64_t number, write_batch& changes);

/// The same in a write of its own.
status unwind_to(database& to, layer of, std::uint64_t number);

/// Drops the records of blocks up to `number`: they cannot be unwound any more.
status forget_undo(database& to, layer of, std::uint64_t number);

} // namespace zonogon::store
