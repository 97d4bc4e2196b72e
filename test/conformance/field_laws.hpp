#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/field/concept.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace zonogon::test {

/// Random elements behind the given edge values.
template <class F>
std::vector<F> sample(std::vector<F> edges, std::size_t random_count, std::uint64_t seed = 1) {
    random_stream random(seed);
    for (std::size_t i = 0; i < random_count; ++i) {
        edges.push_back(random.element<F>());
    }
    return edges;
}

/// The laws of zonogon::field::field over every pair and many triples of the values.
template <field::field F>
void check_field(const std::vector<F>& values) {
    const F zero = F::zero();
    const F one = F::one();
    CHECK(F{} == zero);
    CHECK(zero.is_zero());
    CHECK_FALSE(one.is_zero());
    CHECK(zero.inverse() == zero);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const F a = values[i];
        INFO("value number " << i);
        REQUIRE(a + zero == a);
        REQUIRE(a * one == a);
        REQUIRE((a * zero).is_zero());
        REQUIRE((a + (-a)).is_zero());
        REQUIRE((a - a).is_zero());
        REQUIRE(-(-a) == a);
        REQUIRE(a.square() == a * a);
        REQUIRE(a.pow(0) == one);
        REQUIRE(a.pow(1) == a);
        REQUIRE(a.pow(11) == a * a.square() * a.square().square().square());
        REQUIRE(a.is_zero() == (a == zero));
        if (!a.is_zero()) {
            REQUIRE(a * a.inverse() == one);
            REQUIRE(a.inverse().inverse() == a);
        }
        for (std::size_t j = 0; j < values.size(); ++j) {
            const F b = values[j];
            const F c = values[(i + 3 * j + 1) % values.size()];
            INFO("with value number " << j);
            REQUIRE(a + b == b + a);
            REQUIRE(a * b == b * a);
            REQUIRE(a - b == a + (-b));
            REQUIRE((a - b) + b == a);
            REQUIRE((a + b) + c == a + (b + c));
            REQUIRE((a * b) * c == a * (b * c));
            REQUIRE(a * (b + c) == a * b + a * c);
            REQUIRE((a == b) == (a - b).is_zero());
            F m = a;
            REQUIRE((m += b) == a + b);
            REQUIRE((m -= b) == a);
            REQUIRE((m *= b) == a * b);
        }
    }
    auto inverses = values;
    field::batch_inverse(std::span<F>(inverses));
    for (std::size_t i = 0; i < values.size(); ++i) {
        REQUIRE(inverses[i] == values[i].inverse());
    }
}

/// The laws of prime_field, with integers of 1024 bits as the oracle.
template <field::prime_field F>
void check_prime_field(const std::vector<F>& values) {
    using wide = wide_uint<16>;
    const wide p{F::modulus};
    CHECK(F::is_canonical(F{}.value()));
    CHECK(F::is_canonical((-F::one()).value()));
    CHECK_FALSE(F::is_canonical(F::modulus));
    CHECK(wide{(-F::one()).value()} == p - wide{1});
    CHECK(F{F::modulus}.is_zero());
    CHECK((p.bit_width() + 7) / 8 == F::encoded_size);
    for (const F& a : values) {
        const wide x{a.value()};
        REQUIRE(x < p);
        REQUIRE(F{a.value()} == a);
        for (const F& b : values) {
            const wide y{b.value()};
            REQUIRE(wide{(a + b).value()} == (x + y) % p);
            REQUIRE(wide{(a * b).value()} == (x * y) % p);
            REQUIRE((a == b) == (x == y));
        }
    }
}

/// The laws of two_adic_field.
template <field::two_adic_field F>
void check_two_adic_field() {
    F above = F::two_adic_generator(0);
    CHECK(above == F::one());
    for (std::size_t bits = 1; bits <= F::two_adicity; ++bits) {
        const F root = F::two_adic_generator(bits);
        REQUIRE(root.square() == above);
        REQUIRE_FALSE(root == above);
        above = root;
    }
    CHECK(F::two_adic_generator(1) == -F::one());
}

/// The laws of extension_of, on values of the extension and of its base field.
template <class E>
    requires field::extension_of<E, typename E::base_field>
void check_extension(const std::vector<E>& values, const std::vector<typename E::base_field>& constants) {
    using F = typename E::base_field;
    for (std::size_t i = 0; i < E::degree; ++i) {
        for (std::size_t j = 0; j < E::degree; ++j) {
            CHECK(E::basis(i).coefficient(j) == (i == j ? F::one() : F::zero()));
        }
    }
    CHECK(E::basis(0) == E::one());
    for (const E& a : values) {
        E sum;
        for (std::size_t i = 0; i < E::degree; ++i) {
            REQUIRE(a.coefficients()[i] == a.coefficient(i));
            sum += E::basis(i) * a.coefficient(i);
        }
        REQUIRE(sum == a);
        REQUIRE(E::from_coefficients(a.coefficients()) == a);
        for (const F& f : constants) {
            REQUIRE(a * f == a * E(f));
            REQUIRE(f * a == a * E(f));
            REQUIRE(a + f == a + E(f));
            REQUIRE(a - f == a - E(f));
            E m = a;
            REQUIRE((m *= f) == a * f);
        }
    }
    for (const F& f : constants) {
        for (const F& g : constants) {
            REQUIRE(E(f) + E(g) == E(f + g));
            REQUIRE(E(f) * E(g) == E(f * g));
        }
    }
}

} // namespace zonogon::test
