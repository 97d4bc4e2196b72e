#include <zonogon/curve/ate_pairing.hpp>

#include <fstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/curve/bls12_381_pairing.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/point_encoding.hpp>

#include "support/catch.hpp"
#include "support/source_dir.hpp"

namespace curve_ate_pairing_tests {

using namespace zonogon;
using curve::bls12_381;
using curve::bls12_381_pairing;
using curve::bls12_381_twist;

namespace {

const nlohmann::json& vectors() {
    static const nlohmann::json all =
        nlohmann::json::parse(std::ifstream(test::source_dir() / "test/vectors/pairing/noble-curves.json"));
    return all;
}

template <class F>
F number(const nlohmann::json& text) {
    using integer = std::remove_cvref_t<decltype(F::modulus)>;
    return F{*integer::parse(text.get<std::string>())};
}
template <class E>
E pair_of(const nlohmann::json& c) {
    using F = typename E::base_field;
    return {number<F>(c[0]), number<F>(c[1])};
}
template <class E>
E twelve(const nlohmann::json& c) {
    using six = typename E::base_field;
    using two = typename six::base_field;
    using one = typename two::base_field;
    std::array<two, 6> parts;
    for (std::size_t i = 0; i < 6; ++i) {
        parts[i] = {number<one>(c[2 * i]), number<one>(c[2 * i + 1])};
    }
    return {six{parts[0], parts[1], parts[2]}, six{parts[3], parts[4], parts[5]}};
}
u256 scalar_of(const nlohmann::json& text) {
    return *u256::parse(text.get<std::string>());
}

/// Multiples and pairing values of a curve beside those of another library, whose values are ours to the power of
/// `exponent`.
template <class Pairing>
void check_known_answers(const nlohmann::json& known, const u256& exponent) {
    using p1 = typename Pairing::g1::point;
    using p2 = typename Pairing::g2::point;
    using base = typename Pairing::g1::base_field;
    using base2 = typename Pairing::g2::base_field;
    for (const auto& v : known["g1"]) {
        CHECK(curve::multiply(scalar_of(v["k"]), p1::generator()) == p1{number<base>(v["x"]), number<base>(v["y"])});
    }
    for (const auto& v : known["g2"]) {
        CHECK(curve::multiply(scalar_of(v["k"]), p2::generator()) ==
              p2{pair_of<base2>(v["x"]), pair_of<base2>(v["y"])});
    }
    for (const auto& v : known["pairings"]) {
        const std::vector<typename Pairing::pair> pairs{{curve::multiply(scalar_of(v["g1"]), p1::generator()),
                                                         curve::multiply(scalar_of(v["g2"]), p2::generator())}};
        CHECK(Pairing::product(pairs).pow(exponent) == twelve<typename Pairing::extension>(v["value"]));
    }
}

} // namespace

TEST_CASE("groups and pairings agree with noble-curves", "[curve][pairing]") {
    // noble-curves takes the final exponentiation of BN curves to a multiple of (p^12 - 1) / r: Fuentes-Castaneda,
    // Knapp and Rodriguez-Henriquez, "Faster hashing to G2" (SAC 2011), section 5.
    const u256 x{curve::bn254_parameters::x};
    check_known_answers<curve::bn254_pairing>(vectors()["bn254"],
                                              u256{2} * x * (u256{6} * x * x + u256{3} * x + u256{1}));
    check_known_answers<bls12_381_pairing>(vectors()["bls12_381"], u256{1});
}

TEST_CASE("points in Zcash's encoding agree with noble-curves", "[curve][encoding]") {
    const auto check = [](const auto& known, auto encoding, const auto& generator) {
        using codec = decltype(encoding);
        for (const auto& v : known) {
            const auto p = curve::multiply(scalar_of(v["k"]), generator);
            const auto compressed = *from_hex(v["compressed"].template get<std::string>());
            const auto whole = *from_hex(v["uncompressed"].template get<std::string>());
            CHECK(std::ranges::equal(codec::compress(p), compressed));
            CHECK(std::ranges::equal(codec::whole(p), whole));
            REQUIRE(codec::decompress(compressed));
            CHECK(*codec::decompress(compressed) == p);
            REQUIRE(codec::read_whole(whole));
            CHECK(*codec::read_whole(whole) == p);
        }
    };
    using encoding1 = curve::point_encoding<bls12_381, curve::zcash_format>;
    using encoding2 = curve::point_encoding<bls12_381_twist, curve::zcash_format>;
    const auto& known = vectors()["bls12_381"];
    check(known["g1"], encoding1{}, bls12_381::point::generator());
    check(known["g2"], encoding2{}, bls12_381_twist::point::generator());
    CHECK(to_hex(encoding1::compress({})) == "0x" + known["zero_g1"].get<std::string>());
    CHECK(to_hex(encoding2::compress({})) == "0x" + known["zero_g2"].get<std::string>());
    CHECK(to_hex(encoding1::whole({})) == "0x" + known["zero_g1_u"].get<std::string>());
}
TEST_CASE("prepared points give the same pairings", "[curve][pairing]") {
    const auto check = []<class Pairing>(std::type_identity<Pairing>) {
        using p1 = typename Pairing::g1::point;
        using p2 = typename Pairing::g2::point;
        using prepared = typename Pairing::prepared_g2;
        const p1 p = curve::multiply(u256{77}, p1::generator());
        const p2 q = curve::multiply(u256{1234567}, p2::generator());
        const prepared first(q);
        const prepared second(-q);
        const prepared none{p2{}};
        CHECK(none.is_zero());
        const std::vector<typename Pairing::pair> pairs{{p, q}};
        const std::vector<typename Pairing::prepared_pair> same{{p, &first}};
        CHECK(Pairing::product({}, same) == Pairing::product(pairs));
        const std::vector<typename Pairing::prepared_pair> more{{p, &none}, {{}, &first}, {-p, &second}, {p, &second}};
        CHECK(Pairing::product(pairs, more) == Pairing::product(pairs));
        const std::vector<typename Pairing::prepared_pair> opposite{{-p, &first}};
        CHECK(Pairing::product(pairs, opposite) == Pairing::extension::one());
        CHECK(Pairing::product({}, {}) == Pairing::extension::one());
    };
    check(std::type_identity<curve::bn254_pairing>{});
    check(std::type_identity<bls12_381_pairing>{});
}

} // namespace curve_ate_pairing_tests
