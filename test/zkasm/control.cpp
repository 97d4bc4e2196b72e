#include "support/catch.hpp"

#include "zkasm/run.hpp"

namespace zkasm_control_tests {

using namespace zonogon;
using test::contains;
using test::refusal;
using test::run_text;
using test::value_of_a;
using zkasm::word_text;

TEST_CASE("sources and targets of assignments") {
    CHECK(value_of_a("5 => A, B\n2*A + 3*B - 1 => A\n") == "24");
    CHECK(value_of_a("3 => CTX, SP, PC, GAS, RR, HASHPOS, RCX\nCTX + SP + PC + GAS + RR + HASHPOS + RCX => A\n") ==
          "21");
    CHECK(value_of_a("0 => A\n0 => A\nSTEP + 10 => A\n") == "12");
    CHECK(value_of_a("0 => A\nzkPC + 10 => A\n") == "11");
    // Limbs move up by one; the top limb becomes limb 0.
    CHECK(value_of_a("CONSTL %X = (7 << 224) + 5\n%X => C\nROTL_C => A\n") == (u256{5} << 32 | u256{7}).to_decimal());
    // No carries between limbs: a limb may exceed 32 bits.
    CHECK(value_of_a("4294967295 => B\nB + 1 => A\n") == "[4294967296 0 0 0 0 0 0 0]");
    CHECK(value_of_a("1 => B\n-B => A\n") == "[18446744069414584320 0 0 0 0 0 0 0]");
    CHECK(value_of_a("$0{7} => A\n") == "7");
    CHECK(value_of_a("$0{(5 << 32) + 6} => A\n") == "6");
    CHECK(value_of_a("${(5 << 256) + 6} => A\n") == "6");
    CHECK(value_of_a("2*${3} => A\n") == "6");
}

TEST_CASE("jumps") {
    CHECK(value_of_a("1 => A :JMP(l)\n2 => A\nl:\n") == "1");
    CHECK(value_of_a("A :JMPZ(l)\n2 => A\nl:\n") == "0");
    CHECK(value_of_a("1 => A\nA :JMPZ(l)\n2 => A\nl:\n") == "2");
    CHECK(value_of_a("1 => A\nA :JMPNZ(l)\n2 => A\nl:\n") == "1");
    CHECK(value_of_a("A - 1 :JMPN(l, m)\nm: 3 => A :JMP(n)\nl: 2 => A\nn:\n") == "2");
    CHECK(value_of_a("A :JMPN(l, m)\nl: 3 => A :JMP(n)\nm: 2 => A\nn:\n") == "2");
    CHECK(value_of_a("4294967295 :JMPN(l)\n2 => A\nl:\n") == "2");
    CHECK(value_of_a("-1 :JMPN(l)\n2 => A\nl:\n") == "0");
    // The test looks at limb 0 alone.
    CHECK(value_of_a("CONSTL %X = 1 << 32\n%X => A :JMPZ(l)\n2 => A\nl:\n") == "4294967296");
    CHECK(contains(refusal("4294967295 => A\nA + 1 :JMPN(l)\nl:\n"), "not between -2^32 and 2^32"));
    CHECK(value_of_a("4294967295 => B\n-B - 1 :JMPN(l)\n2 => A\nl:\n") == "0");
    CHECK(contains(refusal("4294967295 => B\n-B - 2 :JMPN(l)\n2 => A\nl:\n"), "not between"));
    CHECK(value_of_a("1 => A\n$ :LT, JMPC(l)\n5 => A\nl:\n") == "5");
    CHECK(value_of_a("1 => B\n$ :LT, JMPC(l)\n5 => A\nl:\n") == "0");
    CHECK(value_of_a("1 => B\n$ :LT, JMPNC(l)\n5 => A\nl:\n") == "5");
}

TEST_CASE("indirect jumps") {
    CHECK(value_of_a("3 => E\n :JMP(E)\n1 => A\n2 => B\n") == "0");
    CHECK(value_of_a("1 => RR :JMP(go)\ntable:\n1 => A :JMP(l)\n2 => A :JMP(l)\ngo:\n :JMP(@table + RR)\nl:\n") == "2");
    CHECK(contains(refusal("99 => E\n :JMP(E)\n"), "jump to line 99, beyond the program"));
    CHECK(contains(refusal("-1 => E\n :JMP(E)\n"), "E is not an index"));
}

TEST_CASE("calls and returns") {
    const std::string routine = ":CALL(f)\nA + 1 => A :JMP(end)\nf: 10 => A :RETURN\nend:\n";
    CHECK(value_of_a(routine) == "11");
    const auto done = run_text(
        ":JMP(m)\nf: RR => B :RETURN\nm: 1 => E\n:CALL(@m0 + E)\nA => C :JMP(end)\nm0: :JMP(f)\n:JMP(f)\nend:\n");
    REQUIRE(done.has_value());
    CHECK(word_text(done->final.b) == "4");
    CHECK(contains(refusal("99 => RR\n :RETURN\n"), "beyond the program"));
    // Nested calls need RR saved: the inner call overwrites it.
    CHECK(value_of_a(":CALL(f)\n :JMP(end)\nf: RR => SP\n:CALL(g)\nSP => RR\n:RETURN\ng: 3 => A :RETURN\nend:\n") ==
          "3");
}

TEST_CASE("a line repeats as long as RCX is not zero") {
    CHECK(value_of_a("3 => RCX\nA + 1 => A :REPEAT(RCX)\n") == "4");
    CHECK(value_of_a("A + 1 => A :REPEAT(RCX)\n") == "1");
    const auto done = run_text("3 => RCX\nA + 1 => A :REPEAT(RCX)\n");
    REQUIRE(done.has_value());
    CHECK(done->final.rcx.is_zero());
    CHECK(done->used.steps == 5);
    CHECK(done->steps[1].before.zkpc == 1);
    CHECK(done->steps[4].before.zkpc == 1);
}

TEST_CASE("assertions compare all limbs") {
    CHECK(refusal("5 => A\n5 :ASSERT\n") == "it ran");
    CHECK(refusal("1 => A\n2 :ASSERT\n") == "t:2: assertion failed: A is 1, not 2 (step 1)");
    CHECK(contains(refusal("CONSTL %X = 1 << 255\n%X => A\n0 :ASSERT\n"), "assertion failed"));
}

TEST_CASE("a run ends at the end of the text, at its height, or at the step limit") {
    zkasm::run_options options;
    options.max_steps = 100;
    CHECK(contains(refusal("l: :JMP(l)\n", options), "does not end within 100 steps"));
    const std::string spin = "start: 1 => A\nwait: ${beforeLast()} :JMPN(wait)\n0 => A :JMP(start)\n";
    const auto done = run_text(spin);
    REQUIRE(done.has_value());
    CHECK(done->cyclic);
    CHECK(done->used.steps == 8);
    CHECK(done->steps.size() == 8);
    CHECK(done->final == zkasm::registers{});
    // -1 until the row two before the last.
    for (std::size_t row = 1; row < 7; ++row) {
        CHECK(done->steps[row].op[0].value() == (row < 6 ? field::goldilocks::modulus - 1 : 0));
    }
    CHECK(done->steps[7].before.zkpc == 2);

    CHECK(contains(refusal("start: 1 => A\nwait: ${beforeLast()} :JMPN(wait)\n :JMP(start)\n"), "does not restore"));
    CHECK(contains(refusal("start: 0 => A\n0 => A\nwait: ${beforeLast()} :JMPN(wait)\n0 => A :JMP(wait)\n"),
                   "does not lead back"));
    // A program that runs off its end is not cyclic, but has run.
    CHECK_FALSE(run_text("${beforeLast()} => A\n")->cyclic);
}

TEST_CASE("the height is the smallest power of two that holds the run") {
    for (const int work : {1, 5, 6, 7, 13, 14, 15, 100}) {
        std::string text = "start:\n";
        for (int i = 0; i < work; ++i) {
            text += "1 => A\n";
        }
        text += "wait: ${beforeLast()} :JMPN(wait)\n0 => A :JMP(start)\n";
        const auto done = run_text(text);
        REQUIRE(done.has_value());
        const auto needed = static_cast<std::uint64_t>(work + 2);
        CHECK(done->used.steps == std::max<std::uint64_t>(8, std::bit_ceil(needed)));
    }
}

TEST_CASE("row 0 has the registers that the caller gives, and the last step restores them") {
    zkasm::run_options options;
    options.start.b = zkasm::number_to_word(u256{77});
    options.start.ctx = field::goldilocks{9};
    const auto cyclic =
        run_text("start: B => A\n0 => CTX\nx: 9 => CTX\nw: ${beforeLast()} :JMPN(w)\n0 => A :JMP(start)\n", options);
    REQUIRE(cyclic.has_value());
    CHECK(cyclic->cyclic);
    CHECK(word_text(cyclic->steps[1].before.a) == "77");
    CHECK(cyclic->final == options.start);
}

TEST_CASE("without a record a run gives the same end") {
    const std::string text = "VAR GLOBAL v\n9 => A :MSTORE(v)\n5 => B\n$ => C :ADD\n$ => A :MLOAD(v)\n";
    zkasm::run_options options;
    options.record = false;
    const auto quiet = run_text(text, options);
    const auto loud = run_text(text);
    REQUIRE(quiet.has_value());
    REQUIRE(loud.has_value());
    CHECK(quiet->final == loud->final);
    CHECK(quiet->used == loud->used);
    CHECK(quiet->steps.empty());
    CHECK(quiet->memory.empty());
    CHECK(loud->steps.size() == 4);
    CHECK(loud->binary.size() == 1);
}

} // namespace zkasm_control_tests
