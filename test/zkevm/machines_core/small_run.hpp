#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkasm/line.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

#include "support.hpp"

namespace zonogon::test::core {

inline u256 number(const zkasm::word8& w) {
    u256 out;
    for (std::size_t i = 8; i-- > 0;) {
        out = (out << 32) + u256{w[i].value()};
    }
    return out;
}
inline zkasm::word8 word(const u256& v) {
    zkasm::word8 out;
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = goldilocks{v.word32(i)};
    }
    return out;
}

/// What the prover supplies on a step: the free value, and the outcome where a machine outside this test answers.
struct supplied {
    zkasm::word8 free{};
    bool carry = false;
    std::uint32_t inc_counter = 0;
};

/// Steps hand-written lines by the rules of zkasm/step.hpp, taken literally; `supply` is asked for lines with a free
/// value. An independent, minimal counterpart of the executor for testing the main machine.
class small_run {
public:
    using supplier = std::function<supplied(const zkasm::step&, const zkasm::line&)>;

    zkasm::execution go(const std::vector<zkasm::line>& lines, std::size_t rows, const zkasm::registers& first,
                        const supplier& supply) {
        zkasm::execution run;
        zkasm::registers r = first;
        for (std::size_t i = 0; i < rows; ++i) {
            const zkasm::line& l = lines.at(r.zkpc);
            zkasm::step s;
            s.before = r;
            s.address = address(l, r);
            const supplied given = supply(s, l);
            s.free = given.free;
            s.carry = given.carry;
            s.inc_counter = given.inc_counter;
            s.op = combine(l, r, s.free, i);
            if (l.in_free != 0 && l.m_op && !l.m_wr) {
                s.op = memory_[s.address.value()];
            }
            s.is_neg = l.jmpn && s.op[0].value() >> 32 != 0;
            const auto absorbed = [&](bool n, bool one) { return n ? r.d[0].value() : one ? 1U : 0U; };
            s.inc_hashpos = static_cast<std::uint32_t>(
                absorbed(l.hash_k || l.hash_p || l.hash_s, l.hash_k1 || l.hash_p1 || l.hash_s1));
            record(run, s, l, i);
            r = next(s, l);
            run.steps.push_back(s);
        }
        run.final = r;
        run.cyclic = true;
        return run;
    }

private:
    static goldilocks scaled(std::int64_t k, goldilocks v) { return machines::detail::to_field(k) * v; }
    static goldilocks address(const zkasm::line& l, const zkasm::registers& r) {
        goldilocks out = machines::detail::to_field(l.offset);
        out += l.use_ctx ? r.ctx * goldilocks{1 << 18} : goldilocks{};
        out += l.is_stack ? r.sp + goldilocks{1 << 16} : goldilocks{};
        out += l.is_mem ? goldilocks{1 << 17} : goldilocks{};
        out += l.ind ? r.e[0] : goldilocks{};
        return out + (l.ind_rr ? r.rr : goldilocks{});
    }
    static zkasm::word8 combine(const zkasm::line& l, const zkasm::registers& r, const zkasm::word8& free,
                                std::size_t row) {
        zkasm::word8 op = word(l.constl);
        for (std::size_t i = 0; i < 8; ++i) {
            op[i] += scaled(l.in_a, r.a[i]) + scaled(l.in_b, r.b[i]) + scaled(l.in_c, r.c[i]) + scaled(l.in_d, r.d[i]) +
                     scaled(l.in_e, r.e[i]) + scaled(l.in_sr, r.sr[i]) + scaled(l.in_rotl_c, r.c[(i + 7) % 8]) +
                     scaled(l.in_free, free[i]);
        }
        const std::vector<std::pair<std::int64_t, goldilocks>> small{
            {l.in_ctx, r.ctx},
            {l.in_sp, r.sp},
            {l.in_pc, r.pc},
            {l.in_gas, r.gas},
            {l.in_rr, r.rr},
            {l.in_hashpos, r.hashpos},
            {l.in_rcx, r.rcx},
            {l.in_step, goldilocks{row}},
            {l.in_cnt_arith, goldilocks{r.cnt_arith}},
            {l.in_cnt_binary, goldilocks{r.cnt_binary}},
            {l.in_cnt_keccak_f, goldilocks{r.cnt_keccak_f}},
            {l.in_cnt_mem_align, goldilocks{r.cnt_mem_align}},
            {l.in_cnt_padding_pg, goldilocks{r.cnt_padding_pg}},
            {l.in_cnt_poseidon_g, goldilocks{r.cnt_poseidon_g}},
            {l.in_cnt_sha256_f, goldilocks{r.cnt_sha256_f}},
            {l.in_free0, free[0]},
            {l.constant, goldilocks{1}}};
        for (const auto& [k, v] : small) {
            op[0] += scaled(k, v);
        }
        return op;
    }
    void record(zkasm::execution& run, const zkasm::step& s, const zkasm::line& l, std::size_t row) {
        const auto& r = s.before;
        const u256 op = number(s.op);
        if (l.m_op) {
            run.memory.push_back({s.address.value(), row, l.m_wr, s.op});
            memory_[s.address.value()] = s.op;
        }
        if (l.bin) {
            run.binary.push_back(
                {static_cast<zkasm::binary_opcode>(l.bin_opcode), number(r.a), number(r.b), op, s.carry});
        }
        if (l.s_wr || l.hash_p_digest) {
            const u256 p{std::array<std::uint64_t, 4>{goldilocks::modulus, goldilocks::modulus, goldilocks::modulus,
                                                      goldilocks::modulus}};
            run.binary.push_back({zkasm::binary_opcode::lt4, op, p, u256{1}, true});
        }
        if (l.arith) {
            run.arith.push_back({static_cast<zkasm::arith_equation>(l.arith_eq), number(r.a), number(r.b),
                                 number(l.arith_same12 ? r.a : r.c), number(l.arith_same12 ? r.b : r.d),
                                 l.arith_use_e ? number(r.e) : u256{}, op});
        }
        const auto offset = static_cast<std::uint8_t>(r.c[0].value());
        if (l.mem_align_rd) {
            run.mem_align.push_back({zkasm::mem_align_kind::read, number(r.a), number(r.b), op, {}, {}, offset});
        }
        if (l.mem_align_wr) {
            run.mem_align.push_back(
                {zkasm::mem_align_kind::write, number(r.a), number(r.b), op, number(r.d), number(r.e), offset});
        }
        if (l.mem_align_wr8) {
            run.mem_align.push_back({zkasm::mem_align_kind::write8, number(r.a), {}, op, number(r.d), {}, offset});
        }
        if (l.s_rd || l.s_wr) {
            zkasm::storage_access access;
            access.step = row;
            for (std::size_t i = 0; i < 4; ++i) { // no hash function in this test: any four numbers do
                access.key_i[i] = goldilocks{100 + i};
                access.key[i] = goldilocks{200 + i};
            }
            run.storage.push_back(access);
        }
    }
    static zkasm::registers next(const zkasm::step& s, const zkasm::line& l) {
        zkasm::registers r = s.before;
        const auto& op = s.op;
        r.a = l.set_a ? op : r.a;
        r.b = l.set_b ? op : r.b;
        r.c = l.set_c ? op : r.c;
        r.d = l.set_d ? op : r.d;
        r.e = l.set_e ? op : r.e;
        r.sr = l.set_sr ? op : r.sr;
        r.ctx = l.set_ctx ? op[0] : r.ctx;
        r.pc = l.set_pc ? op[0] : r.pc;
        r.gas = l.set_gas ? op[0] : r.gas;
        r.sp = l.set_sp ? op[0] : r.sp + machines::detail::to_field(l.inc_stack);
        r.rr = l.call ? goldilocks{s.before.zkpc + 1U} : l.set_rr ? op[0] : r.rr;
        const bool stays = l.repeat && !s.before.rcx.is_zero();
        r.rcx = l.set_rcx ? op[0] : stays ? r.rcx - goldilocks{1} : r.rcx;
        r.hashpos = (l.set_hashpos ? op[0] : r.hashpos) + goldilocks{s.inc_hashpos};

        const std::uint64_t target = l.use_jmp_addr ? static_cast<std::uint64_t>(l.jmp_addr) : s.address.value();
        const std::uint64_t other =
            l.use_else_addr ? static_cast<std::uint64_t>(l.else_addr) : std::uint64_t{s.before.zkpc} + 1;
        const bool taken =
            l.jmp || l.call || (l.jmpn && s.is_neg) || (l.jmpc && s.carry) || (l.jmpz && op[0].is_zero());
        r.zkpc = static_cast<std::uint32_t>(stays   ? s.before.zkpc
                                            : l.ret ? s.before.rr.value()
                                            : taken ? target
                                                    : other);
        r.cnt_arith += l.arith;
        r.cnt_binary += (l.bin ? 1U : 0U) + (l.s_wr ? 1U : 0U) + (l.hash_p_digest ? 1U : 0U);
        r.cnt_mem_align += l.mem_align_rd || l.mem_align_wr || l.mem_align_wr8;
        r.cnt_keccak_f += l.hash_k_digest ? s.inc_counter : 0;
        r.cnt_padding_pg += l.hash_p_digest ? s.inc_counter : 0;
        r.cnt_sha256_f += l.hash_s_digest ? s.inc_counter : 0;
        r.cnt_poseidon_g += l.hash_p_digest || l.s_rd || l.s_wr ? s.inc_counter : 0;
        return r;
    }

    std::map<std::uint64_t, zkasm::word8> memory_;
};

} // namespace zonogon::test::core
