#include <zonogon/evm/division.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace evm_division_tests {

namespace {

using namespace zonogon;
using evm::word;

template <std::size_t M>
using limbs = std::array<std::uint64_t, M>;

template <std::size_t M>
bool bit(const limbs<M>& v, std::size_t i) {
    return ((v[i / 64] >> (i % 64)) & 1) != 0;
}

/// Long division a bit at a time: shifts, compares, subtracts. The remainder has a limb to spare.
template <std::size_t M>
struct slow_division {
    limbs<M> quotient{};
    limbs<5> rest{};

    slow_division(const limbs<M>& a, const limbs<4>& d) {
        for (std::size_t i = 64 * M; i-- > 0;) {
            for (std::size_t k = 5; k-- > 0;) {
                rest[k] = (rest[k] << 1) | (k > 0 ? rest[k - 1] >> 63 : (bit(a, i) ? 1U : 0U));
            }
            if (at_least(d)) {
                subtract(d);
                quotient[i / 64] |= std::uint64_t{1} << (i % 64);
            }
        }
    }

private:
    bool at_least(const limbs<4>& d) const {
        if (rest[4] != 0) {
            return true;
        }
        for (std::size_t k = 4; k-- > 0;) {
            if (rest[k] != d[k]) {
                return rest[k] > d[k];
            }
        }
        return true;
    }
    void subtract(const limbs<4>& d) {
        std::uint64_t borrow = 0;
        for (std::size_t k = 0; k < 5; ++k) {
            const std::uint64_t take = k < 4 ? d[k] : 0;
            const std::uint64_t less = rest[k] - take;
            const std::uint64_t out = less - borrow;
            borrow = (rest[k] < take || less < borrow) ? 1 : 0;
            rest[k] = out;
        }
    }
};

/// Limbs at the edges of what a digit of the quotient is guessed from.
std::uint64_t edgy_limb(test::random_stream& random) {
    switch (random.below(8)) {
    case 0:
    case 1:
        return 0;
    case 2:
        return ~std::uint64_t{0};
    case 3:
        return std::uint64_t{1} << 63;
    case 4:
        return (std::uint64_t{1} << 63) - 1;
    case 5:
        return random.below(4);
    default:
        return random.next();
    }
}

template <std::size_t M>
limbs<M> edgy_limbs(test::random_stream& random) {
    limbs<M> out{};
    const std::size_t used = random.below(M + 1);
    for (std::size_t i = 0; i < used; ++i) {
        out[i] = edgy_limb(random);
    }
    return out;
}

word to_word(const limbs<4>& v) {
    return {v[0], v[1], v[2], v[3]};
}
limbs<4> to_limbs(const word& w) {
    return {w.v0, w.v1, w.v2, w.v3};
}
limbs<4> low(const limbs<5>& v) {
    return {v[0], v[1], v[2], v[3]};
}

template <std::size_t M>
void check_divide(std::uint64_t seed, int count) {
    test::random_stream random(seed);
    for (int i = 0; i < count; ++i) {
        const limbs<M> a = edgy_limbs<M>(random);
        limbs<4> d = edgy_limbs<4>(random);
        if (random.below(4) == 0) {
            // Next to a multiple of the dividend's top.
            for (std::size_t k = 0; k < 4; ++k) {
                d[k] = a[M - 4 + k];
            }
            d[random.below(4)] += random.below(3) - 1;
        }
        if (d == limbs<4>{}) {
            const auto nothing = evm::divide(a, word{});
            REQUIRE(nothing.quotient.is_zero());
            REQUIRE(nothing.rest.is_zero());
            continue;
        }
        const slow_division<M> slow(a, d);
        const auto fast = evm::divide(a, to_word(d));
        REQUIRE(to_limbs(fast.rest) == low(slow.rest));
        // Only the low limbs of the quotient are kept.
        const limbs<4> kept{slow.quotient[0], slow.quotient[1], slow.quotient[2], slow.quotient[3]};
        REQUIRE(to_limbs(fast.quotient) == kept);
    }
}

} // namespace

TEST_CASE("division agrees with long division a bit at a time") {
    check_divide<4>(1, 6000);
    check_divide<5>(2, 6000);
    check_divide<8>(3, 6000);
}

TEST_CASE("division by one limb, and of words, agrees too") {
    test::random_stream random(4);
    for (int i = 0; i < 6000; ++i) {
        const limbs<4> a = edgy_limbs<4>(random);
        const std::uint64_t d = edgy_limb(random) | 1;
        const slow_division<4> slow(a, {d, 0, 0, 0});
        for (const auto& fast : {evm::divide_by_limb(to_word(a), d), evm::divide(to_word(a), word{d, 0, 0, 0})}) {
            REQUIRE(to_limbs(fast.quotient) == slow.quotient);
            REQUIRE(to_limbs(fast.rest) == low(slow.rest));
        }
    }
}

TEST_CASE("sums and products modulo a word agree with long division") {
    test::random_stream random(5);
    for (int i = 0; i < 6000; ++i) {
        const limbs<4> a = edgy_limbs<4>(random);
        const limbs<4> b = edgy_limbs<4>(random);
        const limbs<4> m = edgy_limbs<4>(random);
        limbs<5> sum{};
        std::uint64_t carry = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const uint128 t = static_cast<uint128>(a[k]) + b[k] + carry;
            sum[k] = static_cast<std::uint64_t>(t);
            carry = static_cast<std::uint64_t>(t >> 64);
        }
        sum[4] = carry;
        // The product a bit at a time.
        limbs<8> product{};
        for (std::size_t j = 256; j-- > 0;) {
            for (std::size_t k = 8; k-- > 0;) {
                product[k] = (product[k] << 1) | (k > 0 ? product[k - 1] >> 63 : 0);
            }
            if (bit(b, j)) {
                std::uint64_t more = 0;
                for (std::size_t k = 0; k < 8; ++k) {
                    const uint128 t = static_cast<uint128>(product[k]) + (k < 4 ? a[k] : 0) + more;
                    product[k] = static_cast<std::uint64_t>(t);
                    more = static_cast<std::uint64_t>(t >> 64);
                }
            }
        }
        const word fast_sum = evm::add_mod(to_word(a), to_word(b), to_word(m));
        const word fast_product = evm::mul_mod(to_word(a), to_word(b), to_word(m));
        if (m == limbs<4>{}) {
            REQUIRE(fast_sum.is_zero());
            REQUIRE(fast_product.is_zero());
        } else {
            REQUIRE(to_limbs(fast_sum) == low(slow_division<5>(sum, m).rest));
            REQUIRE(to_limbs(fast_product) == low(slow_division<8>(product, m).rest));
        }
    }
}

} // namespace evm_division_tests
