#include <array>
#include <vector>

#include <zonogon/hash/poseidon_bn254_goldilocks.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>
#include <zonogon/snark/gadgets/goldilocks3.hpp>
#include <zonogon/snark/gadgets/goldilocks_packing.hpp>
#include <zonogon/snark/gadgets/poseidon_goldilocks.hpp>

#include "snark/circuit/mutate.hpp"
#include "support/catch.hpp"

namespace snark_gadgets_goldilocks_tests {

namespace {

using namespace zonogon;
using namespace zonogon::snark;
using namespace zonogon::snark::gadgets;
using native = field::goldilocks;
using native3 = field::goldilocks3;

/// An input whose wire is one of the circuit's inputs.
goldilocks_value input(builder& b, const native& x) {
    return goldilocks_value::canonical_input(b, b.private_input(fr{x.value()}));
}
goldilocks3_value input(builder& b, const native3& x) {
    return goldilocks3_value({input(b, x.coefficient(0)), input(b, x.coefficient(1)), input(b, x.coefficient(2))});
}
/// The canonical form as a public input, so that every wire before it matters.
void pin(const goldilocks_arithmetic& f, const goldilocks_value& x) {
    builder& b = f.circuit();
    const goldilocks_value c = f.canonical(x);
    b.assert_equal(c.number(), b.public_input(fr{c.value().value()}), "result");
}
void pin(const goldilocks_arithmetic& f, const goldilocks3_value& x) {
    for (const auto& part : x.c) {
        pin(f, part);
    }
}
void require_sound(builder& b) {
    REQUIRE(b.outcome().ok());
    const test::built c(b);
    REQUIRE(c.circuit.check(c.witness).ok());
    CHECK(test::free_wires(c).empty());
}

const std::vector<native> edges{native{0},
                                native{1},
                                native{2},
                                native{0xffffffff},
                                native{0x100000000},
                                native{native::modulus - 1},
                                native{native::modulus - 2},
                                native{0x123456789abcdef0}};

} // namespace

TEST_CASE("non-native Goldilocks agrees with the field", "[gadgets]") {
    for (const native& x : edges) {
        for (const native& y : edges) {
            builder b;
            const goldilocks_arithmetic f(b);
            const goldilocks_value p = input(b, x);
            const goldilocks_value q = input(b, y);
            CHECK(b.constraints() == 130);
            CHECK(f.add(p, q).value() == x + y);
            CHECK(f.subtract(p, q).value() == x - y);
            CHECK(f.negate(p).value() == -x);
            CHECK(b.constraints() == 130);
            const goldilocks_value product = f.multiply(p, q);
            CHECK(product.value() == x * y);
            CHECK(b.constraints() == 131);
            // A multiply-accumulate of three products and a negative one: one reduction.
            const goldilocks_value sum = f.subtract(f.add(f.add(product, f.multiply(p, p)), f.multiply(q, q)), product);
            CHECK(b.constraints() == 133);
            const goldilocks_value reduced = f.reduce(sum);
            CHECK(reduced.value() == x * x + y * y);
            CHECK(b.constraints() == 133 + 130);
            CHECK(f.reduce(sum).value() == reduced.value());
            CHECK(b.constraints() == 133 + 130);
            const goldilocks_value canonical = f.canonical(sum);
            CHECK(canonical.number().value() == fr{(x * x + y * y).value()});
            CHECK(b.constraints() == 133 + 130 + 1);
            f.assert_zero(f.subtract(canonical, f.add(f.multiply(p, p), f.multiply(q, q))), "agree");
            CHECK(f.select(bit(true), p, q).value() == x);
            CHECK(f.select(bit::make(b, false), p, q).value() == y);
            if (!y.is_zero()) {
                CHECK(f.inverse(q, "zero").value() == y.inverse());
            }
            CHECK(b.outcome().ok());
        }
    }
}

TEST_CASE("constants of Goldilocks are folded", "[gadgets]") {
    builder b;
    const goldilocks_arithmetic f(b);
    goldilocks_value x(native{native::modulus - 3});
    for (int i = 0; i < 50; ++i) {
        x = f.multiply(f.add(x, goldilocks_value(native{7})), x);
    }
    CHECK(b.constraints() == 0);
    CHECK(x.is_constant());
    CHECK(f.bits(x).size() == 64);
    CHECK(f.inverse(x, "zero").is_constant());
    f.assert_zero(f.subtract(x, x), "zero");
    CHECK(b.constraints() == 0);
    CHECK(b.outcome().ok());
    f.assert_zero(x, "not zero");
    CHECK_FALSE(b.outcome());
}

TEST_CASE("long sums and chains never leave their intervals", "[gadgets]") {
    test::random_stream random(5);
    builder b;
    const goldilocks_arithmetic f(b);
    native x = random.element<native>();
    native y = random.element<native>();
    goldilocks_value p = input(b, x);
    goldilocks_value q = input(b, y);
    for (int i = 0; i < 300; ++i) {
        switch (random.below(4)) {
        case 0:
            p = f.multiply(p, q);
            x = x * y;
            break;
        case 1:
            p = f.subtract(q, p);
            x = y - x;
            break;
        case 2:
            q = f.add(p, f.add(q, q));
            y = x + y + y;
            break;
        default:
            q = f.multiply(q, goldilocks_value(x));
            y = y * x;
        }
        REQUIRE(p.value() == x);
        REQUIRE(q.value() == y);
        REQUIRE((p.above() + p.below()).bit_width() <= 253);
    }
    pin(f, p);
    pin(f, q);
    require_sound(b);
}

TEST_CASE("other representatives of Goldilocks are refused", "[gadgets][S18]") {
    for (const std::uint64_t v : {std::uint64_t{native::modulus}, ~std::uint64_t{0}}) {
        builder b;
        goldilocks_value::canonical_input(b, b.private_input(fr{v}));
        CHECK(b.outcome().why().message == "Goldilocks input / at most / a number above the limit");
    }
    builder wide;
    goldilocks_value::canonical_input(wide, wide.private_input(fr{u256{1} << 64}));
    CHECK_FALSE(wide.outcome());
    builder zero;
    const goldilocks_arithmetic f(zero);
    f.inverse(input(zero, native{}), "of zero");
    CHECK_FALSE(zero.outcome());
    // x = q p only for multiples of p.
    for (const std::uint64_t k : {1U, 2U, 77U}) {
        builder b;
        const goldilocks_arithmetic g(b);
        const goldilocks_value x = input(b, native{k});
        g.assert_zero(g.multiply(x, g.add(x, goldilocks_value(native{1}))), "never");
        CHECK(b.outcome().why().message.starts_with("never"));
    }
}

TEST_CASE("the cubic extension agrees with the field; no wire is free", "[gadgets]") {
    test::random_stream random(6);
    const native3 x = random.element<native3>();
    const native3 y = random.element<native3>();
    builder b;
    const goldilocks_arithmetic f(b);
    const goldilocks3_arithmetic e(f);
    const goldilocks3_value p = input(b, x);
    const goldilocks3_value q = input(b, y);
    std::size_t before = b.constraints();
    const goldilocks3_value product = e.multiply(p, q);
    CHECK(product.value() == x * y);
    CHECK(b.constraints() - before == 6);
    before = b.constraints();
    CHECK(e.reduce(product).value() == x * y);
    CHECK(b.constraints() - before == 391);
    before = b.constraints();
    CHECK(e.scale(p, q.c[1]).value() == x * y.coefficient(1));
    CHECK(b.constraints() - before == 3);
    CHECK(e.subtract(e.add(p, q), e.negate(p)).value() == x + y + x);
    CHECK(e.multiply(p, goldilocks3_value(y)).value() == x * y);
    CHECK(b.constraints() - before == 3);
    const goldilocks3_value inverse = e.inverse(q, "zero");
    CHECK(inverse.value() == y.inverse());
    pin(f, e.multiply(e.multiply(product, product), e.subtract(inverse, q)));
    require_sound(b);
}

TEST_CASE("digits of a scalar in base p are unique", "[gadgets][S18]") {
    const u256 p{native::modulus};
    const u256 cube = p * p * p;
    const u256 limit = (fr::modulus - u256{1}) / cube - u256{1};
    // Whatever passes is below r: no class has two numbers.
    CHECK(limit * cube + (cube - u256{1}) < fr::modulus - u256{1});
    test::random_stream random(9);
    for (const fr& x : {fr{}, fr{5}, fr{limit * cube + cube - u256{1}}, random.element<fr>(), random.element<fr>()}) {
        builder b;
        const goldilocks_arithmetic f(b);
        const auto digits = goldilocks_digits(b, b.private_input(x));
        CHECK(b.constraints() == 271);
        const auto expected = hash::goldilocks_digits(x);
        std::vector<native> values;
        for (std::size_t i = 0; i < 4; ++i) {
            CHECK(digits[i].value() == expected[i]);
            CHECK(digits[i].is_canonical());
            CHECK(f.bits(digits[i]).size() == 64);
            values.push_back(expected[i]);
        }
        const auto packed = pack_goldilocks(f, digits);
        CHECK(b.constraints() == 271);
        CHECK(packed[0].value() == hash::pack_goldilocks(values)[0]);
        CHECK(packed[1].value() == hash::pack_goldilocks(values)[1]);
        for (const linear& word : packed) {
            b.assert_equal(word, b.public_input(word.value()), "packed");
        }
        if (x != fr{limit * cube + cube - u256{1}}) { // at a limit, the factor of zero in assert_at_most is free
            require_sound(b);
        }
    }
    builder b;
    goldilocks_digits(b, b.private_input(-fr{1}));
    CHECK_FALSE(b.outcome());
}

namespace {

template <class Permutation>
void check_permutation(std::size_t expected) {
    test::random_stream random(8);
    std::array<native, Permutation::width> state;
    for (native& x : state) {
        x = random.element<native>();
    }
    builder b;
    const goldilocks_arithmetic f(b);
    std::vector<goldilocks_value> wires;
    for (const native& x : state) {
        wires.push_back(input(b, x));
    }
    const std::size_t before = b.constraints();
    permute_goldilocks(f, goldilocks_plan_of<Permutation>::get(), wires);
    const std::size_t count = b.constraints() - before;
    Permutation::permute(state);
    for (std::size_t i = 0; i < state.size(); ++i) {
        CHECK(wires[i].value() == state[i]);
        pin(f, wires[i]);
    }
    CHECK(count == expected);
    require_sound(b);
}

} // namespace

TEST_CASE("Poseidon2 of twelve Goldilocks elements in a circuit", "[gadgets]") {
    check_permutation<hash::poseidon2_goldilocks_12>(49190);
}
TEST_CASE("Poseidon2 of eight Goldilocks elements in a circuit", "[gadgets]") {
    check_permutation<hash::poseidon2_goldilocks_8>(36562);
}
TEST_CASE("the original's Poseidon in a circuit", "[gadgets]") {
    check_permutation<hash::poseidon_goldilocks_12>(49292);
}

} // namespace snark_gadgets_goldilocks_tests
