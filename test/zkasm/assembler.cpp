#include "support/catch.hpp"

#include <map>
#include <string>
#include <vector>

#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/listing.hpp>

namespace zkasm_assembler_tests {

using namespace zonogon;
using zkasm::assemble;
using zkasm::assembler_options;

namespace {

/// The refusal of a text, without the file name; empty when it assembles.
std::string why(std::string_view text, const assembler_options& options = {}) {
    const auto program = assemble("t", text, options);
    return program ? "" : program.why().message.substr(2);
}

std::string line_text(std::string_view text, std::size_t line = 0, const assembler_options& options = {}) {
    const auto program = assemble("t", text, options);
    return program ? zkasm::identity_text(program->lines.at(line)) : program.why().message;
}

std::string constant(std::string_view expression) {
    const auto program = assemble("t", "CONSTL %X = " + std::string{expression} + "\n%X => A\n");
    return program ? program->constants.at(0).value.to_decimal() : program.why().message;
}

constexpr std::size_t lines_of(std::string_view text) {
    return zkasm::assemble_constant(text).unit.lines.size();
}
constexpr std::uint32_t refused_at_column(std::string_view text) {
    const auto out = zkasm::assemble_constant(text);
    return out.ok ? 0 : out.why.at.column;
}

// Small programs assemble while the C++ program is compiled.
static_assert(lines_of("VAR GLOBAL v\nstart: A + 2 => B :MSTORE(v)\n${cond(A - 1)} :JMPN(start)\n") == 2);
static_assert(zkasm::assemble_constant("CONST %X = 3 ** 4\n%X => A\n").unit.lines[0].constant == 81);
static_assert(zkasm::assemble_constant("CONSTL %X = 1 << 255\n%X => A\n").unit.lines[0].constl.bit(255));
static_assert(refused_at_column("A => B, B\n") == 9);
static_assert(refused_at_column(":JMP(nowhere)\n") == 6);

} // namespace

TEST_CASE("numbers, comments and line ends") {
    CHECK(line_text("0x1_0 => A\r\n") == "CONST=16,setA=1");
    CHECK(line_text("A /* one\n two */ => B ; three\n") == "inA=1,setB=1");
    CHECK(line_text("A => B") == "inA=1,setB=1");
    CHECK(why("A => B /* open\n") == "1:8: comment without an end");
    CHECK(why("3A => B\n") == "1:1: malformed number");
    CHECK(why("0x => B\n") == "1:1: malformed number");
    CHECK(why("A => B A => C\n") == "1:8: unexpected A");
    CHECK(why("${A => B\n") == "1:1: tag without a closing brace");
    CHECK(why("A # B\n") == "1:3: unexpected character");
    CHECK(why("INCLUDE \"a\n") == "1:9: string without a closing quote");
}

TEST_CASE("operators of constant expressions") {
    CHECK(constant("2+3*4**2") == "146");
    CHECK(constant("2*3**2*2") == "72");
    CHECK(constant("-2**2 + 10") == "6");
    CHECK(constant("!0+1") == "2");
    CHECK(constant("7/2*2") == "6");
    CHECK(constant("-7%3 + 9") == "8");
    CHECK(constant("1<<3+1") == "16");
    CHECK(constant("1 < 2 == 1") == "1");
    CHECK(constant("6 & 3 ^ 1 | 8") == "11");
    CHECK(constant("0 || 2 && 0") == "0");
    CHECK(constant("1 == 2 ? 3 : 2 >= 2 ? 4 : 5") == "4");
    CHECK(constant("%U ?? 9") == "9");
    CHECK(constant("2 * (3 + 4)") == "14");
    CHECK(constant("0xffffffffffffffffffffffffn + 1") == "79228162514264337593543950336");
    CHECK(constant("%U") == "t:1:13: constant %U is not defined");
    CHECK(constant("1 / 0") == "t:1:15: division by zero");
    CHECK(constant("2 ** (0 - 1)") == "t:1:15: negative exponent");
    CHECK(constant("2 ** 1000000") == "t:1:15: result of ** is too large");
    CHECK(constant("(1") == "t:1:15: unexpected end of the line");
    CHECK(constant(std::string(5000, '(') + "1" + std::string(5000, ')')).ends_with("nested too deeply"));
    CHECK(constant(std::string(5000, '!') + "1").ends_with("nested too deeply"));
}

TEST_CASE("ranges and definitions of constants") {
    CHECK(why("CONST %A = 4294967296\n") == "1:7: the value of %A is out of range [-2147483648, 4294967295]");
    CHECK(why("CONST %A = 0 - 2147483648\n").empty());
    CHECK(why("CONSTL %A = 0 - 1\n") == "1:8: the value of %A is out of range [0, 2^256-1]");
    CHECK(why("CONSTL %A = 2**256 - 1\n").empty());
    CHECK(why("CONST %A = 1\nCONST %A = 1\n") == "2:7: constant %A is already defined");
    CHECK(why("%A => A\nCONST %A = 1\n") == "1:1: constant %A is not defined");
    assembler_options options;
    options.defines = {{"A", "5"}, {"B", "7n"}};
    CHECK(line_text("CONST %A = 1\n%A => A\n", 0, options) == "CONST=5,setA=1");
    CHECK(line_text("%B => A\n", 0, options) == "CONSTL=7,setA=1");
    options.defines = {{"A", "5x"}};
    CHECK(why("A => B\n", options) == "1:1: the value defined for A is not a number");
}

TEST_CASE("sums of sources") {
    CHECK(line_text("3*4*A + 2*B => C\n") == "inA=12,inB=2,setC=1");
    CHECK(line_text("A - 2*3 => C\n") == "CONST=-6,inA=1,setC=1");
    CHECK(line_text("9n - 2n => A\n") == "CONSTL=7,setA=1");
    CHECK(line_text("ROTL_C + HASHPOS + CNT_POSEIDON_G => RCX, zz\n") == "t:1:43: unexpected zz");
    CHECK(line_text("ROTL_C + HASHPOS + CNT_POSEIDON_G => RCX\n") ==
          "inCntPoseidonG=1,inHASHPOS=1,inROTL_C=1,setRCX=1");
    CHECK(why("-5n => A\n") == "1:1: a long constant cannot be negated");
    CHECK(why("2n - 5n => A\n") == "1:1: the step's long constant is out of range [0, 2^256-1]");
    CHECK(why("2n ** 256n => A\n") == "1:1: power of 2 is out of range [0, 2^256-1]");
    CHECK(why("4294967296 => A\n") == "1:1: constant 4294967296 is out of range [-2147483648, 4294967295]");
    CHECK(why("2**3n => A\n") == "1:4: unexpected 3");
    CHECK(why("4294967295*4294967295*A => B\n") == "1:11: constant is out of range [-2147483648, 4294967295]");
    CHECK(why("4294967295*A*4294967295 => B\n") == "1:13: coefficient is out of range");
    CHECK(why("A*$ => B\n") == "1:2: this multiplication is not allowed (only number * source)");
}

TEST_CASE("addresses of variables") {
    const std::string variables = "VAR GLOBAL a\nVAR CTX b\nVAR CTX c[3]\nVAR GLOBAL d\n";
    const auto program = assemble("t", variables);
    REQUIRE(program.has_value());
    // Declarations per context leave holes in the shared area, not the other way round.
    CHECK(program->find_variable("b")->offset == 0);
    CHECK(program->find_variable("c")->offset == 1);
    CHECK(program->find_variable("d")->offset == 5);
    CHECK(program->global_words() == 6);
    CHECK(program->context_words() == 4);
    CHECK(line_text(variables + "A :MSTORE(c[2])\n") == "inA=1,mOp=1,mWR=1,offset=3,useCTX=1");
    CHECK(why(variables + "A :MSTORE(c[3])\n") == "5:11: index is outside of variable c");
    CHECK(why(variables + "A :MSTORE(c[E+3])\n") == "5:11: index is outside of variable c");
    CHECK(why(variables + "A :MSTORE(c[E-1])\n") == "5:11: index is outside of variable c");
    CHECK(why("VAR GLOBAL a[0]\n") == "1:14: the size of array a is out of range [1, 65536]");
    CHECK(why("VAR GLOBAL a[65536]\nVAR GLOBAL b\n") == "2:12: variable b goes beyond the 65536 words of its area");
    CHECK(why("VAR GLOBAL a[%N]\n") == "1:14: constant %N is not defined");
    CHECK(why("VAR GLOBAL MEM\n") == "1:12: unexpected MEM");
    CHECK(why("VAR GLOBAL A1\nA1: A => B\n").empty());
}

TEST_CASE("labels") {
    CHECK(why("l: A => B\nl: A => B\n") == "2:1: label l is already defined");
    CHECK(why("next: A => B\n") == "1:1: next is the reserved name of the following line");
    CHECK(line_text(":JMP(l)\nA => B\nl:\n") == "JMP=1,jmpAddr=2,useJmpAddr=1");
    CHECK(line_text("VAR GLOBAL v\nl: A => B\n@l + 4 => C\n", 1) == "CONST=4,setC=1");
    // Labels win over variables of the same name.
    CHECK(line_text("VAR GLOBAL u\nVAR GLOBAL l\nl: @l => C\n") == "setC=1");
    assembler_options options;
    options.allow_overwrite_labels = true;
    CHECK(line_text("l: :JMP(l)\nl: A => B\n", 0, options) == "JMP=1,jmpAddr=1,useJmpAddr=1");
    options = {};
    options.allow_undefined_labels = true;
    CHECK(line_text("A => B\n:JMP(l)\n", 1, options) == "JMP=1,useJmpAddr=1");
    options = {};
    options.allow_undefined_variables = true;
    CHECK(line_text("A :MSTORE(v)\n", 0, options) == "inA=1,mOp=1,mWR=1");
    CHECK(why("A :MSTORE(v)\n") == "1:11: variable v is not defined");
    CHECK(why("${mem.v} => A\n") == "1:7: variable v is not defined");
    CHECK(why("${const.V} => A\n") == "1:9: constant V is not defined");
    CHECK(why("${disk.v} => A\n") == "1:3: unknown module disk (only mem, addr and const)");
}

TEST_CASE("operations that exclude each other") {
    const std::string v = "VAR GLOBAL v\nl:\n";
    CHECK(why(v + "A :MSTORE(v), HASHK(0)\n") == "3:15: field offset is already set by another operation of the step");
    CHECK(why(v + "A :MSTORE(v), JMP(E)\n") == "3:15: field offset is already set by another operation of the step");
    CHECK(why(v + ":JMP(l), CALL(l)\n") == "3:10: field JMP is already set by another operation of the step");
    CHECK(why(v + "A :JMPZ(l), RETURN\n") == "3:1: a step can jump in one way only");
    CHECK(why(v + "A => RR :CALL(l)\n") == "3:1: RR cannot be a target of a step with CALL, which sets it");
    CHECK(why(v + "A :MEM_ALIGN_RD, MEM_ALIGN_WR\n") ==
          "3:18: field memAlignRD is already set by another operation of the step");
    CHECK(why(v + ":REPEAT(A)\n") == "3:9: unexpected A");
    CHECK(why(v + "A :FLY\n") == "3:4: FLY is not an operation");
}

TEST_CASE("commands wait for a step or follow one") {
    const auto places = [](std::string_view text) {
        const auto program = assemble("t", text);
        std::string out;
        if (!program) {
            return program.why().message;
        }
        for (const zkasm::line& l : program->lines) {
            out += std::to_string(l.commands_before.size()) + std::to_string(l.commands_after.size()) + " ";
        }
        return out;
    };
    CHECK(places("$${f()}\nA => B\n$${f()}\n$${g()}\nA => B\n") == "12 00 ");
    CHECK(places("l:\n A :JMPN(l)\n$${f()}\nA => B\n") == "00 10 ");
    CHECK(places("l:\n A :JMPZ(l)\n$${f()}\nA => B\n") == "01 00 ");
    CHECK(places("l:\n $${f()} :JMP(l)\n") == "10 ");
    CHECK(places("A => B\nl:\n$${f()}\nA => B\n") == "00 10 ");
    CHECK(places("A => B\nVAR GLOBAL v\n$${f()}\nA => B\n") == "00 10 ");
    CHECK(places(":JMP(l)\nl: $${f()}\n") == "00 ");
    CHECK(places("$${f()}\nl: A => B\n") == "t:2:1: a command cannot stand before a label");
    CHECK(places("$${f()}\nVAR GLOBAL v\n") == "t:2:1: a command cannot stand before a variable");
    CHECK(places("$${f()}\nINCLUDE \"x\"\n") == "t:2:1: a command cannot stand before an INCLUDE");
    CHECK(places("A => B $${f()}\n") == "t:1:8: unexpected command");
}

TEST_CASE("included files") {
    const std::map<std::string, std::string, std::less<>> files = {
        {"dir/a.zkasm", "CONST %A = 1\nINCLUDE \"sub/b.zkasm\"\n"},
        {"dir/sub/b.zkasm", "b: %A => A\n"},
        {"dir/bad.zkasm", "A => B\n\nA =>\n"},
        {"dir/loop.zkasm", "INCLUDE \"loop.zkasm\"\n"},
    };
    const auto loader = [&files](std::string_view path, std::vector<char>& text) {
        const auto found = files.find(path);
        if (found == files.end()) {
            return false;
        }
        text.assign(found->second.begin(), found->second.end());
        return true;
    };
    const auto outcome = [&](std::string_view text) {
        const auto program = assemble("dir/main.zkasm", text, {}, loader);
        return program ? std::to_string(program->lines.size()) : program.why().message;
    };
    CHECK(outcome("INCLUDE \"a.zkasm\"\n:JMP(b)\n") == "2");
    CHECK(outcome("INCLUDE \"missing.zkasm\"\n") == "dir/main.zkasm:1:9: cannot read missing.zkasm");
    CHECK(outcome("INCLUDE \"bad.zkasm\"\n") == "dir/bad.zkasm:3:5: unexpected end of the line");
    CHECK(outcome("INCLUDE \"loop.zkasm\"\n") == "dir/loop.zkasm:1:9: loop.zkasm includes itself");
    // There is no guard against including twice.
    CHECK(outcome("INCLUDE \"sub/b.zkasm\"\nINCLUDE \"sub/b.zkasm\"\n").find("constant %A") != std::string::npos);
    CHECK(outcome("CONST %A = 2\nINCLUDE \"sub/b.zkasm\"\nINCLUDE \"sub/b.zkasm\"\n") ==
          "dir/sub/b.zkasm:1:1: label b is already defined");
}

TEST_CASE("a long program assembles in time linear in its length") {
    std::string text = "VAR GLOBAL v[100]\n";
    for (int i = 0; i < 13'000; ++i) {
        const std::string n = std::to_string(i);
        text += "l" + n + ":\n $ => A, B :MLOAD(v[E]), JMP(l" + std::to_string((i * 7919) % 13'000) + ") ; comment\n";
    }
    const auto program = assemble("t", text);
    REQUIRE(program.has_value());
    CHECK(program->lines.size() == 13'000);
    CHECK(program->lines[2].jmp_addr == 2 * 7919 % 13'000);
}

} // namespace zkasm_assembler_tests
