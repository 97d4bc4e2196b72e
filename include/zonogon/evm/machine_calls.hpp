#pragma once

// Calls and creations. Part of machine.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include <zonogon/base/rlp.hpp>
#include <zonogon/evm/machine.hpp>
#include <zonogon/evm/words.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::evm {

namespace machine_detail {

inline address last_20(const bytes32& digest) {
    address out{};
    std::copy(digest.begin() + 12, digest.end(), out.begin());
    return out;
}

} // namespace machine_detail

/// The address that CREATE, or a creating transaction, gives: of the sender and its nonce before (yellow paper, 7).
inline address create_address(const address& from, std::uint64_t nonce) {
    bytes items;
    append_rlp_bytes(items, from);
    append_rlp_number(items, u256{nonce});
    return machine_detail::last_20(hash::keccak256(rlp_list(items)));
}

/// The address that CREATE2 gives (EIP-1014).
inline address create2_address(const address& from, const u256& salt, byte_view init_code) {
    bytes text{0xff};
    append(text, from);
    append(text, salt.to_bytes());
    append(text, hash::keccak256(init_code));
    return machine_detail::last_20(hash::keccak256(text));
}

template <class Rules, state_source Source, class Tracer>
message_outcome machine<Rules, Source, Tracer>::run(const message& m) {
    depth_ = 0;
    last_ = {};
    // Frame 0 stands for the sender; the transaction's own frame is 1.
    frame& sender = top();
    sender.memory.clear();
    sender.returned = {};
    request r;
    r.from = m.from;
    r.value = m.value;
    r.moves_value = true;
    r.input = m.input;
    r.gas = static_cast<std::int64_t>(m.gas);
    at_once done;
    if (m.to) {
        r.storage_of = r.code_of = *m.to;
        done = call(sender, r);
    } else {
        r.kind = call_kind::create;
        const address created = create_address(m.from, state_->account(m.from).now.nonce - 1);
        last_.created = created;
        done = create(sender, r, created);
    }
    if (!done.entered) {
        last_.how = done.how;
        last_.gas_left = keeps_gas(done.how) ? static_cast<std::uint64_t>(done.gas_left) : 0;
        last_.output.assign(done.output.begin(), done.output.end());
    } else {
        loop();
    }
    if (last_.how != halt::success) {
        last_.created.reset();
    }
    room_->trim();
    return std::move(last_);
}

template <class Rules, state_source Source, class Tracer>
void machine<Rules, Source, Tracer>::move_value(account_entry& from, account_entry& to, const u256& value) {
    state_->touch(to);
    if (!value.is_zero() && &from != &to) {
        state_->set_balance(from, from.now.balance - value);
        state_->set_balance(to, to.now.balance + value);
    }
}

/// Starts a call on behalf of `from`.
template <class Rules, state_source Source, class Tracer>
typename machine<Rules, Source, Tracer>::at_once machine<Rules, Source, Tracer>::call(frame& from, const request& r) {
    if (depth_ > max_depth) {
        return {false, halt::depth_exceeded, r.gas, {}};
    }
    const auto before = state_->mark();
    if (r.moves_value) {
        account_entry& payer = state_->account(r.from);
        if (payer.now.balance < r.value) {
            return {false, halt::insufficient_balance, r.gas, {}};
        }
        if (r.kind == call_kind::call) {
            move_value(payer, state_->account(r.storage_of), r.value);
        }
    }
    if (r.kind == call_kind::staticcall) {
        state_->touch(state_->account(r.storage_of));
    }
    if constexpr (Tracer::calls) {
        const auto& running = state_->code_of(state_->account(r.code_of));
        tracer_->enter(call_view{r.kind, r.from, r.code_of, r.value, r.input, static_cast<std::uint64_t>(r.gas),
                                 static_cast<unsigned>(depth_), running ? running->text().size() : 0});
    }
    at_once done{false, halt::success, r.gas, {}};
    if (const std::size_t number = precompile_number(r.code_of, Rules::precompiles.size()); number != 0) {
        done = run_precompile(from, r, Rules::precompiles[number - 1], before);
    } else if (const auto& text = state_->code_of(state_->account(r.code_of)); text) {
        enter(r, text, before);
        done.entered = true;
    }
    if constexpr (Tracer::calls) {
        if (!done.entered) {
            tracer_->leave(done.how, done.gas_left, done.output);
        }
    }
    return done;
}

template <class Rules, state_source Source, class Tracer>
typename machine<Rules, Source, Tracer>::at_once
machine<Rules, Source, Tracer>::run_precompile(frame& from, const request& r, const precompile& which,
                                               const typename journal<Source>::checkpoint& before) {
    if (which.kind != precompile_kind::run) {
        state_->revert(before);
        return {false, halt::precompile_refused, r.gas, {}};
    }
    // The input may lie in the output of the call before, so that goes only now.
    precompile_outcome out = which.run(r.input, static_cast<std::uint64_t>(r.gas));
    if (!out.ok) {
        state_->revert(before);
        return {false, halt::precompile_failure, 0, {}};
    }
    from.precompile_output = std::move(out.output);
    return {false, halt::success, r.gas - static_cast<std::int64_t>(out.gas), from.precompile_output};
}

