#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/zkasm/line.hpp>
#include <zonogon/zkasm/step.hpp>
#include <zonogon/zkasm/value.hpp>

namespace zonogon::zkasm {

/// An operation whose value the bare tag can stand for.
enum class implied_value : std::uint8_t {
    memory,
    storage_read,
    storage_write,
    chunk_k,
    chunk_p,
    chunk_s,
    digest_k,
    digest_p,
    digest_s,
    binary,
    arith,
    mem_align,
};

/// What the executor wants to know about a line without looking at every field in every step.
struct decoded_line {
    struct wide_term {
        word8 registers::* source = nullptr;
        std::int64_t coefficient = 0;
    };
    struct narrow_term {
        field::goldilocks registers::* source = nullptr;
        field::goldilocks coefficient;
    };
    struct count_term {
        std::uint32_t registers::* source = nullptr;
        field::goldilocks coefficient;
    };
    std::vector<wide_term> wide;
    std::vector<narrow_term> narrow;
    std::vector<count_term> counts;
    /// CONST or CONSTL in limbs.
    word8 constant{};
    field::goldilocks step_coefficient;
    bool uses_step = false;
    bool uses_address = false;
    /// Any field that asks something of another machine.
    bool requests = false;
    std::vector<implied_value> implied;
};

inline decoded_line decode(const line& l) {
    decoded_line out;
    const auto wide = [&out](std::int64_t coefficient, word8 registers::* source) {
        if (coefficient != 0) {
            out.wide.push_back({source, coefficient});
        }
    };
    wide(l.in_a, &registers::a);
    wide(l.in_b, &registers::b);
    wide(l.in_c, &registers::c);
    wide(l.in_d, &registers::d);
    wide(l.in_e, &registers::e);
    wide(l.in_sr, &registers::sr);
    const auto narrow = [&out](std::int64_t coefficient, field::goldilocks registers::* source) {
        if (coefficient != 0) {
            out.narrow.push_back({source, to_field(coefficient)});
        }
    };
    narrow(l.in_ctx, &registers::ctx);
    narrow(l.in_sp, &registers::sp);
    narrow(l.in_pc, &registers::pc);
    narrow(l.in_gas, &registers::gas);
    narrow(l.in_rr, &registers::rr);
    narrow(l.in_hashpos, &registers::hashpos);
    narrow(l.in_rcx, &registers::rcx);
    const auto count = [&out](std::int64_t coefficient, std::uint32_t registers::* source) {
        if (coefficient != 0) {
            out.counts.push_back({source, to_field(coefficient)});
        }
    };
    count(l.in_cnt_arith, &registers::cnt_arith);
    count(l.in_cnt_binary, &registers::cnt_binary);
    count(l.in_cnt_keccak_f, &registers::cnt_keccak_f);
    count(l.in_cnt_mem_align, &registers::cnt_mem_align);
    count(l.in_cnt_padding_pg, &registers::cnt_padding_pg);
    count(l.in_cnt_poseidon_g, &registers::cnt_poseidon_g);
    count(l.in_cnt_sha256_f, &registers::cnt_sha256_f);
    out.constant = number_to_word(l.constl);
    out.constant[0] += to_field(l.constant);
    out.uses_step = l.in_step != 0;
    out.step_coefficient = to_field(l.in_step);
    const bool hashes = l.hash_k || l.hash_k1 || l.hash_k_len || l.hash_k_digest || l.hash_p || l.hash_p1 ||
                        l.hash_p_len || l.hash_p_digest || l.hash_s || l.hash_s1 || l.hash_s_len || l.hash_s_digest;
    out.uses_address = l.use_ctx || l.is_stack || l.is_mem || l.ind || l.ind_rr || l.offset != 0;
    out.requests = hashes || l.m_op || l.bin || l.arith || l.mem_align_rd || l.mem_align_wr || l.mem_align_wr8 ||
                   l.s_rd || l.s_wr || l.assertion;
    const auto implies = [&out](bool present, implied_value what) {
        if (present) {
            out.implied.push_back(what);
        }
    };
    implies(l.m_op && !l.m_wr, implied_value::memory);
    implies(l.s_rd, implied_value::storage_read);
    implies(l.s_wr, implied_value::storage_write);
    implies(l.hash_k || l.hash_k1, implied_value::chunk_k);
    implies(l.hash_p || l.hash_p1, implied_value::chunk_p);
    implies(l.hash_s || l.hash_s1, implied_value::chunk_s);
    implies(l.hash_k_digest, implied_value::digest_k);
    implies(l.hash_p_digest, implied_value::digest_p);
    implies(l.hash_s_digest, implied_value::digest_s);
    implies(l.bin, implied_value::binary);
    implies(l.arith, implied_value::arith);
    implies(l.mem_align_rd, implied_value::mem_align);
    return out;
}

} // namespace zonogon::zkasm
