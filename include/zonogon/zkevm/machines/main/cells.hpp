#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <zonogon/zkevm/machines/rom_table/line_cells.hpp>

namespace zonogon::zkevm::machines::main_machine {

/// Columns of the main machine: registers before the step, the line executed, op, and what the step's rules need.
template <class T>
struct cells {
    std::array<T, 8> a, b, c, d, e, sr;
    T ctx, sp, pc, gas, rr, hashpos, rcx, zkpc;
    /// Row number.
    T step;
    T cnt_arith, cnt_binary, cnt_keccak_f, cnt_mem_align, cnt_padding_pg, cnt_poseidon_g, cnt_sha256_f;
    std::array<T, 8> op;
    /// The line as in the ROM, but for storage accesses: there constant[0..4) is the inner hash of the key and
    /// constant[4..8) the key, and the ROM's constants are zero. Where the line adds one-limb registers or counters to
    /// op, constant[1..8) are their coefficients.
    rom_table::line_cells<T> line;
    /// Address of memory, hash or jump.
    T address;
    /// The jump (or repetition) happens.
    T taken;
    /// JMPN: op[0] (+ 2^32 if taken) in 16-bit halves. JMPZ, repeat: jump_low is the inverse of the number tested, 0
    /// for 0. Otherwise 0.
    T jump_low, jump_high;
    T carry;
    /// Bytes absorbed, blocks of a digest, or permutations of a storage access; otherwise 0.
    T increment;
    /// What one-limb registers (but SP) or counters add to op.
    T narrow;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("A", s.a);
        f("B", s.b);
        f("C", s.c);
        f("D", s.d);
        f("E", s.e);
        f("SR", s.sr);
        f("CTX", s.ctx);
        f("SP", s.sp);
        f("PC", s.pc);
        f("GAS", s.gas);
        f("RR", s.rr);
        f("HASHPOS", s.hashpos);
        f("RCX", s.rcx);
        f("zkPC", s.zkpc);
        f("STEP", s.step);
        f("cntArith", s.cnt_arith);
        f("cntBinary", s.cnt_binary);
        f("cntKeccakF", s.cnt_keccak_f);
        f("cntMemAlign", s.cnt_mem_align);
        f("cntPaddingPG", s.cnt_padding_pg);
        f("cntPoseidonG", s.cnt_poseidon_g);
        f("cntSha256F", s.cnt_sha256_f);
        f("op", s.op);
        rom_table::line_cells<T>::visit(s.line, f);
        f("addr", s.address);
        f("taken", s.taken);
        f("jumpLow", s.jump_low);
        f("jumpHigh", s.jump_high);
        f("carry", s.carry);
        f("increment", s.increment);
        f("narrow", s.narrow);
    }
};

} // namespace zonogon::zkevm::machines::main_machine
