#include "rpc/simulation.hpp"

#include <algorithm>
#include <utility>

#include <zonogon/evm/trace/access_list_tracer.hpp>
#include <zonogon/evm/trace/halt_words.hpp>
#include <zonogon/evm/trace/last_instruction_tracer.hpp>

#include "rpc/simulated_call.hpp"

namespace zonogon::rpc {
namespace {

using kind = state::call_outcome::kind;

state::call_outcome outcome_of(simulated_call done) {
    state::call_outcome out;
    out.gas_used = done.receipt.gas_used;
    out.gas_refunded = done.receipt.gas_refunded;
    out.output = std::move(done.receipt.output);
    if (!done.receipt.valid()) {
        out.what = kind::invalid;
        out.message = std::move(done.refused);
    } else if (done.receipt.how == evm::halt::revert) {
        out.what = kind::reverted;
    } else if (done.receipt.how != evm::halt::success) {
        out.what = kind::failed;
        out.message = evm::describe(done.receipt.how);
    }
    return out;
}

result<state::call_outcome> run_transaction(const simulation& on, const evm::transaction& tx) {
    auto done = run_simulated(on, tx, evm::no_tracer{});
    if (!done) {
        return done.why();
    }
    const evm::halt how = done->receipt.how;
    state::call_outcome out = outcome_of(*std::move(done));
    // Which instruction it was is seen by running it once more, one by one.
    if (out.what == kind::failed &&
        (how == evm::halt::invalid_opcode || how == evm::halt::stack_underflow || how == evm::halt::stack_overflow)) {
        evm::last_instruction_tracer tracer;
        if (const auto again = run_simulated(on, tx, tracer); !again) {
            return again.why();
        }
        out.message = evm::halt_words<evm::fork9_rules>(how, tracer.last());
    }
    return out;
}

result<evm::account_record> sender_record(const simulation& on, const address& who) {
    state::database_state_store nodes{on.from()};
    stored_state stored{nodes, hash::to_hash4(on.block().state_root)};
    const auto found = overridden_state{stored, on.overrides()}.account(who).value_or(evm::account_record{});
    return stored.failure() ? result<evm::account_record>{found} : result<evm::account_record>{stored.failure().why()};
}

} // namespace

simulation::simulation(const store::reader& from, const state::block_record& at, std::uint64_t chain_id,
                       call_overrides otherwise)
    : from_(from), at_(at), chain_id_(chain_id), otherwise_(std::move(otherwise)) {}

result<state::call_outcome> simulation::run(const state::call& what) const {
    return run_transaction(*this, as_transaction(what));
}

auto simulation::estimate_gas(const state::call& what) const -> result<estimate> {
    evm::transaction trial = as_transaction(what);
    const auto refuse = [](std::string why) {
        return estimate{0, state::call_outcome{kind::invalid, {}, 0, 0, std::move(why)}};
    };
    const auto sender = sender_record(*this, what.from);
    if (!sender) {
        return sender.why();
    }
    if (sender->balance < what.value) {
        return refuse("insufficient funds for transfer");
    }
    if (!what.gas_price.is_zero()) {
        const u256 affordable = (sender->balance - what.value) / what.gas_price;
        trial.gas_limit = affordable < u256{trial.gas_limit} ? affordable.low64() : trial.gas_limit;
    }
    const std::string allowance = "gas required exceeds allowance (" + std::to_string(trial.gas_limit) + ")";
    if (trial.gas_limit < evm::intrinsic_gas<evm::fork9_rules>(trial)) {
        return refuse(allowance);
    }
    const auto highest = run_transaction(*this, trial);
    if (!highest) {
        return highest.why();
    }
    if (highest->what != kind::success) {
        state::call_outcome why = *highest;
        if (why.what == kind::failed && why.message == evm::describe(evm::halt::out_of_gas)) {
            why.message = allowance;
        }
        return estimate{0, std::move(why)};
    }
    // What was used is too little where gas is held back (63/64 of a call, refunds).
    std::uint64_t low = highest->gas_used - 1;
    std::uint64_t high = trial.gas_limit;
    std::uint64_t next = (highest->gas_used + highest->gas_refunded + 2'300) * 64 / 63;
    while (low + 1 < high) {
        trial.gas_limit = next > low && next < high ? next : low + (high - low) / 2;
        next = 0;
        const auto tried = run_transaction(*this, trial);
        if (!tried) {
            return tried.why();
        }
        (tried->what == kind::success ? high : low) = trial.gas_limit;
    }
    return estimate{high, std::nullopt};
}

auto simulation::access_list(const state::call& what) const -> result<access> {
    evm::transaction tx = as_transaction(what);
    const auto sender = sender_record(*this, what.from);
    if (!sender) {
        return sender.why();
    }
    const address to = tx.to ? *tx.to : evm::create_address(tx.from, sender->nonce);
    // Each round pays in advance for what the one before touched, which may lead elsewhere; geth goes on until nothing
    // changes, and that has never been seen to take more than a few rounds.
    constexpr int most_rounds = 16;
    for (int round = 0; round < most_rounds; ++round) {
        evm::access_list_tracer tracer{tx.from, to, evm::fork9_rules::precompiles.size()};
        auto done = run_simulated(*this, tx, tracer);
        if (!done) {
            return done.why();
        }
        if (!done->receipt.valid()) {
            return access{{}, outcome_of(*std::move(done))};
        }
        auto list = tracer.list();
        const bool same = std::ranges::equal(list, tx.access_list, [](const auto& a, const auto& b) {
            return a.where == b.where && a.slots == b.slots;
        });
        tx.access_list = std::move(list);
        if (same) {
            return access{std::move(tx.access_list), outcome_of(*std::move(done))};
        }
    }
    return error{"the access list did not settle"};
}

} // namespace zonogon::rpc
