#include "support/catch.hpp"

#include "zkasm/run.hpp"

namespace zkasm_memory_tests {

using namespace zonogon;
using test::contains;
using test::refusal;
using test::run_text;
using test::value_of_a;

namespace {

/// The address of the last memory access of a run that must succeed.
std::uint64_t last_address(std::string_view text) {
    const auto done = run_text(text);
    INFO((done ? "" : done.why().message));
    REQUIRE(done.has_value());
    REQUIRE_FALSE(done->memory.empty());
    return done->memory.back().address;
}

constexpr std::uint64_t context = std::uint64_t{1} << 18;

} // namespace

TEST_CASE("addresses of every area") {
    const std::string v = "VAR GLOBAL g\nVAR CTX c\nVAR CTX d\n3 => CTX\n7 => SP\n5 => E\n6 => RR\n";
    CHECK(last_address(v + "A :MSTORE(g)\n") == 0);
    CHECK(last_address(v + "A :MSTORE(d)\n") == 3 * context + 1);
    CHECK(last_address(v + "A :MSTORE(d + 2)\n") == 3 * context + 3);
    CHECK(last_address(v + "A :MSTORE(SP)\n") == 3 * context + 65536 + 7);
    CHECK(last_address(v + "A :MSTORE(SP + 2)\n") == 3 * context + 65536 + 9);
    CHECK(last_address(v + "A :MSTORE(SP - 2)\n") == 3 * context + 65536 + 5);
    CHECK(last_address(v + "A :MSTORE(MEM:E)\n") == 3 * context + 131072 + 5);
    CHECK(last_address(v + "A :MSTORE(MEM:RR + 1)\n") == 3 * context + 131072 + 7);
    CHECK(last_address(v + "A :MSTORE(STACK:E)\n") == 3 * context + 65536 + 12);
    CHECK(last_address(v + "A :MSTORE(SYS:E + 1)\n") == 6);
    CHECK(last_address(v + "A :MSTORE(g + RR)\n") == 6);
}

TEST_CASE("the stack pointer moves after the access") {
    const auto done = run_text("7 => SP\nA :MSTORE(SP++)\nA :MSTORE(SP--)\nA :MSTORE(SP)\n");
    REQUIRE(done.has_value());
    CHECK(done->memory[0].address == 65536 + 7);
    CHECK(done->memory[1].address == 65536 + 8);
    CHECK(done->memory[2].address == 65536 + 7);
    // An assignment to SP wins over the increment.
    CHECK(value_of_a("7 => SP\n9 => SP :MSTORE(SP++)\nSP => A\n") == "9");
}

TEST_CASE("loads give the last value stored, and zero before") {
    const std::string v = "VAR GLOBAL v[5]\n";
    CHECK(value_of_a(v + "$ => A :MLOAD(v)\n") == "0");
    CHECK(value_of_a(v + "5 :MSTORE(v[2])\n6 :MSTORE(v[2])\n$ => A :MLOAD(v + 2)\n") == "6");
    CHECK(value_of_a(v + "5 :MSTORE(v[2])\n1 => E\n$ => A :MLOAD(v[E + 1])\n") == "5");
    // Without a tag a load asserts equality.
    CHECK(value_of_a(v + "5 :MSTORE(v)\n5 => A :MLOAD(v)\n") == "5");
    CHECK(refusal(v + "5 :MSTORE(v)\n6 => A :MLOAD(v)\n") == "t:3: memory word 0 is 5, not 6 (step 1)");
    CHECK(value_of_a(v + "5 :MSTORE(v)\n${5} => A :MLOAD(v)\n") == "5");
    CHECK(contains(refusal(v + "5 :MSTORE(v)\n${6} => A :MLOAD(v)\n"), "memory word 0 is 5"));
    // The tuple of F_MLOAD carries the free value, while op may compute something else.
    CHECK(value_of_a(v + "5 :MSTORE(v)\n$ + 3 => A :F_MLOAD(v)\n") == "8");
    CHECK(contains(refusal(v + "5 :MSTORE(v)\n$ + 3 => A :MLOAD(v)\n"), "memory word 0 is 5, not 8"));
    // Words are field elements, not 32-bit limbs.
    CHECK(value_of_a(v + "-1 :MSTORE(v)\n$ + 1 => A :F_MLOAD(v)\n") == "0");
}

TEST_CASE("memory records carry row, address and value") {
    const auto done = run_text("VAR GLOBAL v\n1 => A\n5 :MSTORE(v)\n$ + 2 => A :F_MLOAD(v)\n");
    REQUIRE(done.has_value());
    REQUIRE(done->memory.size() == 2);
    CHECK(done->memory[0].write);
    CHECK(done->memory[0].step == 1);
    CHECK(done->memory[0].value == zkasm::number_to_word(u256{5}));
    CHECK_FALSE(done->memory[1].write);
    CHECK(done->memory[1].step == 2);
    CHECK(done->memory[1].value == zkasm::number_to_word(u256{5}));
}

TEST_CASE("indices outside of arrays and areas are refused") {
    CHECK(contains(refusal("VAR GLOBAL v[5]\n5 => E\nA :MSTORE(v[E])\n"), "index 5 is beyond the array (4 at most)"));
    CHECK(refusal("VAR GLOBAL v[5]\n4 => E\nA :MSTORE(v[E])\n") == "it ran");
    CHECK(
        contains(refusal("VAR GLOBAL v[5]\n3 => E\nA :MSTORE(v[E + 2])\n"), "index 3 is beyond the array (2 at most)"));
    CHECK(contains(refusal("65536 => E\nA :MSTORE(SYS:E)\n"), "outside of its area"));
    CHECK(refusal("65536 => E\nA :MSTORE(MEM:E)\n") == "it ran");
    CHECK(contains(refusal("131072 => E\nA :MSTORE(MEM:E)\n"), "outside of its area"));
    CHECK(contains(refusal("A :MSTORE(SP - 1)\n"), "address -1 is outside of its area"));
    CHECK(contains(refusal("-1 => SP\nA :MSTORE(SP)\n"), "SP is not an index"));
    CHECK(contains(refusal("-1 => CTX\nA :MSTORE(SP)\n"), "CTX is not an index"));
}

TEST_CASE("unaligned words of memory") {
    const std::string words = "CONSTL %M0 = 0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
                              "CONSTL %M1 = 0x202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f\n"
                              "CONSTL %V = 0xf0f1f2f3f4f5f6f7f8f9fafbfcfdfeffe0e1e2e3e4e5e6e7e8e9eaebecedeeef\n"
                              "%M0 => A\n%M1 => B\n";
    CHECK(value_of_a(words + "3 => C\n$ => A :MEM_ALIGN_RD\n") ==
          u256::parse("0x030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122")->to_decimal());
    CHECK(value_of_a(words + "0 => C\n$ => A :MEM_ALIGN_RD\n") ==
          u256::parse("0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")->to_decimal());
    CHECK(contains(refusal(words + "32 => C\n$ => A :MEM_ALIGN_RD\n"), "offset 32 is not in [0, 31]"));
    CHECK(contains(refusal(words + "3 => C\n7 => A :MEM_ALIGN_RD\n"), "aligned read gives"));

    const std::string write =
        words + "3 => C\n${memAlignWR_W0(A, const.V, C)} => D\n${memAlignWR_W1(B, const.V, C)} => E\n";
    CHECK(value_of_a(write + "%V :MEM_ALIGN_WR\nD => A\n") ==
          u256::parse("0x000102f0f1f2f3f4f5f6f7f8f9fafbfcfdfeffe0e1e2e3e4e5e6e7e8e9eaebec")->to_decimal());
    CHECK(value_of_a(write + "%V :MEM_ALIGN_WR\nE => A\n") ==
          u256::parse("0xedeeef232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f")->to_decimal());
    CHECK(contains(refusal(write + "7 :MEM_ALIGN_WR\n"), "aligned write gives D"));
    CHECK(contains(refusal(write + "E + 1 => E\n%V :MEM_ALIGN_WR\n"), "aligned write gives E"));

    const std::string byte = words + "3 => C\n${memAlignWR8_W0(A, 0x1234, C)} => D\n";
    CHECK(value_of_a(byte + "0x1234 :MEM_ALIGN_WR8\nD => A\n") ==
          u256::parse("0x000102340405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")->to_decimal());
    CHECK(contains(refusal(byte + "0x1235 :MEM_ALIGN_WR8\n"), "aligned write gives D"));
    const auto done = run_text(byte + "0x1234 :MEM_ALIGN_WR8\n");
    REQUIRE(done.has_value());
    CHECK(done->mem_align.at(0).kind == zkasm::mem_align_kind::write8);
    CHECK(done->mem_align.at(0).m1.is_zero());
    CHECK(done->used.mem_align == 1);
}

} // namespace zkasm_memory_tests
