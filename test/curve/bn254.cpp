#include <random>

#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/bn254_pairing.hpp>

#include "support/catch.hpp"

namespace curve_bn254_tests {

using namespace zonogon;
using curve::bn254;
using curve::bn254_pairing;
using curve::bn254_twist;
using field::bn254_base;
using field::bn254_base12;
using field::bn254_base2;
using field::bn254_base6;

namespace {

u256 random_word(std::mt19937_64& random) {
    return u256{std::array<std::uint64_t, 4>{random(), random(), random(), random()}};
}
bn254_base random_base(std::mt19937_64& random) {
    return bn254_base{random_word(random)};
}
bn254_base2 random_base2(std::mt19937_64& random) {
    return {random_base(random), random_base(random)};
}
bn254_base12 random_base12(std::mt19937_64& random) {
    const auto six = [&random] {
        return bn254_base6{random_base2(random), random_base2(random), random_base2(random)};
    };
    return {six(), six()};
}

/// A square root in the quadratic extension by Scott's method (a + b i = (x + y i)^2), if there is one.
std::optional<bn254_base2> square_root(const bn254_base2& v) {
    const auto norm = v.norm().sqrt();
    if (!norm) {
        return std::nullopt;
    }
    const bn254_base half = bn254_base{2}.inverse();
    for (const bn254_base& n : {*norm, -*norm}) {
        if (const auto x = ((v.coefficient(0) + n) * half).sqrt(); x && !x->is_zero()) {
            const bn254_base2 root{*x, v.coefficient(1) * half * x->inverse()};
            if (root.square() == v) {
                return root;
            }
        }
    }
    return std::nullopt;
}
/// Any point of the twist, which has about p times as many points outside G2 as in it.
bn254_twist::point random_twist_point(std::mt19937_64& random) {
    for (;;) {
        const bn254_base2 x = random_base2(random);
        if (const auto y = square_root(x.square() * x + bn254_twist::b())) {
            return {x, *y};
        }
    }
}

bn254_base12 pairing(const bn254::point& p, const bn254_twist::point& q) {
    const std::vector<bn254_pairing::pair> pairs{{p, q}};
    return bn254_pairing::product(pairs);
}

const bn254::point g1 = bn254::point::generator();
const bn254_twist::point g2 = bn254_twist::point::generator();

} // namespace

TEST_CASE("BN254's towers are fields", "[curve][bn254]") {
    std::mt19937_64 random(1);
    const bn254_base2 xi{bn254_base{9}, bn254_base{1}};
    // -1 is not a square, 9 + i neither a square nor a cube: p^2 - 1 is a multiple of 6.
    CHECK_FALSE((-bn254_base{1}).sqrt());
    const u512 order = bn254_base::modulus.mul_full(bn254_base::modulus) - u512{1};
    for (const std::uint64_t divisor : {2U, 3U}) {
        const auto [exponent, rest] = u512::divide(order, u512{divisor});
        CHECK(rest.is_zero());
        const bn254_base2 power =
            xi.pow(u256{exponent >> 256}).pow(u256::max()) * xi.pow(u256{exponent >> 256}) * xi.pow(u256{exponent});
        CHECK(power != bn254_base2::one());
    }
    for (int i = 0; i < 20; ++i) {
        const bn254_base12 a = random_base12(random);
        const bn254_base12 b = random_base12(random);
        const bn254_base12 c = random_base12(random);
        CHECK(a * b == b * a);
        CHECK((a * b) * c == a * (b * c));
        CHECK(a * (b + c) == a * b + a * c);
        CHECK(a.square() == a * a);
        CHECK(a * a.inverse() == bn254_base12::one());
        const bn254_base2& e = b.coefficient(0).coefficient(1);
        const bn254_base2& f = b.coefficient(1).coefficient(2);
        CHECK(a.coefficient(0).times_linear(e, f) == a.coefficient(0) * bn254_base6{e, f, {}});
        CHECK(a.coefficient(0).times_generator() == a.coefficient(0) * bn254_base6::basis(1));
        CHECK(bn254_pairing::frobenius(a) == a.pow(bn254_base::modulus));
    }
    CHECK(bn254_base12::zero().inverse().is_zero());
    CHECK(bn254_base12::basis(1).square() == bn254_base12{bn254_base6::basis(1)});
    CHECK(bn254_base6::basis(1) * bn254_base6::basis(2) == bn254_base6{xi});
}

TEST_CASE("BN254's groups have the order that EIP-196 says", "[curve][bn254]") {
    CHECK(g1.on_curve());
    CHECK(g2.on_curve());
    CHECK(bn254_twist::b() * bn254_base2{bn254_base{9}, bn254_base{1}} == bn254_base2{bn254_base{3}});
    CHECK(curve::multiply(bn254::order(), g1).is_zero());
    CHECK(curve::multiply(bn254::order(), g2).is_zero());
    CHECK(curve::multiply(bn254::order() - u256{1}, g2) == -g2);
    // 2 (1, 2), from EIP-196's contract tests; 3 (1, 2) = 2 (1, 2) + (1, 2).
    CHECK(g1.doubled().x().value() ==
          *u256::parse("0x030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"));
    CHECK(g1.doubled() + g1 == curve::multiply(u256{3}, g1));
}

TEST_CASE("membership in G2 is being of order r", "[curve][bn254]") {
    std::mt19937_64 random(2);
    CHECK(curve::in_bn254_g2(g2));
    CHECK(curve::in_bn254_g2(bn254_twist::point{}));
    CHECK(bn254_pairing::twist_frobenius(g2) == curve::multiply(bn254_base::modulus % bn254::order(), g2));
    // #E'(F_p^2) = r (2p - r).
    const u256 cofactor = bn254_base::modulus + (bn254_base::modulus - bn254::order());
    for (int i = 0; i < 5; ++i) {
        const bn254_twist::point q = random_twist_point(random);
        CHECK(q.on_curve());
        CHECK_FALSE(curve::multiply(bn254::order(), q).is_zero());
        CHECK_FALSE(curve::in_bn254_g2(q));
        const bn254_twist::point inside = curve::multiply(cofactor, q);
        CHECK(curve::multiply(bn254::order(), inside).is_zero());
        CHECK(curve::in_bn254_g2(inside));
        // Of the cofactor's order, and mixed.
        const bn254_twist::point outside = curve::multiply(bn254::order(), q);
        CHECK_FALSE(curve::in_bn254_g2(outside));
        CHECK_FALSE(curve::in_bn254_g2(outside + g2));
    }
    CHECK_FALSE(curve::in_bn254_g2({g2.x(), g2.y() + bn254_base2::one()}));
}

TEST_CASE("the final exponentiation is the power that it is named after", "[curve][bn254][pairing]") {
    std::mt19937_64 random(3);
    const bn254_base12 f = random_base12(random);
    const auto p2 = [](const bn254_base12& a) { return bn254_pairing::frobenius(bn254_pairing::frobenius(a)); };
    const bn254_base12 once = f.conjugate() * f.inverse();
    const bn254_base12 easy = p2(once) * once;
    CHECK(bn254_pairing::cyclotomic_square(easy) == easy * easy);
    // (p^4 - p^2 + 1) / r in base 2^64, computed apart.
    const auto p = wide_uint<16>{bn254_base::modulus};
    const auto square = wide_uint<16>{u512{p}.mul_full(u512{p})};
    const auto fourth = wide_uint<16>{wide_uint<8>{square}.mul_full(wide_uint<8>{square})};
    const auto [hard, rest] = wide_uint<16>::divide(fourth - square + wide_uint<16>{1}, wide_uint<16>{bn254::order()});
    CHECK(rest.is_zero());
    bn254_base12 power = bn254_base12::one();
    for (std::size_t i = hard.bit_width(); i-- > 0;) {
        power = power.square();
        if (hard.bit(i)) {
            power *= easy;
        }
    }
    const bn254_base12 got = bn254_pairing::final_exponentiation(f);
    CHECK(got.pow(bn254::order()) == bn254_base12::one());
    CHECK(power.pow(bn254::order()) == bn254_base12::one());
    CHECK(got == power);
}

TEST_CASE("the pairing is bilinear and not degenerate", "[curve][bn254][pairing]") {
    std::mt19937_64 random(4);
    const bn254_base12 e = pairing(g1, g2);
    CHECK(e != bn254_base12::one());
    CHECK(e.pow(bn254::order()) == bn254_base12::one());
    CHECK(pairing(bn254::point{}, g2) == bn254_base12::one());
    CHECK(pairing(g1, bn254_twist::point{}) == bn254_base12::one());
    CHECK(pairing(-g1, g2) == e.conjugate());
    for (int i = 0; i < 3; ++i) {
        const u256 a = random_word(random) % bn254::order();
        const u256 b = random_word(random) % bn254::order();
        const bn254::point p = curve::multiply(a, g1);
        const bn254_twist::point q = curve::multiply(b, g2);
        CHECK(pairing(p, q) == e.pow(mul_mod(a, b, bn254::order())));
        CHECK(pairing(p + g1, q) == pairing(p, q) * pairing(g1, q));
        CHECK(pairing(p, q + g2) == pairing(p, q) * pairing(p, g2));
        const std::vector<bn254_pairing::pair> pairs{{p, q}, {g1, g2}, {bn254::point{}, q}, {-p, q}};
        CHECK(bn254_pairing::product(pairs) == e);
    }
    CHECK(bn254_pairing::product({}) == bn254_base12::one());
}

} // namespace curve_bn254_tests
