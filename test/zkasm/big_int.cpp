#include "support/catch.hpp"

#include <random>

#include <zonogon/zkasm/big_int.hpp>

namespace zkasm_big_int_tests {

using zonogon::zkasm::big_int;

namespace {

big_int random_number(std::mt19937_64& random) {
    big_int out;
    for (std::uint64_t digits = random() % 7; digits > 0; --digits) {
        const std::uint64_t kind = random() % 4;
        const std::uint64_t digit = kind == 0 ? 0 : kind == 1 ? 0xffffffff : random() & 0xffffffff;
        out = out * big_int{std::int64_t{1} << 32} + big_int{static_cast<std::int64_t>(digit)};
    }
    return random() % 2 == 0 ? out : -out;
}

static_assert(big_int{-7} / big_int{2} == big_int{-3});
static_assert(big_int{-7} % big_int{3} == big_int{-1});
static_assert(big_int::shift(big_int{-5}, -1) == big_int{-3});
static_assert((big_int{-6} & big_int{11}) == big_int{-6 & 11});
static_assert((big_int{-6} ^ big_int{11}) == big_int{-6 ^ 11});
static_assert(big_int::parse("0x1_0") == big_int{16});

} // namespace

TEST_CASE("laws of whole numbers hold for random values") {
    std::mt19937_64 random(7);
    for (int i = 0; i < 3000; ++i) {
        const big_int a = random_number(random);
        const big_int b = random_number(random);
        REQUIRE(a + b == b + a);
        REQUIRE((a - b) + b == a);
        REQUIRE((a ^ b) + ((a & b) + (a & b)) == a + b);
        REQUIRE((a | b) + (a & b) == a + b);
        REQUIRE((a + b) * (a - b) == a * a - b * b);
        if (!b.is_zero()) {
            const big_int q = a / b;
            const big_int r = a % b;
            REQUIRE(q * b + r == a);
            REQUIRE((r.is_negative() ? -r : r) < (b.is_negative() ? -b : b));
            REQUIRE((r.is_zero() || r.is_negative() == a.is_negative()));
        }
        const big_int magnitude = a.is_negative() ? -a : a;
        REQUIRE(big_int::parse(magnitude.to_decimal()) == magnitude);
    }
}

TEST_CASE("shifts agree with powers of two") {
    const big_int a = *big_int::parse("0x123456789abcdef0123456789abcdef");
    for (std::int64_t k = 0; k < 100; ++k) {
        const big_int power = *big_int::pow(2, k);
        REQUIRE(*big_int::shift(a, k) == a * power);
        REQUIRE(*big_int::shift(a, -k) == a / power);
    }
    CHECK(*big_int::shift(big_int{-1}, -200) == big_int{-1});
}

TEST_CASE("numbers have a bound") {
    CHECK_FALSE(big_int::pow(2, 1'000'000'000));
    CHECK_FALSE(big_int::pow(3, *big_int::parse("340282366920938463463374607431768211456")));
    CHECK_FALSE(big_int::pow(2, -1));
    CHECK_FALSE(big_int::shift(1, std::numeric_limits<std::int64_t>::max()));
    CHECK(*big_int::pow(-1, *big_int::pow(2, 200) + big_int{1}) == big_int{-1});
}

TEST_CASE("reduction to 256 bits is two's complement") {
    CHECK(big_int{-1}.to_u256() == zonogon::u256::max());
    CHECK((*big_int::pow(2, 256) + big_int{5}).to_u256() == zonogon::u256{5});
}

} // namespace zkasm_big_int_tests
