#include "support/catch.hpp"

#include <zonogon/base/modular.hpp>

namespace base_modular_tests {

using namespace zonogon;

namespace {
constexpr u256 prime = *u256::parse("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
static_assert(inverse_mod(u256{3}, u256{7}) == u256{5});
} // namespace

TEST_CASE("inverses modulo a prime and modulo a composite number") {
    u256 a{12345};
    for (int i = 0; i < 200; ++i) {
        a = mul_mod(a, a + u256{7}, prime);
        REQUIRE(mul_mod(a, inverse_mod(a, prime), prime) == u256{1});
        REQUIRE(inverse_mod(a, prime) == pow_mod(a, prime - u256{2}, prime));
    }
    CHECK(inverse_mod(u256{0}, prime).is_zero());
    CHECK(inverse_mod(prime, prime).is_zero());
    CHECK(inverse_mod(u256{6}, u256{9}).is_zero());
    CHECK(inverse_mod(u256{5}, u256{9}) == u256{2});
}

TEST_CASE("powers and differences") {
    CHECK(pow_mod(u256{3}, u256{5}, u256{100}) == u256{43});
    CHECK(pow_mod(u256{3}, u256{0}, u256{100}) == u256{1});
    CHECK(pow_mod(u256{3}, u256{0}, u256{1}).is_zero());
    CHECK(sub_mod(u256{3}, u256{5}, u256{7}) == u256{5});
    CHECK(sub_mod(u256{3}, u256{12}, u256{7}) == u256{5});
    CHECK(sub_mod(u256{3}, u256{3}, prime).is_zero());
}

} // namespace base_modular_tests
