#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "store/store.hpp"

namespace zonogon::state {

/// Why a batch was closed; what zkEVM nodes store with it.
enum class closing_reason : std::uint8_t {
    open, ///< it is not closed yet
    transactions_full,
    resource_exhausted,
    resource_margin,
    no_transaction_fits,
    time,
    forced_batch,   ///< it is a forced batch itself
    before_forced,  ///< closed to let a forced batch in
    l1_first_batch, ///< batch 1, made on L1
    from_l1,        ///< known from L1 or another node only
    by_administrator,
};

std::string_view name(closing_reason why) noexcept;

/// A batch as this node executed it ("trusted"). Written through layer l2, with its last block.
struct batch_record {
    std::uint64_t number = 0;
    u256 state_root, local_exit_root, accumulated_input_hash;
    /// Zero while it is open. Of a sequencer's own batch those that are settled when it is sequenced stay zero here and
    /// stand in virtual_batch_record.
    std::uint64_t timestamp = 0;
    address coinbase{};
    /// The batch data as protocol 3.1 spells them.
    bytes data;
    closing_reason closed = closing_reason::open;
    /// Not 0: it is this forced batch.
    std::uint64_t forced_number = 0;
    /// The blocks that it made. Where there is none (an invalid or empty batch) the last is that of the batches before,
    /// and the first one above it.
    std::uint64_t first_block = 0, last_block = 0;
    /// Whether its data kept the rules of protocol 3.3; else it changed nothing.
    bool valid = true;
    /// Largest L1 info index it imports, 0 for none.
    std::uint32_t l1_info_index = 0;

    bool is_open() const noexcept { return closed == closing_reason::open; }
    friend bool operator==(const batch_record&, const batch_record&) = default;
};

void put_batch(store::write_batch& changes, const batch_record& batch);
result<std::optional<batch_record>> read_batch(const store::reader& from, std::uint64_t number);
/// The one of the highest number, open or not.
result<std::optional<batch_record>> read_last_batch(const store::reader& from);
// The batch that a block is part of stands in block_record::batch; batch 0 is the genesis and has no row.

/// Writes a row when no block is written with it: a batch that is closed after its last block, or that has no block. It
/// becomes what it was when the newest block of now is unwound.
status amend_batch(store::database& to, const batch_record& batch);

/// Adds to `changes` what makes `number` the last batch again, with the blocks up to its last; 0 leaves the genesis.
/// Batches without blocks after it go too, which collect_block_unwind leaves.
status collect_batch_unwind(const store::reader& from, std::uint64_t number, store::write_batch& changes);

} // namespace zonogon::state
