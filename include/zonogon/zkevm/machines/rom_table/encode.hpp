#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkasm/line.hpp>
#include <zonogon/zkevm/machines/rom_table/line_cells.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

namespace zonogon::zkevm::machines::rom_table {

using encoded_line = line_cells<field::goldilocks>;

namespace detail {

constexpr int count(std::initializer_list<bool> flags) noexcept {
    int sum = 0;
    for (const bool flag : flags) {
        sum += flag ? 1 : 0;
    }
    return sum;
}

/// In the order of describe_op in main_machine.hpp.
constexpr std::array<std::int64_t, 7> register_coefficients(const zkasm::line& l) noexcept {
    return {l.in_ctx, l.in_pc, l.in_gas, l.in_rr, l.in_hashpos, l.in_rcx, l.in_step};
}
constexpr std::array<std::int64_t, 7> counter_coefficients(const zkasm::line& l) noexcept {
    return {l.in_cnt_arith,      l.in_cnt_binary,     l.in_cnt_keccak_f, l.in_cnt_mem_align,
            l.in_cnt_padding_pg, l.in_cnt_poseidon_g, l.in_cnt_sha256_f};
}
constexpr bool any(const std::array<std::int64_t, 7>& coefficients) noexcept {
    return std::ranges::any_of(coefficients, [](std::int64_t k) { return k != 0; });
}

/// Whether anything reads op's limbs 1 to 7. Where nothing does, a prover's term goes to limb 0 only.
constexpr bool uses_high_limbs(const zkasm::line& l) noexcept {
    return l.set_a || l.set_b || l.set_c || l.set_d || l.set_e || l.set_sr || l.m_op || l.assertion || l.bin ||
           l.arith || l.mem_align_rd || l.mem_align_wr || l.mem_align_wr8 || l.s_rd || l.s_wr || l.hash_k ||
           l.hash_k1 || l.hash_k_digest || l.hash_p || l.hash_p1 || l.hash_p_digest || l.hash_s || l.hash_s1 ||
           l.hash_s_digest;
}

/// Why the main machine cannot run the line, or null. These combinations are expressible in zkASM's grammar but mean
/// nothing together, and columns are shared by relying on their absence.
constexpr const char* problem(const zkasm::line& l) noexcept {
    const bool jumps = l.jmp || l.jmpn || l.jmpc || l.jmpz || l.call;
    if (l.assume_free) {
        return "loads a value that op does not hold";
    }
    if (l.arith && (l.arith_eq < 1 || l.arith_eq > 6)) {
        return "uses an arithmetic equation that this machine set lacks";
    }
    if (l.bin && (l.bin_opcode < 0 || l.bin_opcode > 8)) {
        return "uses an unknown binary operation";
    }
    if (count({l.bin, l.arith, l.mem_align_rd, l.mem_align_wr, l.mem_align_wr8, l.s_rd, l.s_wr, l.hash_k, l.hash_k1,
               l.hash_k_len, l.hash_k_digest, l.hash_p, l.hash_p1, l.hash_p_len, l.hash_p_digest, l.hash_s, l.hash_s1,
               l.hash_s_len, l.hash_s_digest}) > 1) {
        return "makes more than one request to the machines other than memory";
    }
    if (count({l.jmp, l.jmpn, l.jmpc, l.jmpz, l.call, l.ret, l.repeat}) > 1) {
        return "has more than one kind of jump";
    }
    if (l.jmpc && !l.bin) {
        return "jumps on the carry of no binary operation";
    }
    if (jumps && !l.use_jmp_addr && (l.is_stack || l.is_mem || l.use_ctx)) {
        return "jumps to an address in the stack, in memory or in a context";
    }
    if (l.call && l.set_rr) {
        return "sets RR twice";
    }
    if (l.m_wr && !l.m_op) {
        return "writes memory without a memory operation";
    }
    if ((l.s_rd || l.s_wr) && (l.constant != 0 || !l.constl.is_zero())) {
        return "accesses storage with a constant in its assignment";
    }
    const bool adds_registers = any(register_coefficients(l));
    const bool adds_counters = any(counter_coefficients(l));
    if (adds_registers && adds_counters) {
        return "adds a counter and one of CTX, PC, GAS, RR, HASHPOS, RCX, STEP";
    }
    if ((adds_registers || adds_counters) && (l.s_rd || l.s_wr || !l.constl.is_zero())) {
        return "adds a register of one limb or a counter to a long constant or with a storage access";
    }
    if (l.in_free != 0 && l.in_free0 != 0) {
        return "has two prover values";
    }
    return nullptr;
}

constexpr encoded_line encode(const zkasm::line& l, std::uint64_t number) noexcept {
    using machines::detail::to_field;
    const auto flag = [](bool b) { return field::goldilocks{b ? std::uint64_t{1} : std::uint64_t{0}}; };
    encoded_line c{};
    for (std::size_t i = 0; i < 8; ++i) {
        c.constant[i] = field::goldilocks{l.constl.word32(i)};
    }
    c.constant[0] += to_field(l.constant);
    c.in_a = to_field(l.in_a);
    c.in_b = to_field(l.in_b);
    c.in_c = to_field(l.in_c);
    c.in_d = to_field(l.in_d);
    c.in_e = to_field(l.in_e);
    c.in_sr = to_field(l.in_sr);
    c.in_rotl_c = to_field(l.in_rotl_c);
    c.in_sp = to_field(l.in_sp);
    const auto registers = register_coefficients(l);
    const auto counters = counter_coefficients(l);
    c.adds_registers = flag(any(registers));
    c.adds_counters = flag(any(counters));
    for (std::size_t i = 0; i < 7; ++i) {
        c.constant[i + 1] += to_field(registers[i]) + to_field(counters[i]);
    }
    c.offset = to_field(l.offset + (l.is_stack ? 1 << 16 : 0) + (l.is_mem ? 1 << 17 : 0));
    c.inc_stack = to_field(l.inc_stack);
    const bool jumps = l.jmp || l.jmpn || l.jmpc || l.jmpz || l.call;
    c.jump_address = l.repeat ? field::goldilocks{number} : to_field(jumps && l.use_jmp_addr ? l.jmp_addr : 0);
    c.else_address = l.use_else_addr ? to_field(l.else_addr) : field::goldilocks{number + 1};
    c.opcode = to_field(l.bin ? l.bin_opcode : l.arith ? l.arith_eq : 0);

    c.set_a = flag(l.set_a);
    c.set_b = flag(l.set_b);
    c.set_c = flag(l.set_c);
    c.set_d = flag(l.set_d);
    c.set_e = flag(l.set_e);
    c.set_sr = flag(l.set_sr);
    c.set_ctx = flag(l.set_ctx);
    c.set_sp = flag(l.set_sp);
    c.set_pc = flag(l.set_pc);
    c.set_gas = flag(l.set_gas);
    c.set_rr = flag(l.set_rr);
    c.set_hashpos = flag(l.set_hashpos);
    c.set_rcx = flag(l.set_rcx);
    c.jump = flag(l.jmp || l.call || l.ret);
    c.jmpn = flag(l.jmpn);
    c.jmpc = flag(l.jmpc);
    c.jmpz = flag(l.jmpz);
    c.repeat = flag(l.repeat);
    c.call = flag(l.call);
    c.ret = flag(l.ret);
    c.indirect = flag(jumps && !l.use_jmp_addr);
    c.assertion = flag(l.assertion);
    c.m_op = flag(l.m_op);
    c.m_wr = flag(l.m_wr);
    c.is_stack = flag(l.is_stack);
    c.use_ctx = flag(l.use_ctx);
    c.ind = flag(l.ind);
    c.ind_rr = flag(l.ind_rr);
    c.bin = flag(l.bin);
    c.arith = flag(l.arith);
    c.arith_same = flag(l.arith && l.arith_same12);
    c.arith_use_e = flag(l.arith && l.arith_use_e);
    c.mem_align_rd = flag(l.mem_align_rd);
    c.mem_align_wr = flag(l.mem_align_wr);
    c.mem_align_wr8 = flag(l.mem_align_wr8);
    c.s_rd = flag(l.s_rd);
    c.s_wr = flag(l.s_wr);
    c.hash_k = flag(l.hash_k || l.hash_k1 || l.hash_k_len);
    c.hash_p = flag(l.hash_p || l.hash_p1 || l.hash_p_len);
    c.hash_s = flag(l.hash_s || l.hash_s1 || l.hash_s_len);
    c.hash_read = flag(l.hash_k || l.hash_p || l.hash_s);
    c.hash_read1 = flag(l.hash_k1 || l.hash_p1 || l.hash_s1);
    c.hash_length = flag(l.hash_k_len || l.hash_p_len || l.hash_s_len);
    c.keccak_digest = flag(l.hash_k_digest);
    c.poseidon_digest = flag(l.hash_p_digest);
    c.sha256_digest = flag(l.hash_s_digest);
    const bool low_limb_only = !uses_high_limbs(l);
    c.free = flag(l.in_free != 0 && !low_limb_only);
    c.free0 = flag(l.in_free0 != 0 || (l.in_free != 0 && low_limb_only));
    return c;
}

} // namespace detail

/// All lines of a program. Fails, naming the line, where the main machine has no meaning for one.
inline result<std::vector<encoded_line>> encode(std::span<const zkasm::line> lines) {
    if (lines.empty()) {
        return error{"the program has no lines"};
    }
    std::vector<encoded_line> out;
    out.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const char* why = detail::problem(lines[i])) {
            return error{"ROM line " + std::to_string(i) + " (source line " + std::to_string(lines[i].source_line) +
                         ") " + why};
        }
        out.push_back(detail::encode(lines[i], i));
    }
    return out;
}

} // namespace zonogon::zkevm::machines::rom_table
