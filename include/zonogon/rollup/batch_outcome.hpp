#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/log.hpp>

namespace zonogon::rollup {

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
struct transaction_outcome {
    std::size_t item = 0;
    skip_reason skipped = skip_reason::none;
    /// Zero when the signature is invalid.
    address sender{};

    // The rest is of included transactions.

    /// Its place in the block, skipped ones not counted.
    std::uint64_t index = 0;
    /// Whether its code ran to the end.
    bool success = false;
    std::uint64_t gas_used = 0;
    /// The block's gas up to and with this transaction.
    std::uint64_t cumulative_gas = 0;
    u256 effective_gas_price;
    u256 l2_hash;
    std::vector<evm::log> logs;
    /// The index of the first of them; logs are counted over the whole block (protocol 4.2).
    std::uint64_t first_log = 0;
    /// The new contract of a creation that went well.
    std::optional<address> created;
    /// What the call returned, or the data of its revert.
    bytes output;

    bool included() const noexcept { return skipped == skip_reason::none; }
};

struct block_outcome {
    std::uint64_t number = 0, timestamp = 0, gas_used = 0;
    u256 parent_state_root, block_info_root, state_root;
    /// What the block imported from L1, zero if nothing.
    u256 global_exit_root, l1_block_hash;
};

/// What a batch did.
struct batch_outcome {
    u256 new_state_root, new_acc_input_hash, new_local_exit_root, batch_hash_data;
    std::uint64_t new_num_batch = 0;
    bool valid = false;
    /// Both empty when the batch is invalid.
    std::vector<transaction_outcome> transactions;
    std::vector<block_outcome> blocks;
};

/// Why a batch was not executed.
struct batch_failure {
    enum class kind : std::uint8_t {
        unusable,     ///< the input lacks something or contradicts itself
        not_provable, ///< this version of the ROM has no routine for what the batch does
    };
    kind what = kind::unusable;
    error why;
};

} // namespace zonogon::rollup
