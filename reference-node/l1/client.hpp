#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/json_rpc.hpp"
#include "l1/types.hpp"

namespace zonogon::l1 {

/// What fees the chain asks for at the moment.
struct fee_quote {
    u256 base_fee; ///< of the latest block
    u256 tip;      ///< what the node suggests
};

/// A node of the L1, typed. Every answer is read strictly: canonical numbers, full hashes, and only what was asked for
/// (a header of another number or a log outside the filter is an error). May be used from several threads.
class client {
public:
    client(transport& over, const json_rpc::options& how) : rpc_(over, how) {}

    result<std::uint64_t> chain_id();
    result<std::uint64_t> block_number();
    /// Nothing if the node does not have the block.
    result<std::optional<block_header>> header(const block_id& which);
    result<std::optional<block_header>> header_by_hash(const bytes32& hash);
    /// One request for all; in the order of the numbers.
    result<std::vector<std::optional<block_header>>> headers(const std::vector<std::uint64_t>& numbers);
    result<std::vector<log>> logs(const log_filter& filter);
    result<std::optional<receipt>> transaction_receipt(const bytes32& hash);
    /// One request for all; in the order of the hashes.
    result<std::vector<std::optional<receipt>>> receipts(const std::vector<bytes32>& hashes);
    /// Whether the node has heard of a transaction, mined or not.
    result<bool> knows_transaction(const bytes32& hash);
    /// The calldata of a transaction; nothing if the node does not have it.
    result<std::optional<bytes>> transaction_input(const bytes32& hash);

    result<std::uint64_t> nonce(const address& of, const block_id& at);
    result<u256> balance(const address& of, const block_id& at);
    result<bytes> code(const address& of, const block_id& at);
    result<bytes> call(const call_request& what, const block_id& at);
    result<std::uint64_t> estimate_gas(const call_request& what, const block_id& at);
    result<fee_quote> fees();
    /// The transaction's hash, checked against Keccak of what was sent.
    result<bytes32> send_raw(byte_view transaction);

    /// For what has no function here: the methods of development nodes.
    json_rpc& raw() { return rpc_; }

private:
    json_rpc rpc_;
};

} // namespace zonogon::l1
