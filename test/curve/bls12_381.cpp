#include <zonogon/curve/bls12_381_pairing.hpp>

#include <random>
#include <vector>

#include <zonogon/field/square_root.hpp>

#include "support/catch.hpp"

namespace curve_bls12_381_tests {

using namespace zonogon;
using curve::bls12_381;
using curve::bls12_381_pairing;
using curve::bls12_381_twist;
using field::bls12_381_base;
using field::bls12_381_base12;
using field::bls12_381_base2;
using field::bls12_381_base6;
using wide = wide_uint<6>;

namespace {

bls12_381_base random_base(std::mt19937_64& random) {
    return bls12_381_base{
        wide{std::array<std::uint64_t, 6>{random(), random(), random(), random(), random(), random()}}};
}
bls12_381_base2 random_base2(std::mt19937_64& random) {
    return {random_base(random), random_base(random)};
}
bls12_381_base12 random_base12(std::mt19937_64& random) {
    const auto six = [&random] {
        return bls12_381_base6{random_base2(random), random_base2(random), random_base2(random)};
    };
    return {six(), six()};
}

template <class Curve, class Random>
typename Curve::point random_point(Random next) {
    for (;;) {
        const auto x = next();
        if (const auto y = field::square_root(x.square() * x + Curve::b())) {
            return {x, *y};
        }
    }
}

const bls12_381::point g1 = bls12_381::point::generator();
const bls12_381_twist::point g2 = bls12_381_twist::point::generator();

} // namespace

TEST_CASE("BLS12-381's towers are fields", "[curve][bls12_381]") {
    std::mt19937_64 random(11);
    const bls12_381_base2 xi = curve::bls12_381_parameters::xi();
    CHECK_FALSE((-bls12_381_base{1}).sqrt());
    // 1 + i is neither a square nor a cube: its norm, 2, would be one of the base field's.
    CHECK_FALSE(xi.norm().sqrt());
    CHECK(xi.norm().pow((bls12_381_base::modulus - wide{1}) / wide{3}) != bls12_381_base::one());
    for (int i = 0; i < 10; ++i) {
        const auto a = random_base12(random);
        const auto b = random_base12(random);
        const auto c = random_base12(random);
        CHECK((a * b) * c == a * (b * c));
        CHECK(a * (b + c) == a * b + a * c);
        CHECK(a.square() == a * a);
        CHECK(a * a.inverse() == bls12_381_base12::one());
        CHECK(bls12_381_pairing::frobenius(a) == a.pow(bls12_381_base::modulus));
        const auto& e = a.coefficient(0).coefficient(1);
        const auto root = field::square_root(e.square());
        REQUIRE(root);
        CHECK((*root == e || *root == -e));
        CHECK_FALSE(field::square_root(e.square() * xi));
    }
    CHECK(bls12_381_base6::basis(1) * bls12_381_base6::basis(2) == bls12_381_base6{xi});
}

TEST_CASE("BLS12-381's final exponentiation is three times the exponent that it is named after", "[curve][bls12_381]") {
    std::mt19937_64 random(12);
    const auto f = random_base12(random);
    const auto p2 = [](const auto& a) { return bls12_381_pairing::frobenius(bls12_381_pairing::frobenius(a)); };
    const auto once = f.conjugate() * f.inverse();
    const auto easy = p2(once) * once;
    CHECK(bls12_381_pairing::cyclotomic_square(easy) == easy * easy);
    // 3 (p^4 - p^2 + 1) / r.
    using number = wide_uint<25>;
    const number p{bls12_381_base::modulus};
    const number square = p * p;
    const auto [exponent, rest] = number::divide(square * square - square + number{1}, number{bls12_381::order()});
    CHECK(rest.is_zero());
    CHECK(bls12_381_pairing::final_exponentiation(f) == easy.pow(exponent * number{3}));
}

TEST_CASE("BLS12-381's pairing is bilinear and not degenerate", "[curve][bls12_381]") {
    const auto pairing = [](const bls12_381::point& p, const bls12_381_twist::point& q) {
        const std::vector<bls12_381_pairing::pair> pairs{{p, q}};
        return bls12_381_pairing::product(pairs);
    };
    const auto e = pairing(g1, g2);
    CHECK(e != bls12_381_base12::one());
    CHECK(e.pow(bls12_381::order()) == bls12_381_base12::one());
    CHECK(pairing(curve::multiply(u256{6}, g1), curve::multiply(u256{35}, g2)) == e.pow(210));
    CHECK(pairing({}, g2) == bls12_381_base12::one());
    CHECK(pairing(g1, {}) == bls12_381_base12::one());
    CHECK(pairing(-g1, g2) * e == bls12_381_base12::one());
}

TEST_CASE("BLS12-381's subgroups are told from the rest of their curves", "[curve][bls12_381]") {
    std::mt19937_64 random(13);
    CHECK(curve::multiply(bls12_381::order(), g1).is_zero());
    CHECK(curve::multiply(bls12_381::order(), g2).is_zero());
    CHECK(bls12_381_pairing::in_g1(g1));
    CHECK(bls12_381_pairing::in_g1({}));
    CHECK(bls12_381_pairing::in_g2(g2));
    CHECK(bls12_381_pairing::in_g2({}));
    CHECK_FALSE(bls12_381_pairing::in_g1({g1.x(), g1.y() + bls12_381_base::one()}));
    CHECK_FALSE(bls12_381_pairing::in_g2({g2.x(), g2.y() + bls12_381_base2::one()}));
    CHECK(bls12_381_pairing::twist_frobenius(g2) ==
          curve::multiply(u256{wide_uint<6>::divide(bls12_381_base::modulus, wide{bls12_381::order()}).second}, g2));
    for (int i = 0; i < 4; ++i) {
        const auto p = random_point<bls12_381>([&] { return random_base(random); });
        const auto outside = curve::multiply(bls12_381::order(), p);
        CHECK_FALSE(outside.is_zero());
        CHECK_FALSE(bls12_381_pairing::in_g1(p));
        CHECK_FALSE(bls12_381_pairing::in_g1(outside));
        CHECK_FALSE(bls12_381_pairing::in_g1(outside + g1));
        // (x - 1)^2 / 3, G1's cofactor (EIP-2537).
        const auto inside = curve::multiply(*u256::parse("0x396c8c005555e1568c00aaab0000aaab"), p);
        CHECK(curve::multiply(bls12_381::order(), inside).is_zero());
        CHECK(bls12_381_pairing::in_g1(inside));
        const auto q = random_point<bls12_381_twist>([&] { return random_base2(random); });
        const auto outside2 = curve::multiply(bls12_381::order(), q);
        CHECK_FALSE(bls12_381_pairing::in_g2(q));
        CHECK_FALSE(bls12_381_pairing::in_g2(outside2));
        CHECK_FALSE(bls12_381_pairing::in_g2(outside2 + g2));
    }
}

} // namespace curve_bls12_381_tests
