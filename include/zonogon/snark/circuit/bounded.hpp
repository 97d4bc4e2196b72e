#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/builder.hpp>

namespace zonogon::snark {

/// The most bits for which every number has one representative in the field.
inline constexpr std::size_t max_bits = 253;

namespace detail {

/// `count` bits whose number is `value`: exactly `count` constraints, as one bit, by default the highest, is not a wire
/// of its own but what the others leave of the value. Precondition: without < count (unless count is 0).
inline std::vector<bit> decompose(builder& b, const linear& value, std::size_t count, std::size_t without) {
    const u256 number = value.value().value();
    std::vector<bit> out(count);
    if (value.is_constant()) {
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = bit(number.bit(i));
        }
        b.assert_equal(value, compose(out), "range");
        return out;
    }
    if (count == 0) {
        b.assert_zero(value, "range");
        return out;
    }
    linear_sum rest;
    rest.add(value);
    fr power = fr::one();
    for (std::size_t i = 0; i < count; ++i, power += power) {
        if (i != without) {
            out[i] = bit::make(b, number.bit(i), "range");
            rest.add(out[i].number(), -power);
        }
    }
    static const fr half = fr{2}.inverse();
    out[without] = bit::assert_boolean(b, rest.take() * half.pow(without), "range");
    return out;
}
inline std::vector<bit> decompose(builder& b, const linear& value, std::size_t count) {
    return decompose(b, value, count, count - 1);
}

} // namespace detail

/// An integer in [0, 2^Bits), by a range check or by construction. What needs a range takes this type, so that a
/// forgotten check does not compile.
template <std::size_t Bits>
class bounded {
    static_assert(Bits <= max_bits, "circuit: numbers of more than 253 bits wrap around the field");

public:
    static constexpr std::size_t bits = Bits;

    /// Zero.
    bounded() = default;
    /// A number of fewer bits.
    template <std::size_t Fewer>
        requires(Fewer < Bits)
    bounded(const bounded<Fewer>& narrow) : number_(narrow.number()) {}
    /// A constant. Precondition: value < 2^Bits.
    explicit bounded(std::uint64_t value) : number_(fr{value}) {}
    explicit bounded(const word<Bits>& bits_lowest_first) : number_(compose(bits_lowest_first)) {}
    bounded(const bit& b)
        requires(Bits >= 1)
        : number_(b.number()) {}

    /// States the range; Bits constraints.
    static bounded check(builder& b, const linear& value) {
        detail::decompose(b, value, Bits);
        return bounded(value);
    }

    const linear& number() const noexcept { return number_; }
    u256 value() const noexcept { return number_.value().value(); }

    /// Free: the type grows with the number.
    template <std::size_t Other>
    friend bounded<std::max(Bits, Other) + 1> operator+(const bounded& a, const bounded<Other>& b) {
        return bounded<std::max(Bits, Other) + 1>::by_construction(a.number() + b.number());
    }
    template <std::size_t Other>
    bounded<Bits + Other> times(builder& b, const bounded<Other>& other) const {
        return bounded<Bits + Other>::by_construction(b.multiply(number_, other.number()));
    }
    /// For gadgets whose own constraints leave only this range: each use says why.
    static bounded by_construction(linear value) { return bounded(std::move(value)); }

private:
    explicit bounded(linear number) : number_(std::move(number)) {}

    linear number_;
};

/// The bits of an integer, lowest first; Bits constraints. There is one way to write it: Bits <= 253.
template <std::size_t Bits>
word<Bits> to_word(builder& b, const bounded<Bits>& value) {
    const std::vector<bit> bits = detail::decompose(b, value.number(), Bits);
    word<Bits> out;
    std::ranges::copy(bits, out.begin());
    return out;
}

} // namespace zonogon::snark
