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
    /// The blocks that it made; last < first where there is none (an invalid batch).
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
/// The batch that a block is part of, by block_record::batch; batch 0 is the genesis and has no row.

} // namespace zonogon::state
