#include "support/catch.hpp"

#include <optional>

#include "zkasm/run.hpp"

namespace zkasm_free_inputs_tests {

using namespace zonogon;
using test::contains;
using test::refusal;
using test::value_of_a;
using zkasm::big_int;
using zkasm::free_value;

namespace {

std::string evaluated(const std::string& expression) {
    return value_of_a("7 => A\n9 => B\n${" + expression + "} => A\n");
}

/// A host with one function.
struct doubling_host : zkasm::basic_host {
    int calls = 0;
    result<std::optional<free_value>> call(std::string_view name, std::span<const big_int> arguments) {
        if (name != "twice") {
            return std::optional<free_value>{};
        }
        ++calls;
        if (arguments.size() != 1) {
            return error{"it takes one argument"};
        }
        return std::optional{free_value{arguments[0] + arguments[0]}};
    }
};
static_assert(zkasm::execution_host<doubling_host>);

} // namespace

TEST_CASE("two levels of operators") {
    CHECK(evaluated("2 + 3 * 4") == "14");
    CHECK(evaluated("10 - 4 - 3") == "3");
    // Comparison binds tighter than +; everything but + and - goes left to right.
    CHECK(evaluated("1 + 2 == 2") == "2");
    CHECK(evaluated("6 & 3 == 2") == "1");
    CHECK(evaluated("2 * 3 ** 2") == "36");
    CHECK(evaluated("1 << 3 + 1") == "9");
    CHECK(evaluated("7 / 2 * 2") == "6");
    CHECK(evaluated("7 % 4") == "3");
    CHECK(evaluated("A < B ? 5 : 6") == "5");
    CHECK(evaluated("A > B ? 5 : 6 + 1") == "7");
    CHECK(evaluated("(A | 8) ^ 1") == "14");
    CHECK(evaluated("!0 + !5") == "1");
    CHECK(evaluated("~0") == u256::max().to_decimal());
    CHECK(evaluated("0 - 1") == u256::max().to_decimal());
    CHECK(evaluated("A && 0 || 3") == "1");
    CHECK(evaluated("(A != B) + (A <= 7) + (A >= 8)") == "2");
    CHECK(evaluated("(1 << 300) >> 299") == "2");
    CHECK(evaluated("1 << 256") == "0");
}

TEST_CASE("what expressions can see") {
    CHECK(evaluated("STEP + zkPC") == "4");
    CHECK(evaluated("CNT_BINARY + RCX + HASHPOS") == "0");
    const std::string variables = "VAR GLOBAL u\nVAR GLOBAL v[3]\nVAR CTX c\n2 => CTX\n5 :MSTORE(v[1])\n6 :MSTORE(c)\n";
    CHECK(value_of_a(variables + "${mem.v[1] * 10 + mem.c} => A\n") == "56");
    CHECK(value_of_a(variables + "1 => E\n${mem.v[E]} => A\n") == "5");
    CHECK(value_of_a(variables + "${addr.v + addr.c} => A\n") == "1");
    CHECK(value_of_a("CONST %K = 12\n${const.K} => A\n") == "12");
    CHECK(contains(refusal(variables + "${mem.v[3]} => A\n"), "index 3 is outside of v"));
    CHECK(contains(refusal("-1 => B\n${B} => A\n"), "B is not a 256-bit number"));
}

TEST_CASE("host variables") {
    CHECK(value_of_a("$${var x = 5}\n0 => A\n$${x = x + 1}\n${x} => A\n") == "6");
    CHECK(value_of_a("$${var x}\n${x} => A\n") == "0");
    CHECK(value_of_a("${var x = 3} => A\n${x * 2} => A\n") == "6");
    CHECK(contains(refusal("${x} => A\n"), "host variable x is not declared"));
    CHECK(contains(refusal("$${x = 1}\n0 => A\n"), "host variable x is not declared"));
    CHECK(contains(refusal("$${var x}\n0 => A :JMP(l)\nl:\n$${var x}\n0 => A\n"), "declared twice"));
    CHECK(refusal("$${var _x}\n0 => A :JMP(l)\nl:\n$${var _x}\n0 => A\n") == "it ran");
}

TEST_CASE("commands after a step see the next row's registers") {
    CHECK(value_of_a("5 => A\n$${var x = A}\n9 => A\n${x} => A\n") == "5");
    CHECK(value_of_a("$${var y = A}\n5 => A :JMP(l)\nl:\n$${var x = A}\n9 => A\n${x * 10 + y} => A\n") == "50");
}

TEST_CASE("functions") {
    CHECK(evaluated("cond(5) + cond(0) + 2") == "1");
    CHECK(value_of_a("${cond(A + 1)} :JMPN(l)\n1 => A\nl:\n") == "0");
    CHECK(value_of_a("${cond(A)} :JMPN(l)\n1 => A\nl:\n") == "1");
    CHECK(evaluated(
              "inverseFpEc(5) * 5 % 115792089237316195423570985008687907853269984665640564039457584007908834671663") ==
          "1");
    CHECK(evaluated(
              "inverseFnEc(5) * 5 % 115792089237316195423570985008687907852837564279074904382605163141518161494337") ==
          "1");
    CHECK(contains(refusal("${inverseFpEc(0)} => A\n"), "zero has no inverse"));
    CHECK(evaluated("sqrtFpEcParity(4, 0)") == "2");
    CHECK(evaluated("sqrtFpEcParity(4, 1) % 2") == "1");
    CHECK(evaluated("sqrtFpEcParity(3, 0)") == u256::max().to_decimal());
    CHECK(evaluated("exp(2, 10) + bitwise_and(6, 3) + bitwise_or(6, 3) + bitwise_xor(6, 3) - bitwise_not(0)") ==
          "1039");
    CHECK(evaluated("comp_lt(1, 2) * 4 + comp_gt(1, 2) * 2 + comp_eq(1, 1)") == "5");
    CHECK(evaluated("loadScalar(12)") == "12");
    // Of G on secp256r1, from SEC 2 and the double published with it.
    CHECK(evaluated("xDblPointEc_secp256r1(0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n, "
                    "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n)") ==
          u256::parse("0x7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978")->to_decimal());
    CHECK(contains(refusal("${nothing()} => A\n"), "unknown function nothing"));
    CHECK(contains(refusal("${cond()} => A\n"), "function cond takes 1 arguments"));
    CHECK(contains(refusal("${memAlignWR_W0(1, 2, 32)} => A\n"), "offset 32 is not in [0, 31]"));
    CHECK(contains(refusal("${1 / (A - A)} => A\n"), "division by zero"));
    CHECK(contains(refusal("${2 ** 100000000} => A\n"), "too large"));
    CHECK(contains(refusal("${\"text\"} => A\n"), "a text has no value"));
    // Tracing functions evaluate nothing.
    CHECK(refusal("$${eventLog(onSomething, undeclared)}\n0 => A\n") == "it ran");
}

TEST_CASE("the host's functions come first") {
    const auto program = zkasm::assemble("t", "${twice(twice(3))} => A\n");
    REQUIRE(program.has_value());
    doubling_host host;
    const auto done = zkasm::run(*program, host);
    REQUIRE(done.has_value());
    CHECK(zkasm::word_text(done->final.a) == "12");
    CHECK(host.calls == 2);
    const auto wrong = zkasm::assemble("t", "${twice()} => A\n");
    const auto refused = zkasm::run(*wrong, host);
    REQUIRE_FALSE(refused);
    CHECK(refused.why().message == "t:1: twice: it takes one argument (step 0)");
}

TEST_CASE("the bare tag stands for the step's operation") {
    CHECK(contains(refusal("$ => A\n"), "empty free input without an operation"));
    CHECK(contains(refusal("$ => A :ASSERT\n"), "empty free input without an operation"));
    // Several operations may share it when they agree.
    CHECK(value_of_a("VAR GLOBAL v\n5 => A :MSTORE(v)\n$ => A :MLOAD(v), ADD\n") == "5");
    CHECK(contains(refusal("VAR GLOBAL v\n5 => A :MSTORE(v)\n1 => B\n$ => A :MLOAD(v), ADD\n"), "different values"));
}

} // namespace zkasm_free_inputs_tests
