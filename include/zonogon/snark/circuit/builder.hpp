#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/snark/circuit/circuit.hpp>
#include <zonogon/snark/circuit/linear.hpp>

namespace zonogon::snark {

/// What a builder keeps: constraints and witness, or the witness alone (for a circuit whose constraints are known; the
/// same calls give the same wires, several times faster).
enum class build_mode : std::uint8_t { constraints, witness };

/// Builds a rank-1 constraint system and its witness in one pass: every operation states its constraint and computes
/// its result. Which constraints it makes never depends on a value.
///
/// The values may break the constraints: outcome() then names the first broken rule, and building goes on.
class builder {
public:
    explicit builder(build_mode mode = build_mode::constraints) : mode_(mode) {}
    builder(const builder&) = delete;
    builder& operator=(const builder&) = delete;

    /// A value that the verifier sees. Public inputs follow all outputs in the witness.
    linear public_input(const fr& value) { return add_wire(value, kind::public_input); }
    /// A value that the prover alone knows.
    linear private_input(const fr& value) { return add_wire(value, kind::private_input); }
    /// A new wire, which anything may be in until it is constrained.
    linear wire(const fr& value) { return add_wire(value, kind::inner); }
    /// Shows a value to the verifier; one constraint.
    void public_output(const linear& value) {
        assert_equal(add_wire(value.value(), kind::public_output), value, "public output");
    }

    /// The product; one constraint unless a factor is a constant.
    linear multiply(const linear& a, const linear& b, std::string_view rule = "product") {
        if (a.is_constant()) {
            return b * a.constant();
        }
        if (b.is_constant()) {
            return a * b.constant();
        }
        linear out = wire(a.value() * b.value());
        assert_product(a, b, out, rule);
        return out;
    }
    /// States that a * b = c; one constraint.
    void assert_product(const linear& a, const linear& b, const linear& c, std::string_view rule);
    /// States that a = 0; one constraint (none for the constant zero).
    void assert_zero(const linear& a, std::string_view rule) {
        if (!a.is_constant() || !a.value().is_zero()) {
            assert_product(linear{}, linear{}, a, rule);
        }
    }
    void assert_equal(const linear& a, const linear& b, std::string_view rule) { assert_zero(a - b, rule); }

    /// While it lives, rules are named as a gadget's. Scopes nest.
    class scope {
    public:
        scope(builder& b, std::string_view gadget) : builder_(&b), length_(b.path_.size()) {
            b.path_ += gadget;
            b.path_ += " / ";
        }
        scope(const scope&) = delete;
        scope& operator=(const scope&) = delete;
        ~scope() { builder_->path_.resize(length_); }

    private:
        builder* builder_;
        std::size_t length_;
    };

    build_mode mode() const noexcept { return mode_; }
    std::size_t constraints() const noexcept { return constraints_; }
    std::size_t wires() const noexcept { return values_.size(); }
    /// Success, or the first rule that the values break.
    status outcome() const {
        if (broken_.empty()) {
            return {};
        }
        return error{broken_};
    }

    /// The witness, in the order of the finished circuit.
    std::vector<fr> witness() const;
    /// The circuit. Precondition: mode() is constraints. Clears what was recorded.
    circuit finish();

private:
    enum class kind : std::uint8_t { one, public_output, public_input, private_input, inner };
    struct side {
        std::vector<std::uint32_t> wires;
        /// Indices into coefficients_: few coefficients occur often.
        std::vector<std::uint32_t> coefficients;
        std::vector<std::size_t> ends;
    };
    struct hash_of_fr {
        std::size_t operator()(const u256& x) const noexcept {
            return static_cast<std::size_t>((x.limb(0) ^ (x.limb(1) << 1) ^ (x.limb(3) << 7)) * 0x9e3779b97f4a7c15ULL);
        }
    };