template <class Rules, state_source Source, class Tracer>
void machine<Rules, Source, Tracer>::enter(const request& r, std::shared_ptr<const code> text,
                                           const typename journal<Source>::checkpoint& before) {
    ++depth_;
    frame& f = top();
    f.memory.clear();
    f.text = std::move(text);
    f.decoded = &f.text->template decoded<decode_with>();
    f.ip = f.decoded->instructions.data();
    f.sp = f.stack.get();
    f.gas = r.gas;
    f.self = &state_->account(r.storage_of);
    f.caller = r.from;
    f.value = r.value;
    f.input = r.input;
    f.returned = {};
    f.is_static = r.is_static;
    f.kind = r.kind;
    f.undo = before.undo;
    f.undo_logs = before.logs;
    f.undo_refund = before.refund;
    f.output_offset = r.output_offset;
    f.output_size = r.output_size;
}

/// Starts a creation on behalf of `from`, whose nonce has been incremented.
template <class Rules, state_source Source, class Tracer>
typename machine<Rules, Source, Tracer>::at_once machine<Rules, Source, Tracer>::create(frame&, const request& r,
                                                                                        const address& created) {
    account_entry& entry = state_->account(created);
    state_->warm_up(entry);
    if constexpr (Tracer::calls) {
        tracer_->enter(call_view{r.kind, r.from, created, r.value, r.input, static_cast<std::uint64_t>(r.gas),
                                 static_cast<unsigned>(depth_), 0});
    }
    bool collides = entry.now.nonce != 0 || !entry.now.code_hash.is_zero();
    if constexpr (Rules::storage_is_collision) {
        collides = collides || state_->has_storage(entry);
    }
    if (collides) {
        if constexpr (Tracer::calls) {
            tracer_->leave(halt::address_collision, 0, {});
        }
        return {false, halt::address_collision, 0, {}};
    }
    const auto before = state_->mark();
    state_->set_nonce(entry, 1);
    move_value(state_->account(r.from), entry, r.value);
    request inside = r;
    inside.storage_of = created;
    inside.input = {};
    enter(inside, std::make_shared<const code>(bytes(r.input.begin(), r.input.end())), before);
    return {true, halt::success, 0, {}};
}

/// Stores the code that a creation returned.
template <class Rules, state_source Source, class Tracer>
halt machine<Rules, Source, Tracer>::deploy(frame& f, byte_view text) {
    if (text.size() > Rules::max_code_size) {
        return halt::code_too_large;
    }
    if (Rules::rejects_ef && !text.empty() && text[0] == 0xef) {
        return halt::code_begins_with_ef;
    }
    const auto price = 200 * static_cast<std::int64_t>(text.size());
    if (f.gas < price) {
        return halt::out_of_gas;
    }
    f.gas -= price;
    if (!text.empty()) {
        state_->set_code(*f.self,
                         std::make_shared<const code>(bytes(text.begin(), text.end()), Rules::code_hash(text)));
    }
    return halt::success;
}

/// Ends the top frame, whose registers are saved, and answers the one below. False if that was the outermost.
template <class Rules, state_source Source, class Tracer>
bool machine<Rules, Source, Tracer>::leave(halt how, byte_view output) {
    frame& f = top();
    if (is_create(f.kind) && how == halt::success) {
        how = deploy(f, output);
    }
    if (how != halt::success) {
        state_->revert({f.undo, f.undo_logs, f.undo_refund});
    }
    if (!keeps_gas(how)) {
        f.gas = 0;
        output = {};
    }
    if constexpr (Tracer::calls) {
        tracer_->leave(how, f.gas, output);
    }
    const call_kind kind = f.kind;
    f.text.reset();
    --depth_;
    if (depth_ == 0) {
        last_.how = how;
        last_.gas_left = static_cast<std::uint64_t>(f.gas);
        last_.output.assign(output.begin(), output.end());
        return false;
    }
    answer(top(), kind, {false, how, f.gas, output}, f.output_offset, f.output_size, f.self->where);
    return true;
}

/// Pushes the result of a finished call or creation on its caller's stack.
template <class Rules, state_source Source, class Tracer>
void machine<Rules, Source, Tracer>::answer(frame& f, call_kind kind, const at_once& outcome, std::size_t offset,
                                            std::size_t size, const address& created) {
    const bool good = outcome.how == halt::success;
    if (keeps_gas(outcome.how)) {
        f.gas += outcome.gas_left;
    }
    f.returned = outcome.output;
    ++f.sp;
    if (is_create(kind)) {
        if (good) {
            f.returned = {};
        }
        store(*f.sp, good ? word_of(created) : word{});
        return;
    }
    const std::size_t copied = std::min(size, outcome.output.size());
    if (copied != 0) {
        std::memcpy(f.memory.data() + offset, outcome.output.data(), copied);
    }
    store(*f.sp, good ? 1 : 0);
}

