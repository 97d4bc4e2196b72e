#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/execution.hpp>

namespace zonogon::zkevm {

/// Why a transaction was passed over, in the order of the checks (protocol 3.3).
enum class skip_reason : std::uint8_t {
    none,
    signature,
    sender_code,
    chain_id,
    nonce,
    gas_limit,
    intrinsic_gas,
    gas_overflow,
    funds,
};

/// In the words that the reference's tools use.
constexpr std::string_view describe(skip_reason why) noexcept {
    switch (why) {
    case skip_reason::none:
        break;
    case skip_reason::signature:
        return "TX INVALID: Invalid signature";
    case skip_reason::sender_code:
        return "TX INVALID: EIP3607 Do not allow transactions for which tx.sender has any code deployed";
    case skip_reason::chain_id:
        return "TX INVALID: Chain ID does not match";
    case skip_reason::nonce:
        return "TX INVALID: Invalid nonce";
    case skip_reason::gas_limit:
        return "TX INVALID: Gas limit exceeds maximum allowed";
    case skip_reason::intrinsic_gas:
        return "intrinsic gas above gas limit";
    case skip_reason::gas_overflow:
        return "TX INVALID: Gas limit times price overflows";
    case skip_reason::funds:
        return "TX INVALID: Not enough funds to pay total transaction cost";
    }
    return "";
}

/// What became of a transaction. Its place among the batch's items counts from 0.
struct transaction_result {
    std::size_t item = 0;
    skip_reason skipped = skip_reason::none;
    /// Zero when the signature is invalid.
    address sender{};
    /// Of included transactions.
    std::uint64_t gas_used = 0;
    u256 l2_hash;

    bool included() const noexcept { return skipped == skip_reason::none; }
};

struct block_result {
    std::uint64_t number = 0, timestamp = 0, gas_used = 0;
    u256 parent_state_root, block_info_root, state_root;
};

/// A batch's outcome and everything its proof needs.
struct batch_result {
    u256 new_state_root, new_acc_input_hash, new_local_exit_root, batch_hash_data;
    std::uint64_t new_num_batch = 0;
    bool valid = false;
    /// Steps until the program waits for the end of the trace.
    std::uint64_t steps = 0;
    /// Both empty when the batch is invalid.
    std::vector<transaction_result> transactions;
    std::vector<block_result> blocks;
    zkasm::execution execution;
};

} // namespace zonogon::zkevm
