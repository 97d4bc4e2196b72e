#include <zonogon/evm/limbs.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace evm_limbs_tests {

namespace {

using namespace zonogon;
using evm::word;
using bits = std::array<bool, 256>;

/// A word bit by bit: what the tests calculate with.
bits bits_of(const word& w) {
    const std::uint64_t limbs[4] = {w.v0, w.v1, w.v2, w.v3};
    bits out{};
    for (std::size_t i = 0; i < 256; ++i) {
        out[i] = ((limbs[i / 64] >> (i % 64)) & 1) != 0;
    }
    return out;
}

/// a + b + carry.
bits sum(const bits& a, const bits& b, bool carry) {
    bits out{};
    for (std::size_t i = 0; i < 256; ++i) {
        out[i] = a[i] != (b[i] != carry);
        carry = (a[i] && b[i]) || (carry && (a[i] || b[i]));
    }
    return out;
}
bits inverted(bits a) {
    for (bool& b : a) {
        b = !b;
    }
    return a;
}
bits moved_up(const bits& a, std::size_t by) {
    bits out{};
    for (std::size_t i = by; i < 256; ++i) {
        out[i] = a[i - by];
    }
    return out;
}
bits moved_down(const bits& a, std::size_t by, bool fill) {
    bits out{};
    for (std::size_t i = 0; i < 256; ++i) {
        out[i] = i + by < 256 ? a[i + by] : fill;
    }
    return out;
}
bits product(const bits& a, const bits& b) {
    bits out{};
    for (std::size_t i = 0; i < 256; ++i) {
        if (b[i]) {
            out = sum(out, moved_up(a, i), false);
        }
    }
    return out;
}
bool below(const bits& a, const bits& b) {
    for (std::size_t i = 256; i-- > 0;) {
        if (a[i] != b[i]) {
            return b[i];
        }
    }
    return false;
}

word edgy(test::random_stream& random) {
    const auto limb = [&random] {
        const std::uint64_t v = random.next();
        switch (v % 5) {
        case 0:
            return std::uint64_t{0};
        case 1:
            return ~std::uint64_t{0};
        case 2:
            return std::uint64_t{1} << 63;
        default:
            return random.next();
        }
    };
    return {limb(), limb(), limb(), limb()};
}

} // namespace

TEST_CASE("a limb adds and subtracts with carry") {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    for (const std::uint64_t a : {std::uint64_t{0}, std::uint64_t{1}, most - 1, most}) {
        for (const std::uint64_t b : {std::uint64_t{0}, std::uint64_t{1}, most - 1, most}) {
            for (const unsigned in : {0U, 1U}) {
                evm::carry_flag carry = static_cast<evm::carry_flag>(in);
                const uint128 up = static_cast<uint128>(a) + b + in;
                CHECK(evm::add_limb(a, b, carry) == static_cast<std::uint64_t>(up));
                CHECK(carry == static_cast<std::uint64_t>(up >> 64));
                carry = static_cast<evm::carry_flag>(in);
                CHECK(evm::sub_limb(a, b, carry) == a - b - in);
                CHECK(carry == (static_cast<uint128>(a) < static_cast<uint128>(b) + in ? 1 : 0));
            }
        }
    }
}

TEST_CASE("words calculate as bits do") {
    test::random_stream random(9);
    for (int i = 0; i < 3000; ++i) {
        const word a = edgy(random);
        const word b = i % 5 == 0 ? a : edgy(random);
        const bits x = bits_of(a);
        const bits y = bits_of(b);
        REQUIRE(bits_of(evm::add(a, b)) == sum(x, y, false));
        REQUIRE(bits_of(evm::sub(a, b)) == sum(x, inverted(y), true));
        evm::carry_flag borrow = 0;
        evm::sub(a, b, borrow);
        REQUIRE((borrow != 0) == below(x, y));
        REQUIRE(bits_of(evm::negate(a)) == sum(inverted(x), bits{}, true));
        REQUIRE(evm::less(a, b) == below(x, y));
        REQUIRE(evm::less_signed(a, b) == (x[255] != y[255] ? x[255] : below(x, y)));
        REQUIRE(evm::equal(a, b) == (x == y));
        REQUIRE(a.is_zero() == (x == bits{}));
        REQUIRE(a.fits64() == (moved_down(x, 64, false) == bits{}));
        REQUIRE(a.negative() == x[255]);
        REQUIRE(bits_of(~a) == inverted(x));
        bits both{};
        bits either{};
        bits one{};
        for (std::size_t k = 0; k < 256; ++k) {
            both[k] = x[k] && y[k];
            either[k] = x[k] || y[k];
            one[k] = x[k] != y[k];
        }
        REQUIRE(bits_of(a & b) == both);
        REQUIRE(bits_of(a | b) == either);
        REQUIRE(bits_of(a ^ b) == one);
        if (i < 300) {
            REQUIRE(bits_of(evm::mul(a, b)) == product(x, y));
        }
        const std::size_t shift = random.below(256);
        REQUIRE(bits_of(evm::shift_left(a, shift)) == moved_up(x, shift));
        REQUIRE(bits_of(evm::shift_right(a, shift)) == moved_down(x, shift, false));
        REQUIRE(bits_of(evm::shift_right(a, shift, ~std::uint64_t{0})) == moved_down(x, shift, true));
    }
}

TEST_CASE("words go to memory and back") {
    u256 place;
    evm::store(place, word{1, 2, 3, 4});
    CHECK(place.limb(0) == 1);
    CHECK(place.limb(3) == 4);
    CHECK(evm::equal(word{place}, {1, 2, 3, 4}));
    evm::store(place, 7);
    CHECK(evm::equal(word{place}, {7, 0, 0, 0}));
}

} // namespace evm_limbs_tests
