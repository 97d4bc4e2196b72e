#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

#include <zonogon/base/u256.hpp>

namespace zonogon::zkasm {

/// One ROM line: what the main machine does in one step. Every field is 0 (false) unless the source says otherwise.
///
/// The value op has eight limbs. Limb i is the sum of coefficient * register limb i over in_a .. in_sr, in_rotl_c,
/// in_free, plus limb i of constl; limb 0 also has the one-limb sources (in_ctx .. in_cnt_sha256_f), in_free0 * FREE0
/// and `constant`. Coefficients and `constant` are integers taken modulo the field's characteristic.
struct line {
    // Sources of op: coefficients.
    std::int64_t in_a = 0, in_b = 0, in_c = 0, in_d = 0, in_e = 0, in_sr = 0;
    /// Coefficient of C rotated left by 32 bits: limb i is limb i-1 of C, limb 0 is limb 7.
    std::int64_t in_rotl_c = 0;
    std::int64_t in_ctx = 0, in_sp = 0, in_pc = 0, in_gas = 0, in_rr = 0, in_hashpos = 0, in_rcx = 0;
    /// Coefficient of the row number.
    std::int64_t in_step = 0;
    std::int64_t in_cnt_arith = 0, in_cnt_binary = 0, in_cnt_keccak_f = 0, in_cnt_mem_align = 0;
    std::int64_t in_cnt_padding_pg = 0, in_cnt_poseidon_g = 0, in_cnt_sha256_f = 0;
    /// Coefficients of the prover's free value: all limbs, or limb 0 alone.
    std::int64_t in_free = 0, in_free0 = 0;
    std::int64_t constant = 0;
    /// A 256-bit constant in 32-bit limbs; never together with `constant`.
    u256 constl;

    // Targets: the register takes op (one-limb registers take limb 0).
    bool set_a = false, set_b = false, set_c = false, set_d = false, set_e = false, set_sr = false;
    bool set_ctx = false, set_sp = false, set_pc = false, set_gas = false, set_rr = false;
    bool set_hashpos = false, set_rcx = false;

    // Address: useCTX*CTX*2^18 + isStack*(2^16 + SP) + isMem*2^17 + ind*E0 + indRR*RR + offset.
    std::int64_t offset = 0;
    bool ind = false, ind_rr = false, is_stack = false, is_mem = false, use_ctx = false;
    /// Added to SP after the step unless set_sp: -1, 0 or 1.
    std::int64_t inc_stack = 0;
    bool m_op = false, m_wr = false;
    /// The memory tuple carries FREE instead of op.
    bool assume_free = false;

    // Control flow.
    bool jmp = false, jmpn = false, jmpc = false, jmpz = false;
    /// The jump goes to jmp_addr; otherwise to the address formula (the stack and memory parts left out).
    bool use_jmp_addr = false;
    std::int64_t jmp_addr = 0;
    /// A conditional jump not taken goes to else_addr; otherwise to the next line.
    bool use_else_addr = false;
    std::int64_t else_addr = 0;
    /// call: RR becomes line + 1 and control goes to the jump address. ret: control goes to RR.
    bool call = false, ret = false;
    /// Stay on the line and decrement RCX while RCX is not 0.
    bool repeat = false;
    bool assertion = false;

    // Requests to other machines.
    bool bin = false;
    std::int64_t bin_opcode = 0;
    bool arith = false;
    /// 1..6 as arith_equation; 7 and 8 are secp256r1 addition of different and of equal points.
    std::int64_t arith_eq = 0;
    /// Second point is the first (doubling); third operand is E rather than 0.
    bool arith_same12 = false, arith_use_e = false;
    bool mem_align_rd = false, mem_align_wr = false, mem_align_wr8 = false;
    bool hash_k = false, hash_k1 = false, hash_k_len = false, hash_k_digest = false;
    bool hash_p = false, hash_p1 = false, hash_p_len = false, hash_p_digest = false;
    bool hash_s = false, hash_s1 = false, hash_s_len = false, hash_s_digest = false;
    bool s_rd = false, s_wr = false;

    // For the executor and for people; no part of the program's identity.
    /// For array accesses by register: the largest index that stays inside the array, else -1. Checked by the executor.
    std::int64_t max_ind = -1;
    /// The step's tag as a root in program::expressions, -1 without a tag.
    std::int32_t tag = -1;
    /// Commands run before and after the step, likewise.
    std::vector<std::int32_t> commands_before, commands_after;
    /// Index into program::files, and the position of the step there (from 1).
    std::uint32_t file = 0, source_line = 0, source_column = 0;
    /// Label and variable names used by the step, for listings; they point into the program's texts.
    std::string_view offset_label, jmp_label, else_label, constant_label;
    /// Fields the source wrote, zeros included: bit i for line_fields[i].
    std::uint64_t written_low = 0, written_high = 0;
};

/// Where a field of a line lives: exactly one of the two members is set.
struct line_field {
    std::string_view name; ///< as the reference assembler spells it in its output
    std::int64_t line::* number = nullptr;
    bool line::* flag = nullptr;