/// CALL, CALLCODE, DELEGATECALL, STATICCALL. The frame's registers are saved; false if the frame fails for `why_`.
template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] bool machine<Rules, Source, Tracer>::call_instruction(frame& f, std::uint8_t op) {
    const u256* arg = f.sp;
    const bool with_value = op == CALL || op == CALLCODE;
    const u256 gas_wanted = arg[0];
    const address to = address_of(arg[-1]);
    const u256 value = with_value ? arg[-2] : u256{};
    const u256* range = arg - (with_value ? 3 : 2);
    f.sp -= with_value ? 7 : 6;
    f.returned = {};

    if (op == CALL && f.is_static && !value.is_zero()) {
        why_ = halt::write_protection;
        return false;
    }
    account_entry& callee = state_->account(to);
    f.gas -= warm_up(callee);
    if (f.gas < 0) {
        why_ = halt::out_of_gas;
        return false;
    }
    f.gas = grow_memory(f, word{range[0]}, word{range[-1]}, f.gas);
    if (f.gas < 0) {
        return false;
    }
    f.gas = grow_memory(f, word{range[-2]}, word{range[-3]}, f.gas);
    if (f.gas < 0) {
        return false;
    }
    if (!value.is_zero()) {
        f.gas -= 9000;
        if (op == CALL && callee.now.empty()) {
            f.gas -= 25000;
        }
        if (f.gas < 0) {
            why_ = halt::out_of_gas;
            return false;
        }
    }
    const std::int64_t most = f.gas - f.gas / 64;
    request r;
    r.gas = gas_wanted.fits64() && gas_wanted.low64() < static_cast<std::uint64_t>(most)
                ? static_cast<std::int64_t>(gas_wanted.low64())
                : most;
    f.gas -= r.gas;
    if constexpr (Tracer::steps) {
        tracer_->spent(f.gas);
    }
    if (!value.is_zero()) {
        r.gas += call_stipend;
    }
    r.code_of = to;
    r.from = f.self->where;
    r.storage_of = f.self->where;
    r.value = value;
    r.moves_value = with_value;
    r.is_static = f.is_static;
    switch (op) {
    case CALL:
        r.kind = call_kind::call;
        r.storage_of = to;
        break;
    case CALLCODE:
        r.kind = call_kind::callcode;
        break;
    case DELEGATECALL:
        r.kind = call_kind::delegatecall;
        r.from = f.caller;
        r.value = f.value;
        break;
    default:
        r.kind = call_kind::staticcall;
        r.storage_of = to;
        r.is_static = true;
        break;
    }
    r.input = f.memory.view(range[0].low64(), range[-1].low64());
    r.output_size = range[-3].low64();
    r.output_offset = r.output_size == 0 ? 0 : range[-2].low64();
    const at_once done = call(f, r);
    if (!done.entered) {
        answer(f, r.kind, done, r.output_offset, r.output_size, {});
    }
    return true;
}

/// CREATE and CREATE2, like call_instruction.
template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] bool machine<Rules, Source, Tracer>::create_instruction(frame& f, std::uint8_t op) {
    const u256* arg = f.sp;
    const u256 value = arg[0];
    const word offset{arg[-1]};
    const word size{arg[-2]};
    const u256 salt = op == CREATE2 ? arg[-3] : u256{};
    f.sp -= op == CREATE2 ? 4 : 3;
    f.returned = {};
    if (f.is_static) {
        why_ = halt::write_protection;
        return false;
    }
    f.gas = grow_memory(f, offset, size, f.gas);
    if (f.gas < 0) {
        return false;
    }
    if (op == CREATE2) {
        f.gas -= 6 * words_of(size.v0);
    }
    if constexpr (Rules::has_initcode_limit) {
        if (size.v0 > 2 * Rules::max_code_size) {
            f.gas = -1;
        } else {
            f.gas -= 2 * words_of(size.v0);
        }
    }
    if (f.gas < 0) {
        why_ = halt::out_of_gas;
        return false;
    }
    request r;
    r.kind = op == CREATE2 ? call_kind::create2 : call_kind::create;
    r.from = f.self->where;
    r.value = value;
    r.input = f.memory.view(offset.v0, size.v0);
    account_entry& creator = *f.self;
    at_once done;
    address created{};
    if (depth_ > max_depth || creator.now.balance < value || creator.now.nonce == ~std::uint64_t{0}) {
        if constexpr (Tracer::steps) {
            tracer_->spent(f.gas);
        }
        done.how = halt::insufficient_balance;
    } else {
        r.gas = f.gas - f.gas / 64;
        f.gas -= r.gas;
        if constexpr (Tracer::steps) {
            tracer_->spent(f.gas);
        }
        created = op == CREATE2 ? create2_address(r.from, salt, r.input) : create_address(r.from, creator.now.nonce);
        state_->set_nonce(creator, creator.now.nonce + 1);
        done = create(f, r, created);
    }
    if (!done.entered) {
        answer(f, r.kind, done, 0, 0, created);
    }
    return true;
}

} // namespace zonogon::evm
