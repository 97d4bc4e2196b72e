#pragma once

#include <cstdint>

// The operations of decoded programs, NAME by NAME, in the order of their numbers.
// clang-format off
#define ZONOGON_EVM_OPERATIONS(NAME)                                                                                   \
    NAME(block) NAME(charge) NAME(skip) NAME(step) NAME(nothing) NAME(invalid) NAME(bad_jump)                          \
    NAME(stop) NAME(add) NAME(mul) NAME(sub) NAME(div) NAME(sdiv) NAME(mod) NAME(smod) NAME(addmod) NAME(mulmod)       \
    NAME(exp) NAME(signextend)                                                                                         \
    NAME(lt) NAME(gt) NAME(slt) NAME(sgt) NAME(eq) NAME(iszero) NAME(bit_and) NAME(bit_or) NAME(bit_xor) NAME(bit_not) \
    NAME(byte) NAME(shl) NAME(shr) NAME(sar) NAME(keccak256)                                                           \
    NAME(own_address) NAME(balance) NAME(origin) NAME(caller) NAME(callvalue) NAME(calldataload) NAME(calldatasize)    \
    NAME(calldatacopy) NAME(codecopy) NAME(gasprice) NAME(extcodesize) NAME(extcodecopy) NAME(returndatasize)          \
    NAME(returndatacopy) NAME(extcodehash) NAME(blockhash) NAME(coinbase) NAME(timestamp) NAME(number)                 \
    NAME(difficulty) NAME(gaslimit) NAME(chainid) NAME(selfbalance) NAME(basefee)                                      \
    NAME(pop) NAME(mload) NAME(mstore) NAME(mstore8) NAME(sload) NAME(sstore) NAME(jump) NAME(jumpi) NAME(msize)       \
    NAME(gas) NAME(push) NAME(push_wide) NAME(dup) NAME(swap) NAME(log)                                                \
    NAME(create) NAME(call) NAME(return_data) NAME(revert) NAME(selfdestruct)                                          \
    NAME(jump_to) NAME(jump_to_if) NAME(jump_to_unless) NAME(jump_if_lt) NAME(jump_if_gt) NAME(jump_if_eq)             \
    NAME(add_literal) NAME(and_literal) NAME(eq_literal) NAME(shl_literal) NAME(shr_literal) NAME(mload_at)            \
    NAME(mstore_at) NAME(dup_add) NAME(dup_sub) NAME(dup_mul) NAME(dup_and) NAME(dup_lt) NAME(dup_gt) NAME(dup_mload)  \
    NAME(dup_mstore) NAME(push_dup) NAME(dup_push) NAME(dup_dup) NAME(swap_pop) NAME(pop_many)
// clang-format on

namespace zonogon::evm {

/// What the interpreter does for one instruction of a program. Most are opcodes. `block` opens a block, `charge` one
/// that leaves the stack as it is; `skip` charges and goes forward; `step` one of a single instruction that is traced;
/// those from jump_to on do what several opcodes do.
enum class operation : std::uint16_t {
#define ZONOGON_EVM_NAME(name) name,
    ZONOGON_EVM_OPERATIONS(ZONOGON_EVM_NAME)
#undef ZONOGON_EVM_NAME
};

} // namespace zonogon::evm