    linear add_wire(const fr& value, kind what) {
        linear out;
        out.value_ = value;
        out.varies_ = true;
        if (mode_ == build_mode::constraints) {
            out.terms_.push_back({static_cast<std::uint32_t>(values_.size()), fr::one()});
        }
        values_.push_back(value);
        kinds_.push_back(what);
        return out;
    }
    std::uint32_t coefficient_index(const fr& x);
    void record(side& s, const linear& a);
    std::uint32_t rule_index(std::string_view rule);
    /// The finished circuit's number of each wire.
    std::vector<std::uint32_t> order() const;
    std::uint32_t count(kind what) const;

    build_mode mode_;
    std::vector<fr> values_{fr::one()};
    std::vector<kind> kinds_{kind::one};
    std::size_t constraints_ = 0;
    side a_;
    side b_;
    side c_;
    std::vector<fr> coefficients_;
    std::unordered_map<u256, std::uint32_t, hash_of_fr> coefficient_indices_;
    std::string path_;
    std::string broken_;
    std::vector<std::string> rules_;
    std::unordered_map<std::string, std::uint32_t> rule_indices_;
    std::vector<std::uint32_t> rule_of_;
};

inline void builder::assert_product(const linear& a, const linear& b, const linear& c, std::string_view rule) {
    ++constraints_;
    if (broken_.empty() && a.value() * b.value() != c.value()) {
        broken_ = path_ + std::string(rule);
    }
    if (mode_ == build_mode::witness) {
        return;
    }
    record(a_, a);
    record(b_, b);
    record(c_, c);
    rule_of_.push_back(rule_index(rule));
}

inline std::uint32_t builder::coefficient_index(const fr& x) {
    const auto [at, is_new] =
        coefficient_indices_.try_emplace(x.value(), static_cast<std::uint32_t>(coefficients_.size()));
    if (is_new) {
        coefficients_.push_back(x);
    }
    return at->second;
}

inline void builder::record(side& s, const linear& a) {
    if (!a.constant().is_zero()) {
        s.wires.push_back(0);
        s.coefficients.push_back(coefficient_index(a.constant()));
    }
    for (const linear::term& t : a.terms()) {
        s.wires.push_back(t.wire);
        s.coefficients.push_back(coefficient_index(t.coefficient));
    }
    s.ends.push_back(s.wires.size());
}

inline std::uint32_t builder::rule_index(std::string_view rule) {
    std::string name = path_;
    name += rule;
    const auto [at, is_new] = rule_indices_.try_emplace(name, static_cast<std::uint32_t>(rules_.size()));
    if (is_new) {
        rules_.push_back(std::move(name));
    }
    return at->second;
}

inline std::uint32_t builder::count(kind what) const {
    return static_cast<std::uint32_t>(std::ranges::count(kinds_, what));
}

inline std::vector<std::uint32_t> builder::order() const {
    std::vector<std::uint32_t> out(kinds_.size());
    std::uint32_t next = 0;
    for (const kind what : {kind::one, kind::public_output, kind::public_input, kind::private_input, kind::inner}) {
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            if (kinds_[i] == what) {
                out[i] = next++;
            }
        }
    }
    return out;
}

inline std::vector<fr> builder::witness() const {
    const std::vector<std::uint32_t> places = order();
    std::vector<fr> out(values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) {
        out[places[i]] = values_[i];
    }
    return out;
}

inline circuit builder::finish() {
    circuit out;
    const std::vector<std::uint32_t> places = order();
    out.system.wires = static_cast<std::uint32_t>(values_.size());
    out.system.public_outputs = count(kind::public_output);
    out.system.public_inputs = count(kind::public_input);
    out.system.private_inputs = count(kind::private_input);
    const auto move_side = [&](side& from, sparse_rows<fr>& to) {
        to.reserve(from.ends.size(), from.wires.size());
        std::size_t at = 0;
        for (const std::size_t end : from.ends) {
            for (; at < end; ++at) {
                to.push(places[from.wires[at]], coefficients_[from.coefficients[at]]);
            }
            to.end_row();
        }
        from = {};
    };
    move_side(a_, out.system.a);
    move_side(b_, out.system.b);
    move_side(c_, out.system.c);
    out.rules = std::exchange(rules_, {});
    out.rule_of = std::exchange(rule_of_, {});
    rule_indices_.clear();
    return out;
}

} // namespace zonogon::snark
