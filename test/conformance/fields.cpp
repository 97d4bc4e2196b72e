#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/field/bls12_381_tower.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/field/bn254_tower.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/field/koala_bear8.hpp>
#include <zonogon/field/secp256k1.hpp>

#include "conformance/edge_values.hpp"
#include "conformance/field_laws.hpp"

namespace conformance_fields_tests {

using namespace zonogon;
using namespace zonogon::field;

namespace {

template <class F>
void check_prime(std::size_t random_count) {
    const auto values = test::sample(test::edge_values<F>(), random_count);
    test::check_field(values);
    test::check_prime_field(values);
    test::check_two_adic_field<F>();
}

template <class E>
void check_tower(std::size_t random_count) {
    const auto values = test::sample(test::extension_edge_values<E>(), random_count);
    test::check_field(values);
    test::check_extension(values, test::sample(test::edge_values<typename E::base_field>(), 5));
}

} // namespace

TEST_CASE("Goldilocks obeys the field laws", "[conformance]") {
    check_prime<goldilocks>(60);
}
TEST_CASE("KoalaBear obeys the field laws", "[conformance]") {
    check_prime<koala_bear>(60);
}
TEST_CASE("BabyBear obeys the field laws", "[conformance]") {
    check_prime<baby_bear>(60);
}
TEST_CASE("the 256-bit prime fields obey the field laws", "[conformance]") {
    check_prime<secp256k1_base>(12);
    check_prime<secp256k1_scalar>(12);
    check_prime<bn254_base>(12);
    check_prime<bn254_scalar>(12);
    check_prime<bls12_381_base>(12);
    check_prime<bls12_381_scalar>(12);
}
TEST_CASE("the cubic extension of Goldilocks obeys the field laws", "[conformance]") {
    check_tower<goldilocks3>(10);
}
TEST_CASE("the extensions of the 31-bit fields obey the field laws", "[conformance]") {
    check_tower<baby_bear5>(10);
    check_tower<koala_bear5>(10);
    check_tower<koala_bear8>(10);
}
TEST_CASE("the steps of BN254's tower obey the field laws", "[conformance]") {
    check_tower<bn254_base2>(4);
    check_tower<bls12_381_base2>(4);
    // Their base fields have no edge values of their own.
    const auto upper = []<class E>(E) {
        std::vector<E> values{E::zero(), E::one(), -E::one()};
        for (std::size_t i = 0; i < E::degree; ++i) {
            values.push_back(E::basis(i));
        }
        values = test::sample(values, 4);
        test::check_field(values);
        using base = typename E::base_field;
        test::check_extension(values, test::sample(std::vector<base>{base::zero(), base::one()}, 3));
    };
    upper(bn254_base6{});
    upper(bn254_base12{});
    upper(bls12_381_base6{});
    upper(bls12_381_base12{});
}

} // namespace conformance_fields_tests
