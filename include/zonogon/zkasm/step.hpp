#pragma once

#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkasm/requests.hpp>

namespace zonogon::zkasm {

/// The registers of the main machine in one row. Values are field elements: nothing forces limbs to 32 bits.
struct registers {
    word8 a{}, b{}, c{}, d{}, e{}, sr{};
    field::goldilocks ctx, sp, pc, gas, rr, hashpos, rcx;
    std::uint32_t zkpc = 0;
    /// Uses so far, counted since row 0.
    std::uint32_t cnt_arith = 0, cnt_binary = 0, cnt_keccak_f = 0, cnt_mem_align = 0;
    std::uint32_t cnt_padding_pg = 0, cnt_poseidon_g = 0, cnt_sha256_f = 0;

    friend bool operator==(const registers&, const registers&) = default;
};

/// One executed step: row number = its index in execution::steps. The ROM line is program.lines[before.zkpc].
///
/// The next row's registers are: a register of 8 limbs takes op if its set* bit is 1, else keeps its value; a register
/// of one limb takes op[0] likewise. Exceptions, in the order the main machine applies them:
///   SP      set_sp ? op[0] : SP + inc_stack
///   RR      call ? zkPC + 1 : set_rr ? op[0] : RR                            (a line never has both)
///   RCX     set_rcx ? op[0] : repeat and RCX != 0 ? RCX - 1 : RCX
///   HASHPOS set_hashpos ? op[0] + inc_hashpos : HASHPOS + inc_hashpos
///   zkPC    repeat and RCX != 0: zkPC
///           jmp, call: target; ret: RR
///           jmpn: is_neg ? target : other; jmpc: carry ? target : other; jmpz: op[0] = 0 ? target : other
///           none of them: zkPC + 1
///     where target = use_jmp_addr ? jmp_addr : address, other = use_else_addr ? else_addr : zkPC + 1.
/// Counters grow by: arith 1 per `arith`; binary 1 per `bin`, 1 per `s_wr`, 1 per `hash_p_digest`; mem_align 1 per
/// mem_align_*; keccak_f / padding_pg / sha256_f by inc_counter at hash_k_digest / hash_p_digest / hash_s_digest;
/// poseidon_g by inc_counter at hash_p_digest (its blocks) and at s_rd, s_wr (inc_counter = hash count + 2, the two
/// permutations that build the key included).
/// In the last row the next registers are those of row 0, where all counters are 0.
struct step {
    /// Registers before the step.
    registers before;
    /// The prover's value: the columns FREE0..7. All zero in a step without tag.
    word8 free{};
    /// The eight limbs of op (derived from the line, `before` and `free`).
    word8 op{};
    /// The address formula of line.hpp, as a field element, for every line that uses it (memory, hash id, indirect
    /// jump) and for every other line too.
    field::goldilocks address;
    /// Of a binary operation: carry as binary_request has it. False otherwise.
    bool carry = false;
    /// Of a jmpn: op[0] is negative, that is op[0] = p - x with 0 < x <= 2^32. False otherwise.
    bool is_neg = false;
    /// Bytes absorbed by hash_k, hash_p, hash_s (D0) or hash_k1, hash_p1, hash_s1 (1).
    std::uint32_t inc_hashpos = 0;
    /// Blocks of a digest, or hash count + 2 of a storage access. 0 otherwise.
    std::uint32_t inc_counter = 0;
};

} // namespace zonogon::zkasm
