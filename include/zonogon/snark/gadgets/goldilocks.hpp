#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/snark/circuit/bounded.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/bits.hpp>

namespace zonogon::snark::gadgets {

/// An element of Goldilocks inside a circuit over BN254's scalars: an integer of its class, in a known interval that
/// lies well within the circuit's field, so that sums and products are those of integers.
///
/// Nothing is reduced until it must be (goldilocks_arithmetic does). A sum widens the interval; a product multiplies
/// two; a reduction (reduce_goldilocks) costs about as many constraints as the number has bits. Copies share their
/// reduced form, so that a value used twice is reduced once. The order of p is 2^64 - 2^32 + 1.
class goldilocks_value {
public:
    using native = field::goldilocks;

    /// Zero.
    goldilocks_value() : goldilocks_value(native{}) {}
    /// A constant, as the integer of its class that is next to zero.
    explicit goldilocks_value(const native& constant) : node_(std::make_shared<node>()) {
        const std::uint64_t v = constant.value();
        if (v <= native::modulus / 2) {
            node_->number = linear{v};
            node_->above = u256{v};
        } else {
            node_->number = -linear{native::modulus - v};
            node_->below = u256{native::modulus - v};
        }
        node_->reduced = true;
    }
    /// A number in [-below, above]: the caller's constraints say so. Preconditions: below + above < 2^253.
    static goldilocks_value by_construction(linear number, const u256& below, const u256& above) {
        goldilocks_value out{raw{}};
        out.node_->number = std::move(number);
        out.node_->below = below;
        out.node_->above = above;
        out.node_->reduced = below.is_zero() && above.bit_width() <= 64;
        return out;
    }
    /// A part of a proof or an input: its canonical representative, which the circuit demands; 65 constraints.
    static goldilocks_value canonical_input(builder& b, const linear& value);
    /// A number of fewer than 64 bits, given with them, lowest first.
    static goldilocks_value canonical_digits(linear number, std::vector<bit> bits) {
        const u256 above = (u256{1} << bits.size()) - u256{1};
        bits.resize(64);
        goldilocks_value out = by_construction(std::move(number), u256{}, above);
        out.node_->canonical = true;
        out.node_->digits = std::move(bits);
        return out;
    }
    static goldilocks_value witness(builder& b, const native& value) {
        return canonical_input(b, b.wire(fr{value.value()}));
    }

    const linear& number() const noexcept { return node_->number; }
    const u256& below() const noexcept { return node_->below; }
    const u256& above() const noexcept { return node_->above; }
    bool is_constant() const noexcept { return node_->number.is_constant(); }
    /// The class.
    native value() const;

    /// Bits of the longer side of the interval.
    std::size_t bits() const { return std::max(below().bit_width(), above().bit_width()); }
    /// Whether it is a small constant or in [0, 2^64).
    bool is_reduced() const noexcept { return node_->reduced; }
    /// Whether it is the representative below p.
    bool is_canonical() const noexcept { return node_->canonical; }

private:
    friend class goldilocks_arithmetic;
    struct node {
        linear number;
        u256 below;
        u256 above;
        bool reduced = false;
        bool canonical = false;
        /// Forms found later.
        std::shared_ptr<node> reduced_form;
        std::shared_ptr<node> canonical_form;
        std::vector<bit> digits;
    };
    struct raw {};
    explicit goldilocks_value(raw) : node_(std::make_shared<node>()) {}
    explicit goldilocks_value(std::shared_ptr<node> n) : node_(std::move(n)) {}

    std::shared_ptr<node> node_;
};

/// Arithmetic on them. Sums are free and products take one constraint as long as the numbers stay narrow; what grows
/// too wide is reduced.
class goldilocks_arithmetic {
public:
    using value = goldilocks_value;
    using native = field::goldilocks;
    /// Sides of intervals stay below 2^251: a quotient by p, rounded up to whole bits, times p is below r then.
    static constexpr std::size_t widest = 251;

    explicit goldilocks_arithmetic(builder& b) : builder_(&b) {}
    /// For constants alone.
    goldilocks_arithmetic() = default;
    /// Precondition: not for constants alone.
    builder& circuit() const noexcept { return *builder_; }

