#include "support/catch.hpp"

#include <cstdint>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/evm/arithmetic.hpp>

namespace evm_arithmetic_tests {

namespace {

using namespace zonogon;
using evm::word;

u256 number(const word& w) {
    u256 out;
    evm::store(out, w);
    return out;
}

/// Numbers whose limbs are likely to be 0, all ones, or at the edges of digits of the division.
class edgy_numbers {
public:
    u256 next() {
        u256 out;
        for (std::size_t i = 0; i < 4; ++i) {
            out.set_limb(i, limb());
        }
        return out >> (random() % 4 == 0 ? random() % 256 : 0);
    }
    std::uint64_t random() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_ * 0x2545f4914f6cdd1dU;
    }

private:
    std::uint64_t limb() {
        switch (random() % 6) {
        case 0:
            return 0;
        case 1:
            return ~std::uint64_t{0};
        case 2:
            return std::uint64_t{1} << 63;
        case 3:
            return (std::uint64_t{1} << 63) - 1;
        default:
            return random() >> (random() % 64);
        }
    }
    std::uint64_t state_ = 0x9e3779b97f4a7c15U;
};

} // namespace

TEST_CASE("words calculate as the generic integers do") {
    edgy_numbers numbers;
    for (int i = 0; i < 200000; ++i) {
        const u256 a = numbers.next();
        const u256 b = i % 7 == 0 ? a : numbers.next();
        const u256 m = numbers.next();
        const word x{a};
        const word y{b};
        INFO(a.to_hex_full() << " " << b.to_hex_full() << " " << m.to_hex_full());
        REQUIRE(number(evm::add(x, y)) == a + b);
        REQUIRE(number(evm::sub(x, y)) == a - b);
        REQUIRE(number(evm::mul(x, y)) == a * b);
        REQUIRE(evm::less(x, y) == (a < b));
        REQUIRE(evm::equal(x, y) == (a == b));
        const auto [quotient, rest] = u256::divide(a, b);
        const auto ours = evm::divide(x, y);
        REQUIRE(number(ours.quotient) == quotient);
        REQUIRE(number(ours.rest) == rest);
        REQUIRE(number(evm::add_mod(x, y, word{m})) == (m.is_zero() ? u256{} : zonogon::add_mod(a, b, m)));
        REQUIRE(number(evm::mul_mod(x, y, word{m})) == (m.is_zero() ? u256{} : zonogon::mul_mod(a, b, m)));
        const std::uint64_t shift = numbers.random() % 300;
        REQUIRE(number(evm::shl({shift, 0, 0, 0}, x)) == (shift < 256 ? a << shift : u256{}));
        REQUIRE(number(evm::shr({shift, 0, 0, 0}, x)) == (shift < 256 ? a >> shift : u256{}));
        REQUIRE(number(evm::shl({shift, 1, 0, 0}, x)).is_zero());
        std::uint8_t text[32];
        evm::store_word(text, x);
        REQUIRE(u256::from_bytes(text) == a);
        REQUIRE(number(evm::load_word(text)) == a);
    }
}

TEST_CASE("quotients whose first guess is too large") {
    // The dividend's top two limbs equal the divisor's, and guesses one and two too large (TAOCP 4.3.1, exercise 21).
    const std::vector<std::pair<u256, u256>> cases{
        {*u256::parse("0x8000000000000000ffffffffffffffff0000000000000000ffffffffffffffff"),
         *u256::parse("0x8000000000000000ffffffffffffffff0000000000000001")},
        {*u256::parse("0x8000000000000000000000000000000000000000000000030000000000000000"),
         *u256::parse("0x200000000000000000000000000000000000000000000001")},
        {u256::max(), *u256::parse("0xffffffffffffffff0000000000000001")},
        {u256::max() - u256{1}, u256::max()},
        {u256::max(), *u256::parse("0x800000000000000000000000000000000000000000000000")},
    };
    for (const auto& [a, b] : cases) {
        const auto [quotient, rest] = u256::divide(a, b);
        const auto ours = evm::divide(word{a}, word{b});
        CHECK(number(ours.quotient) == quotient);
        CHECK(number(ours.rest) == rest);
    }
}

TEST_CASE("signed arithmetic") {
    const u256 minus_one = u256::max();
    const u256 lowest = u256::power_of_two(255);
    const auto minus = [](std::uint64_t v) { return u256{} - u256{v}; };
    CHECK(number(evm::divide_signed(word{lowest}, word{minus_one})) == lowest);
    CHECK(number(evm::divide_signed(word{minus(7)}, word{u256{2}})) == minus(3));
    CHECK(number(evm::divide_signed(word{minus(7)}, word{u256{}})).is_zero());
    CHECK(number(evm::modulo_signed(word{minus(7)}, word{u256{3}})) == minus(1));
    CHECK(number(evm::modulo_signed(word{u256{7}}, word{minus(3)})) == u256{1});
    CHECK(evm::less_signed(word{minus_one}, word{u256{}}));
    CHECK_FALSE(evm::less_signed(word{u256{}}, word{lowest}));
    CHECK(number(evm::sar({4, 0, 0, 0}, word{minus(32)})) == minus(2));
    CHECK(number(evm::sar({256, 0, 0, 0}, word{lowest})) == minus_one);
    CHECK(number(evm::sar({256, 0, 0, 0}, word{u256{5}})).is_zero());
    CHECK(number(evm::sign_extend({0, 0, 0, 0}, word{u256{0x1ff}})) == minus_one);
    CHECK(number(evm::sign_extend({0, 0, 0, 0}, word{u256{0x17f}})) == u256{0x7f});
    CHECK(number(evm::sign_extend({1, 0, 0, 0}, word{u256{0x8000}})) == u256{} - u256{0x8000});
    CHECK(number(evm::sign_extend({31, 0, 0, 0}, word{lowest})) == lowest);
    CHECK(number(evm::sign_extend({0, 1, 0, 0}, word{u256{0x80}})) == u256{0x80});
}

TEST_CASE("powers and bytes") {
    CHECK(number(evm::power({3, 0, 0, 0}, {5, 0, 0, 0})) == u256{243});
    CHECK(number(evm::power({}, {})) == u256{1});
    CHECK(number(evm::power({2, 0, 0, 0}, {255, 0, 0, 0})) == u256::power_of_two(255));
    CHECK(number(evm::power({2, 0, 0, 0}, {256, 0, 0, 0})).is_zero());
    CHECK(number(evm::power({2, 0, 0, 0}, {0, 1, 0, 0})).is_zero());
    // An odd number has order dividing 2^254.
    CHECK(number(evm::power({3, 0, 0, 0}, {1, 0, 0, std::uint64_t{1} << 62})) == u256{3});
    CHECK(evm::byte_width({}) == 0);
    CHECK(evm::byte_width({0, 0, 1, 0}) == 17);
    CHECK(evm::byte_at({31, 0, 0, 0}, {0xab, 0, 0, 0}) == 0xab);
    CHECK(evm::byte_at({0, 0, 0, 0}, {0, 0, 0, std::uint64_t{0xcd} << 56}) == 0xcd);
    CHECK(evm::byte_at({32, 0, 0, 0}, {1, 1, 1, 1}) == 0);
}

} // namespace evm_arithmetic_tests
