#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkevm/machines/main/cells.hpp>
#include <zonogon/zkevm/machines/rom_table/encode.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

namespace zonogon::zkevm::machines::main_machine {
namespace detail {

using row = cells<field::goldilocks>;

inline void copy_registers(row& c, const zkasm::registers& r) {
    using field::goldilocks;
    c.a = r.a;
    c.b = r.b;
    c.c = r.c;
    c.d = r.d;
    c.e = r.e;
    c.sr = r.sr;
    c.ctx = r.ctx;
    c.sp = r.sp;
    c.pc = r.pc;
    c.gas = r.gas;
    c.rr = r.rr;
    c.hashpos = r.hashpos;
    c.rcx = r.rcx;
    c.zkpc = goldilocks{r.zkpc};
    c.cnt_arith = goldilocks{r.cnt_arith};
    c.cnt_binary = goldilocks{r.cnt_binary};
    c.cnt_keccak_f = goldilocks{r.cnt_keccak_f};
    c.cnt_mem_align = goldilocks{r.cnt_mem_align};
    c.cnt_padding_pg = goldilocks{r.cnt_padding_pg};
    c.cnt_poseidon_g = goldilocks{r.cnt_poseidon_g};
    c.cnt_sha256_f = goldilocks{r.cnt_sha256_f};
}

/// What one-limb registers or counters add to op.
inline field::goldilocks narrow_sum(const row& c) {
    const std::array<field::goldilocks, 7> registers{c.ctx, c.pc, c.gas, c.rr, c.hashpos, c.rcx, c.step};
    const std::array<field::goldilocks, 7> counters{c.cnt_arith,      c.cnt_binary,     c.cnt_keccak_f, c.cnt_mem_align,
                                                    c.cnt_padding_pg, c.cnt_poseidon_g, c.cnt_sha256_f};
    field::goldilocks sum;
    for (std::size_t i = 0; i < 7; ++i) {
        sum += c.line.constant[i + 1] * (c.line.adds_registers * registers[i] + c.line.adds_counters * counters[i]);
    }
    return sum;
}

/// op's limbs 1 to 7 without the prover's term, for lines where only limb 0 may have one.
inline void drop_free_high_limbs(row& c) {
    const auto& l = c.line;
    const field::goldilocks has_limb = field::goldilocks::one() - l.adds_registers - l.adds_counters;
    for (std::size_t i = 1; i < 8; ++i) {
        c.op[i] = l.in_a * c.a[i] + l.in_b * c.b[i] + l.in_c * c.c[i] + l.in_d * c.d[i] + l.in_e * c.e[i] +
                  l.in_sr * c.sr[i] + l.in_rotl_c * c.c[i - 1] + has_limb * l.constant[i];
    }
}

/// Whether the line jumps or repeats, and the witness of the test.
inline void decide_jump(row& c, const zkasm::step& s, byte_table::usage& usage) {
    using field::goldilocks;
    const auto& l = c.line;
    const auto set = [](const goldilocks& flag) { return !flag.is_zero(); };
    if (set(l.jmpn)) {
        c.taken = goldilocks{s.is_neg};
        const std::uint64_t sum = (s.op[0] + (s.is_neg ? goldilocks{std::uint64_t{1} << 32} : goldilocks{})).value();
        c.jump_low = goldilocks{sum & 0xffff};
        c.jump_high = goldilocks{sum >> 16};
        usage.range32(sum);
    } else if (set(l.jmpc)) {
        c.taken = goldilocks{s.carry};
    } else if (set(l.jmpz)) {
        c.taken = goldilocks{s.op[0].is_zero()};
        c.jump_low = s.op[0].inverse();
    } else if (set(l.repeat)) {
        c.taken = goldilocks{!c.rcx.is_zero()};
        c.jump_low = c.rcx.inverse();
    } else {
        c.taken = l.jump;
    }
}

} // namespace detail

/// The trace of a cyclic run of the program with these lines. Fails if the run is no cycle of a power of two of steps,
/// or leaves the program.
inline result<trace> fill(std::span<const rom_table::encoded_line> lines, const zkasm::execution& run,
                          byte_table::usage& usage) {
    using field::goldilocks;
    if (!run.cyclic || run.steps.size() != table_height(run.steps.size())) {
        return error{"only a run that ends where it began, after a power of two of steps (at least " +
                     std::to_string(min_table_height) + "), can be proved; this one has " +
                     std::to_string(run.steps.size())};
    }
    trace out(run.steps.size(), width_of<cells>());
    auto storage = run.storage.begin();
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const zkasm::step& s = run.steps[i];
        if (s.before.zkpc >= lines.size()) {
            return error{"step " + std::to_string(i) + " is at line " + std::to_string(s.before.zkpc) +
                         ", beyond the program's end"};
        }
        detail::row c{};
        detail::copy_registers(c, s.before);
        c.step = goldilocks{i};
        c.op = s.op;
        c.line = lines[s.before.zkpc];
        c.address = s.address;
        c.carry = goldilocks{s.carry};
        c.increment = goldilocks{s.inc_counter} + goldilocks{s.inc_hashpos}; // never both
        c.narrow = detail::narrow_sum(c);
        if (!c.line.free0.is_zero()) {
            detail::drop_free_high_limbs(c);
        }
        detail::decide_jump(c, s, usage);
        if (!c.line.s_rd.is_zero() || !c.line.s_wr.is_zero()) {
            if (storage == run.storage.end() || storage->step != i) {
                return error{"the run has no storage access for step " + std::to_string(i)};
            }
            for (std::size_t j = 0; j < 4; ++j) {
                c.line.constant[j] = storage->key_i[j];
                c.line.constant[4 + j] = storage->key[j];
            }
            ++storage;
        }
        store<cells>(c, out.row(i));
    }
    return out;
}

/// The line number of every step, for the ROM table's multiplicities.
inline std::vector<std::uint32_t> places(const zkasm::execution& run) {
    std::vector<std::uint32_t> out;
    out.reserve(run.steps.size());
    for (const zkasm::step& s : run.steps) {
        out.push_back(s.before.zkpc);
    }
    return out;
}

} // namespace zonogon::zkevm::machines::main_machine
