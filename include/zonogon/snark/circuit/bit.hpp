#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/snark/circuit/builder.hpp>

namespace zonogon::snark {

/// A value that is 0 or 1 in every witness that satisfies the circuit: there is no other way to make one than through a
/// constraint, from other bits, or as a constant.
class bit {
public:
    /// The constant 0.
    bit() = default;
    /// A constant.
    explicit bit(bool value) : number_(fr{value ? 1U : 0U}) {}

    /// States that a value is 0 or 1; one constraint.
    static bit assert_boolean(builder& b, const linear& value, std::string_view rule = "0 or 1") {
        b.assert_product(value, value - fr::one(), linear{}, rule);
        return bit(value);
    }
    /// A new wire that is 0 or 1; one constraint.
    static bit make(builder& b, bool value, std::string_view rule = "0 or 1") {
        return assert_boolean(b, b.wire(fr{value ? 1U : 0U}), rule);
    }
    /// For gadgets whose own constraints leave only 0 and 1: each use says why.
    static bit proven(const linear& value) { return bit(value); }

    const linear& number() const noexcept { return number_; }
    bool value() const noexcept { return !number_.value().is_zero(); }
    bool is_constant() const noexcept { return number_.is_constant(); }

private:
    explicit bit(linear number) : number_(std::move(number)) {}

    linear number_;
};

/// The number whose bits are given, lowest first. Precondition: at most 253 bits (else numbers wrap).
inline linear compose(std::span<const bit> bits) {
    linear_sum sum;
    fr power = fr::one();
    for (const bit& b : bits) {
        sum.add(b.number(), power);
        power += power;
    }
    return sum.take();
}

/// A machine word as bits, lowest first.
template <std::size_t Bits>
using word = std::array<bit, Bits>;

} // namespace zonogon::snark
