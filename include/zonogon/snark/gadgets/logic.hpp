#pragma once

#include <array>
#include <cstddef>
#include <span>

#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/builder.hpp>

namespace zonogon::snark::gadgets {

/// Free.
inline bit not_of(const bit& a) {
    return bit::proven(linear{1} - a.number()); // 1 - 0 or 1 - 1
}
/// One constraint.
inline bit and_of(builder& b, const bit& x, const bit& y) {
    return bit::proven(b.multiply(x.number(), y.number(), "and")); // a product of bits
}
/// One constraint.
inline bit or_of(builder& b, const bit& x, const bit& y) {
    return not_of(and_of(b, not_of(x), not_of(y)));
}
/// One constraint. The result is a wire of its own, so that combinations do not grow along chains of operations.
inline bit xor_of(builder& b, const bit& x, const bit& y) {
    if (x.is_constant()) {
        return x.value() ? not_of(y) : y;
    }
    if (y.is_constant()) {
        return y.value() ? not_of(x) : x;
    }
    const linear out = b.wire(fr{x.value() != y.value() ? 1U : 0U});
    b.assert_product(x.number() + x.number(), y.number(), x.number() + y.number() - out, "xor");
    return bit::proven(out); // x + y - 2 x y
}
/// y if c, else z; one constraint.
inline bit choose(builder& b, const bit& c, const bit& y, const bit& z) {
    if (c.is_constant()) {
        return c.value() ? y : z;
    }
    const linear out = b.wire((c.value() ? y : z).number().value());
    b.assert_product(c.number(), y.number() - z.number(), out - z.number(), "choose");
    return bit::proven(out); // y or z
}

/// Sum and carry of three bits: x + y + z = sum + 2 carry. Two constraints, the fewest: both are cubic in the bits.
struct sum_and_carry {
    bit sum;   // the exclusive or of the three
    bit carry; // their majority
};
inline sum_and_carry add_three(builder& b, const bit& x, const bit& y, const bit& z) {
    const linear total = x.number() + y.number() + z.number();
    if (total.is_constant()) {
        const u256 n = total.value().value();
        return {bit(n.bit(0)), bit(n.bit(1))};
    }
    // With a constant among them, one product does.
    for (const std::array<const bit*, 3>& order :
         {std::array{&x, &y, &z}, std::array{&y, &x, &z}, std::array{&z, &x, &y}}) {
        if (order[0]->is_constant()) {
            const linear both = b.multiply(order[1]->number(), order[2]->number(), "sum of two");
            const linear either = order[1]->number() + order[2]->number();
            return order[0]->value()
                       ? sum_and_carry{bit::proven(linear{1} - (either - both * fr{2})), bit::proven(either - both)}
                       : sum_and_carry{bit::proven(either - both * fr{2}), bit::proven(both)};
        }
    }
    // The sum is at most 3, so that two bits are determined by it.
    const bit carry = bit::make(b, total.value().value().bit(1), "carry of three");
    return {bit::assert_boolean(b, total - carry.number() * fr{2}, "sum of three"), carry};
}

/// The exclusive or of up to seven bits, by their sum in binary: as many constraints as that has digits.
inline bit parity(builder& b, std::span<const bit> bits) {
    linear_sum total;
    std::size_t varying = 0;
    for (const bit& x : bits) {
        total.add(x.number());
        varying += x.is_constant() ? 0 : 1;
    }
    const linear sum = total.take();
    if (varying == 0) {
        return bit(sum.value().value().bit(0));
    }
    if (varying <= 2) {
        bit out;
        for (const bit& x : bits) {
            out = xor_of(b, out, x);
        }
        return out;
    }
    linear rest = sum;
    for (std::size_t i = 1; (bits.size() >> i) != 0; ++i) {
        const bit digit = bit::make(b, sum.value().value().bit(i), "carry of many");
        rest = rest - digit.number() * fr{std::uint64_t{1} << i};
    }
    return bit::assert_boolean(b, rest, "sum of many");
}

} // namespace zonogon::snark::gadgets
