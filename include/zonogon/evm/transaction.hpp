#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/block.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/evm/machine.hpp>

namespace zonogon::evm {

/// An account, and slots of it, that a transaction pays for in advance (EIP-2930).
struct access_entry {
    address where{};
    std::vector<u256> slots;
};

/// A transaction whose sender is known.
struct transaction {
    address from{};
    /// Nothing creates a contract.
    std::optional<address> to;
    std::uint64_t nonce = 0;
    u256 value;
    /// What the sender pays per gas: for the rollup the effective price.
    u256 gas_price;
    /// The most that the sender agreed to pay per gas (EIP-1559), which he must have; gas_price if nothing.
    std::optional<u256> fee_cap;
    std::uint64_t gas_limit = 0;
    bytes data;
    std::vector<access_entry> access_list;
};

/// Why a transaction is not part of the block at all, in the order of the checks.
enum class rejection : std::uint8_t {
    none,
    sender_has_code, ///< EIP-3607
    nonce_too_low,
    nonce_too_high,
    nonce_at_maximum,
    gas_above_maximum, ///< of the rule set, or of the block
    gas_below_intrinsic,
    init_code_too_large, ///< EIP-3860
    price_below_base_fee,
    fee_overflow,
    insufficient_balance,
};

constexpr std::string_view describe(rejection why) noexcept {
    switch (why) {
    case rejection::none:
        return "valid";
    case rejection::sender_has_code:
        return "the sender has code";
    case rejection::nonce_too_low:
        return "the nonce is too low";
    case rejection::nonce_too_high:
        return "the nonce is too high";
    case rejection::nonce_at_maximum:
        return "the nonce is at its maximum";
    case rejection::gas_above_maximum:
        return "the gas limit is above the maximum";
    case rejection::gas_below_intrinsic:
        return "the gas limit is below the intrinsic gas";
    case rejection::init_code_too_large:
        return "the creation code is too large";
    case rejection::price_below_base_fee:
        return "the gas price is below the base fee";
    case rejection::fee_overflow:
        return "gas limit times price overflows";
    case rejection::insufficient_balance:
        return "the balance does not cover gas and value";
    }
    return "";
}

/// Checks that calls without a transaction leave out (eth_call, eth_estimateGas).
struct apply_options {
    bool check_sender_code = true;
    bool check_nonce = true;
    bool check_balance = true;
};

struct receipt {
    /// Anything but none: the state is as it was, and nothing else here means anything.
    rejection rejected = rejection::none;
    halt how = halt::success;
    std::uint64_t gas_used = 0;
    /// Part of the refund counter that was given back; gas_used is after it.
    std::uint64_t gas_refunded = 0;
    bytes output;
    std::vector<log> logs;
    std::optional<address> created;

