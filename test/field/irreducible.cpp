#include <algorithm>
#include <vector>

#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/field/koala_bear8.hpp>

#include "support/catch.hpp"

namespace field_irreducible_tests {

using namespace zonogon::field;

namespace {

/// Coefficients, lowest first, without leading zeros.
template <class F>
using polynomial = std::vector<F>;

template <class F>
void trim(polynomial<F>& a) {
    while (!a.empty() && a.back().is_zero()) {
        a.pop_back();
    }
}

template <class F>
polynomial<F> remainder(polynomial<F> a, const polynomial<F>& b) {
    while (a.size() >= b.size()) {
        const F factor = a.back() * b.back().inverse();
        for (std::size_t i = 0; i < b.size(); ++i) {
            a[a.size() - b.size() + i] -= factor * b[i];
        }
        trim(a);
    }
    return a;
}

template <class F>
polynomial<F> greatest_common_divisor(polynomial<F> a, polynomial<F> b) {
    while (!b.empty()) {
        a = remainder(a, b);
        std::swap(a, b);
    }
    return a;
}

/// x^(p^k) in F[x] / m, m the modulus of E: exponentiation by p needs nothing but a ring.
template <class E>
E frobenius_power_of_x(std::size_t k) {
    E out = E::basis(1);
    for (std::size_t i = 0; i < k; ++i) {
        out = out.pow(E::base_field::modulus);
    }
    return out;
}

/// The modulus, read off the product x * x^(degree - 1).
template <class E>
polynomial<typename E::base_field> modulus_of() {
    using F = typename E::base_field;
    const E tail = E::basis(1) * E::basis(E::degree - 1);
    polynomial<F> out;
    for (std::size_t i = 0; i < E::degree; ++i) {
        out.push_back(-tail.coefficient(i));
    }
    out.push_back(F::one());
    return out;
}

/// Rabin's test: x^(p^d) = x, and x^(p^(d/q)) - x is prime to the modulus for every prime q dividing d.
template <class E>
bool modulus_is_irreducible(std::initializer_list<std::size_t> primes_of_degree) {
    using F = typename E::base_field;
    if (!(frobenius_power_of_x<E>(E::degree) == E::basis(1))) {
        return false;
    }
    return std::ranges::all_of(primes_of_degree, [](std::size_t q) {
        const E difference = frobenius_power_of_x<E>(E::degree / q) - E::basis(1);
        polynomial<F> d(difference.coefficients().begin(), difference.coefficients().end());
        trim(d);
        return greatest_common_divisor(modulus_of<E>(), d).size() == 1;
    });
}

struct reducible_modulus { // x^4 - 9 = (x^2 - 3)(x^2 + 3)
    static constexpr std::size_t degree = 4;
    static constexpr std::array<modulus_term, 1> tail{{{0, 9}}};
};
struct split_modulus { // x^2 - 1 = (x - 1)(x + 1)
    static constexpr std::size_t degree = 2;
    static constexpr std::array<modulus_term, 1> tail{{{0, 1}}};
};

} // namespace

TEST_CASE("the moduli of the extensions are irreducible", "[field]") {
    CHECK(modulus_is_irreducible<goldilocks3>({3}));
    CHECK(modulus_is_irreducible<baby_bear5>({5}));
    CHECK(modulus_is_irreducible<koala_bear5>({5}));
    CHECK(modulus_is_irreducible<koala_bear8>({2}));
}

TEST_CASE("the irreducibility test rejects products", "[field]") {
    CHECK_FALSE(modulus_is_irreducible<extension<koala_bear, reducible_modulus>>({2}));
    CHECK_FALSE(modulus_is_irreducible<extension<koala_bear, split_modulus>>({2}));
}

TEST_CASE("the moduli are the documented ones", "[field]") {
    using g = goldilocks;
    CHECK(modulus_of<goldilocks3>() == polynomial<g>{-g::one(), -g::one(), g{}, g::one()});
    using b = baby_bear;
    CHECK(modulus_of<baby_bear5>() == polynomial<b>{-b{2}, b{}, b{}, b{}, b{}, b::one()});
    using k = koala_bear;
    CHECK(modulus_of<koala_bear5>() == polynomial<k>{-k::one(), k{}, k::one(), k{}, k{}, k::one()});
    CHECK(modulus_of<koala_bear8>() == polynomial<k>{-k{3}, k{}, k{}, k{}, k{}, k{}, k{}, k{}, k::one()});
}

TEST_CASE("the Frobenius map is the p-th power", "[field]") {
    const auto a = koala_bear8::from_coefficients({koala_bear{1}, koala_bear{2}, koala_bear{3}, koala_bear{4},
                                                   koala_bear{5}, koala_bear{6}, koala_bear{7}, koala_bear{8}});
    CHECK(a.frobenius() == a.pow(koala_bear::modulus));
    const auto b =
        koala_bear5::from_coefficients({koala_bear{9}, koala_bear{2}, koala_bear{3}, koala_bear{4}, koala_bear{5}});
    CHECK(b.frobenius() == b.pow(koala_bear::modulus));
}

} // namespace field_irreducible_tests
