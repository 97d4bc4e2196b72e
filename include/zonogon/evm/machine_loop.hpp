#pragma once

// The loop of the interpreter. Part of machine.hpp.

#include <cstddef>
#include <cstdint>
#include <cstring>

#include <zonogon/evm/machine.hpp>
#include <zonogon/evm/machine_dispatch.hpp>
#include <zonogon/evm/operation.hpp>

// Labels as values are an extension of g++ and clang++.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

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

    ZONOGON_EVM_BINARY(add, add(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(mul, mul(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(sub, sub(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(div, divide(word{sp[0]}, word{sp[-1]}).quotient);
    ZONOGON_EVM_BINARY(sdiv, divide_signed(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(mod, divide(word{sp[0]}, word{sp[-1]}).rest);
    ZONOGON_EVM_BINARY(smod, modulo_signed(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_TERNARY(addmod, add_mod(word{sp[0]}, word{sp[-1]}, word{sp[-2]}));
    ZONOGON_EVM_TERNARY(mulmod, mul_mod(word{sp[0]}, word{sp[-1]}, word{sp[-2]}));
    ZONOGON_EVM_CHARGED(exp, exp(sp, gas), 1);
    ZONOGON_EVM_BINARY(signextend, sign_extend(word{sp[0]}, word{sp[-1]}));

    ZONOGON_EVM_BINARY(lt, less(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(gt, less(word{sp[-1]}, word{sp[0]}));
    ZONOGON_EVM_BINARY(slt, less_signed(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(sgt, less_signed(word{sp[-1]}, word{sp[0]}));
    ZONOGON_EVM_BINARY(eq, equal(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_UNARY(iszero, word{sp[0]}.is_zero());
    ZONOGON_EVM_BINARY(bit_and, word{sp[0]} & word{sp[-1]});
    ZONOGON_EVM_BINARY(bit_or, word{sp[0]} | word{sp[-1]});
    ZONOGON_EVM_BINARY(bit_xor, word{sp[0]} ^ word{sp[-1]});
    ZONOGON_EVM_UNARY(bit_not, ~word{sp[0]});
    ZONOGON_EVM_BINARY(byte, byte_at(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(shl, shl(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(shr, shr(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_BINARY(sar, sar(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_CHARGED(keccak256, keccak(*f, sp, gas), 1);

    ZONOGON_EVM_PUSH(own_address, word_of(f->self->where));
    ZONOGON_EVM_CHARGED(balance, balance(sp, gas), 0);
    ZONOGON_EVM_PUSH(origin, word_of(transaction_->origin));
    ZONOGON_EVM_PUSH(caller, word_of(f->caller));
    ZONOGON_EVM_PUSH(callvalue, word{f->value});
do_calldataload:
    calldataload(*f, sp);
    ZONOGON_EVM_NEXT();
    ZONOGON_EVM_PUSH(calldatasize, f->input.size());
    ZONOGON_EVM_CHARGED(calldatacopy, copy(*f, sp, f->input, gas), 3);
    ZONOGON_EVM_CHARGED(codecopy, copy(*f, sp, f->text->text(), gas), 3);
    ZONOGON_EVM_PUSH(gasprice, word{transaction_->gas_price});
    ZONOGON_EVM_CHARGED(extcodesize, extcodesize(sp, gas), 0);
    ZONOGON_EVM_CHARGED(extcodecopy, extcodecopy(*f, sp, gas), 4);
    ZONOGON_EVM_PUSH(returndatasize, f->returned.size());
    ZONOGON_EVM_CHARGED(returndatacopy, returndatacopy(*f, sp, gas), 3);
    ZONOGON_EVM_CHARGED(extcodehash, extcodehash(sp, gas), 0);
do_blockhash:
    blockhash(sp);
    ZONOGON_EVM_NEXT();
    ZONOGON_EVM_PUSH(coinbase, word_of(block_->coinbase));
    ZONOGON_EVM_PUSH(timestamp, block_->timestamp);
    ZONOGON_EVM_PUSH(number, block_->number);
    ZONOGON_EVM_PUSH(difficulty, word{block_->difficulty});
    ZONOGON_EVM_PUSH(gaslimit, block_->gas_limit);
    ZONOGON_EVM_PUSH(chainid, block_->chain_id);
    ZONOGON_EVM_PUSH(selfbalance, word{f->self->now.balance});
    ZONOGON_EVM_PUSH(basefee, word{block_->base_fee});

do_pop:
    --sp;
    ZONOGON_EVM_NEXT();
    ZONOGON_EVM_MLOAD(mload, 0, *sp);
    ZONOGON_EVM_MSTORE(mstore, 2, *sp);
do_mstore8: {
    const word offset{*sp};
    ZONOGON_EVM_REACH(offset, 1);
    f->memory.data()[offset.v0] = static_cast<std::uint8_t>(sp[-1].low64());
    sp -= 2;
    ZONOGON_EVM_NEXT();
}
    ZONOGON_EVM_CHARGED(sload, sload(*f, sp, gas), 0);
    ZONOGON_EVM_CHARGED(sstore, sstore(*f, sp, gas), 2);
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
    ZONOGON_EVM_JUMP();
do_jump_to_if:
    if (word{*sp--}.is_zero()) {
        ZONOGON_EVM_NEXT();
    }
    ZONOGON_EVM_JUMP();
do_jump_to_unless:
    if (!word{*sp--}.is_zero()) {
        ZONOGON_EVM_NEXT();
    }
    ZONOGON_EVM_JUMP();
    ZONOGON_EVM_JUMP_IF(jump_if_lt, less(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_JUMP_IF(jump_if_gt, less(word{sp[-1]}, word{sp[0]}));
    ZONOGON_EVM_JUMP_IF(jump_if_eq, equal(word{sp[0]}, word{sp[-1]}));
    ZONOGON_EVM_UNARY(add_literal, add(word{sp[0]}, {ip->wide, 0, 0, 0}));
    ZONOGON_EVM_UNARY(and_literal, sp[0].low64() & ip->wide);
    ZONOGON_EVM_UNARY(eq_literal, equal(word{sp[0]}, {ip->wide, 0, 0, 0}));
    ZONOGON_EVM_UNARY(shl_literal, shl({ip->wide, 0, 0, 0}, word{sp[0]}));
    ZONOGON_EVM_UNARY(shr_literal, shr({ip->wide, 0, 0, 0}, word{sp[0]}));
    ZONOGON_EVM_MLOAD(mload_at, 1, ip->wide, 0, 0, 0);
    ZONOGON_EVM_MSTORE(mstore_at, 1, ip->wide, 0, 0, 0);
    ZONOGON_EVM_UNARY(dup_add, add(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_UNARY(dup_sub, sub(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_UNARY(dup_mul, mul(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_UNARY(dup_and, word{*(sp - ip->small)} & word{sp[0]});
    ZONOGON_EVM_UNARY(dup_lt, less(word{*(sp - ip->small)}, word{sp[0]}));
    ZONOGON_EVM_UNARY(dup_gt, less(word{sp[0]}, word{*(sp - ip->small)}));
    ZONOGON_EVM_MLOAD(dup_mload, 1, *(sp - ip->small));
    ZONOGON_EVM_MSTORE(dup_mstore, 1, *(sp - ip->small));
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
do_skip:
    gas -= ip->small;
    if (gas < 0) [[unlikely]] {
        how = halt::out_of_gas;
        goto failed;
    }
    ip += ip->wide;
    ZONOGON_EVM_GO();
do_charge:
    gas -= ip->small;
    if (gas < 0) [[unlikely]] {
        how = halt::out_of_gas;
        goto failed;
    }
    ZONOGON_EVM_NEXT();
    ZONOGON_EVM_PUSH(msize, f->memory.size());
    ZONOGON_EVM_PUSH(gas, static_cast<std::uint64_t>(gas));
    ZONOGON_EVM_PUSH(push, ip->wide);
    ZONOGON_EVM_PUSH(push_wide, word{f->decoded->constants[ip->wide]});
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
    ZONOGON_EVM_CHARGED(log, log(*f, sp, ip->small, gas), 2 + ip->small);

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

#pragma GCC diagnostic pop

#undef ZONOGON_EVM_SEPARATE
#undef ZONOGON_EVM_GO
#undef ZONOGON_EVM_NEXT
#undef ZONOGON_EVM_JUMP
#undef ZONOGON_EVM_PUSH
#undef ZONOGON_EVM_UNARY
#undef ZONOGON_EVM_BINARY
#undef ZONOGON_EVM_TERNARY
#undef ZONOGON_EVM_CHARGED
#undef ZONOGON_EVM_REACH
#undef ZONOGON_EVM_MLOAD
#undef ZONOGON_EVM_MSTORE
#undef ZONOGON_EVM_JUMP_IF
