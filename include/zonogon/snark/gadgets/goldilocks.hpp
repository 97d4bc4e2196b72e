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
/// Nothing is reduced until it must be. A sum widens the interval; a product multiplies two; a reduction
/// (reduce_goldilocks) costs about as many constraints as the number has bits. Copies share their reduced form, so that
/// a value used twice is reduced once. The order of p is 2^64 - 2^32 + 1.
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
    static goldilocks_value witness(builder& b, const native& value) {
        return canonical_input(b, b.wire(fr{value.value()}));
    }

    const linear& number() const noexcept { return node_->number; }
    const u256& below() const noexcept { return node_->below; }
    const u256& above() const noexcept { return node_->above; }
    bool is_constant() const noexcept { return node_->number.is_constant(); }
    /// The class.
    native value() const;

    friend goldilocks_value operator+(const goldilocks_value& x, const goldilocks_value& y) {
        return by_construction(x.number() + y.number(), x.below() + y.below(), x.above() + y.above());
    }
    friend goldilocks_value operator-(const goldilocks_value& x, const goldilocks_value& y) {
        return by_construction(x.number() - y.number(), x.below() + y.above(), x.above() + y.below());
    }
    goldilocks_value operator-() const { return by_construction(-number(), above(), below()); }

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

/// The operations that cost constraints.
class goldilocks_arithmetic {
public:
    using value = goldilocks_value;
    using native = field::goldilocks;
    /// Numbers stay below 2^252, so that sums of a few do not wrap before they are reduced.
    static constexpr std::size_t widest = 252;

    explicit goldilocks_arithmetic(builder& b) : builder_(&b) {}
    builder& circuit() const noexcept { return *builder_; }

    /// The same class in [0, 2^64): x = q p + r, with as many constraints as q and r have bits. Once per value.
    value reduce(const value& x) const;
    /// The representative below p; one constraint more than reduce.
    value canonical(const value& x) const;
    /// The 64 bits of the representative below p, lowest first.
    const std::vector<bit>& bits(const value& x) const;

    /// The product; factors that are too wide are reduced first, the wider one before the other.
    value multiply(value x, value y) const {
        while (x.bits() + y.bits() > widest) {
            value& wider = x.bits() >= y.bits() ? x : y;
            wider = reduce(wider);
        }
        linear out = builder_->multiply(x.number(), y.number(), "Goldilocks product");
        return value::by_construction(std::move(out), larger(x.below(), y.above(), x.above(), y.below()),
                                      larger(x.above(), y.above(), x.below(), y.below()));
    }
    /// x, reduced if sums with it could grow out of bounds. Costs nothing for most.
    value bounded_sum(const value& x, std::size_t bits = widest) const { return x.bits() > bits ? reduce(x) : x; }

    /// States that x is zero in Goldilocks: x = q p, with as many constraints as q has bits, and one.
    void assert_zero(const value& x, std::string_view rule) const;
    /// The inverse; states that x is not zero.
    value inverse(const value& x, std::string_view rule) const;
    /// x if c is 1, else y; one constraint.
    value select(const bit& c, const value& x, const value& y) const {
        return value::by_construction(builder_->multiply(c.number(), x.number() - y.number(), "select") + y.number(),
                                      std::max(x.below(), y.below()), std::max(x.above(), y.above()));
    }

private:
    using node = value::node;

    static u256 larger(const u256& a, const u256& b, const u256& c, const u256& d) {
        return std::max(u256{a.mul_full(b)}, u256{c.mul_full(d)});
    }
    /// The least multiple of p that makes x non-negative.
    static u256 offset(const value& x) {
        const u256 p{native::modulus};
        return (x.below() + p - u256{1}) / p;
    }
    /// States that a value is in [0, limit], by its bits (so up to the next power of two: that is as good here).
    std::vector<bit> range(const linear& x, const u256& limit, std::string_view what) const {
        const builder::scope in(*builder_, what);
        return detail::decompose(*builder_, x, limit.bit_width());
    }

    builder* builder_;
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

inline goldilocks_value goldilocks_arithmetic::reduce(const value& x) const {
    if (x.is_reduced()) {
        return x;
    }
    if (x.node_->reduced_form) {
        return value(x.node_->reduced_form);
    }
    if (x.is_constant()) {
        return value(x.value());
    }
    const builder::scope in(*builder_, "Goldilocks reduction");
    const u256 p{native::modulus};
    const u256 multiple = offset(x);
    // number + multiple p = q p + r: integers below r(BN254), as the interval and 2^64 more fit.
    const u256 total = (x.number().value() + fr{multiple} * fr{native::modulus}).value();
    const auto [q, rest] = u256::divide(total, p);
    const u256 largest = (x.above() + multiple * p) / p;
    const linear quotient = builder_->wire(fr{q});
    static_cast<void>(range(quotient, largest, "quotient"));
    const linear r = x.number() + fr{multiple} * fr{native::modulus} - quotient * fr{native::modulus};
    std::vector<bit> digits = range(r, (u256{1} << 64) - u256{1}, "remainder");
    // The remainder by its digits: 64 wires, however many x is made of.
    value out = value::by_construction(compose(digits), u256{}, (u256{1} << 64) - u256{1});
    out.node_->digits = std::move(digits);
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
    if (x.is_constant()) {
        const std::uint64_t v = x.value().value();
        *out.node_ = {linear{v}, u256{}, u256{v}, true, true, nullptr, nullptr, {}};
        for (std::size_t i = 0; i < 64; ++i) {
            out.node_->digits.push_back(bit(((v >> i) & 1) != 0));
        }
    } else {
        const value r = reduce(x);
        *out.node_ = {r.number(), u256{}, u256{native::modulus - 1}, true, true, nullptr, nullptr, {}};
        out.node_->digits = r.node_->digits;
        if (out.node_->digits.empty()) {
            out.node_->digits = range(r.number(), (u256{1} << 64) - u256{1}, "digits");
        }
        const builder::scope in(*builder_, "Goldilocks canonical form");
        assert_at_most(*builder_, out.node_->digits, u256{native::modulus - 1});
    }
    x.node_->canonical_form = out.node_;
    return out;
}

inline const std::vector<bit>& goldilocks_arithmetic::bits(const value& x) const {
    const value c = canonical(x);
    // c shares its node with x or with a form that x keeps.
    return c.node_->digits;
}

inline void goldilocks_arithmetic::assert_zero(const value& x, std::string_view rule) const {
    const u256 p{native::modulus};
    const u256 multiple = offset(x);
    const u256 total = (x.number().value() + fr{multiple} * fr{native::modulus}).value();
    const u256 q = total / p;
    const u256 largest = (x.above() + multiple * p) / p;
    if (x.is_constant()) {
        builder_->assert_equal(x.number() + fr{multiple} * fr{native::modulus}, linear{fr{q} * fr{native::modulus}},
                               rule);
        return;
    }
    const linear quotient = builder_->wire(fr{q});
    static_cast<void>(range(quotient, largest, "Goldilocks zero"));
    builder_->assert_equal(x.number() + fr{multiple} * fr{native::modulus}, quotient * fr{native::modulus}, rule);
}

inline goldilocks_value goldilocks_arithmetic::inverse(const value& x, std::string_view rule) const {
    if (x.is_constant() && !x.value().is_zero()) {
        return value(x.value().inverse());
    }
    const value out = value::witness(*builder_, x.value().inverse());
    assert_zero(multiply(x, out) - value(native::one()), rule);
    return out;
}

} // namespace zonogon::snark::gadgets
