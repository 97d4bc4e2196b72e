#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::transcript {

/// Rank-one constraints that a verifier takes over its own base field, by what they are for.
struct verifier_cost {
    std::size_t multiplications = 0;
    std::size_t selections = 0;
    std::size_t decompositions = 0;
    std::size_t transcript_permutations = 0;
    std::size_t row_permutations = 0;
    std::size_t tree_permutations = 0;
    /// Constraints of all permutations together.
    std::size_t permutation_constraints = 0;

    std::size_t total() const { return multiplications + selections + decompositions + permutation_constraints; }
};

/// A value with the counter that its arithmetic is charged to; without one it is a constant, known when the circuit is
/// built, and linear operations with it are free. Value is a field or an extension.
template <class Value>
class counted {
public:
    counted() = default;
    explicit counted(const Value& value, verifier_cost* cost = nullptr) : value_(value), cost_(cost) {}

    const Value& value() const noexcept { return value_; }
    verifier_cost* cost() const noexcept { return cost_; }

    /// Base field elements that a product takes: one, or by Karatsuba's method one per pair of coefficients.
    static constexpr std::size_t product_cost = [] {
        if constexpr (requires { Value::degree; }) {
            return Value::degree * (Value::degree + 1) / 2;
        } else {
            return std::size_t{1};
        }
    }();

    friend counted operator+(const counted& a, const counted& b) { return counted(a.value_ + b.value_, a.either(b)); }
    friend counted operator-(const counted& a, const counted& b) { return counted(a.value_ - b.value_, a.either(b)); }
    friend counted operator*(const counted& a, const counted& b) {
        return counted(a.value_ * b.value_, a.charge(b, product_cost));
    }
    counted operator-() const { return counted(-value_, cost_); }

    /// With a base field element, or a constant of the base field, on the right.
    template <class Other>
        requires(!std::is_same_v<Other, Value>)
    friend counted operator+(const counted& a, const counted<Other>& b) {
        return counted(a.value_ + b.value(), a.either(b));
    }
    template <class Other>
        requires(!std::is_same_v<Other, Value>)
    friend counted operator-(const counted& a, const counted<Other>& b) {
        return counted(a.value_ - b.value(), a.either(b));
    }
    template <class Other>
        requires(!std::is_same_v<Other, Value>)
    friend counted operator*(const counted& a, const counted<Other>& b) {
        return counted(a.value_ * b.value(), a.charge(b, Value::degree));
    }
    friend counted operator+(const counted& a, const Value& b) { return a + counted(b); }
    friend counted operator-(const counted& a, const Value& b) { return a - counted(b); }
    friend counted operator*(const counted& a, const Value& b) { return a * counted(b); }

private:
    template <class Other>
    verifier_cost* either(const counted<Other>& b) const {
        return cost_ != nullptr ? cost_ : b.cost();
    }
    template <class Other>
    verifier_cost* charge(const counted<Other>& b, std::size_t constraints) const {
        if (cost_ != nullptr && b.cost() != nullptr) {
            cost_->multiplications += constraints;
        }
        return either(b);
    }

    Value value_{};
    verifier_cost* cost_ = nullptr;
};

namespace detail {

/// The permutation inside a hash that is a template of one.
template <class Hash>
struct inner_permutation {
    using type = void;
};
template <template <class, std::size_t, std::size_t> class Hash, class P, std::size_t A, std::size_t B>
struct inner_permutation<Hash<P, A, B>> {
    using type = P;
};

/// Constraints of a permutation that can be run on any values (0 for others, whose number is counted only).
template <class P>
std::size_t permutation_constraints() {
    static const std::size_t constraints = [] {
        verifier_cost cost;
        if constexpr (!std::is_void_v<P>) {
            using field = typename P::field;
            if constexpr (requires(std::array<counted<field>, P::width>& s) { P::permute_values(s); }) {
                std::array<counted<field>, P::width> state;
                state.fill(counted<field>(field::one(), &cost));
                P::permute_values(state);
            }
        }
        return cost.multiplications;
    }();
    return constraints;
}

} // namespace detail

/// The verifier as a cost model: runs on real numbers, like the native back end, and counts the rank-one constraints
/// that a circuit over the configuration's base field would take. Additions and multiplications by constants are free.
template <class Config>
class cost_backend {
public:
    using config = Config;
    using felt = counted<typename Config::field>;
    using ext = counted<typename Config::extension>;
    using native_digest = typename Config::compression::digest;
    using digest = std::array<felt, std::tuple_size_v<native_digest>>;
    struct bit {
        bool value = false;
        bool is_constant = true;
    };

    const verifier_cost& cost() const noexcept { return cost_; }
    status outcome() const { return native_.outcome(); }

