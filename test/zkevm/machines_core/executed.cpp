#include <string_view>
#include <vector>

#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/executor.hpp>

#include "support/catch.hpp"

#include "whole.hpp"

namespace zkevm_machines_core_executed_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::core;

namespace {

/// Computes on all machines of the core, with the executor's own free inputs.
constexpr std::string_view text = R"(
VAR GLOBAL oldB
VAR GLOBAL oldC
VAR GLOBAL table[8]
CONSTL %GX = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n
CONSTL %GY = 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n

start:
        B                               :MSTORE(oldB)
        C                               :MSTORE(oldC)
        0 => E
        1 => A
        1 => B
fill:   $ => C                          :ADD, MSTORE(table[E])
        B => A
        C => B
        E + 1 => E
        E - 8                           :JMPN(fill)
        $ => A                          :MLOAD(table[7])
        55                              :ASSERT

; 3G from G and 2G
        %GX => A
        %GY => B
        ${xDblPointEc(A, B)} => E
        $ => D                          :ARITH_ECADD_SAME
        E => C
        ${xAddPointEc(A, B, C, D)} => E
        $ => D                          :ARITH_ECADD_DIFFERENT, MSTORE(table)
        C                               :MSTORE(table[1])

        D => A
        C => B
        $ => SR                         :XOR
        $                               :SLT, JMPC(less)
less:   $ => B                          :AND
        7 => C
        $ => D                          :MEM_ALIGN_RD
        ${memAlignWR_W0(A, D, C)} => D
        ${memAlignWR_W1(B, D, C)} => E

        D => A
        0x0102n => B
        $ => E                          :SUB
        2 => RCX
        A => D                          :REPEAT(RCX)

        1 => D
        0 => HASHPOS
        0x61                            :HASHK(0)
        0x62                            :HASHK1(0)
        2                               :HASHKLEN(0)
        $ => E                          :HASHKDIGEST(0)
        2 => E
        0 => HASHPOS
        0x61                            :HASHP1(E)
        HASHPOS                         :HASHPLEN(E)
        $ => E                          :HASHPDIGEST(2)

; storage: key from A (160 bits), B (64 bits), C
        0x1234 => A
        3 => B
        5 => C
        0 => SR
        42 => D
        $ => SR                         :SSTORE
        $ => E                          :SLOAD
        E => A
        42                              :ASSERT

        $ => B                          :MLOAD(oldB)
        $ => C                          :MLOAD(oldC)
wait:   ${beforeLast()}                 :JMPN(wait)
        0 => A, D, E, SR, PC, RR, HASHPOS, RCX :JMP(start)
)";

} // namespace

TEST_CASE("an executed program fills traces that hold", "[zkevm][machines]") {
    zkasm::assembly assembly = zkasm::assembler<>(zkasm::assembler_options{}).run("test", text);
    CAPTURE(assembly.why.text());
    REQUIRE(assembly.ok);
    zkasm::basic_host host;
    zkasm::run_options options;
    for (std::size_t i = 0; i < 8; ++i) {
        options.start.b[i] = goldilocks{i};
        options.start.c[i] = goldilocks{70 + i};
    }
    options.start.sp = goldilocks{4};
    options.start.gas = goldilocks{1001};
    options.start.ctx = goldilocks{9};
    zkasm::executor<zkasm::basic_host> machine(assembly.unit, host, options);
    const auto run = machine.run();
    if (!run) {
        FAIL(run.why().message);
    }
    REQUIRE(run->cyclic);
    whole set(assembly.unit.lines, *run);
    CHECK(set.problems() == "");
}

} // namespace zkevm_machines_core_executed_tests
