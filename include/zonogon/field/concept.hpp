#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace zonogon::field {

/// A commutative field whose values are regular: copying, == and arithmetic are all there is to an element.
///
/// Laws (run any type through test/conformance/field_laws.hpp):
/// - +, * are associative and commutative, * distributes over +; F{} == F::zero(); zero() and one() are neutral;
/// - a + (-a) == zero(); a - b == a + (-b); a.square() == a * a;
/// - a * a.inverse() == one() unless a is zero, whose inverse() is zero;
/// - a.is_zero() exactly when a == zero(); == compares classes, whatever representative a value stores;
/// - every operation is usable in constant evaluation.
template <class F>
concept field = std::regular<F> && requires(const F a, const F b, F m) {
    { F::zero() } -> std::same_as<F>;
    { F::one() } -> std::same_as<F>;
    { a + b } -> std::same_as<F>;
    { a - b } -> std::same_as<F>;
    { a* b } -> std::same_as<F>;
    { -a } -> std::same_as<F>;
    { m += b } -> std::same_as<F&>;
    { m -= b } -> std::same_as<F&>;
    { m *= b } -> std::same_as<F&>;
    { a.square() } -> std::same_as<F>;
    { a.pow(std::uint64_t{}) } -> std::same_as<F>;
    { a.inverse() } -> std::same_as<F>;
    { a.is_zero() } -> std::same_as<bool>;
};

/// The integers modulo a prime `F::modulus`.
///
/// Laws: a.value() is in [0, modulus); F{a.value()} == a; F{v} is the class of v for every v that
/// is_canonical() accepts, and is_canonical(v) exactly when v < modulus; `encoded_size` bytes hold any value().
template <class F>
concept prime_field = field<F> && requires(const F a) {
    F::modulus;
    { F::encoded_size } -> std::convertible_to<std::size_t>;
    { F::is_canonical(a.value()) } -> std::same_as<bool>;
    F{a.value()};
    { a.value() < F::modulus } -> std::convertible_to<bool>;
};

/// A field whose multiplicative group has a subgroup of order 2^two_adicity, with two_adicity the largest such.
///
/// Laws: two_adic_generator(k) has order exactly 2^k for every k <= two_adicity and its square is
/// two_adic_generator(k - 1); generator() is not a square.
template <class F>
concept two_adic_field = field<F> && requires(std::size_t bits) {
    { F::two_adicity } -> std::convertible_to<std::size_t>;
    { F::generator() } -> std::same_as<F>;
    { F::two_adic_generator(bits) } -> std::same_as<F>;
};

/// E = F[x] / m(x) with m irreducible of degree E::degree.
///
/// Laws: a is the sum over i of a.coefficient(i) * E::basis(i), and from_coefficients undoes coefficients();
/// E(f) embeds F as a ring; a * f equals a * E(f), and likewise for + and -.
template <class E, class F>
concept extension_of = field<E> && field<F> && std::same_as<typename E::base_field, F> &&
                       std::constructible_from<E, F> && requires(const E a, const F f, std::size_t i) {
                           { E::degree } -> std::convertible_to<std::size_t>;
                           { a.coefficient(i) } -> std::convertible_to<F>;
                           { E::from_coefficients(a.coefficients()) } -> std::same_as<E>;
                           { E::basis(i) } -> std::same_as<E>;
                           { a* f } -> std::same_as<E>;
                           { a + f } -> std::same_as<E>;
                           { a - f } -> std::same_as<E>;
                       };

} // namespace zonogon::field
