#pragma once

// The loop of the interpreter. Part of machine.hpp.

#include <cstddef>
#include <cstdint>
#include <cstring>

#include <zonogon/evm/machine.hpp>
#include <zonogon/evm/operation.hpp>

// Jumps through a table of labels (an extension of g++ and clang++) let every instruction end in a jump of its own,
// which the branch predictor tells apart; a switch in a loop has one for all.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

#define ZONOGON_EVM_GO() goto* labels[ip->operation] // NOLINT(bugprone-macro-parentheses): a statement
#define ZONOGON_EVM_NEXT()                                                                                             \
    do {                                                                                                               \
        ++ip;                                                                                                          \
        ZONOGON_EVM_GO();                                                                                              \
    } while (false)

// g++ would merge the ends of the instructions back into one jump and share subexpressions between them.
#if defined(__GNUC__) && !defined(__clang__)
#define ZONOGON_EVM_SEPARATE [[gnu::optimize("no-crossjumping", "no-gcse", "no-tree-slp-vectorize")]]
#else
#define ZONOGON_EVM_SEPARATE
#endif

namespace zonogon::evm {

template <class Rules, state_source Source, class Tracer>
void machine<Rules, Source, Tracer>::trace_step(frame& f, const instruction& i, const u256* sp, std::int64_t gas) {
    if constexpr (Tracer::steps) {
        step_view view;
        view.pc = static_cast<std::uint32_t>(i.wide);
        view.op = static_cast<std::uint8_t>(i.wide >> 32);
        view.depth = static_cast<unsigned>(depth_);
        view.gas = gas;
        view.static_gas = i.small;
        view.refund = state_->refund();
        view.stack = {f.stack.get() + 1, static_cast<std::size_t>(sp - f.stack.get())};
        view.memory = f.memory.view(0, f.memory.size());
        view.returned = f.returned;
        view.self = f.self->where;
        tracer_->step(view, [&](const u256& key) { return state_->slot(*f.self, key).current; });
    }
}

template <class Rules, state_source Source, class Tracer>
ZONOGON_EVM_SEPARATE void machine<Rules, Source, Tracer>::loop() {
    static const void* const labels[] = {
#define ZONOGON_EVM_LABEL(name) &&do_##name,
        ZONOGON_EVM_OPERATIONS(ZONOGON_EVM_LABEL)
#undef ZONOGON_EVM_LABEL
    };
    frame* f = &top();
    const instruction* ip = f->ip;
    u256* sp = f->sp;
    std::int64_t gas = f->gas;
    byte_view output;
    halt how = halt::success;
    word destination;
    ZONOGON_EVM_GO();

do_step:
    trace_step(*f, *ip, sp, gas);
    {
        const auto height = static_cast<std::uint64_t>(sp - f->stack.get());
        if (height < ip->stack_needed) {
            how = halt::stack_underflow;
            goto failed;
        }
        if (height + (ip->wide >> 40) > frame::stack_limit) {
            how = halt::stack_overflow;
            goto failed;
        }
    }
    gas -= ip->small;
    if (gas < 0) {
        how = halt::out_of_gas;
        goto failed;
    }
    ZONOGON_EVM_NEXT();
do_block: {
    const auto height = static_cast<std::uint64_t>(sp - f->stack.get());
    gas -= ip->small;
    if (gas < 0) [[unlikely]] {
        how = halt::out_of_gas;
        goto failed;
    }
    if (height < ip->stack_needed) [[unlikely]] {
        how = halt::stack_underflow;
        goto failed;
    }
    if (height + ip->wide > frame::stack_limit) [[unlikely]] {
        how = halt::stack_overflow;
        goto failed;
    }
    ZONOGON_EVM_NEXT();
}
do_nothing:
    ZONOGON_EVM_NEXT();
do_invalid:
    how = halt::invalid_opcode;
    goto failed;
do_bad_jump:
    how = halt::bad_jump;
    goto failed;
do_stop:
    output = {};
    how = halt::success;
    goto ended;

do_add:
    store(sp[-1], add(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_mul:
    store(sp[-1], mul(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_sub:
    store(sp[-1], sub(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_div:
    store(sp[-1], divide(word{sp[0]}, word{sp[-1]}).quotient);
    --sp;
    ZONOGON_EVM_NEXT();
do_sdiv:
    store(sp[-1], divide_signed(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_mod:
    store(sp[-1], divide(word{sp[0]}, word{sp[-1]}).rest);
    --sp;
    ZONOGON_EVM_NEXT();
do_smod:
    store(sp[-1], modulo_signed(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_addmod:
    store(sp[-2], add_mod(word{sp[0]}, word{sp[-1]}, word{sp[-2]}));
    sp -= 2;
    ZONOGON_EVM_NEXT();
do_mulmod:
    store(sp[-2], mul_mod(word{sp[0]}, word{sp[-1]}, word{sp[-2]}));
    sp -= 2;
    ZONOGON_EVM_NEXT();
do_exp:
    gas = exp(sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    --sp;
    ZONOGON_EVM_NEXT();
do_signextend:
    store(sp[-1], sign_extend(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();

do_lt:
    store(sp[-1], less(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_gt:
    store(sp[-1], less(word{sp[-1]}, word{sp[0]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_slt:
    store(sp[-1], less_signed(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_sgt:
    store(sp[-1], less_signed(word{sp[-1]}, word{sp[0]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_eq:
    store(sp[-1], equal(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_iszero:
    store(sp[0], word{sp[0]}.is_zero());
    ZONOGON_EVM_NEXT();
do_bit_and: {
    const word a{sp[0]};
    const word b{sp[-1]};
    store(sp[-1], {a.v0 & b.v0, a.v1 & b.v1, a.v2 & b.v2, a.v3 & b.v3});
    --sp;
    ZONOGON_EVM_NEXT();
}
do_bit_or: {
    const word a{sp[0]};
    const word b{sp[-1]};
    store(sp[-1], {a.v0 | b.v0, a.v1 | b.v1, a.v2 | b.v2, a.v3 | b.v3});
    --sp;
    ZONOGON_EVM_NEXT();
}
do_bit_xor: {
    const word a{sp[0]};
    const word b{sp[-1]};
    store(sp[-1], {a.v0 ^ b.v0, a.v1 ^ b.v1, a.v2 ^ b.v2, a.v3 ^ b.v3});
    --sp;
    ZONOGON_EVM_NEXT();
}
do_bit_not: {
    const word a{sp[0]};
    store(sp[0], {~a.v0, ~a.v1, ~a.v2, ~a.v3});
    ZONOGON_EVM_NEXT();
}
do_byte:
    store(sp[-1], byte_at(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_shl:
    store(sp[-1], shl(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_shr:
    store(sp[-1], shr(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_sar:
    store(sp[-1], sar(word{sp[0]}, word{sp[-1]}));
    --sp;
    ZONOGON_EVM_NEXT();
do_keccak256:
    gas = keccak(*f, sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    --sp;
    ZONOGON_EVM_NEXT();

do_own_address:
    store(*++sp, word_of(f->self->where));
    ZONOGON_EVM_NEXT();
do_balance:
    gas = balance(sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    ZONOGON_EVM_NEXT();
do_origin:
    store(*++sp, word_of(transaction_->origin));
    ZONOGON_EVM_NEXT();
do_caller:
    store(*++sp, word_of(f->caller));
    ZONOGON_EVM_NEXT();
do_callvalue:
    store(*++sp, word{f->value});
    ZONOGON_EVM_NEXT();
do_calldataload:
    calldataload(*f, sp);
    ZONOGON_EVM_NEXT();
do_calldatasize:
    store(*++sp, f->input.size());
    ZONOGON_EVM_NEXT();
do_calldatacopy:
    gas = copy(*f, sp, f->input, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    sp -= 3;
    ZONOGON_EVM_NEXT();
do_codecopy:
    gas = copy(*f, sp, f->text->text(), gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    sp -= 3;
    ZONOGON_EVM_NEXT();
do_gasprice:
    store(*++sp, word{transaction_->gas_price});
    ZONOGON_EVM_NEXT();
do_extcodesize:
    gas = extcodesize(sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    ZONOGON_EVM_NEXT();
do_extcodecopy:
    gas = extcodecopy(*f, sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    sp -= 4;
    ZONOGON_EVM_NEXT();
do_returndatasize:
    store(*++sp, f->returned.size());
    ZONOGON_EVM_NEXT();
do_returndatacopy:
    gas = returndatacopy(*f, sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    sp -= 3;
    ZONOGON_EVM_NEXT();
do_extcodehash:
    gas = extcodehash(sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    ZONOGON_EVM_NEXT();
do_blockhash:
    blockhash(sp);
    ZONOGON_EVM_NEXT();
do_coinbase:
    store(*++sp, word_of(block_->coinbase));
    ZONOGON_EVM_NEXT();
do_timestamp:
    store(*++sp, block_->timestamp);
    ZONOGON_EVM_NEXT();
do_number:
    store(*++sp, block_->number);
    ZONOGON_EVM_NEXT();
do_difficulty:
    store(*++sp, word{block_->difficulty});
    ZONOGON_EVM_NEXT();
do_gaslimit:
    store(*++sp, block_->gas_limit);
    ZONOGON_EVM_NEXT();
do_chainid:
    store(*++sp, block_->chain_id);
    ZONOGON_EVM_NEXT();
do_selfbalance:
    store(*++sp, word{f->self->now.balance});
    ZONOGON_EVM_NEXT();
do_basefee:
    store(*++sp, word{block_->base_fee});
    ZONOGON_EVM_NEXT();

do_pop:
    --sp;
    ZONOGON_EVM_NEXT();
do_mload: {
    const word offset{*sp};
    if (!f->memory.holds(offset, 32)) [[unlikely]] {
        gas = grow_memory(*f, offset, {32, 0, 0, 0}, gas);
        if (gas < 0) {
            goto failed_for_why;
        }
    }
    store(*sp, load_word(f->memory.data() + offset.v0));
    ZONOGON_EVM_NEXT();
}
do_mstore: {
    const word offset{*sp};
    if (!f->memory.holds(offset, 32)) [[unlikely]] {
        gas = grow_memory(*f, offset, {32, 0, 0, 0}, gas);
        if (gas < 0) {
            goto failed_for_why;
        }
    }
    store_word(f->memory.data() + offset.v0, word{sp[-1]});
    sp -= 2;
    ZONOGON_EVM_NEXT();
}
do_mstore8: {
    const word offset{*sp};
    if (!f->memory.holds(offset, 1)) [[unlikely]] {
        gas = grow_memory(*f, offset, {1, 0, 0, 0}, gas);
        if (gas < 0) {
            goto failed_for_why;
        }
    }
    f->memory.data()[offset.v0] = static_cast<std::uint8_t>(sp[-1].low64());
    sp -= 2;
    ZONOGON_EVM_NEXT();
}
do_sload:
    gas = sload(*f, sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    ZONOGON_EVM_NEXT();
do_sstore:
    gas = sstore(*f, sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    sp -= 2;
    ZONOGON_EVM_NEXT();
do_jumpi:
    if (word{sp[-1]}.is_zero()) {
        sp -= 2;
        ZONOGON_EVM_NEXT();
    }
    destination = word{sp[0]};
    sp -= 2;
    goto go_there;
do_jump:
    destination = word{sp[0]};
    --sp;
go_there: {
    const word to = destination;
    if (!to.fits64() || to.v0 >= f->decoded->targets.size()) {
        goto do_bad_jump;
    }
    const std::uint32_t target = f->decoded->targets[to.v0];
    if (target == program::no_target) {
        goto do_bad_jump;
    }
    ip = f->decoded->instructions.data() + target;
    ZONOGON_EVM_GO();
}
do_jump_to:
    ip = f->decoded->instructions.data() + ip->wide;
    ZONOGON_EVM_GO();
do_jump_to_if:
    if (word{*sp--}.is_zero()) {
        ZONOGON_EVM_NEXT();
    }
    ip = f->decoded->instructions.data() + ip->wide;
    ZONOGON_EVM_GO();
do_jump_to_unless:
    if (!word{*sp--}.is_zero()) {
        ZONOGON_EVM_NEXT();
    }
    ip = f->decoded->instructions.data() + ip->wide;
    ZONOGON_EVM_GO();
do_jump_if_lt: {
    const bool jumps = less(word{sp[0]}, word{sp[-1]}) != (ip->small != 0);
    sp -= 2;
    if (!jumps) {
        ZONOGON_EVM_NEXT();
    }
    ip = f->decoded->instructions.data() + ip->wide;
    ZONOGON_EVM_GO();
}
do_jump_if_gt: {
    const bool jumps = less(word{sp[-1]}, word{sp[0]}) != (ip->small != 0);
    sp -= 2;
    if (!jumps) {
        ZONOGON_EVM_NEXT();
    }
    ip = f->decoded->instructions.data() + ip->wide;
    ZONOGON_EVM_GO();
}
do_jump_if_eq: {
    const bool jumps = equal(word{sp[0]}, word{sp[-1]}) != (ip->small != 0);
    sp -= 2;
    if (!jumps) {
        ZONOGON_EVM_NEXT();
    }
    ip = f->decoded->instructions.data() + ip->wide;
    ZONOGON_EVM_GO();
}
do_add_literal:
    store(sp[0], add(word{sp[0]}, {ip->wide, 0, 0, 0}));
    ZONOGON_EVM_NEXT();
do_and_literal:
    store(sp[0], sp[0].low64() & ip->wide);
    ZONOGON_EVM_NEXT();
do_eq_literal:
    store(sp[0], equal(word{sp[0]}, {ip->wide, 0, 0, 0}));
    ZONOGON_EVM_NEXT();
do_shl_literal:
    store(sp[0], shl({ip->wide, 0, 0, 0}, word{sp[0]}));
    ZONOGON_EVM_NEXT();
do_shr_literal:
    store(sp[0], shr({ip->wide, 0, 0, 0}, word{sp[0]}));
    ZONOGON_EVM_NEXT();
do_mload_at: {
    const word offset{ip->wide, 0, 0, 0};
    if (!f->memory.holds(offset, 32)) [[unlikely]] {
        gas = grow_memory(*f, offset, {32, 0, 0, 0}, gas);
        if (gas < 0) {
            goto failed_for_why;
        }
    }
    store(*++sp, load_word(f->memory.data() + offset.v0));
    ZONOGON_EVM_NEXT();
}
do_mstore_at: {
    const word offset{ip->wide, 0, 0, 0};
    if (!f->memory.holds(offset, 32)) [[unlikely]] {
        gas = grow_memory(*f, offset, {32, 0, 0, 0}, gas);
        if (gas < 0) {
            goto failed_for_why;
        }
    }
    store_word(f->memory.data() + offset.v0, word{*sp});
    --sp;
    ZONOGON_EVM_NEXT();
}
do_dup_add:
    store(sp[0], add(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_NEXT();
do_dup_sub:
    store(sp[0], sub(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_NEXT();
do_dup_mul:
    store(sp[0], mul(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_NEXT();
do_dup_and: {
    const word a{*(sp - ip->small)};
    const word b{sp[0]};
    store(sp[0], {a.v0 & b.v0, a.v1 & b.v1, a.v2 & b.v2, a.v3 & b.v3});
    ZONOGON_EVM_NEXT();
}
do_dup_lt:
    store(sp[0], less(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_NEXT();
do_dup_gt:
    store(sp[0], less(word{sp[0]}, word{*(sp - ip->small)}));
    ZONOGON_EVM_NEXT();
do_dup_mload: {
    const word offset{*(sp - ip->small)};
    if (!f->memory.holds(offset, 32)) [[unlikely]] {
        gas = grow_memory(*f, offset, {32, 0, 0, 0}, gas);
        if (gas < 0) {
            goto failed_for_why;
        }
    }
    store(*++sp, load_word(f->memory.data() + offset.v0));
    ZONOGON_EVM_NEXT();
}
do_dup_mstore: {
    const word offset{*(sp - ip->small)};
    if (!f->memory.holds(offset, 32)) [[unlikely]] {
        gas = grow_memory(*f, offset, {32, 0, 0, 0}, gas);
        if (gas < 0) {
            goto failed_for_why;
        }
    }
    store_word(f->memory.data() + offset.v0, word{*sp});
    --sp;
    ZONOGON_EVM_NEXT();
}
do_push_dup:
    store(*++sp, ip->wide);
    store(sp[1], word{*(sp - ip->small)});
    ++sp;
    ZONOGON_EVM_NEXT();
do_dup_push:
    store(sp[1], word{*(sp - ip->small)});
    store(sp[2], ip->wide);
    sp += 2;
    ZONOGON_EVM_NEXT();
do_dup_dup:
    store(sp[1], word{*(sp - ip->small)});
    store(sp[2], word{*(sp + 1 - ip->wide)});
    sp += 2;
    ZONOGON_EVM_NEXT();
do_swap_pop:
    store(*(sp - ip->small), word{*sp});
    --sp;
    ZONOGON_EVM_NEXT();
do_pop_many:
    sp -= ip->small;
    ZONOGON_EVM_NEXT();
do_charge:
    gas -= ip->small;
    if (gas < 0) [[unlikely]] {
        how = halt::out_of_gas;
        goto failed;
    }
    ZONOGON_EVM_NEXT();
do_msize:
    store(*++sp, f->memory.size());
    ZONOGON_EVM_NEXT();
do_gas:
    store(*++sp, static_cast<std::uint64_t>(gas));
    ZONOGON_EVM_NEXT();
do_push:
    store(*++sp, ip->wide);
    ZONOGON_EVM_NEXT();
do_push_wide:
    store(*++sp, word{f->decoded->constants[ip->wide]});
    ZONOGON_EVM_NEXT();
do_dup: {
    const word copied{*(sp - ip->small)};
    store(*++sp, copied);
    ZONOGON_EVM_NEXT();
}
do_swap: {
    u256& other = *(sp - ip->small);
    const word a{*sp};
    const word b{other};
    store(*sp, b);
    store(other, a);
    ZONOGON_EVM_NEXT();
}
do_log:
    gas = log(*f, sp, ip->small, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    sp -= 2 + ip->small;
    ZONOGON_EVM_NEXT();

do_create:
do_call: {
    f->ip = ip + 1;
    f->sp = sp;
    f->gas = gas;
    const bool creates = ip->operation == static_cast<std::uint16_t>(operation::create);
    const auto op = static_cast<std::uint8_t>(ip->small);
    if (!(creates ? create_instruction(*f, op) : call_instruction(*f, op))) {
        goto failed_for_why;
    }
    goto reload;
}
do_return_data:
do_revert: {
    const word offset{sp[0]};
    const word size{sp[-1]};
    gas = grow_memory(*f, offset, size, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    output = f->memory.view(offset.v0, size.v0);
    how = ip->operation == static_cast<std::uint16_t>(operation::revert) ? halt::revert : halt::success;
    goto ended;
}
do_selfdestruct:
    gas = selfdestruct(*f, sp, gas);
    if (gas < 0) {
        goto failed_for_why;
    }
    output = {};
    how = halt::success;
    goto ended;

failed_for_why:
    how = why_;
failed:
    if constexpr (Tracer::steps) {
        tracer_->fault(how);
    }
    output = {};
    goto finished;
ended:
    if constexpr (Tracer::steps) {
        tracer_->spent(gas);
    }
finished:
    f->gas = gas;
    if (!leave(how, output)) {
        return;
    }
reload:
    f = &top();
    ip = f->ip;
    sp = f->sp;
    gas = f->gas;
    ZONOGON_EVM_GO();
}

} // namespace zonogon::evm

#undef ZONOGON_EVM_SEPARATE
#undef ZONOGON_EVM_NEXT
#undef ZONOGON_EVM_GO
#pragma GCC diagnostic pop
