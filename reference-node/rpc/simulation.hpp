#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/transaction.hpp>

#include "state/block_record.hpp"
#include "state/view.hpp"
#include "store/store.hpp"

namespace zonogon::rpc {

/// What a caller wants an account to be before a call.
struct account_override {
    std::optional<u256> balance;
    std::optional<std::uint64_t> nonce;
    std::optional<bytes> code;
    /// The whole storage; without it the slots of `changed` differ from what is stored.
    std::optional<std::map<u256, u256>> storage;
    std::map<u256, u256> changed;
};

struct call_overrides {
    std::map<address, account_override> accounts;
    std::optional<std::uint64_t> number, timestamp, gas_limit;
    std::optional<address> coinbase;
    std::optional<u256> difficulty;
};

/// Calls that change nothing, on the state after a block and as if they were part of that block (as geth runs them).
/// One object serves one thread.
class simulation {
public:
    simulation(const store::reader& from, const state::block_record& at, std::uint64_t chain_id,
               call_overrides otherwise = {});

    result<state::call_outcome> run(const state::call& what) const;

    /// The least gas limit with which the call succeeds, by bisection; the outcome of the failure if it does not with
    /// what the sender can pay.
    struct estimate {
        std::uint64_t gas = 0;
        std::optional<state::call_outcome> failure;
    };
    result<estimate> estimate_gas(const state::call& what) const;

    /// The accounts and slots that the call touches, and the gas it uses when it pays for them in advance.
    struct access {
        std::vector<evm::access_entry> list;
        state::call_outcome outcome;
    };
    result<access> access_list(const state::call& what) const;

    const store::reader& from() const noexcept { return from_; }
    const state::block_record& block() const noexcept { return at_; }
    std::uint64_t chain_id() const noexcept { return chain_id_; }
    const call_overrides& overrides() const noexcept { return otherwise_; }

private:
    const store::reader& from_;
    state::block_record at_;
    std::uint64_t chain_id_;
    call_overrides otherwise_;
};

} // namespace zonogon::rpc
