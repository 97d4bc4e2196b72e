#include <zonogon/field/extension.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/field/monty31.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace field_towers_tests {

using namespace zonogon;
using field::koala_bear;
using field::koala_bear5;

namespace {

/// The base field as an extension of itself.
struct degree_one {
    static constexpr std::size_t degree = 1;
    static constexpr std::array<field::modulus_term, 0> tail{};
};
using trivial = field::extension<koala_bear, degree_one>;

/// x^2 = 3, a non-residue of KoalaBear (3 generates the multiplicative group).
struct square_root_of_three {
    static constexpr std::size_t degree = 2;
    static constexpr std::array<field::modulus_term, 1> tail{{{0, 3}}};
};
using quadratic = field::extension<koala_bear, square_root_of_three>;

} // namespace

TEST_CASE("31-bit elements agree with integer arithmetic modulo the prime") {
    test::random_stream random(1);
    constexpr std::uint64_t p = koala_bear::modulus;
    for (int i = 0; i < 2000; ++i) {
        const std::uint64_t a = i == 0 ? 0 : i == 1 ? p - 1 : random.below(p);
        const std::uint64_t b = i < 4 ? p - 1 : random.below(p);
        const koala_bear x{a};
        const koala_bear y{b};
        CHECK((x + y).value() == (a + b) % p);
        CHECK((x - y).value() == (a + p - b) % p);
        CHECK((x * y).value() == a * b % p);
        CHECK((-x).value() == (p - a) % p);
        CHECK(koala_bear::from_raw(x.raw()) == x);
        CHECK((b == 0 || (x * y.inverse() * y == x)));
    }
    CHECK(koala_bear{p} == koala_bear::zero());
    CHECK(koala_bear{~std::uint64_t{0}}.value() == ~std::uint64_t{0} % p);
    CHECK(koala_bear::zero().inverse().is_zero());
    CHECK_FALSE(koala_bear::is_canonical(p));
    CHECK(koala_bear::two_adic_generator(3).pow(4) == -koala_bear::one());
    STATIC_REQUIRE((koala_bear{5} * koala_bear{7}).value() == 35);
}

TEST_CASE("an extension of degree one is its base field") {
    test::random_stream random(2);
    for (int i = 0; i < 100; ++i) {
        const auto a = random.element<koala_bear>();
        const auto b = random.element<koala_bear>();
        CHECK(trivial(a) * trivial(b) == trivial(a * b));
        CHECK(trivial(a).inverse() == trivial(a.inverse()));
        CHECK(trivial(a).frobenius() == trivial(a));
    }
}

TEST_CASE("a quadratic extension multiplies and divides as written out") {
    const koala_bear a{5};
    const koala_bear b{6};
    const koala_bear c{7};
    const koala_bear d{8};
    const auto x = quadratic::from_coefficients({a, b});
    const auto y = quadratic::from_coefficients({c, d});
    CHECK(x * y == quadratic::from_coefficients({a * c + koala_bear{3} * b * d, a * d + b * c}));
    CHECK(x * x.inverse() == quadratic::one());
    CHECK(x.frobenius() == quadratic::from_coefficients({a, -b}));
    CHECK(x.frobenius().frobenius() == x);
    CHECK(x.pow(koala_bear::modulus) == x.frobenius());
    CHECK(quadratic::zero().inverse() == quadratic::zero());
}

TEST_CASE("the quintic extension's Frobenius is the power of the characteristic and has order five") {
    test::random_stream random(3);
    koala_bear5 x = koala_bear5::from_coefficients({random.element<koala_bear>(), random.element<koala_bear>(),
                                                    random.element<koala_bear>(), random.element<koala_bear>(),
                                                    random.element<koala_bear>()});
    CHECK(x.frobenius() == x.pow(koala_bear::modulus));
    koala_bear5 back = x;
    for (int i = 0; i < 5; ++i) {
        back = back.frobenius();
    }
    CHECK(back == x);
    CHECK(x * x.inverse() == koala_bear5::one());
}

} // namespace field_towers_tests