    value add(value x, value y) const {
        make_room(x, y);
        if (x.is_constant() && y.is_constant()) {
            return value(x.value() + y.value());
        }
        return value::by_construction(x.number() + y.number(), x.below() + y.below(), x.above() + y.above());
    }
    value subtract(value x, value y) const {
        make_room(x, y);
        if (x.is_constant() && y.is_constant()) {
            return value(x.value() - y.value());
        }
        return value::by_construction(x.number() - y.number(), x.below() + y.above(), x.above() + y.below());
    }
    value negate(const value& x) const { return subtract(value(), x); }
    /// The product; factors that are too wide are reduced first, the wider one before the other.
    value multiply(value x, value y) const;
    /// The sum of constants times values, and a constant; free. Precondition: fewer than 2^60 values, all reduced.
    value combine(std::span<const native> factors, std::span<const value> values, const native& constant) const;

    /// The same class in [0, 2^64): x = q p + r, with exactly as many constraints as q and r have bits. Once per value.
    value reduce(const value& x) const;
    /// The representative below p; one constraint more than reduce (65 for a number in [0, 2^64)).
    value canonical(const value& x) const;
    /// The 64 bits of the representative below p, lowest first.
    std::vector<bit> bits(const value& x) const {
        const value c = canonical(x);
        if (c.node_->digits.empty()) {
            c.node_->digits = detail::decompose(*builder_, c.number(), 64);
        }
        return c.node_->digits;
    }

    /// States that x is zero in Goldilocks: x = q p, with exactly as many constraints as q has bits.
    void assert_zero(const value& x, std::string_view rule) const;
    /// The inverse; states that x is not zero.
    value inverse(const value& x, std::string_view rule) const;
    /// x if c is 1, else y; one constraint.
    value select(const bit& c, const value& x, const value& y) const {
        if (c.is_constant()) {
            return c.value() ? x : y;
        }
        value out =
            value::by_construction(builder_->multiply(c.number(), x.number() - y.number(), "select") + y.number(),
                                   std::max(x.below(), y.below()), std::max(x.above(), y.above()));
        out.node_->canonical = x.is_canonical() && y.is_canonical();
        return out;
    }

private:
    using node = value::node;

    /// Leaves room for a sum.
    void make_room(value& x, value& y) const {
        while (std::max(x.bits(), y.bits()) >= widest) {
            value& wider = x.bits() >= y.bits() ? x : y;
            wider = reduce(wider);
        }
    }
    static u256 larger(const u256& a, const u256& b, const u256& c, const u256& d) {
        return std::max(u256{a.mul_full(b)}, u256{c.mul_full(d)});
    }
    /// x + a multiple of p that makes it non-negative, the greatest quotient by p that this can have, and the actual.
    struct dividend {
        linear number;
        u256 largest_quotient;
        u256 remainder;
    };
    static dividend made_positive(const value& x) {
        const u256 p{native::modulus};
        const u256 offset = (x.below() + p - u256{1}) / p * p;
        dividend out;
        out.number = x.number() + fr{offset};
        out.largest_quotient = (x.above() + offset) / p;
        out.remainder = out.number.value().value() % p;
        return out;
    }
    static const fr& inverse_of_p() {
        static const fr inverse = fr{native::modulus}.inverse();
        return inverse;
    }