    bool valid() const noexcept { return rejected == rejection::none; }
    bool success() const noexcept { return valid() && how == halt::success; }
};

/// The gas a transaction uses before its first instruction (EIP-2028, EIP-2930, EIP-3860).
template <class Rules>
std::uint64_t intrinsic_gas(const transaction& tx) noexcept {
    std::uint64_t gas = tx.to ? 21000 : 53000;
    for (const std::uint8_t b : tx.data) {
        gas += b == 0 ? 4 : 16;
    }
    for (const access_entry& entry : tx.access_list) {
        gas += 2400 + 1900 * static_cast<std::uint64_t>(entry.slots.size());
    }
    if (Rules::has_initcode_limit && !tx.to) {
        gas += 2 * ((tx.data.size() + 31) / 32);
    }
    return gas;
}

namespace transaction_detail {

template <class Rules, state_source Source>
rejection check(journal<Source>& state, const block_env& block, const transaction& tx, const apply_options& options) {
    account_entry& sender = state.account(tx.from);
    if (options.check_sender_code && !sender.now.code_hash.is_zero()) {
        return rejection::sender_has_code;
    }
    if (options.check_nonce) {
        if (tx.nonce != sender.now.nonce) {
            return tx.nonce < sender.now.nonce ? rejection::nonce_too_low : rejection::nonce_too_high;
        }
        if (tx.nonce == ~std::uint64_t{0}) {
            return rejection::nonce_at_maximum;
        }
    }
    constexpr std::uint64_t most_gas = ~std::uint64_t{0} >> 1;
    if (tx.gas_limit > Rules::max_transaction_gas || tx.gas_limit > block.gas_limit || tx.gas_limit > most_gas) {
        return rejection::gas_above_maximum;
    }
    if (tx.gas_limit < intrinsic_gas<Rules>(tx)) {
        return rejection::gas_below_intrinsic;
    }
    if (Rules::has_initcode_limit && !tx.to && tx.data.size() > 2 * Rules::max_code_size) {
        return rejection::init_code_too_large;
    }
    if (Rules::has_base_fee && options.check_balance && tx.gas_price < block.base_fee) {
        return rejection::price_below_base_fee;
    }
    const wide_uint<5> fee = tx.fee_cap.value_or(tx.gas_price).mul_full(wide_uint<1>{tx.gas_limit});
    if (fee.limb(4) != 0) {
        return rejection::fee_overflow;
    }
    if (options.check_balance) {
        const auto [cost, overflow] = u256::add_carry(u256{fee}, tx.value);
        if (overflow || sender.now.balance < cost) {
            return rejection::insufficient_balance;
        }
    }
    return rejection::none;
}

template <class Rules, state_source Source>
void fill_access_list(journal<Source>& state, const block_env& block, const transaction& tx) {
    state.warm_up(state.account(tx.from));
    if (tx.to) {
        state.warm_up(state.account(*tx.to));
    }
    if constexpr (Rules::warm_coinbase) {
        state.warm_up(state.account(block.coinbase));
    }
    for (const access_entry& entry : tx.access_list) {
        account_entry& account = state.account(entry.where);
        state.warm_up(account);
        for (const u256& key : entry.slots) {
            state.warm_up(account, state.slot(account, key));
        }
    }
}

} // namespace transaction_detail

/// Applies one transaction to the journal: checks, payment, execution, refund, fee to the coinbase. A rejected
/// transaction leaves no trace. Ends the journal's transaction; the caller writes or discards.
///
/// A tracer with `whole` is shown the journal before the transaction ends: `finish(journal, tx, coinbase)`.
template <class Rules, state_source Source, class Tracer = no_tracer>
receipt apply_transaction(journal<Source>& state, const block_env& block, const transaction& tx, workspace& room,
                          Tracer&& tracer = {}, const apply_options& options = {}) {
    using tracer_type = std::remove_reference_t<Tracer>;
    receipt out;
    out.rejected = transaction_detail::check<Rules>(state, block, tx, options);
    if (!out.valid()) {
        state.end_transaction();
        return out;
    }
    const auto price_of = [](std::uint64_t gas, const u256& price) { return price * u256{gas}; };
    account_entry& sender = state.account(tx.from);
    const u256 paid = options.check_balance ? price_of(tx.gas_limit, tx.gas_price) : u256{};
    state.set_balance(sender, sender.now.balance - paid);
    state.set_nonce(sender, sender.now.nonce + 1);
    transaction_detail::fill_access_list<Rules>(state, block, tx);

    const transaction_env env{tx.from, tx.gas_price};
    machine<Rules, Source, tracer_type> engine(state, block, env, room, tracer);
    message_outcome done = engine.run({tx.from, tx.to, tx.value, tx.data, tx.gas_limit - intrinsic_gas<Rules>(tx)});

    out.how = done.how;
    out.output = std::move(done.output);
    out.created = done.created;
    out.gas_used = tx.gas_limit - done.gas_left;
    if (done.how == halt::success) {
        const auto counter = static_cast<std::uint64_t>(state.refund() < 0 ? 0 : state.refund());
        out.gas_refunded = std::min(counter, out.gas_used / static_cast<std::uint64_t>(Rules::refund_quotient));
        out.gas_used -= out.gas_refunded;
    }
    if (options.check_balance) {
        state.set_balance(sender, sender.now.balance + price_of(tx.gas_limit - out.gas_used, tx.gas_price));
        account_entry& coinbase = state.account(block.coinbase);
        const u256 tip = Rules::has_base_fee ? tx.gas_price - block.base_fee : tx.gas_price;
        state.touch(coinbase);
        state.set_balance(coinbase, coinbase.now.balance + price_of(out.gas_used, tip));
    }
    if constexpr (requires { tracer.finish(state, tx, block.coinbase); }) {
        tracer.finish(state, tx, block.coinbase);
    }
    out.logs = state.end_transaction();
    return out;
}

} // namespace zonogon::evm
