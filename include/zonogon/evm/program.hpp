#pragma once

#include <cstdint>
#include <vector>

#include <zonogon/base/u256.hpp>

namespace zonogon::evm {

/// One instruction of a decoded program.
struct instruction {
    /// An operation of the interpreter: an opcode, or one that stands for several (see operation.hpp).
    std::uint16_t operation = 0;
    /// Of a block: what the stack must hold, and by how much it grows at most.
    std::uint16_t stack_needed = 0;
    /// Of a block: the gas of all its instructions; else a small operand.
    std::uint32_t small = 0;
    /// A literal, the number of a constant, a program counter or the target of a jump.
    std::uint64_t wide = 0;
};
static_assert(sizeof(instruction) == 16);

/// Code made ready to run: blocks of instructions, each block opened by an instruction that charges its gas and checks
/// its stack at once.
struct program {
    static constexpr std::uint32_t no_target = 0xffffffff;

    std::vector<instruction> instructions;
    /// Literals of more than 64 bits.
    std::vector<u256> constants;
    /// For each byte of the code: the instruction a jump there goes to, or no_target.
    std::vector<std::uint32_t> targets;
};

} // namespace zonogon::evm