    builder* builder_ = nullptr;
};

inline goldilocks_value::native goldilocks_value::value() const {
    // An integer in the interval, from its class modulo r.
    const u256 v = number().value().value();
    const u256 p{native::modulus};
    if (v <= above()) {
        return native{(v % p).low64()};
    }
    return -native{((fr::modulus - v) % p).low64()};
}

inline goldilocks_value goldilocks_value::canonical_input(builder& b, const linear& value) {
    const builder::scope in(b, "Goldilocks input");
    std::vector<bit> digits = detail::decompose(b, value, 64);
    assert_at_most(b, digits, u256{native::modulus - 1});
    goldilocks_value out = by_construction(value, u256{}, u256{native::modulus - 1});
    out.node_->canonical = true;
    out.node_->digits = std::move(digits);
    return out;
}

inline goldilocks_value goldilocks_arithmetic::multiply(value x, value y) const {
    if (x.is_constant() && y.is_constant()) {
        return value(x.value() * y.value());
    }
    while (x.bits() + y.bits() > widest) {
        value& wider = x.bits() >= y.bits() ? x : y;
        wider = reduce(wider);
    }
    linear out = builder_->multiply(x.number(), y.number(), "Goldilocks product");
    return value::by_construction(std::move(out), larger(x.below(), y.above(), x.above(), y.below()),
                                  larger(x.above(), y.above(), x.below(), y.below()));
}

inline goldilocks_value goldilocks_arithmetic::combine(std::span<const native> factors, std::span<const value> values,
                                                       const native& constant) const {
    linear_sum sum;
    u256 below;
    u256 above;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const value factor(factors[i]);
        sum.add(values[i].number(), factor.number().constant());
        below += larger(values[i].below(), factor.above(), values[i].above(), factor.below());
        above += larger(values[i].above(), factor.above(), values[i].below(), factor.below());
    }
    const value last(constant);
    sum.add(last.number());
    return value::by_construction(sum.take(), below + last.below(), above + last.above());
}

inline goldilocks_value goldilocks_arithmetic::reduce(const value& x) const {
    if (x.is_reduced()) {
        return x;
    }
    if (x.is_constant()) {
        return value(x.value());
    }
    if (x.node_->reduced_form) {
        return value(x.node_->reduced_form);
    }
    const builder::scope in(*builder_, "Goldilocks reduction");
    const u256 top = (u256{1} << 64) - u256{1};
    const dividend d = made_positive(x);
    // Integers on both sides of d = q p + r are below 2^253 (see widest), so it holds in the circuit's field only if it
    // holds.
    const linear r = builder_->wire(fr{d.remainder});
    static_cast<void>(detail::decompose(*builder_, (d.number - r) * inverse_of_p(), d.largest_quotient.bit_width()));
    value out = value::by_construction(r, u256{}, top);
    out.node_->digits = detail::decompose(*builder_, r, 64);
    x.node_->reduced_form = out.node_;
    return out;
}

inline goldilocks_value goldilocks_arithmetic::canonical(const value& x) const {
    if (x.is_canonical()) {
        return x;
    }
    if (x.node_->canonical_form) {
        return value(x.node_->canonical_form);
    }
    value out{value::raw{}};
    out.node_->reduced = out.node_->canonical = true;
    if (x.is_constant()) {
        const std::uint64_t v = x.value().value();
        out.node_->number = linear{v};
        out.node_->above = u256{v};
        for (std::size_t i = 0; i < 64; ++i) {
            out.node_->digits.push_back(bit(((v >> i) & 1) != 0));
        }
    } else {
        const value r = reduce(x);
        out.node_->number = r.number();
        out.node_->above = u256{native::modulus - 1};
        out.node_->digits = r.node_->digits.empty() ? detail::decompose(*builder_, r.number(), 64) : r.node_->digits;
        const builder::scope in(*builder_, "Goldilocks canonical form");
        assert_at_most(*builder_, out.node_->digits, u256{native::modulus - 1});
    }
    x.node_->canonical_form = out.node_;
    return out;
}

inline void goldilocks_arithmetic::assert_zero(const value& x, std::string_view rule) const {
    if (x.is_constant()) {
        builder_->assert_zero(linear{x.value().value()}, rule);
        return;
    }
    const dividend d = made_positive(x);
    const builder::scope in(*builder_, rule);
    static_cast<void>(detail::decompose(*builder_, d.number * inverse_of_p(), d.largest_quotient.bit_width()));
}

inline goldilocks_value goldilocks_arithmetic::inverse(const value& x, std::string_view rule) const {
    if (x.is_constant() && !x.value().is_zero()) {
        return value(x.value().inverse());
    }
    const value out = value::witness(*builder_, x.value().inverse());
    assert_zero(subtract(multiply(x, out), value(native::one())), rule);
    return out;
}

} // namespace zonogon::snark::gadgets
