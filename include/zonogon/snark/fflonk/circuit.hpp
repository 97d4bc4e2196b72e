#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/snark/fflonk/domain.hpp>
#include <zonogon/snark/fflonk/types.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace zonogon::snark::fflonk {

/// One row: ql a + qr b + qm a b + qo c + qc = 0 for the wires a, b and c. Wire 0 is zero here, not one.
struct gate {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    scalar ql, qr, qm, qo, qc;

    friend bool operator==(const gate&, const gate&) = default;
};

/// A wire that the R1CS does not have: the sum of two earlier ones.
struct addition {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    scalar first_factor, second_factor;

    friend bool operator==(const addition&, const addition&) = default;
};

/// A circuit of PLONK's gates, made from an R1CS just as snarkjs does, gate for gate and wire for wire.
///
/// The first gates hold the public wires, whose values the verifier brings. A constraint becomes one gate; a sum that
/// has more wires than the gate has room for is shortened first: its two first wires become a new one, which goes to
/// its end, until it fits. Sums are in the order of their wires.
struct circuit {
    /// Wires of the R1CS and one for each addition.
    std::uint32_t wires = 1;
    std::uint32_t publics = 0;
    std::vector<gate> gates;
    std::vector<addition> additions;

    /// Fails if there are more gates or wires than a file or the field has room for. Precondition: in.well_formed().
    static result<circuit> from_r1cs(const r1cs<scalar>& in);

    /// The smallest power of two with room for the gates and the two rows that blind: at least min_power.
    std::size_t power() const noexcept {
        return std::max(min_power, static_cast<std::size_t>(std::bit_width(gates.size() + 1)));
    }
};

namespace circuit_detail {

/// A linear combination by rising wires, none with coefficient zero, and its constant.
struct sum {
    std::vector<linear_term<scalar>> terms;
    scalar constant;

    static sum of(const sparse_rows<scalar>& side, std::size_t row) {
        sum out;
        const auto wires = side.wires(row);
        const auto coefficients = side.coefficients(row);
        for (std::size_t i = 0; i < wires.size(); ++i) {
            out.terms.push_back({wires[i], coefficients[i]});
        }
        out.normalise();
        return out;
    }
    /// factor * a - b.
    static sum difference(const scalar& factor, const sum& a, const sum& b) {
        sum out;
        out.constant = factor * a.constant - b.constant;
        for (const auto& t : a.terms) {
            out.terms.push_back({t.wire, factor * t.coefficient});
        }
        for (const auto& t : b.terms) {
            out.terms.push_back({t.wire, -t.coefficient});
        }
        out.normalise();
        return out;
    }
    bool is_constant() const noexcept { return terms.empty(); }
    bool is_zero() const noexcept { return terms.empty() && constant.is_zero(); }

private:
    void normalise() {
        std::ranges::sort(terms, {}, [](const auto& t) { return t.wire; });
        std::size_t kept = 0;
        for (std::size_t i = 0; i < terms.size();) {
            linear_term<scalar> t = terms[i];
            for (++i; i < terms.size() && terms[i].wire == t.wire; ++i) {
                t.coefficient += terms[i].coefficient;
            }
            if (t.wire == 0) {
                constant += t.coefficient;
            } else if (!t.coefficient.is_zero()) {
                terms[kept++] = t;
            }
        }
        terms.resize(kept);
    }
};

class translator {
public:
    explicit translator(circuit& out) : out_(out) {}

    /// The gate for sum = 0.
    void vanish(sum s) {
        shorten(s, 3);
        const auto [a, ql] = term(s, 0);
        const auto [b, qr] = term(s, 1);
        const auto [c, qo] = term(s, 2);
        out_.gates.push_back({a, b, c, ql, qr, scalar{}, qo, s.constant});
    }
    /// The gate for left * right = product.
    void multiply(sum left, sum right, sum product) {
        shorten(left, 1);
        shorten(right, 1);
        shorten(product, 1);
        const auto [a, p] = term(left, 0);
        const auto [b, q] = term(right, 0);
        const auto [c, o] = term(product, 0);
        out_.gates.push_back({a, b, c, p * right.constant, left.constant * q, p * q, -o,
                              left.constant * right.constant - product.constant});
    }
    /// Whether wires ran out of numbers.
    bool overflow() const noexcept { return overflow_; }

private:
    static linear_term<scalar> term(const sum& s, std::size_t i) {
        return i < s.terms.size() ? s.terms[i] : linear_term<scalar>{};
    }
    void shorten(sum& s, std::size_t room) {
        // The front is taken off by an index, so that a long sum costs no more than its length.
        std::size_t front = 0;
        while (s.terms.size() - front > room) {
            const linear_term<scalar> first = s.terms[front];
            const linear_term<scalar> second = s.terms[front + 1];
            front += 2;
            overflow_ = overflow_ || out_.wires == std::numeric_limits<std::uint32_t>::max();
            const std::uint32_t together = out_.wires++;
            out_.gates.push_back({first.wire, second.wire, together, -first.coefficient, -second.coefficient, scalar{},
                                  scalar::one(), scalar{}});
            out_.additions.push_back({first.wire, second.wire, first.coefficient, second.coefficient});
            s.terms.push_back({together, scalar::one()});
        }
        s.terms.erase(s.terms.begin(), s.terms.begin() + static_cast<std::ptrdiff_t>(front));
    }

    circuit& out_;
    bool overflow_ = false;
};

} // namespace circuit_detail

inline result<circuit> circuit::from_r1cs(const r1cs<scalar>& in) {
    using circuit_detail::sum;
    circuit out;
    out.wires = in.wires;
    out.publics = in.public_count();
    out.gates.reserve(out.publics + in.constraints());
    for (std::uint32_t wire = 1; wire <= out.publics; ++wire) {
        out.gates.push_back({wire, 0, 0, scalar::one(), {}, {}, {}, {}});
    }
    circuit_detail::translator to(out);
    for (std::size_t i = 0; i < in.constraints() && !to.overflow(); ++i) {
        sum left = sum::of(in.a, i);
        sum right = sum::of(in.b, i);
        sum product = sum::of(in.c, i);
        if (left.is_zero() || right.is_zero()) {
            to.vanish(std::move(product));
        } else if (left.is_constant()) {
            to.vanish(sum::difference(left.constant, right, product));
        } else if (right.is_constant()) {
            to.vanish(sum::difference(right.constant, left, product));
        } else {
            to.multiply(std::move(left), std::move(right), std::move(product));
        }
    }
    if (to.overflow()) {
        return error{"the circuit has more wires than 32 bits can count"};
    }
    if (out.power() > max_power) {
        return error{"the circuit has " + std::to_string(out.gates.size()) +
                     " gates, more than the field has room for"};
    }
    return out;
}

} // namespace zonogon::snark::fflonk
