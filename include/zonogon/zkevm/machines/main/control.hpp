#pragma once

#include <cstdint>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/main/cells.hpp>

namespace zonogon::zkevm::machines::main_machine::detail {

using air::expr;

/// Where control goes, and the address formula. A line has at most one kind of jump (rom_table/encode.hpp).
inline void describe_control(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    b.assert_equal("address", c.address,
                   (1 << 18) * (l.use_ctx * c.ctx) + l.is_stack * c.sp + l.ind * c.e[0] + l.ind_rr * c.rr + l.offset);

    b.assert_bool(c.taken);
    b.assert_zero("a jump is taken", l.jump * (1 - c.taken));
    b.assert_zero("no jump, none taken", (1 - l.jump - l.jmpn - l.jmpc - l.jmpz - l.repeat) * c.taken);
    b.assert_zero("JMPC follows the carry", l.jmpc * (c.taken - c.carry));
    b.assert_zero("no carry without binary operation", (1 - l.bin) * c.carry);

    // JMPN: op[0] in (-2^32, 2^32) and taken says which half, because the sum is below 2^32 by range checks.
    b.assert_zero("JMPN follows the sign",
                  l.jmpn * (c.op[0] + (std::uint64_t{1} << 32) * c.taken - c.jump_low - 65536 * c.jump_high));
    b.send("range16", {c.jump_low}, l.jmpn);
    b.send("range16", {c.jump_high}, l.jmpn);
    b.assert_zero("no high half without JMPN", (1 - l.jmpn) * c.jump_high);

    // JMPZ and repeat test a number for zero; jump_low is its inverse, and 0 where there is none.
    b.assert_zero("JMPZ not taken unless zero", l.jmpz * c.taken * c.op[0]);
    b.assert_zero("JMPZ taken if zero", l.jmpz * (1 - c.taken - c.op[0] * c.jump_low));
    b.assert_zero("repeat unless RCX is zero", l.repeat * (1 - c.taken) * c.rcx);
    b.assert_zero("repeat ends at zero", l.repeat * (c.taken - c.rcx * c.jump_low));
    b.assert_zero("no inverse of zero", (l.jmpz * c.taken + l.repeat * (1 - c.taken)) * c.jump_low);
    b.assert_zero("no inverse without test", (1 - l.jmpn - l.jmpz - l.repeat) * c.jump_low);

    const expr target = l.jump_address + l.indirect * c.address + l.ret * c.rr;
    b.assert_equal("next zkPC", c.zkpc.next(), l.else_address + c.taken * (target - l.else_address));
}

} // namespace zonogon::zkevm::machines::main_machine::detail
