#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/batch_input.hpp>

#include "state/batch_record.hpp"
#include "state/l1_record.hpp"
#include "store/store.hpp"

namespace zonogon::state {

/// The number of leaves of the L1 info tree when it had this root, as the contract may have said in an L1 block;
/// nothing if it never had it up to there. Cost: reads the leaves since.
result<std::optional<std::uint64_t>> leaves_at(const store::reader& from, const u256& l1_info_root,
                                               std::uint64_t l1_block);

/// The leaves of the L1 info tree that batch data import; none where they are not batch data.
std::set<std::uint32_t> imported_leaves(const bytes& data);

/// A leaf without its proof.
rollup::l1_info_leaf leaf_of(const exit_root_record& r);

/// Gives a batch the leaves that its data import, without proofs. One that a tree of so many leaves does not have is
/// empty.
status put_leaves(const store::reader& from, std::uint64_t tree_size, rollup::batch_input& input);

/// All that determines a batch of this node: what L1 says where it is there, else what its sequencer took. Leaves of
/// the L1 info tree that it imports come without proofs (their tree was compared with the contract's root); one that
/// its tree did not have yet is empty, which makes the batch invalid.
result<rollup::batch_input> read_batch_input(const store::reader& from, const batch_record& batch,
                                             std::uint64_t chain_id);

/// Gives each imported leaf its proof under the input's L1 info root. Cost: hashes the whole tree.
status prove_leaves(const store::reader& from, rollup::batch_input& input);

} // namespace zonogon::state
