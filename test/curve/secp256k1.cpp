#include <zonogon/curve/secp256k1.hpp>

#include <random>
#include <string>

#include <zonogon/base/hex.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace curve_secp256k1_tests {

using namespace zonogon;
using curve::secp256k1;
using point = secp256k1::point;
using base = secp256k1::base_field;

namespace {

u256 word(const std::string& text) {
    return u256::parse(text).value();
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return text;
}

u256 random_word(std::mt19937_64& random) {
    return u256{std::array<std::uint64_t, 4>{random(), random(), random(), random()}};
}

static_assert(point::generator().on_curve());

} // namespace

TEST_CASE("secp256k1: small multiples of the generator", "[secp256k1]") {
    const point g = point::generator();
    // SEC 2's generator and well-known multiples of it.
    CHECK(curve::multiply(2, g).x().value() ==
          word("0xc6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5"));
    CHECK(curve::multiply(3, g).y().value() ==
          word("0x388f7b0f632de8140fe337e62a37f3566500a99934c2231b6cb9fd7584b8e672"));
    CHECK(curve::multiply(7, g).x().value() ==
          word("0x5cbdf0646e5db4eaa398f365f2ea7a0e3d419b7e0330e39ce92bddedcac4f9bc"));
    CHECK(curve::multiply(0, g).is_zero());
    CHECK(curve::multiply(secp256k1::order(), g).is_zero());
    CHECK(curve::multiply(secp256k1::order() - u256{1}, g) == -g);
}

TEST_CASE("secp256k1: group laws", "[secp256k1]") {
    std::mt19937_64 random{5};
    for (int i = 0; i < 8; ++i) {
        const u256 k = random_word(random);
        const u256 l = random_word(random);
        const point p = curve::multiply(k, point::generator());
        const point q = curve::multiply(l, point::generator());
        CHECK(p.on_curve());
        CHECK((p + q).on_curve());
        CHECK(p + q == q + p);
        CHECK(p + q ==
              curve::multiply((secp256k1::scalar_field{k} + secp256k1::scalar_field{l}).value(), point::generator()));
        CHECK(p + p == p.doubled());
        CHECK((p - p).is_zero());
        CHECK(p + point{} == p);
        CHECK(point{} + p == p);
        CHECK((p + q) - q == p);
        CHECK(curve::linear_combination(3, p, 5, q) == p.doubled() + p + q.doubled().doubled() + q);
        CHECK(curve::linear_combination(7, p, 7, -p).is_zero());
        CHECK_FALSE(point(p.x(), p.y() + base::one()).on_curve());
    }
}

TEST_CASE("secp256k1: points by abscissa", "[secp256k1]") {
    const point g = point::generator();
    CHECK(curve::lift_x(g.x().value(), g.y().value().bit(0)) == g);
    CHECK(curve::lift_x(g.x().value(), !g.y().value().bit(0)) == -g);
    CHECK_FALSE(curve::lift_x(5, false).has_value()); // 5^3 + 7 is no square
    CHECK(curve::lift_x(1, false).has_value());
    CHECK_FALSE(curve::lift_x(base::modulus + u256{1}, false).has_value());
}

TEST_CASE("secp256k1: senders of the batch vectors", "[secp256k1]") {
    const nlohmann::json vectors = test::load_vector("batch-encoding/tx-encoding.json");
    REQUIRE(vectors.size() >= 10);
    for (const auto& v : vectors) {
        const u256 hash = word(v["signingHash"]);
        const u256 r = word(v["r"]);
        const u256 s = word(v["s"]);
        const auto parity = v["vBatch"].get<std::uint64_t>();
        const auto sender = curve::recover_address(hash, r, s, parity);
        REQUIRE(sender);
        CHECK(to_hex(*sender) == lower(v["from"]));
        const point key = curve::multiply(word(v["privateKey"]), point::generator());
        CHECK(curve::to_address(key) == *sender);
        CHECK(*curve::recover(hash, r, s, parity) == key);
        CHECK(curve::verify(hash, r, s, key));
        CHECK(curve::is_low_s(s));
        // The mirrored signature has the same signer.
        const u256 high = secp256k1::order() - s;
        CHECK_FALSE(curve::is_low_s(high));
        CHECK(*curve::recover_address(hash, r, high, 55 - parity) == *sender);
        CHECK(*curve::recover_address(hash, r, s, 55 - parity) != *sender);
        CHECK_FALSE(curve::verify(hash + u256{1}, r, s, key));
        CHECK_FALSE(curve::verify(hash, r, s, -key));
    }
}

TEST_CASE("secp256k1: signatures out of range", "[secp256k1]") {
    const u256 n = secp256k1::order();
    const u256 g = point::generator().x().value();
    REQUIRE(curve::recover(2, g, 1, 27));
    CHECK(curve::recover(2, 0, 1, 27).why().message == "signature's r is outside [1, n - 1]");
    CHECK_FALSE(curve::recover(2, n, 1, 27));
    CHECK_FALSE(curve::recover(2, u256::max(), 1, 27));
    CHECK(curve::recover(2, g, 0, 27).why().message == "signature's s is outside [1, n - 1]");
    CHECK_FALSE(curve::recover(2, g, n, 27));
    CHECK_FALSE(curve::recover(2, g, 1, 26));
    CHECK_FALSE(curve::recover(2, g, 1, 29));
    CHECK(curve::recover(2, 5, 1, 27).why().message == "signature's r is no abscissa of the curve");
    // s R = z G: the key would be zero. R = G (its ordinate is even) and s = z.
    CHECK(curve::recover(9, g, 9, 27).why().message == "signature recovers to the point at infinity");
    CHECK(curve::recover(9, g, 9, 28));
    CHECK(curve::is_low_s(n >> 1));
    CHECK_FALSE(curve::is_low_s((n >> 1) + u256{1}));
    CHECK_FALSE(curve::verify(1, g, 1, point{}));
    CHECK_FALSE(curve::verify(1, g, 1, point(base{1}, base{1})));
}

} // namespace curve_secp256k1_tests
