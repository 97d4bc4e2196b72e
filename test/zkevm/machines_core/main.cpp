#include <numeric>
#include <set>
#include <string_view>
#include <vector>

#include <zonogon/air/analyse.hpp>
#include <zonogon/zkasm/assembler.hpp>

#include "support/catch.hpp"

#include "small_run.hpp"
#include "whole.hpp"

namespace zkevm_machines_core_main_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::core;

namespace {

/// Uses every kind of line once or more. Where another machine would answer with a value, `answer` below does.
constexpr std::string_view program_text = R"(
VAR GLOBAL saveB
VAR GLOBAL saveC
VAR GLOBAL saveSP
VAR GLOBAL saveGAS
VAR GLOBAL saveCTX
VAR GLOBAL word
VAR CTX list[4]
CONSTL %GX = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n
CONSTL %GY = 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n
CONSTL %GX2 = 0xc6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5n

start:
        B                               :MSTORE(saveB)
        C                               :MSTORE(saveC)
        SP                              :MSTORE(saveSP)
        GAS                             :MSTORE(saveGAS)
        CTX                             :MSTORE(saveCTX)
        0 => SP
        3 => CTX
        0xffffffffffffffffffffffffffffffffn => A
        0x8000000000000000000000000000000000000000000000000000000000000001n => B
        $ => C                          :ADD, MSTORE(SP++)
        $ => D                          :SUB, MSTORE(SP++)
        $                               :LT, JMPC(less)
        0 => E
less:   $                               :SLT, JMPNC(notLess, signedLess)
signedLess:
        1 => E
notLess:
        $ => E                          :EQ
        $ => E                          :AND
        $ => E                          :OR
        $ => E                          :XOR
        $ => E                          :LT4
        SP - 1 => SP
        $ => A                          :MLOAD(SP--)
        D                               :ASSERT
        A + 2*B - C + ROTL_C => E
        2 => E
        B                               :MSTORE(list[E])
        $ => D                          :MLOAD(list[E+1])
        $ => D                          :MLOAD(list[2])
        B => A
        D                               :ASSERT
        7                               :MSTORE(MEM:E+5)
        8                               :MSTORE(STACK:E)
        9                               :MSTORE(SYS:E-1)
        9                               :MLOAD(saveC)

        %GX => A
        %GY => B
        5 => C
product:
        ${product} => D
        $ => E                          :ARITH
        %GX2 => E
        $                               :ARITH_ECADD_SAME
        5 => C
        6 => D
realPart:
        ${realPart} => E
        $ => E                          :ARITH_BN254_ADDFP2

        %GX => A
        %GY => B
        31 => C
        $ => D                          :MEM_ALIGN_RD
firstWord:
        ${firstWord} => D
secondWord:
        ${secondWord} => E
        %GX2                            :MEM_ALIGN_WR
patched:
        ${patched} => D
        0xab                            :MEM_ALIGN_WR8

        CNT_ARITH + CNT_BINARY - CNT_MEM_ALIGN - 10 :JMPN(negative)
                                        :JMP(start)
negative:
        3                               :JMPN(start)
        CNT_KECCAK_F + CNT_SHA256_F + CNT_PADDING_PG + CNT_POSEIDON_G :JMPZ(zero)
                                        :JMP(start)
zero:   STEP                            :JMPZ(start)
        5 => RCX
        C => A                          :REPEAT(RCX)
                                        :CALL(routine)
        zkPC + 2 => E
                                        :JMP(E)
        1 => E
                                        :CALL(@routine + E)
        zkPC + 4 => RR
                                        :JMP(RR)
routine:
        PC + 1 => PC
        RR + HASHPOS + RCX + GAS => A   :RETURN
tail:
        4 => D
        0 => HASHPOS
        77                              :HASHK(1)
        99                              :HASHK1(1)
        5                               :HASHKLEN(1)
        $ => E                          :HASHKDIGEST(1)
        77                              :HASHP(E)
        99                              :HASHP1(E)
        5                               :HASHPLEN(E)
        $ => E                          :HASHPDIGEST(2)
        77                              :HASHS(1)
        99                              :HASHS1(1)
        5                               :HASHSLEN(1)
        $ => E                          :HASHSDIGEST(1)

