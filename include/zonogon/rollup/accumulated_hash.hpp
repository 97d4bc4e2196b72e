#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/rollup/batch_input.hpp>

namespace zonogon::rollup {

/// Chains the batch to those before it (protocol section 5).
inline u256 accumulated_input_hash(const u256& old, const bytes32& batch_hash, const u256& l1_info_root,
                                   std::uint64_t timestamp_limit, const address& sequencer,
                                   const u256& forced_block_hash_l1) {
    bytes text;
    append(text, old.to_bytes());
    append(text, batch_hash);
    append(text, l1_info_root.to_bytes());
    append_big_endian<8>(text, timestamp_limit);
    append(text, sequencer);
    append(text, forced_block_hash_l1.to_bytes());
    return u256::from_bytes(hash::keccak256(text));
}
inline u256 accumulated_input_hash(const batch_input& batch) {
    return accumulated_input_hash(batch.old_acc_input_hash, hash::keccak256(batch.batch_l2_data), batch.l1_info_root,
                                  batch.timestamp_limit, batch.sequencer, batch.forced_block_hash_l1);
}

} // namespace zonogon::rollup
