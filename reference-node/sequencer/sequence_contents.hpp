#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/abi_rollup.hpp"
#include "sequencer/data_availability.hpp"
#include "store/store.hpp"

namespace zonogon::sequencer {

/// Bounds of one sequence.
struct sequence_bounds {
    /// Of the whole transaction; what is around the data is set aside.
    std::size_t max_transaction_bytes = 0;
    std::uint64_t max_batches = 0;
};

/// The call that sequences these closed batches. An error if one is not closed or has another coinbase, or if a block
/// of them imports what L1 does not have (any more): such a batch would be invalid there.
result<l1::sequence_call> collect_sequence(const store::reader& from, std::uint64_t first, std::uint64_t last,
                                           const address& coinbase);

/// The same with as many of them as fit into one transaction, at least one.
result<l1::sequence_call> largest_sequence(const store::reader& from, std::uint64_t first, std::uint64_t last,
                                           const address& coinbase, const sequence_bounds& within,
                                           const data_availability& as);

/// Keccak-256 over what the batches of a sequence are: their data and, of forced ones, what L1 said.
bytes32 digest_of(const l1::sequence_call& s);

/// What the transactions of a sequence paid on L2, in wei.
result<u256> fees_of(const store::reader& from, const l1::sequence_call& s);

} // namespace zonogon::sequencer