    constexpr std::int64_t get(const line& l) const noexcept {
        return number != nullptr ? l.*number : static_cast<std::int64_t>(l.*flag);
    }
    constexpr void set(line& l, std::int64_t v) const noexcept {
        if (number != nullptr) {
            l.*number = v;
        } else {
            l.*flag = v != 0;
        }
    }
};

/// Every number and flag that identifies a line (all but constl), in the fork 13 encoding.
inline constexpr auto line_fields = std::to_array<line_field>({
    {"inA", &line::in_a, nullptr},
    {"inB", &line::in_b, nullptr},
    {"inC", &line::in_c, nullptr},
    {"inD", &line::in_d, nullptr},
    {"inE", &line::in_e, nullptr},
    {"inSR", &line::in_sr, nullptr},
    {"inROTL_C", &line::in_rotl_c, nullptr},
    {"inCTX", &line::in_ctx, nullptr},
    {"inSP", &line::in_sp, nullptr},
    {"inPC", &line::in_pc, nullptr},
    {"inGAS", &line::in_gas, nullptr},
    {"inRR", &line::in_rr, nullptr},
    {"inHASHPOS", &line::in_hashpos, nullptr},
    {"inRCX", &line::in_rcx, nullptr},
    {"inSTEP", &line::in_step, nullptr},
    {"inCntArith", &line::in_cnt_arith, nullptr},
    {"inCntBinary", &line::in_cnt_binary, nullptr},
    {"inCntKeccakF", &line::in_cnt_keccak_f, nullptr},
    {"inCntMemAlign", &line::in_cnt_mem_align, nullptr},
    {"inCntPaddingPG", &line::in_cnt_padding_pg, nullptr},
    {"inCntPoseidonG", &line::in_cnt_poseidon_g, nullptr},
    {"inCntSha256F", &line::in_cnt_sha256_f, nullptr},
    {"inFREE", &line::in_free, nullptr},
    {"inFREE0", &line::in_free0, nullptr},
    {"CONST", &line::constant, nullptr},
    {"setA", nullptr, &line::set_a},
    {"setB", nullptr, &line::set_b},
    {"setC", nullptr, &line::set_c},
    {"setD", nullptr, &line::set_d},
    {"setE", nullptr, &line::set_e},
    {"setSR", nullptr, &line::set_sr},
    {"setCTX", nullptr, &line::set_ctx},
    {"setSP", nullptr, &line::set_sp},
    {"setPC", nullptr, &line::set_pc},
    {"setGAS", nullptr, &line::set_gas},
    {"setRR", nullptr, &line::set_rr},
    {"setHASHPOS", nullptr, &line::set_hashpos},
    {"setRCX", nullptr, &line::set_rcx},
    {"offset", &line::offset, nullptr},
    {"ind", nullptr, &line::ind},
    {"indRR", nullptr, &line::ind_rr},
    {"isStack", nullptr, &line::is_stack},
    {"isMem", nullptr, &line::is_mem},
    {"useCTX", nullptr, &line::use_ctx},
    {"incStack", &line::inc_stack, nullptr},
    {"mOp", nullptr, &line::m_op},
    {"mWR", nullptr, &line::m_wr},
    {"assumeFree", nullptr, &line::assume_free},
    {"JMP", nullptr, &line::jmp},
    {"JMPN", nullptr, &line::jmpn},
    {"JMPC", nullptr, &line::jmpc},
    {"JMPZ", nullptr, &line::jmpz},
    {"useJmpAddr", nullptr, &line::use_jmp_addr},
    {"jmpAddr", &line::jmp_addr, nullptr},
    {"useElseAddr", nullptr, &line::use_else_addr},
    {"elseAddr", &line::else_addr, nullptr},
    {"call", nullptr, &line::call},
    {"return", nullptr, &line::ret},
    {"repeat", nullptr, &line::repeat},
    {"assert", nullptr, &line::assertion},
    {"bin", nullptr, &line::bin},
    {"binOpcode", &line::bin_opcode, nullptr},
    {"arith", nullptr, &line::arith},
    {"arithEq", &line::arith_eq, nullptr},
    {"arithSame12", nullptr, &line::arith_same12},
    {"arithUseE", nullptr, &line::arith_use_e},
    {"memAlignRD", nullptr, &line::mem_align_rd},
    {"memAlignWR", nullptr, &line::mem_align_wr},
    {"memAlignWR8", nullptr, &line::mem_align_wr8},
    {"hashK", nullptr, &line::hash_k},
    {"hashK1", nullptr, &line::hash_k1},
    {"hashKLen", nullptr, &line::hash_k_len},
    {"hashKDigest", nullptr, &line::hash_k_digest},
    {"hashP", nullptr, &line::hash_p},
    {"hashP1", nullptr, &line::hash_p1},
    {"hashPLen", nullptr, &line::hash_p_len},
    {"hashPDigest", nullptr, &line::hash_p_digest},
    {"hashS", nullptr, &line::hash_s},
    {"hashS1", nullptr, &line::hash_s1},
    {"hashSLen", nullptr, &line::hash_s_len},
    {"hashSDigest", nullptr, &line::hash_s_digest},
    {"sRD", nullptr, &line::s_rd},
    {"sWR", nullptr, &line::s_wr},
});
static_assert(line_fields.size() <= 128);

/// The place in line_fields of a member of line.
template <class T>
constexpr std::size_t field_index(T line::* member) noexcept {
    for (std::size_t i = 0; i < line_fields.size(); ++i) {
        if constexpr (std::is_same_v<T, bool>) {
            if (line_fields[i].flag == member) {
                return i;
            }
        } else {
            if (line_fields[i].number == member) {
                return i;
            }
        }
    }
    return line_fields.size();
}

} // namespace zonogon::zkasm