        0x1234 => A
        3 => B
        C + D => C
        $ => D                          :SLOAD
        $ => SR                         :SSTORE
small:  $0{small} - 1 => GAS

finish:
        $ => B                          :MLOAD(saveB)
        $ => C                          :MLOAD(saveC)
        $ => SP                         :MLOAD(saveSP)
        $ => GAS                        :MLOAD(saveGAS)
        $ => CTX                        :MLOAD(saveCTX)
        11 => PC
wait:   ${beforeLast()}                 :JMPN(wait)
        0 => A, D, E, SR, PC, RR, HASHPOS, RCX :JMP(start)
)";

constexpr std::size_t rows = 256;

/// Answers free values: results of operations, computed here; made up where no machine in this test checks them.
class answers {
public:
    explicit answers(const zkasm::program& unit) : unit_(unit) {}

    supplied operator()(const zkasm::step& s, const zkasm::line& l) {
        const std::size_t row = row_++;
        supplied out;
        const u256 a = number(s.before.a);
        const u256 b = number(s.before.b);
        if (at(s, "product")) {
            out.free = word(u256{(a.mul_full(b) + u512{number(s.before.c)}) >> 256});
        } else if (at(s, "firstWord")) { // offset 31: only the last byte of the first word is replaced
            out.free = word((a & ~u256{0xff}) | (written() >> 248));
        } else if (at(s, "secondWord")) {
            out.free = word((written() << 8) | u256{b.byte(0)});
        } else if (at(s, "patched")) {
            out.free = word((a & ~u256{0xff}) | u256{0xab});
        } else if (at(s, "realPart")) {
            out.free = word(add_mod(a, number(s.before.c), machines::arith::bn254_p));
        } else if (at(s, "small")) {
            out.free[0] = goldilocks{41};
        } else if (at(s, "wait")) {
            out.free.fill(goldilocks{5}); // nothing reads the limbs above
            out.free[0] = row + 2 < rows ? -goldilocks{1} : goldilocks{0};
        } else if (l.bin) {
            binary(out, l.bin_opcode, a, b);
        } else if (l.arith && l.arith_eq == 1) {
            out.free = word(u256{a.mul_full(b) + u512{number(s.before.c)}});
        } else if (l.arith && l.arith_eq == 3) {
            out.free = word(*u256::parse("0x1ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a"));
        } else if (l.arith) {
            out.free = word(add_mod(b, number(s.before.d), machines::arith::bn254_p));
        } else if (l.mem_align_rd) {
            out.free = word(u256{((u512{a} << 256) | u512{b}) >> 8});
        } else if (l.hash_k_digest || l.hash_p_digest || l.hash_s_digest) {
            out.free = word(written());
            out.inc_counter = 1;
        } else if (l.s_rd || l.s_wr) {
            out.free = word(written());
            out.inc_counter = 22;
        }
        return out;
    }

private:
    static u256 written() { return *u256::parse("0xc6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5"); }
    static void binary(supplied& out, std::int64_t opcode, const u256& a, const u256& b) {
        const u256 sign = u256::power_of_two(255);
        const auto flag = [&](bool holds) {
            out.carry = holds;
            out.free[0] = goldilocks{holds};
        };
        switch (opcode) {
        case 0:
            out.free = word(a + b);
            out.carry = u256::add_carry(a, b).second;
            break;
        case 1:
            out.free = word(a - b);
            out.carry = a < b;
            break;
        case 2:
            flag(a < b);
            break;
        case 3:
            flag((a ^ sign) < (b ^ sign));
            break;
        case 4:
            flag(a == b);
            break;
        case 5:
            out.free = word(a & b);
            out.carry = !(a & b).is_zero();
            break;
        case 6:
            out.free = word(a | b);
            break;
        case 7:
            out.free = word(a ^ b);
            break;
        default:
            flag(a.limb(0) < b.limb(0) && a.limb(1) < b.limb(1) && a.limb(2) < b.limb(2) && a.limb(3) < b.limb(3));
        }
    }
    bool at(const zkasm::step& s, std::string_view label) const {
        return unit_.find_label(label) == std::int64_t{s.before.zkpc};
    }

    const zkasm::program& unit_;
    std::size_t row_ = 0;
};

zkasm::program assembled() {
    zkasm::assembly assembly = zkasm::assembler<>(zkasm::assembler_options{}).run("test", program_text);
    CAPTURE(assembly.why.text());
    REQUIRE(assembly.ok);
    return std::move(assembly.unit);
}

