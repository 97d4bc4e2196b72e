#pragma once

#include <cstddef>

#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/bounded.hpp>
#include <zonogon/snark/circuit/builder.hpp>

namespace zonogon::snark::gadgets {

/// Whether a value is zero; two constraints. The inverse of a zero is a free wire.
inline bit is_zero(builder& b, const linear& value) {
    if (value.is_constant()) {
        return bit(value.value().is_zero());
    }
    const builder::scope in(b, "is zero");
    const linear inverse = b.wire(value.value().inverse());
    const linear zero = b.wire(value.value().is_zero() ? fr::one() : fr::zero());
    b.assert_product(value, inverse, linear{1} - zero, "inverse");
    b.assert_product(value, zero, linear{}, "not zero");
    // value = 0: the first makes it 1; else the second makes it 0.
    return bit::proven(zero);
}
inline bit is_equal(builder& b, const linear& x, const linear& y) {
    return is_zero(b, x - y);
}
/// States that a value is not zero; one constraint.
inline linear inverse(builder& b, const linear& value) {
    if (value.is_constant() && !value.value().is_zero()) {
        return linear(value.value().inverse());
    }
    const linear out = b.wire(value.value().inverse());
    b.assert_product(value, out, linear{1}, "inverse of zero");
    return out;
}

/// Whether x < y; Bits + 1 constraints.
template <std::size_t Bits>
bit less_than(builder& b, const bounded<Bits>& x, const bounded<Bits>& y) {
    static_assert(Bits + 1 <= max_bits, "circuit: the comparison needs one bit more than its numbers have");
    const builder::scope in(b, "less than");
    // 2^Bits + x - y in [1, 2^(Bits + 1)): its top bit says x >= y.
    const linear shifted = x.number() - y.number() + fr{u256{1} << Bits};
    const std::vector<bit> bits = detail::decompose(b, shifted, Bits + 1, 0);
    return bit::proven(linear{1} - bits[Bits].number()); // one less a bit
}
template <std::size_t Bits>
bit at_most(builder& b, const bounded<Bits>& x, const bounded<Bits>& y) {
    return bit::proven(linear{1} - less_than(b, y, x).number()); // one less a bit
}

} // namespace zonogon::snark::gadgets
