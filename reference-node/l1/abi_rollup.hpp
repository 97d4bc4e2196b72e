#pragma once

#include <cstdint>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/abi.hpp"

namespace zonogon::l1 {

/// A batch as the rollup contract takes it. The forced fields are zero unless it is the next forced batch.
struct batch_data {
    bytes transactions;
    u256 forced_global_exit_root;
    std::uint64_t forced_timestamp = 0;
    u256 forced_block_hash;

    bool is_forced() const noexcept { return forced_timestamp != 0; }
    friend bool operator==(const batch_data&, const batch_data&) = default;
};

/// The arguments of Rollup.sequenceBatches.
struct sequence_call {
    std::vector<batch_data> batches;
    std::uint64_t max_timestamp = 0;
    /// The last batch before these.
    std::uint64_t initial_batch = 0;
    address coinbase{};

    friend bool operator==(const sequence_call&, const sequence_call&) = default;
};

inline constexpr selector sequence_batches =
    function_selector("sequenceBatches((bytes,bytes32,uint64,bytes32)[],uint64,uint64,address)");
inline constexpr selector sequence_force_batches =
    function_selector("sequenceForceBatches((bytes,bytes32,uint64,bytes32)[])");
inline constexpr selector force_batch = function_selector("forceBatch(bytes,uint256)");

/// The contract takes no more in one call.
inline constexpr std::uint64_t max_sequence = 1000;

bytes encode_sequence_batches(const sequence_call& call);
bytes encode_sequence_force_batches(const std::vector<batch_data>& batches);
/// An error unless the calldata are of a call of that function whose arguments Solidity would take.
result<sequence_call> decode_sequence_batches(byte_view calldata);
result<std::vector<batch_data>> decode_sequence_force_batches(byte_view calldata);
/// The transactions of a forceBatch call.
result<bytes> decode_force_batch(byte_view calldata);

} // namespace zonogon::l1
