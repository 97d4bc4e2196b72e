#include "support/catch.hpp"

#include <string>
#include <tuple>

#include "zkasm/run.hpp"

namespace zkasm_operations_tests {

using namespace zonogon;
using test::contains;
using test::refusal;
using test::run_text;
using test::value_of_a;

namespace {

const std::string big = "CONSTL %MAX = 2**256 - 1\nCONSTL %TOP = 2**255\n";

/// Result and carry of a binary operation by the machine.
std::pair<std::string, bool> binary(const std::string& a, const std::string& b, const std::string& operation) {
    const auto done = run_text(big + a + " => A\n" + b + " => B\n$ => C :" + operation + "\n");
    REQUIRE(done.has_value());
    REQUIRE(done->binary.size() == 1);
    CHECK(done->used.binary == 1);
    return {zkasm::word_text(done->final.c), done->binary[0].carry};
}

/// The points G, 2G and 3G of secp256k1 (SEC 2; multiples from the public tables of the curve).
const std::string points = "CONSTL %GX = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798\n"
                           "CONSTL %GY = 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8\n"
                           "CONSTL %G2X = 0xc6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5\n"
                           "CONSTL %G2Y = 0x1ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a\n"
                           "CONSTL %G3X = 0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9\n"
                           "CONSTL %G3Y = 0x388f7b0f632de8140fe337e62a37f3566500a99934c2231b6cb9fd7584b8e672\n";

} // namespace

TEST_CASE("binary operations and their carries") {
    using expected = std::pair<std::string, bool>;
    CHECK(binary("%MAX", "2n", "ADD") == expected{"1", true});
    CHECK(binary("5n", "2n", "ADD") == expected{"7", false});
    CHECK(binary("5n", "7n", "SUB") == expected{(u256::max() - u256{1}).to_decimal(), true});
    CHECK(binary("7n", "5n", "SUB") == expected{"2", false});
    CHECK(binary("5n", "7n", "LT") == expected{"1", true});
    CHECK(binary("7n", "7n", "LT") == expected{"0", false});
    CHECK(binary("%TOP", "0n", "SLT") == expected{"1", true});
    CHECK(binary("0n", "%TOP", "SLT") == expected{"0", false});
    CHECK(binary("%TOP", "%MAX", "SLT") == expected{"1", true});
    CHECK(binary("7n", "7n", "EQ") == expected{"1", true});
    CHECK(binary("7n", "%TOP", "EQ") == expected{"0", false});
    CHECK(binary("12n", "10n", "AND") == expected{"8", true});
    CHECK(binary("5n", "10n", "AND") == expected{"0", false});
    CHECK(binary("12n", "10n", "OR") == expected{"14", false});
    CHECK(binary("12n", "10n", "XOR") == expected{"6", false});
    const std::string quarters = "0x1000000000000000100000000000000010000000000000001n";
    CHECK(binary("0n", quarters, "LT4") == expected{"1", true});
    CHECK(binary("1n", quarters, "LT4") == expected{"0", false});
    CHECK(binary("0n", "%TOP", "LT4") == expected{"0", false});
    CHECK(contains(refusal("1 => A\n2 => B\n4 :ADD\n"), "binary operation: the result is 3, not 4"));
    CHECK(refusal("1 => A\n2 => B\n3 :ADD\n") == "it ran");
    CHECK(contains(refusal("-1 => A\n$ => B :ADD\n"), "A is not a 256-bit number"));
}

TEST_CASE("multiplication with carry-in and high part") {
    const std::string setup = big + "%MAX => A\n%MAX => B\n5n => C\n";
    CHECK(value_of_a(setup + "${(A * B + C) >> 256} => D\n$ => A :ARITH\n") == "6");
    CHECK(value_of_a(setup + "${(A * B + C) >> 256} => D\n$ => A :ARITH\nD => A\n") ==
          (u256::max() - u256{1}).to_decimal());
    CHECK(contains(refusal(setup + "$ => A :ARITH\n"), "arithmetic: D and the result are"));
    CHECK(contains(refusal("2 => A, B\n5 :ARITH\n"), "are 0 and 4, not 0 and 5"));
    const auto done = run_text("2 => A, B\n3 => C\n7 :ARITH\n");
    REQUIRE(done.has_value());
    REQUIRE(done->arith.size() == 1);
    CHECK(done->arith[0].equation == zkasm::arith_equation::mul_add);
    CHECK(done->arith[0].x2 == u256{3});
    CHECK(done->arith[0].y3 == u256{7});
    CHECK(done->used.arith == 1);
}

TEST_CASE("points of secp256k1") {
    const std::string add = points + "%GX => A\n%GY => B\n%G2X => C\n%G2Y => D\n";
    CHECK(value_of_a(add + "%G3X => E\n%G3Y => A :ARITH_ECADD_DIFFERENT\n${A == const.G3Y} => A\n") == "1");
    CHECK(value_of_a(add + "${xAddPointEc(A,B,C,D)} => E\n$ => A :ARITH_ECADD_DIFFERENT\n${(A == const.G3Y) * (E == "
                           "const.G3X)} => A\n") == "1");
    CHECK(contains(refusal(add + "%G3X => E\n%G2Y :ARITH_ECADD_DIFFERENT\n"), "arithmetic: E and the result are"));
    const std::string same = points + "%GX => A\n%GY => B\n";
    CHECK(value_of_a(same + "%G2X => E\n%G2Y => A :ARITH_ECADD_SAME\n${A == yDblPointEc(const.GX, const.GY)} => A\n") ==
          "1");
    const auto done = run_text(same + "9 => C, D\n%G2X => E\n%G2Y :ARITH_ECADD_SAME\n");
    REQUIRE(done.has_value());
    // The second point of a doubling is the first.
    CHECK(done->arith.at(0).x2 == done->arith.at(0).x1);
    CHECK(done->arith.at(0).y2 == done->arith.at(0).y1);
    CHECK(contains(refusal(same + "%GX => C\n0 => D\n$ :ARITH_ECADD_DIFFERENT\n"), "same x"));
    CHECK(contains(refusal(same + "0 => B\n$ :ARITH_ECADD_SAME\n"), "y = 0"));
    CHECK(contains(refusal(same + "$ :ARITH_SECP256R1_ECADD_SAME\n"), "no machine proves"));
}

TEST_CASE("the quadratic extension of BN254's field") {
    const std::string setup = "3 => A\n4 => B\n5 => C\n6 => D\n";
    // (3 + 4u)(5 + 6u) = -9 + 38u
    CHECK(value_of_a(setup + "${ARITH_BN254_MULFP2_X(A,B,C,D)} => E\n$ => A :ARITH_BN254_MULFP2\n") == "38");
    CHECK(value_of_a(setup + "8 => E\n$ => A :ARITH_BN254_ADDFP2\n") == "10");
    CHECK(value_of_a(setup + "${ARITH_BN254_SUBFP2(A, C)} => E\n${ARITH_BN254_SUBFP2(B, D)} => A "
                             ":ARITH_BN254_SUBFP2\n${A + 2} => A\n") == zkasm::bn254_prime.to_decimal());
    CHECK(contains(refusal(setup + "8 => E\n11 :ARITH_BN254_ADDFP2\n"), "arithmetic: E and the result are 8 and 10"));
    CHECK(value_of_a("${ARITH_BN254_MULFP2_X(3, 4, fp2InvBN254_x(3, 4), fp2InvBN254_y(3, 4))} => A\n") == "1");
    CHECK(value_of_a("${ARITH_BN254_MULFP2_Y(3, 4, fp2InvBN254_x(3, 4), fp2InvBN254_y(3, 4))} => A\n") == "0");
}

} // namespace zkasm_operations_tests
