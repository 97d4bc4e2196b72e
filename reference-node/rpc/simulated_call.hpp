#pragma once

// How a simulation runs a call under a tracer. For simulation.cpp and the tracers of debug_traceCall.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/transaction.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/rollup/block_info.hpp>

#include "rpc/simulation.hpp"
#include "rpc/transaction_text.hpp"
#include "state/database_state_store.hpp"
#include "state/state_reader.hpp"

namespace zonogon::rpc {

using stored_state = state::state_reader;

/// The stored state with what a caller wants to be different.
class overridden_state {
public:
    overridden_state(stored_state& inner, const call_overrides& otherwise) : inner_(inner), otherwise_(otherwise) {}

    std::optional<evm::account_record> account(const address& a) {
        auto out = inner_.account(a);
        const account_override* o = find(a);
        if (o == nullptr) {
            return out;
        }
        evm::account_record record = out.value_or(evm::account_record{});
        record.balance = o->balance.value_or(record.balance);
        record.nonce = o->nonce.value_or(record.nonce);
        if (o->code) {
            record.code_hash = o->code->empty() ? u256{} : evm::fork9_rules::code_hash(*o->code);
        }
        return record.empty() ? std::nullopt : std::optional{record};
    }
    std::shared_ptr<const evm::code> code(const address& a, const u256& hash) {
        const account_override* o = find(a);
        return o != nullptr && o->code ? std::make_shared<const evm::code>(*o->code, hash) : inner_.code(hash);
    }
    u256 storage(const address& a, const u256& slot) {
        const account_override* o = find(a);
        if (o == nullptr) {
            return inner_.storage(a, slot);
        }
        const auto& slots = o->storage ? *o->storage : o->changed;
        const auto found = slots.find(slot);
        if (found != slots.end()) {
            return found->second;
        }
        return o->storage ? u256{} : inner_.storage(a, slot);
    }

private:
    const account_override* find(const address& a) const {
        const auto found = otherwise_.accounts.find(a);
        return found == otherwise_.accounts.end() ? nullptr : &found->second;
    }

    stored_state& inner_;
    const call_overrides& otherwise_;
};

inline evm::block_env environment(const simulation& s) {
    const call_overrides& o = s.overrides();
    evm::block_env out;
    out.coinbase = o.coinbase.value_or(s.block().coinbase);
    out.number = o.number.value_or(s.block().number);
    out.timestamp = o.timestamp.value_or(s.block().timestamp);
    out.gas_limit = o.gas_limit.value_or(rollup::block_gas_limit);
    out.chain_id = s.chain_id();
    out.difficulty = o.difficulty.value_or(u256{});
    return out;
}

/// A call as a transaction.
inline evm::transaction as_transaction(const state::call& what) {
    evm::transaction out;
    out.from = what.from;
    out.to = what.to;
    out.value = what.value;
    out.gas_price = what.gas_price;
    out.gas_limit = what.gas_limit;
    out.data = what.data;
    return out;
}

/// Why a transaction is not even started, in geth's words.
inline std::string why_refused(evm::rejection why, const evm::transaction& tx, const u256& balance) {
    const std::string supplied = " (supplied gas " + std::to_string(tx.gas_limit) + ")";
    if (why == evm::rejection::insufficient_balance) {
        return "err: insufficient funds for gas * price + value: address " + checksum_address(tx.from) + " have " +
               balance.to_decimal() + " want " + (tx.gas_price * u256{tx.gas_limit} + tx.value).to_decimal() + supplied;
    }
    if (why == evm::rejection::gas_below_intrinsic) {
        return "err: intrinsic gas too low: have " + std::to_string(tx.gas_limit) + ", want " +
               std::to_string(evm::intrinsic_gas<evm::fork9_rules>(tx)) + supplied;
    }
    return "err: " + std::string{evm::describe(why)} + supplied;
}

struct simulated_call {
    evm::receipt receipt;
    /// When the transaction was refused.
    std::string refused;
};

/// Runs a transaction on what a simulation sees. Nonce and code of the sender do not matter; the sender pays nothing at
/// price zero, but must have what it sends.
template <class Tracer>
result<simulated_call> run_simulated(const simulation& s, const evm::transaction& tx, Tracer&& tracer) {
    state::database_state_store nodes{s.from()};
    stored_state stored{nodes, hash::to_hash4(s.block().state_root)};
    overridden_state source{stored, s.overrides()};
    evm::journal<overridden_state> journal{source};
    // Filled by the first call of a thread; later ones reuse it.
    static thread_local evm::workspace room;
    room.trim();
    simulated_call out;
    const u256 balance = source.account(tx.from).value_or(evm::account_record{}).balance;
    const evm::block_env block = environment(s);
    if (tx.gas_price.is_zero() && balance < tx.value) {
        out.receipt.rejected = evm::rejection::insufficient_balance;
    } else {
        const evm::apply_options how{
            .check_sender_code = false, .check_nonce = false, .check_balance = !tx.gas_price.is_zero()};
        out.receipt =
            evm::apply_transaction<evm::fork9_rules>(journal, block, tx, room, std::forward<Tracer>(tracer), how);
    }
    if (!stored.failure()) {
        return stored.failure().why();
    }
    if (!out.receipt.valid()) {
        out.refused = why_refused(out.receipt.rejected, tx, balance);
    }
    return out;
}

} // namespace zonogon::rpc
