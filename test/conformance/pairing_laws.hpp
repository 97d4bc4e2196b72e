#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace zonogon::test {

/// What a pairing of G1 and G2 must do: a type with g1, g2, extension, product, in_g1, in_g2, prepared_g2 and the two
/// kinds of pairs.
template <class Pairing>
void check_pairing_laws(std::uint64_t seed) {
    using p1 = typename Pairing::g1::point;
    using p2 = typename Pairing::g2::point;
    using scalar = typename Pairing::g1::scalar_field;
    using extension = typename Pairing::extension;
    random_stream random(seed);
    const auto pairing = [](const p1& p, const p2& q) {
        const std::array<typename Pairing::pair, 1> pairs{{{p, q}}};
        return Pairing::product(pairs);
    };
    const auto draw = [&random] { return random.element<scalar>(); };
    const p1 g = p1::generator();
    const p2 h = p2::generator();
    // The generators: of the groups, of prime order, paired to a root of one of that order.
    CHECK(g.on_curve());
    CHECK(h.on_curve());
    CHECK(Pairing::in_g1(g));
    CHECK(Pairing::in_g2(h));
    CHECK(Pairing::in_g1(p1{}));
    CHECK(Pairing::in_g2(p2{}));
    CHECK(curve::multiply(u256{scalar::modulus}, g).is_zero());
    CHECK(curve::multiply(u256{scalar::modulus}, h).is_zero());
    const extension e = pairing(g, h);
    CHECK(e != extension::one());
    CHECK(e.pow(scalar::modulus) == extension::one());
    // Zero pairs to one, an empty product is one.
    CHECK(pairing({}, h) == extension::one());
    CHECK(pairing(g, {}) == extension::one());
    CHECK(Pairing::product(std::span<const typename Pairing::pair>{}) == extension::one());
    for (int i = 0; i < 3; ++i) {
        const scalar a = draw();
        const scalar b = draw();
        const p1 p = curve::multiply(a.value(), g);
        const p2 q = curve::multiply(b.value(), h);
        CHECK(Pairing::in_g1(p));
        CHECK(Pairing::in_g2(q));
        // Bilinear.
        CHECK(pairing(p, q) == e.pow((a * b).value()));
        CHECK(pairing(p + g, q) == pairing(p, q) * pairing(g, q));
        CHECK(pairing(p, q + h) == pairing(p, q) * pairing(p, h));
        CHECK(pairing(-p, q) == pairing(p, -q));
        CHECK(pairing(-p, q) * pairing(p, q) == extension::one());
        // Products, with prepared points and without, in any order.
        const std::vector<typename Pairing::pair> pairs{{p, q}, {g, q}, {{}, q}, {p, h}, {p, {}}};
        const extension all = pairing(p, q) * pairing(g, q) * pairing(p, h);
        CHECK(Pairing::product(pairs) == all);
        const typename Pairing::prepared_g2 of_q(q);
        const typename Pairing::prepared_g2 of_zero{p2{}};
        const std::vector<typename Pairing::prepared_pair> prepared{{g, &of_q}, {p, &of_q}, {p, &of_zero}, {{}, &of_q}};
        const std::vector<typename Pairing::pair> rest{{p, h}};
        CHECK(Pairing::product(rest, prepared) == all);
        CHECK(Pairing::product({}, prepared) * Pairing::product(rest) == all);
    }
}

} // namespace zonogon::test
