#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/batch_input.hpp>

#include "state/batch_record.hpp"
#include "state/l1_record.hpp"
#include "store/store.hpp"

namespace zonogon::synchronizer {

/// All that determines a batch on L1. Leaves of the L1 info tree that it imports come from the store without proofs
/// (their tree was compared with the contract's root); one that its tree did not have yet is empty, which makes the
/// batch invalid.
result<rollup::batch_input> input_of(const store::reader& from, const state::virtual_batch_record& batch,
                                     std::uint64_t chain_id, const u256& genesis_root);

/// Fills in what comes before the batch `input.old_num_batch + 1`: state root and accumulated hash. An error if the
/// batch before is not in the store.
status put_before(const store::reader& from, rollup::batch_input& input, const u256& genesis_root);

/// The imported leaves of a batch that is not on L1 yet; nothing while one of them is not in the store.
result<bool> put_newest_leaves(const store::reader& from, rollup::batch_input& input);

/// What makes a batch of this node another one than that on L1, in words; nothing if both do the same.
result<std::optional<std::string>> difference(const store::reader& from, const state::batch_record& own,
                                              const state::virtual_batch_record& on_l1);

} // namespace zonogon::synchronizer
