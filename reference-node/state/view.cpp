#include "state/view.hpp"

#include <algorithm>
#include <string_view>

#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/transaction.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/rollup/block_info.hpp>

#include "state/database_state_store.hpp"
#include "state/state_reader.hpp"

namespace zonogon::state {
namespace {

/// The faults of the machine in geth's words.
std::string_view words(evm::halt how) {
    switch (how) {
    case evm::halt::out_of_gas:
        return "out of gas";
    case evm::halt::stack_underflow:
        return "stack underflow";
    case evm::halt::stack_overflow:
        return "stack limit reached 1024";
    case evm::halt::invalid_opcode:
        return "invalid opcode";
    case evm::halt::bad_jump:
        return "invalid jump destination";
    case evm::halt::write_protection:
        return "write protection";
    case evm::halt::return_data_out_of_bounds:
        return "return data out of bounds";
    case evm::halt::code_too_large:
        return "max code size exceeded";
    case evm::halt::code_begins_with_ef:
        return "invalid code: must not begin with 0xef";
    case evm::halt::address_collision:
        return "contract address collision";
    case evm::halt::depth_exceeded:
        return "max call depth exceeded";
    case evm::halt::insufficient_balance:
        return "insufficient balance for transfer";
    case evm::halt::nonce_overflow:
        return "nonce uint64 overflow";
    default:
        return "execution failed";
    }
}

struct state_at {
    state_at(const store::reader& from, const head& at) : nodes(from), state(nodes, hash::to_hash4(at.state_root)) {}
    database_state_store nodes;
    state_reader state;
};

template <class T>
result<T> unless_failed(const state_reader& state, T value) {
    return state.failure() ? result<T>{std::move(value)} : result<T>{state.failure().why()};
}

} // namespace

result<account> view::read_account(const address& of) const {
    state_at s{from_, at_};
    const auto found = s.state.account(of).value_or(evm::account_record{});
    return unless_failed(s.state, account{found.balance, found.nonce, found.code_hash});
}

result<u256> view::storage(const address& of, const u256& slot) const {
    state_at s{from_, at_};
    const u256 value = s.state.storage(of, slot);
    return unless_failed(s.state, value);
}

result<bytes> view::code(const address& of) const {
    const auto found = read_account(of);
    if (!found) {
        return found.why();
    }
    if (found->code_hash.is_zero()) {
        return bytes{};
    }
    state_at s{from_, at_};
    const auto text = s.state.code(found->code_hash);
    return unless_failed(s.state, bytes(text->text().begin(), text->text().end()));
}

result<call_outcome> view::run(const call& what) const {
    state_at s{from_, at_};
    evm::journal<state_reader> journal{s.state};
    // Filled by the first call of a thread; later ones reuse it.
    static thread_local evm::workspace room;
    room.trim();
    evm::block_env env;
    env.number = at_.number + 1;
    env.timestamp = at_.timestamp;
    env.gas_limit = rollup::block_gas_limit;
    env.chain_id = chain_id_;
    evm::transaction tx;
    tx.from = what.from;
    tx.to = what.to;
    tx.value = what.value;
    tx.gas_price = what.gas_price;
    tx.gas_limit = what.gas_limit;
    tx.data = what.data;
    call_outcome out;
    // Calls of contracts and with any nonce are answered; the value must be there, as the machine itself asks for it.
    const evm::apply_options how{
        .check_sender_code = false, .check_nonce = false, .check_balance = !what.gas_price.is_zero()};
    const evm::receipt r = evm::apply_transaction<evm::fork9_rules>(journal, env, tx, room, evm::no_tracer{}, how);
    out.gas_used = r.gas_used;
    out.gas_refunded = r.gas_refunded;
    out.output = r.output;
    if (!r.valid()) {
        out.what = call_outcome::kind::invalid;
        out.message = r.rejected == evm::rejection::insufficient_balance  ? "insufficient funds for gas * price + value"
                      : r.rejected == evm::rejection::gas_below_intrinsic ? "intrinsic gas too low"
                                                                          : std::string{evm::describe(r.rejected)};
    } else if (r.how == evm::halt::revert) {
        out.what = call_outcome::kind::reverted;
    } else if (r.how != evm::halt::success) {
        out.what = call_outcome::kind::failed;
        out.message = words(r.how);
    }
    return unless_failed(s.state, std::move(out));
}

auto view::estimate_gas(const call& what) const -> result<estimate> {
    call trial = what;
    if (!what.gas_price.is_zero()) {
        const auto sender = read_account(what.from);
        if (!sender) {
            return sender.why();
        }
        if (sender->balance < what.value) {
            return estimate{0, call_outcome{call_outcome::kind::invalid, {}, 0, 0, "insufficient funds for transfer"}};
        }
        const u256 affordable = (sender->balance - what.value) / what.gas_price;
        trial.gas_limit = std::min(trial.gas_limit, affordable.fits64() ? affordable.low64() : trial.gas_limit);
    }
    const auto highest = run(trial);
    if (!highest) {
        return highest.why();
    }
    if (highest->what != call_outcome::kind::success) {
        call_outcome why = *highest;
        if (why.what == call_outcome::kind::failed && why.message == "out of gas") {
            why.message = "gas required exceeds allowance (" + std::to_string(trial.gas_limit) + ")";
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
        const auto tried = run(trial);
        if (!tried) {
            return tried.why();
        }
        (tried->what == call_outcome::kind::success ? high : low) = trial.gas_limit;
    }
    return estimate{high, std::nullopt};
}

} // namespace zonogon::state
