#include <algorithm>
#include <string>
#include <vector>

#include <zonogon/snark/gadgets/bits.hpp>
#include <zonogon/snark/gadgets/compare.hpp>
#include <zonogon/snark/gadgets/logic.hpp>
#include <zonogon/snark/gadgets/select.hpp>

#include "snark/circuit/mutate.hpp"
#include "support/catch.hpp"

namespace snark_gadgets_basic_tests {

namespace {

using namespace zonogon;
using namespace zonogon::snark;
using namespace zonogon::snark::gadgets;

/// The circuit is satisfied, and no wire that is no input, but `free` of them, can be changed alone.
void require_sound(builder& b, std::size_t free = 0) {
    REQUIRE(b.outcome().ok());
    const test::built c(b);
    REQUIRE(c.circuit.check(c.witness).ok());
    CHECK(test::free_inner_wires(c) == free);
}

} // namespace

TEST_CASE("logic on bits has its truth tables, one constraint each", "[gadgets]") {
    for (unsigned n = 0; n < 8; ++n) {
        builder b;
        const bit x = bit::assert_boolean(b, b.private_input(fr{(n & 1) != 0 ? 1U : 0U}));
        const bit y = bit::assert_boolean(b, b.private_input(fr{(n & 2) != 0 ? 1U : 0U}));
        const bit z = bit::assert_boolean(b, b.private_input(fr{(n & 4) != 0 ? 1U : 0U}));
        const bool p = n & 1;
        const bool q = n & 2;
        const bool r = n & 4;
        CHECK(b.constraints() == 3);
        CHECK(not_of(x).value() == !p);
        CHECK(and_of(b, x, y).value() == (p && q));
        CHECK(or_of(b, x, y).value() == (p || q));
        CHECK(xor_of(b, x, y).value() == (p != q));
        CHECK(choose(b, x, y, z).value() == (p ? q : r));
        CHECK(b.constraints() == 7);
        const sum_and_carry s = add_three(b, x, y, z);
        CHECK(s.sum.value() == (p != (q != r)));
        CHECK(s.carry.value() == (int(p) + int(q) + int(r) > 1));
        CHECK(b.constraints() == 9);
        const std::array five{x, y, z, x, y};
        CHECK(parity(b, five).value() == r);
        CHECK(b.constraints() == 12);
        for (const bool constant : {false, true}) {
            const sum_and_carry t = add_three(b, x, bit(constant), y);
            CHECK(t.sum.value() == (p != (q != constant)));
            CHECK(t.carry.value() == (int(p) + int(q) + int(constant) > 1));
        }
        CHECK(b.constraints() == 14);
        CHECK(parity(b, std::array{x, bit(true), y}).value() == (p == q));
        CHECK(b.constraints() == 15);
        require_sound(b);
    }
    builder b;
    CHECK(add_three(b, bit(true), bit(true), bit(true)).carry.value());
    CHECK(parity(b, std::array{bit(true), bit(true), bit(true)}).value());
    CHECK(b.constraints() == 0);
}

TEST_CASE("a bit is 0 or 1", "[gadgets]") {
    builder b;
    bit::assert_boolean(b, b.private_input(fr{2}));
    CHECK_FALSE(b.outcome());
}

TEST_CASE("a range check takes as many constraints as bits and refuses the next number", "[gadgets]") {
    const auto check = [](const fr& value) {
        builder b;
        bounded<8>::check(b, b.private_input(value));
        CHECK(b.constraints() == 8);
        if (b.outcome()) {
            require_sound(b);
            return true;
        }
        return false;
    };
    CHECK(check(fr{0}));
    CHECK(check(fr{0xa5}));
    CHECK(check(fr{255}));
    CHECK_FALSE(check(fr{256}));
    CHECK_FALSE(check(-fr{1}));
    builder b;
    const auto x = bounded<8>::check(b, b.private_input(fr{200}));
    const auto y = bounded<4>::check(b, b.private_input(fr{15}));
    const auto sum = x + y;
    static_assert(std::is_same_v<decltype(sum), const bounded<9>>);
    const auto product = x.times(b, y);
    static_assert(std::is_same_v<decltype(product), const bounded<12>>);
    const word<12> digits = to_word(b, product);
    CHECK(compose(digits).value() == fr{3000});
    require_sound(b);
}

TEST_CASE("a field element has one canonical decomposition: x + r is refused", "[gadgets][S18]") {
    const u256 r = fr::modulus;
    for (const fr& x : {fr{0}, fr{1}, fr{5}, -fr{1}, -fr{2}, fr{u256{1} << 253}, fr{(r - u256{1}) >> 1}}) {
        builder b;
        const linear value = b.private_input(x);
        const canonical_bits bits(b, value);
        CHECK(b.constraints() == 254 + 53);
        REQUIRE(b.outcome().ok());
        u256 number;
        for (std::size_t i = 254; i-- > 0;) {
            number = (number << 1) | u256{bits[i].value() ? 1U : 0U};
        }
        CHECK(number == x.value());
    }
    // The bits of x + r, where that has 254 bits: every constraint holds but the comparison.
    for (const std::uint64_t x : {0ULL, 1ULL, 0xffffffffffffULL}) {
        builder b;
        const u256 alias = r + u256{x};
        std::vector<bit> bits;
        for (std::size_t i = 0; i < 254; ++i) {
            bits.push_back(bit::make(b, alias.bit(i)));
        }
        b.assert_equal(compose(bits), linear{x}, "sum");
        REQUIRE(b.outcome().ok());
        assert_at_most(b, bits, r - u256{1});
        CHECK(b.outcome().why().message == "at most / a number above the limit");
    }
}

TEST_CASE("assert_at_most knows every limit of six bits", "[gadgets]") {
    for (std::uint64_t limit = 0; limit < 64; ++limit) {
        for (std::uint64_t x = 0; x < 64; ++x) {
            builder b;
            const word<6> bits = to_word(b, bounded<6>::check(b, b.private_input(fr{x})));
            assert_at_most(b, bits, u256{limit});
            CHECK(b.outcome().ok() == (x <= limit));
        }
    }
}

TEST_CASE("constants cost nothing in decompositions", "[gadgets]") {
    builder b;
    const canonical_bits bits(b, linear{-fr{1}});
    CHECK(bits[0].is_constant());
    CHECK_FALSE(bits[0].value());
    CHECK(bits[28].value());
    CHECK(to_word(b, bounded<8>(77))[0].value());
    CHECK(b.constraints() == 0);
    CHECK(b.outcome().ok());
    assert_at_most(b, std::array{bit(true), bit(true)}, u256{2});
    CHECK_FALSE(b.outcome());
}

TEST_CASE("comparisons", "[gadgets]") {
    for (std::uint64_t x = 0; x < 8; ++x) {
        for (std::uint64_t y = 0; y < 8; ++y) {
            builder b;
            const auto p = bounded<3>::check(b, b.private_input(fr{x}));
            const auto q = bounded<3>::check(b, b.private_input(fr{y}));
            const std::size_t before = b.constraints();
            CHECK(less_than(b, p, q).value() == (x < y));
            CHECK(b.constraints() - before == 4);
            CHECK(at_most(b, p, q).value() == (x <= y));
            CHECK(b.constraints() - before == 8);
            CHECK(is_equal(b, p.number(), q.number()).value() == (x == y));
            CHECK(b.constraints() - before == 10);
            require_sound(b, x == y ? 1 : 0); // the inverse of zero
        }
    }
    builder b;
    const linear x = b.private_input(fr{5});
    CHECK(inverse(b, x).value() * fr{5} == fr::one());
    require_sound(b);
    builder zero;
    inverse(zero, zero.private_input(fr{}));
    CHECK(zero.outcome().why().message == "inverse of zero");
}

TEST_CASE("selection and multiplexing", "[gadgets]") {
    for (std::uint64_t at = 0; at < 8; ++at) {
        builder b;
        std::vector<linear> values;
        for (std::uint64_t i = 0; i < 8; ++i) {
            values.push_back(b.private_input(fr{100 + i * i}));
        }
        const linear place = b.private_input(fr{at});
        const word<3> index = to_word(b, bounded<3>::check(b, place));
        std::size_t before = b.constraints();
        CHECK(multiplex(b, index, values).value() == fr{100 + at * at});
        CHECK(b.constraints() - before == 7);
        before = b.constraints();
        const std::vector<bit> hot = one_hot(b, place, 8);
        CHECK(b.constraints() - before == 15);
        CHECK(std::ranges::count_if(hot, [](const bit& x) { return x.value(); }) == 1);
        CHECK(hot[at].value());
        CHECK(pick(b, hot, values).value() == fr{100 + at * at});
        const auto [p, q] = swap_if(b, index[0], values[0], values[1]);
        CHECK(p.value() == fr{at % 2 == 1 ? 101U : 100U});
        CHECK(q.value() == fr{at % 2 == 1 ? 100U : 101U});
        require_sound(b, at == 0 ? 0 : 1);
    }
    builder b;
    one_hot(b, b.private_input(fr{8}), 8);
    CHECK(b.outcome().why().message == "one hot / index out of range");
}

} // namespace snark_gadgets_basic_tests
