#include <random>

#include <zonogon/field/bls12_381.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/field/secp256k1.hpp>

#include "support/catch.hpp"

namespace field_montgomery_prime_tests {

using namespace zonogon;

namespace {

template <class F>
typename F::limbs limbs_of(const typename F::integer& v) {
    typename F::limbs out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = v.limb(i);
    }
    return out;
}

template <class F>
std::vector<F> some_elements(std::size_t count) {
    std::mt19937_64 random(11);
    std::vector<F> out{F::zero(), F::one(), -F::one(), F{2}, -F{2}, F{2}.inverse(), F{~std::uint64_t{0}}};
    for (const std::uint64_t below :
         {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{19}}) { // the largest stored forms
        out.push_back(*F::from_raw(limbs_of<F>(F::modulus - typename F::integer{below})));
    }
    for (std::size_t i = 0; i + 1 < 64 * F{}.raw().size() && typename F::integer{1} << i < F::modulus; i += 7) {
        out.push_back(*F::from_raw(limbs_of<F>(typename F::integer{1} << i)));
    }
    while (out.size() < count) {
        typename F::integer v;
        for (std::size_t i = 0; i < F{}.raw().size(); ++i) {
            v.set_limb(i, random());
        }
        out.push_back(F{v});
    }
    return out;
}

/// The processor's code against the code for every machine.
template <class F>
void check_arithmetic() {
    constexpr std::size_t limbs = std::tuple_size_v<typename F::limbs>;
    using generic = field::detail::montgomery_limbs<limbs>;
    const auto prime = limbs_of<F>(F::modulus);
    std::uint64_t inverse = prime[0];
    for (int i = 0; i < 5; ++i) {
        inverse *= 2 - prime[0] * inverse;
    }
    bool right = true;
    const auto values = some_elements<F>(100);
    for (const F& a : values) {
        for (const F& b : values) {
            right = right && (a * b).raw() == generic::multiply(a.raw(), b.raw(), prime, 0 - inverse) &&
                    (a + b).raw() == generic::add(a.raw(), b.raw(), prime) &&
                    (a - b).raw() == generic::subtract(a.raw(), b.raw(), prime);
        }
        right = right && a.square() == a * a && F::from_raw(a.raw()) == a;
    }
    CHECK(right);
}

template <class F>
void check_inverses() {
    bool right = true;
    for (const F& a : some_elements<F>(400)) {
        right = right && a.inverse() == a.pow(F::modulus - typename F::integer{2});
    }
    CHECK(right);
}

template <class F>
void check_stored_form() {
    CHECK(F::from_raw(limbs_of<F>(F::modulus)) == std::nullopt);
    typename F::limbs all;
    all.fill(~std::uint64_t{0});
    CHECK(F::from_raw(all) == std::nullopt);
    CHECK(F::from_raw({}) == F::zero());
    // one() is the radix.
    const F radix = F{2}.pow(std::uint64_t{64 * all.size()});
    CHECK(F::from_raw(F::one().raw()) == F::one());
    CHECK(limbs_of<F>(radix.value()) == F::one().raw());
}

template <class F>
void check_all() {
    check_arithmetic<F>();
    check_inverses<F>();
    check_stored_form<F>();
}

} // namespace

TEST_CASE("Montgomery primes: processor's code, inverses, stored form", "[field]") {
    check_all<field::bn254_base>();
    check_all<field::bn254_scalar>();
    check_all<field::secp256k1_base>();
    check_all<field::secp256k1_scalar>();
    check_all<field::bls12_381_base>();
    check_all<field::bls12_381_scalar>();
}

TEST_CASE("Montgomery primes compute in constant evaluation", "[field]") {
    using F = field::bn254_base;
    constexpr F a = F{3}.pow(std::uint64_t{1000});
    STATIC_REQUIRE(a * a.inverse() == F::one());
    CHECK(a == F{3}.pow(std::uint64_t{1000}));
    CHECK(a.inverse() == F{3}.inverse().pow(std::uint64_t{1000}));
}

} // namespace field_montgomery_prime_tests
