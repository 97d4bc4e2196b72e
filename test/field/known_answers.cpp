#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/baby_bear.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/field/secp256k1.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace field_known_answers_tests {

using namespace zonogon;
using namespace zonogon::field;

// Fields are usable in constant evaluation.
static_assert(goldilocks{5} * goldilocks{5}.inverse() == goldilocks::one());
static_assert(goldilocks{goldilocks::modulus}.is_zero());
static_assert(koala_bear{5} * koala_bear{5}.inverse() == koala_bear::one());
static_assert(baby_bear{5} * baby_bear{5}.inverse() == baby_bear::one());
static_assert(secp256k1_base{5} * secp256k1_base{5} == secp256k1_base{25});
static_assert(goldilocks3::basis(2) * goldilocks3::basis(1) == goldilocks3::basis(1) + goldilocks3::one());

TEST_CASE("the prime moduli are the published ones", "[field]") {
    CHECK(goldilocks::modulus == 18446744069414584321ULL);
    CHECK(koala_bear::modulus == 2130706433U);
    CHECK(baby_bear::modulus == 2013265921U);
    CHECK(secp256k1_base::modulus.to_decimal() ==
          "115792089237316195423570985008687907853269984665640564039457584007908834671663");
    CHECK(secp256k1_scalar::modulus.to_decimal() ==
          "115792089237316195423570985008687907852837564279074904382605163141518161494337");
    CHECK(bn254_base::modulus.to_decimal() ==
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");
    CHECK(bn254_scalar::modulus.to_decimal() ==
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");
}

TEST_CASE("the base field of secp256k1 takes square roots", "[field]") {
    // The curve's base point (SEC 2, section 2.4.1): y^2 = x^3 + 7.
    const secp256k1_base x{*u256::parse("0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")};
    const secp256k1_base y{*u256::parse("0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")};
    const auto root = (x * x.square() + secp256k1_base{7}).sqrt();
    REQUIRE(root);
    CHECK((*root == y || *root == -y));
    CHECK(secp256k1_base::zero().sqrt() == secp256k1_base::zero());
    CHECK_FALSE(secp256k1_base::generator().sqrt());
    test::random_stream random(6);
    for (int i = 0; i < 20; ++i) {
        const auto a = random.element<secp256k1_base>();
        CHECK(a.square().sqrt().has_value());
        CHECK_FALSE((a.square() * secp256k1_base::generator()).sqrt());
    }
}

TEST_CASE("numbers beyond the modulus name their class", "[field]") {
    const u256 top = u256::max();
    CHECK(secp256k1_base{top} == secp256k1_base{top - secp256k1_base::modulus});
    CHECK(bn254_base{top}.value() == top % bn254_base::modulus);
    CHECK(koala_bear{~std::uint64_t{0}}.value() == ~std::uint64_t{0} % koala_bear::modulus);
    CHECK(baby_bear{1ULL << 40}.value() == (1ULL << 40) % baby_bear::modulus);
}

TEST_CASE("batch inversion skips zeros and takes any length", "[field]") {
    test::random_stream random(7);
    for (const std::size_t length : {0U, 1U, 2U, 1023U, 1024U, 1025U, 40000U}) {
        std::vector<goldilocks3> values(length);
        for (std::size_t i = 0; i < length; ++i) {
            values[i] = i % 7 == 3 ? goldilocks3{} : random.element<goldilocks3>();
        }
        auto inverses = values;
        batch_inverse(std::span<goldilocks3>(inverses));
        bool right = true;
        for (std::size_t i = 0; i < length; ++i) {
            right = right && inverses[i] * values[i] == (values[i].is_zero() ? goldilocks3{} : goldilocks3::one());
            right = right && inverses[i].is_zero() == values[i].is_zero();
        }
        CHECK(right);
    }
}

} // namespace field_known_answers_tests