zkasm::registers inputs() {
    zkasm::registers r;
    for (std::size_t i = 0; i < 8; ++i) {
        r.b[i] = goldilocks{1000 + i};
    }
    r.c[0] = goldilocks{9}; // the program asserts it
    r.sp = goldilocks{12};
    r.gas = goldilocks{1001};
    r.ctx = goldilocks{9};
    return r;
}

} // namespace

TEST_CASE("the main machine runs every kind of line", "[zkevm][main]") {
    const zkasm::program unit = assembled();
    const auto run = small_run{}.go(unit.lines, rows, inputs(), answers(unit));
    std::set<std::uint32_t> seen;
    for (const auto& s : run.steps) {
        seen.insert(s.before.zkpc);
    }
    REQUIRE(run.steps.back().before.zkpc + 1 == unit.lines.size());
    auto expected = inputs();
    expected.cnt_arith = run.final.cnt_arith;
    REQUIRE(run.final.zkpc == 0);
    REQUIRE(run.final.b == expected.b);

    whole set(unit.lines, run);
    CHECK(set.problems() == "");

    SECTION("every changed cell is noticed") {
        std::vector<std::size_t> changed(rows);
        std::iota(changed.begin(), changed.end(), std::size_t{0});
        changed.resize(rows - 40); // most of the end is one line repeated
        changed.insert(changed.end(), {rows - 3, rows - 2, rows - 1});
        CHECK(set.unnoticed(set.main, changed) == "");
    }
    SECTION("another program is refused") {
        auto lines = unit.lines;
        lines[7].constl = lines[7].constl + u256{1};
        const auto other = machines::rom_table::encode(lines);
        REQUIRE(other);
        set.preprocessed(set.rom) = machines::rom_table::preprocessed(*other);
        CHECK(set.problems().find("bus \"rom\"") != std::string::npos);
    }
    SECTION("other public values are refused") {
        for (std::size_t i = 0; i < mm::public_count; ++i) {
            auto publics = mm::public_values(run);
            publics[i] += goldilocks::one();
            const air::instance<goldilocks> x{"main", set.instance(set.main).table, &set.trace(set.main), nullptr,
                                              publics};
            CHECK_FALSE(air::check<goldilocks>(x).empty());
        }
    }
}

TEST_CASE("the main machine fits blow-up 2", "[zkevm][main]") {
    const auto table = mm::build();
    CHECK(air::max_constraint_degree(table.view()) <= 3);
    CHECK(air::unused_columns(table.view(), air::op::witness).empty());
    CHECK(table.view().public_count == mm::public_count);
    CHECK(machines::width_of<mm::cells>() == 150);
}

TEST_CASE("lines without meaning are refused", "[zkevm][main]") {
    const auto refused = [](auto change) {
        zkasm::line l;
        change(l);
        return !machines::rom_table::encode(std::vector{l});
    };
    CHECK_FALSE(refused([](zkasm::line&) {}));
    CHECK(refused([](zkasm::line& l) { l.assume_free = true; }));
    CHECK(refused([](zkasm::line& l) { l.arith = true, l.arith_eq = 7; }));
    CHECK(refused([](zkasm::line& l) { l.bin = l.arith = true, l.arith_eq = 1; }));
    CHECK(refused([](zkasm::line& l) { l.jmp = l.repeat = true; }));
    CHECK(refused([](zkasm::line& l) { l.jmpc = true; }));
    CHECK(refused([](zkasm::line& l) { l.s_rd = true, l.constant = 1; }));
    CHECK(refused([](zkasm::line& l) { l.m_wr = true; }));
    CHECK(refused([](zkasm::line& l) { l.in_step = l.in_cnt_arith = 1; }));
    CHECK(refused([](zkasm::line& l) { l.in_rr = 1, l.constl = u256{5}; }));
    CHECK(refused([](zkasm::line& l) { l.in_rr = 1, l.s_wr = true; }));
    CHECK_FALSE(refused([](zkasm::line& l) { l.in_rr = l.in_step = 1, l.constant = -5; }));
    CHECK(refused([](zkasm::line& l) { l.jmp = l.ind = l.use_ctx = true; }));
    CHECK_FALSE(machines::rom_table::encode({}));
}

} // namespace zkevm_machines_core_main_tests
