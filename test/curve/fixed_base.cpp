#include <random>
#include <vector>

#include <zonogon/curve/bls12_381.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/fixed_base.hpp>

#include "support/catch.hpp"

namespace curve_fixed_base_tests {

using namespace zonogon;

TEMPLATE_TEST_CASE("multiples by a table are multiples", "", curve::bn254, curve::bn254_twist, curve::bls12_381) {
    using C = TestType;
    using F = typename C::scalar_field;
    std::mt19937_64 random(11);
    const auto p = curve::multiply(u256{random()}, curve::affine_point<C>::generator());
    const curve::fixed_base<C> table(p);
    // Digits of zero and of every bit, both ends of the field, and any.
    std::vector<F> scalars{F{}, F::one(), -F::one(), F{u256{255}}, F{u256{256}}, F{u256{0xff00ff00}}};
    for (int i = 0; i < 20; ++i) {
        scalars.push_back(F{u256{std::array<std::uint64_t, 4>{random(), random(), random(), random()}}});
    }
    std::vector<curve::affine_point<C>> all(scalars.size());
    table.multiply(scalars, all);
    for (std::size_t i = 0; i < scalars.size(); ++i) {
        const auto expected = curve::multiply(scalars[i].value(), p);
        CHECK(table.multiply(scalars[i]).to_affine() == expected);
        CHECK(all[i] == expected);
    }
}

TEST_CASE("more scalars than one chunk, in their order") {
    using C = curve::bn254;
    using F = C::scalar_field;
    const auto g = curve::affine_point<C>::generator();
    const curve::fixed_base<C> table(g);
    constexpr std::size_t count = 65'536 + 3;
    std::vector<F> scalars(count);
    for (std::size_t i = 0; i < count; ++i) {
        scalars[i] = F{u256{i}};
    }
    std::vector<curve::affine_point<C>> out(count);
    table.multiply(scalars, out);
    CHECK(out[0].is_zero());
    CHECK(out[1] == g);
    for (const std::size_t i : {65'534U, 65'535U, 65'536U, 65'538U}) {
        CHECK(out[i] == curve::multiply(u256{i}, g));
    }
}

TEST_CASE("the table of the point at infinity has nothing else in it") {
    using C = curve::bn254;
    const curve::fixed_base<C> table{curve::affine_point<C>{}};
    CHECK(table.multiply(C::scalar_field{u256{123'456'789}}).to_affine().is_zero());
}

} // namespace curve_fixed_base_tests