    /// Parts of a proof and public values, which a circuit knows at proving time only.
    felt witness(const typename Config::field& value) { return felt(value, &cost_); }
    ext witness(const typename Config::extension& value) { return ext(value, &cost_); }
    digest witness(const native_digest& value) {
        digest out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = witness(value[i]);
        }
        return out;
    }
    template <class T>
    auto witness(const std::vector<T>& values) {
        std::vector<decltype(witness(values.front()))> out;
        for (const T& value : values) {
            out.push_back(witness(value));
        }
        return out;
    }

    static felt constant(const typename Config::field& value) { return felt(value); }
    static ext constant(const typename Config::extension& value) { return ext(value); }
    static ext extend(const felt& value) { return ext(typename Config::extension(value.value()), value.cost()); }
    static ext compose(std::span<const felt> coefficients) {
        auto parts = typename Config::extension{}.coefficients();
        verifier_cost* cost = nullptr;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            parts[i] = coefficients[i].value();
            cost = cost != nullptr ? cost : coefficients[i].cost();
        }
        return ext(Config::extension::from_coefficients(parts), cost);
    }
    static felt coefficient(const ext& value, std::size_t i) {
        return felt(value.value().coefficient(i), value.cost());
    }

    template <class Value>
    void assert_zero(const Value& value, std::string_view reason) {
        native_.assert_zero(value.value(), reason);
    }

    template <class Value>
    counted<Value> select(const bit& condition, const counted<Value>& if_one, const counted<Value>& if_zero) {
        if (condition.is_constant) {
            return condition.value ? if_one : if_zero;
        }
        if (if_one.cost() != nullptr || if_zero.cost() != nullptr) {
            if constexpr (std::is_same_v<Value, typename Config::field>) {
                cost_.selections += 1;
            } else {
                cost_.selections += Config::extension::degree;
            }
        }
        return counted<Value>(condition.value ? if_one.value() : if_zero.value(), &cost_);
    }
    digest select(const bit& condition, const digest& if_one, const digest& if_zero) {
        digest out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = select(condition, if_one[i], if_zero[i]);
        }
        return out;
    }

    /// One constraint per bit of the modulus, and as many to show that the number is below it.
    std::vector<bit> low_bits(const felt& value, std::size_t count) {
        if (value.cost() != nullptr) {
            cost_.decompositions += 2 * static_cast<std::size_t>(std::bit_width(Config::field::modulus));
        }
        std::vector<bit> out;
        for (const auto& b : native_.low_bits(value.value(), count)) {
            out.push_back({b.value, value.cost() == nullptr});
        }
        return out;
    }

    ext inverse(const ext& value, std::string_view reason) {
        if (value.cost() != nullptr) {
            cost_.multiplications += ext::product_cost;
        }
        return ext(native_.inverse(value.value(), reason), value.cost());
    }

    void permute(std::array<felt, Config::permutation::width>& state) {
        std::array<typename Config::field, Config::permutation::width> values;
        bool constant = true;
        for (std::size_t i = 0; i < state.size(); ++i) {
            values[i] = state[i].value();
            constant = constant && state[i].cost() == nullptr;
        }
        Config::permutation::permute(values);
        for (std::size_t i = 0; i < state.size(); ++i) {
            state[i] = felt(values[i], constant ? nullptr : &cost_);
        }
        if (!constant) {
            ++cost_.transcript_permutations;
            cost_.permutation_constraints += detail::permutation_constraints<typename Config::permutation>();
        }
    }

    digest hash(std::span<const felt> elements) {
        std::vector<typename Config::field> values;
        for (const felt& element : elements) {
            values.push_back(element.value());
        }
        std::size_t blocks = 1;
        if constexpr (requires { Config::hasher::block_count(values.size()); }) {
            blocks = Config::hasher::block_count(values.size());
        }
        cost_.row_permutations += blocks;
        if constexpr (requires { typename Config::hasher::permutation_type; }) {
            cost_.permutation_constraints +=
                blocks * detail::permutation_constraints<typename Config::hasher::permutation_type>();
        }
        return witness(Config::hasher::hash(values));
    }

    digest compress(const digest& left, const digest& right) {
        ++cost_.tree_permutations;
        cost_.permutation_constraints +=
            detail::permutation_constraints<typename detail::inner_permutation<typename Config::compression>::type>();
        return witness(Config::compression::compress(native(left), native(right)));
    }

private:
    static native_digest native(const digest& value) {
        native_digest out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = value[i].value();
        }
        return out;
    }

    verifier_cost cost_;
    native_backend<Config> native_;
};

} // namespace zonogon::transcript
