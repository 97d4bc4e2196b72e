#include <vector>

#include <zonogon/air/analyse.hpp>
#include <zonogon/zkevm/machines/arith/arith.hpp>
#include <zonogon/zkevm/machines/arith/executor.hpp>

#include "support/catch.hpp"

#include "support.hpp"

using namespace zonogon;
using namespace zonogon::test;
using zkasm::arith_equation;
using zkasm::arith_request;
using namespace zonogon::zkevm::machines::arith;

namespace {

u256 minus(const u256& a, const u256& b, const u256& p) {
    return add_mod(a, p - b % p, p);
}

/// x3 and y3 by the textbook formulas with exponentiation for the inverse.
u256 power(u256 base, const u256& exponent, const u256& p) {
    u256 out{1};
    for (std::size_t i = 0; i < 256; ++i, base = mul_mod(base, base, p)) {
        out = exponent.bit(i) ? mul_mod(out, base, p) : out;
    }
    return out;
}
arith_request on_curve(arith_equation e, const u256& x1, const u256& y1, const u256& x2, const u256& y2) {
    const u256& p = secp256k1_p;
    arith_request r{e, x1, y1, x2, y2, {}, {}};
    const bool same = e == arith_equation::ec_add_same;
    const u256 top = same ? mul_mod(u256{3}, mul_mod(x1, x1, p), p) : minus(y2, y1, p);
    const u256 bottom = same ? add_mod(y1, y1, p) : minus(x2, x1, p);
    const u256 s = mul_mod(top, power(bottom, p - u256{2}, p), p);
    r.x3 = minus(minus(mul_mod(s, s, p), x1, p), x2, p);
    r.y3 = minus(mul_mod(s, minus(x1, r.x3, p), p), y1, p);
    return r;
}
arith_request mul_add(const u256& a, const u256& b, const u256& c) {
    const u512 v = a.mul_full(b) + u512{c};
    return {arith_equation::mul_add, a, b, c, u256{v >> 256}, {}, u256{v}};
}
arith_request fp2(arith_equation e, const u256& x1, const u256& y1, const u256& x2, const u256& y2) {
    const u256& p = bn254_p;
    arith_request r{e, x1, y1, x2, y2, {}, {}};
    if (e == arith_equation::bn254_mul_fp2) {
        r.x3 = minus(mul_mod(x1, x2, p), mul_mod(y1, y2, p), p);
        r.y3 = add_mod(mul_mod(x1, y2, p), mul_mod(y1, x2, p), p);
    } else if (e == arith_equation::bn254_add_fp2) {
        r.x3 = add_mod(x1, x2, p);
        r.y3 = add_mod(y1, y2, p);
    } else {
        r.x3 = minus(x1 % p, x2, p);
        r.y3 = minus(y1 % p, y2, p);
    }
    return r;
}

/// Numbers at the ends of the ranges that the identities must bear: reduced or not.
u256 number_for(arith_equation e, random_stream& random) {
    const u256 p = over_bn254(e) ? bn254_p : secp256k1_p;
    switch (random.below(8)) {
    case 0:
        return u256{random.below(3)};
    case 1:
        return p - u256{1 + random.below(2)};
    case 2:
        return u256::max();
    case 3:
        return p;
    case 4:
        return awkward_number(random);
    default:
        return awkward_number(random) % p;
    }
}

arith_request any_request(arith_equation e, random_stream& random) {
    const auto next = [&] { return number_for(e, random); };
    while (true) {
        const u256 x1 = next();
        const u256 y1 = next();
        const u256 x2 = next();
        const u256 y2 = next();
        if (e == arith_equation::mul_add) {
            return mul_add(x1, y1, x2);
        }
        if (over_bn254(e)) {
            return fp2(e, x1, y1, x2, y2);
        }
        if (e == arith_equation::ec_add_same && !(y1 % secp256k1_p).is_zero()) {
            return on_curve(e, x1, y1, x1, y1);
        }
        if (e == arith_equation::ec_add_different && x1 % secp256k1_p != x2 % secp256k1_p) {
            return on_curve(e, x1, y1, x2, y2);
        }
    }
}

std::vector<arith_request> many_requests(std::size_t count) {
    random_stream random(5);
    std::vector<arith_request> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(any_request(static_cast<arith_equation>(1 + i % 6), random));
    }
    return out;
}

tuple as_tuple(const arith_request& r) {
    tuple t{goldilocks{static_cast<std::uint64_t>(r.equation)}};
    for (const u256* v : {&r.x1, &r.y1, &r.x2, &r.y2, &r.x3, &r.y3}) {
        append(t, *v);
    }
    return t;
}

struct arith_set : machine_set {
    std::size_t arith;

    explicit arith_set(const std::vector<arith_request>& requests) {
        machines::byte_table::usage usage;
        std::vector<tuple> tuples;
        for (const auto& r : requests) {
            tuples.push_back(as_tuple(r));
        }
        auto trace = fill(requests, usage);
        if (!trace) {
            FAIL(trace.why().message);
        }
        arith = add("arith", build(), std::move(*trace));
        add_asker("arith", tuples);
        add_byte_table(usage);
    }
};

} // namespace

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
    // A weight that meets equal groups, or stands on a row that adds no different points, is free and means nothing.
    std::string unexpected;
    for (const auto& c : unnoticed_changes<goldilocks>(set.instance(set.arith), rows)) {
        if (!c.column.starts_with("differs[")) {
            unexpected += c.column + " on row " + std::to_string(c.row) + "\n";
        }
    }
    CHECK(unexpected == "");
}

TEST_CASE("arithmetic fits blow-up 2", "[zkevm][arith]") {
    const auto table = build();
    CHECK(air::max_constraint_degree(table.view()) <= 3);
    CHECK(air::unused_columns(table.view(), air::op::witness).empty());
    CHECK(machines::width_of<cells>() == 281);
}
