#include <vector>

#include <zonogon/air/analyse.hpp>

#include "support/catch.hpp"

#include "arith_set.hpp"

namespace zkevm_machines_core_arith_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::core;
using namespace zonogon::test::core::arith_test;
using zkasm::arith_equation;
using zkasm::arith_request;
using namespace zonogon::zkevm::machines::arith;

TEST_CASE("arithmetic answers every equation, extremes included", "[zkevm][arith]") {
    CHECK(arith_set(many_requests(300)).problems() == "");
    CHECK(arith_set({}).problems() == "");
}

TEST_CASE("arithmetic agrees with known curve points", "[zkevm][arith]") {
    // 2G and 3G of secp256k1 (SEC 2, section 2.4.1 for G).
    const auto n = [](const char* text) { return *u256::parse(text); };
    const u256 gx = n("0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    const u256 gy = n("0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    const u256 x2 = n("0xc6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5");
    const u256 y2 = n("0x1ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a");
    const u256 x3 = n("0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9");
    const u256 y3 = n("0x388f7b0f632de8140fe337e62a37f3566500a99934c2231b6cb9fd7584b8e672");
    const std::vector<arith_request> requests{{arith_equation::ec_add_same, gx, gy, gx, gy, x2, y2},
                                              {arith_equation::ec_add_different, gx, gy, x2, y2, x3, y3}};
    CHECK(arith_set(requests).problems() == "");
}

TEST_CASE("arithmetic refuses requests that do not hold", "[zkevm][arith]") {
    machines::byte_table::usage usage;
    for (const auto& honest : many_requests(60)) {
        auto wrong = honest;
        wrong.y3 = wrong.y3 ^ u256 { 1 };
        CHECK_FALSE(fill(std::vector{wrong}, usage));
        wrong = honest;
        wrong.x3 = wrong.x3 + u256{1};
        if (honest.equation != arith_equation::mul_add) {
            CHECK_FALSE(fill(std::vector{wrong}, usage));
            // The same class modulo p, but not reduced.
            wrong = honest;
            const u256& p = over_bn254(honest.equation) ? bn254_p : secp256k1_p;
            if (const auto [sum, overflow] = u256::add_carry(wrong.x3, p); !overflow) {
                wrong.x3 = sum;
                CHECK_FALSE(fill(std::vector{wrong}, usage));
            }
        }
    }
    const u256 gx{5};
    CHECK_FALSE(fill(std::vector{arith_request{arith_equation::ec_add_different, gx, gx, gx, gx, gx, gx}}, usage));
    CHECK_FALSE(fill(std::vector{arith_request{arith_equation::ec_add_same, gx, {}, gx, {}, gx, gx}}, usage));
}

TEST_CASE("arithmetic notices every changed cell", "[zkevm][arith]") {
    const arith_set set(many_requests(60));
    std::vector<std::size_t> rows{0, 1, 2, 3, 4, 5, 60, 63};
    const auto more = random_rows(6, 60, 6);
    rows.insert(rows.end(), more.begin(), more.end());
    CHECK(set.unnoticed(set.arith, rows) == "");
}

TEST_CASE("arithmetic fits blow-up 2", "[zkevm][arith]") {
    const auto table = build();
    CHECK(air::max_constraint_degree(table.view()) <= 3);
    CHECK(air::unused_columns(table.view(), air::op::witness).empty());
    CHECK(machines::width_of<cells>() == 281);
}

} // namespace zkevm_machines_core_arith_tests
