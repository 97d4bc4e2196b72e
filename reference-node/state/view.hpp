#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "state/head.hpp"
#include "store/store.hpp"

namespace zonogon::state {

struct account {
    u256 balance;
    std::uint64_t nonce = 0;
    /// Zero without code.
    u256 code_hash;
};

/// A call that changes nothing: eth_call, eth_estimateGas.
struct call {
    address from{};
    /// Nothing creates a contract.
    std::optional<address> to;
    u256 value;
    /// Zero leaves the caller's balance alone but for the value.
    u256 gas_price;
    std::uint64_t gas_limit = 30'000'000;
    bytes data;
};

/// What came of a call.
struct call_outcome {
    enum class kind : std::uint8_t {
        success,
        reverted, ///< output is what the contract gave
        failed,   ///< why in `message`
        invalid,  ///< not even started; why in `message`
    };
    kind what = kind::success;
    bytes output;
    std::uint64_t gas_used = 0;
    std::uint64_t gas_refunded = 0;
    std::string message;
};

/// The state after a block, read from the database (which keeps every root). Each function reads for itself, so they
/// may be called from any thread.
class view {
public:
    view(const store::reader& from, const head& at, std::uint64_t chain_id)
        : from_(from), at_(at), chain_id_(chain_id) {}

    result<account> read_account(const address& of) const;
    result<u256> storage(const address& of, const u256& slot) const;
    /// Empty for an account without code.
    result<bytes> code(const address& of) const;
    /// Runs a call as a transaction on top of the block, under the rules of the rollup.
    result<call_outcome> run(const call& what) const;
    /// The least gas limit with which the call succeeds, by bisection; the outcome of the failure if it does not with
    /// what the sender can pay.
    struct estimate {
        std::uint64_t gas = 0;
        std::optional<call_outcome> failure;
    };
    result<estimate> estimate_gas(const call& what) const;

private:
    const store::reader& from_;
    head at_;
    std::uint64_t chain_id_;
};

} // namespace zonogon::state
