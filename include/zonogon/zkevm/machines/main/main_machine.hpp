#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/main/cells.hpp>
#include <zonogon/zkevm/machines/main/control.hpp>
#include <zonogon/zkevm/machines/main/public_values.hpp>
#include <zonogon/zkevm/machines/main/requests.hpp>
#include <zonogon/zkevm/machines/rom_table/rom_table.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// The processor: one row executes one line of the program (semantics in zkasm/line.hpp and zkasm/step.hpp).
///
/// The trace is cyclic: the last row's step leads to row 0, where the registers hold the public inputs and control is
/// at line 0. So a proof always covers whole runs of the program, and the program itself must restore the inputs.
///
/// Nothing here bounds registers: a limb is a field element until a machine that is asked about it checks its range.
namespace zonogon::zkevm::machines::main_machine {
namespace detail {

/// op is the line's linear combination unless the prover has a term in it.
inline void describe_op(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    const std::array<expr, 7> registers{c.ctx, c.pc, c.gas, c.rr, c.hashpos, c.rcx, c.step};
    const std::array<expr, 7> counters{c.cnt_arith,      c.cnt_binary,     c.cnt_keccak_f, c.cnt_mem_align,
                                       c.cnt_padding_pg, c.cnt_poseidon_g, c.cnt_sha256_f};
    expr added;
    for (std::size_t i = 0; i < 7; ++i) {
        added += l.constant[i + 1] * (l.adds_registers * registers[i] + l.adds_counters * counters[i]);
    }
    b.assert_equal("sum of one-limb sources", c.narrow, added);

    // On storage lines the constant's columns hold the key; the ROM table's constants there are zero.
    const expr has_constant = 1 - l.s_rd - l.s_wr;
    for (std::size_t i = 0; i < 8; ++i) {
        const expr has_limb = i == 0 ? has_constant : has_constant - l.adds_registers - l.adds_counters;
        expr sum = l.in_a * c.a[i] + l.in_b * c.b[i] + l.in_c * c.c[i] + l.in_d * c.d[i] + l.in_e * c.e[i] +
                   l.in_sr * c.sr[i] + l.in_rotl_c * c.c[(i + 7) % 8] + has_limb * l.constant[i];
        expr bound = 1 - l.free;
        if (i == 0) {
            sum += l.in_sp * c.sp + c.narrow;
            bound -= l.free0;
        }
        b.assert_zero("op is the sum of its sources", bound * (c.op[i] - sum));
        b.assert_zero("assert: A is op", l.assertion * (c.a[i] - c.op[i]));
    }
}

/// Registers of the next row. These identities hold on the last row too, where the next row is row 0.
inline void describe_registers(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    const auto takes = [&](const air::column& reg, const air::column& set, std::size_t limb) {
        return reg + set * (c.op[limb] - reg);
    };
    for (std::size_t i = 0; i < 8; ++i) {
        b.assert_equal("next A", c.a[i].next(), takes(c.a[i], l.set_a, i));
        b.assert_equal("next B", c.b[i].next(), takes(c.b[i], l.set_b, i));
        b.assert_equal("next C", c.c[i].next(), takes(c.c[i], l.set_c, i));
        b.assert_equal("next D", c.d[i].next(), takes(c.d[i], l.set_d, i));
        b.assert_equal("next E", c.e[i].next(), takes(c.e[i], l.set_e, i));
        b.assert_equal("next SR", c.sr[i].next(), takes(c.sr[i], l.set_sr, i));
    }
    b.assert_equal("next CTX", c.ctx.next(), takes(c.ctx, l.set_ctx, 0));
    b.assert_equal("next PC", c.pc.next(), takes(c.pc, l.set_pc, 0));
    b.assert_equal("next GAS", c.gas.next(), takes(c.gas, l.set_gas, 0));
    b.assert_equal("next SP", c.sp.next(), takes(c.sp, l.set_sp, 0) + (1 - l.set_sp) * l.inc_stack);
    b.assert_equal("next RR", c.rr.next(), takes(c.rr, l.set_rr, 0) + l.call * (c.zkpc + 1 - c.rr));
    b.assert_equal("next RCX", c.rcx.next(), takes(c.rcx, l.set_rcx, 0) - (1 - l.set_rcx) * (l.repeat * c.taken));
    b.assert_equal("next HASHPOS", c.hashpos.next(),
                   takes(c.hashpos, l.set_hashpos, 0) + (l.hash_read + l.hash_read1) * c.increment);
    b.assert_zero("D bytes are absorbed", l.hash_read * (c.increment - c.d[0]));
    b.assert_zero("one byte is absorbed", l.hash_read1 * (c.increment - 1));
}

/// Row number and counters start at zero and grow to the last row.
inline void describe_counters(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    const auto counts = [&](const air::column& counter, const expr& increment) {
        b.assert_zero("counter starts at 0", b.first_row() * counter);
        b.assert_zero("counter counts", b.transition() * (counter.next() - counter - increment));
    };
    counts(c.step, 1);
    counts(c.cnt_arith, l.arith);
    counts(c.cnt_binary, l.bin + l.s_wr + l.poseidon_digest);
    counts(c.cnt_mem_align, l.mem_align_rd + l.mem_align_wr + l.mem_align_wr8);
    counts(c.cnt_keccak_f, l.keccak_digest * c.increment);
    counts(c.cnt_padding_pg, l.poseidon_digest * c.increment);
    counts(c.cnt_sha256_f, l.sha256_digest * c.increment);
    counts(c.cnt_poseidon_g, (l.poseidon_digest + l.s_rd + l.s_wr) * c.increment);
    const expr counted =
        l.keccak_digest + l.poseidon_digest + l.sha256_digest + l.s_rd + l.s_wr + l.hash_read + l.hash_read1;
    b.assert_zero("nothing to count without hash or storage", (1 - counted) * c.increment);
}

/// Public inputs on row 0, public results on the last row.
inline void describe_boundaries(air::builder& b, const cells<air::column>& c) {
    const auto first = [&](const air::column& reg, const expr& value) {
        b.assert_zero("row 0 holds the inputs", b.first_row() * (reg - value));
    };
    const auto last = [&](const air::column& reg, std::uint32_t place) {
        b.assert_zero("the last row holds the results", b.last_row() * (reg - b.public_value(place)));
    };
    for (std::uint32_t i = 0; i < 8; ++i) {
        first(c.a[i], 0);
        first(c.b[i], b.public_value(old_state_root + i));
        first(c.c[i], b.public_value(old_acc_input_hash + i));
        first(c.d[i], 0);
        first(c.e[i], 0);
        first(c.sr[i], 0);
        last(c.sr[i], new_state_root + i);
        last(c.d[i], new_acc_input_hash + i);
        last(c.e[i], local_exit_root + i);
    }
    first(c.sp, b.public_value(old_num_batch));
    first(c.gas, b.public_value(chain_id));
    first(c.ctx, b.public_value(fork_id));
    for (const air::column& reg : {c.pc, c.rr, c.hashpos, c.rcx, c.zkpc}) {
        first(reg, 0);
    }
    last(c.pc, new_num_batch);
}

} // namespace detail

inline void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    rom_table::line_cells<air::column>::visit_flags(
        c.line, [&](std::string_view, const air::column& flag) { b.assert_bool(flag); });
    // Storage lines send zeros for their constants, see cells.hpp.
    std::vector<expr> line = rom_table::tuple_of<expr>(c.line, c.zkpc);
    for (std::size_t i = 0; i < 8; ++i) {
        line[i] *= 1 - c.line.s_rd - c.line.s_wr;
    }
    b.send("rom", line);
    detail::describe_op(b, c);
    detail::describe_registers(b, c);
    detail::describe_control(b, c);
    detail::describe_counters(b, c);
    detail::describe_boundaries(b, c);
    detail::describe_requests(b, c);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::main_machine
