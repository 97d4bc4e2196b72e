#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/air/builder.hpp>

/// A program line as the main machine and the ROM table exchange it.
namespace zonogon::zkevm::machines::rom_table {

/// Fields of a line in the main machine's columns. Different from zkasm::line where a column can be saved: the constant
/// parts of an address are one offset, jump targets are resolved, requests share an opcode.
template <class T>
struct line_cells {
    /// CONST or CONSTL, limbs. All zero on lines that access storage; limbs 1 to 7 hold coefficients on lines that add
    /// one-limb registers or counters (see main/cells.hpp).
    std::array<T, 8> constant;
    /// Coefficients of op's sources.
    T in_a, in_b, in_c, in_d, in_e, in_sr, in_rotl_c, in_sp;
    /// offset + 2^16 isStack + 2^17 isMem.
    T offset;
    T inc_stack;
    /// Where a taken jump goes; 0 if that is an address or RR. The line itself for repeat.
    T jump_address;
    /// Where control goes otherwise.
    T else_address;
    /// Of the binary operation, or number of the arithmetic equation.
    T opcode;

    // Flags, 0 or 1.
    T set_a, set_b, set_c, set_d, set_e, set_sr, set_ctx, set_sp, set_pc, set_gas, set_rr, set_hashpos, set_rcx;
    /// Jumps: JMP, CALL or RETURN; the conditional ones; the last three say more about the target.
    T jump, jmpn, jmpc, jmpz, repeat, call, ret, indirect;
    T assertion;
    T m_op, m_wr, is_stack, use_ctx, ind, ind_rr;
    T bin, arith, arith_same, arith_use_e, mem_align_rd, mem_align_wr, mem_align_wr8, s_rd, s_wr;
    /// Which hash function absorbs or gives its length, and what it does.
    T hash_k, hash_p, hash_s, hash_read, hash_read1, hash_length;
    T keccak_digest, poseidon_digest, sha256_digest;
    /// op adds CTX, PC, GAS, RR, HASHPOS, RCX and the row number; or the seven counters (in the order of main's
    /// columns).
    T adds_registers, adds_counters;
    /// op has a prover's term: all limbs, limb 0 alone. Its coefficient does not matter, no multiple of it is bound.
    T free, free0;

    /// Calls f(name, member) for all fields that are not flags.
    template <class Self, class F>
    static constexpr void visit_numbers(Self& s, F&& f) {
        f("CONST", s.constant);
        f("inA", s.in_a);
        f("inB", s.in_b);
        f("inC", s.in_c);
        f("inD", s.in_d);
        f("inE", s.in_e);
        f("inSR", s.in_sr);
        f("inROTL_C", s.in_rotl_c);
        f("inSP", s.in_sp);
        f("offset", s.offset);
        f("incStack", s.inc_stack);
        f("jmpAddr", s.jump_address);
        f("elseAddr", s.else_address);
        f("opcode", s.opcode);
    }
    /// Calls f(name, member) for the flags.
    template <class Self, class F>
    static constexpr void visit_flags(Self& s, F&& f) {
        f("setA", s.set_a);
        f("setB", s.set_b);
        f("setC", s.set_c);
        f("setD", s.set_d);
        f("setE", s.set_e);
        f("setSR", s.set_sr);
        f("setCTX", s.set_ctx);
        f("setSP", s.set_sp);
        f("setPC", s.set_pc);
        f("setGAS", s.set_gas);
        f("setRR", s.set_rr);
        f("setHASHPOS", s.set_hashpos);
        f("setRCX", s.set_rcx);
        f("jump", s.jump);
        f("JMPN", s.jmpn);
        f("JMPC", s.jmpc);
        f("JMPZ", s.jmpz);
        f("repeat", s.repeat);
        f("call", s.call);
        f("return", s.ret);
        f("indirect", s.indirect);
        f("assert", s.assertion);
        f("mOp", s.m_op);
        f("mWR", s.m_wr);
        f("isStack", s.is_stack);
        f("useCTX", s.use_ctx);
        f("ind", s.ind);
        f("indRR", s.ind_rr);
        f("bin", s.bin);
        f("arith", s.arith);
        f("arithSame", s.arith_same);
        f("arithUseE", s.arith_use_e);
        f("memAlignRD", s.mem_align_rd);
        f("memAlignWR", s.mem_align_wr);
        f("memAlignWR8", s.mem_align_wr8);
        f("sRD", s.s_rd);
        f("sWR", s.s_wr);
        f("hashK", s.hash_k);
        f("hashP", s.hash_p);
        f("hashS", s.hash_s);
        f("hashRead", s.hash_read);
        f("hashRead1", s.hash_read1);
        f("hashLen", s.hash_length);
        f("keccakDigest", s.keccak_digest);
        f("poseidonDigest", s.poseidon_digest);
        f("sha256Digest", s.sha256_digest);
        f("addsRegisters", s.adds_registers);
        f("addsCounters", s.adds_counters);
        f("free", s.free);
        f("free0", s.free0);
    }
    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        visit_numbers(s, f);
        visit_flags(s, f);
    }
};

} // namespace zonogon::zkevm::machines::rom_table
