#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>

namespace zonogon::snark {

/// One summand of a linear combination: coefficient * wire.
template <class Field>
struct linear_term {
    std::uint32_t wire = 0;
    Field coefficient{};

    friend bool operator==(const linear_term&, const linear_term&) = default;
};

/// The linear combinations of one side (A, B or C) of all constraints, one after another in flat arrays.
template <class Field>
class sparse_rows {
public:
    std::size_t rows() const noexcept { return ends_.size(); }
    /// Summands of all rows together.
    std::size_t terms() const noexcept { return wires_.size(); }
    void reserve(std::size_t rows, std::size_t terms) {
        ends_.reserve(rows);
        wires_.reserve(terms);
        coefficients_.reserve(terms);
    }

    /// Appends a summand to the row that is being written.
    void push(std::uint32_t wire, const Field& coefficient) {
        wires_.push_back(wire);
        coefficients_.push_back(coefficient);
    }
    /// Ends the row that is being written.
    void end_row() { ends_.push_back(wires_.size()); }
    /// Appends a row.
    void add_row(std::span<const linear_term<Field>> row) {
        for (const linear_term<Field>& t : row) {
            push(t.wire, t.coefficient);
        }
        end_row();
    }

    /// The wires of row i. Precondition: i < rows().
    std::span<const std::uint32_t> wires(std::size_t i) const noexcept {
        return std::span(wires_).subspan(begin(i), ends_[i] - begin(i));
    }
    /// The coefficients of row i, as many as wires. Precondition: i < rows().
    std::span<const Field> coefficients(std::size_t i) const noexcept {
        return std::span(coefficients_).subspan(begin(i), ends_[i] - begin(i));
    }
    /// The value of row i. Preconditions: i < rows(), every wire of the row < witness.size().
    Field evaluate(std::size_t i, std::span<const Field> witness) const noexcept {
        Field sum{};
        for (std::size_t k = begin(i); k < ends_[i]; ++k) {
            sum += coefficients_[k] * witness[wires_[k]];
        }
        return sum;
    }

    friend bool operator==(const sparse_rows&, const sparse_rows&) = default;

private:
    std::size_t begin(std::size_t i) const noexcept { return i == 0 ? 0 : ends_[i - 1]; }

    std::vector<std::size_t> ends_;
    std::vector<std::uint32_t> wires_;
    std::vector<Field> coefficients_;
};

/// A rank-1 constraint system: (A_i w)(B_i w) = C_i w for every constraint i and the witness w.
///
/// Wires are numbered as circom does: 0 is the constant one, then the public outputs, the public inputs, the private
/// inputs, and the rest. A verifier sees the values of wires 1 to public_count().
template <class Field>
struct r1cs {
    using field = Field;

    std::uint32_t wires = 1;
    std::uint32_t public_outputs = 0;
    std::uint32_t public_inputs = 0;
    std::uint32_t private_inputs = 0;
    sparse_rows<Field> a;
    sparse_rows<Field> b;
    sparse_rows<Field> c;
    /// The number that the compiler gave each wire in the source program; empty when it is the wire's own.
    std::vector<std::uint64_t> labels;
    /// How many such numbers the program has, used or not; without meaning when labels is empty.
    std::uint64_t label_count = 0;

    std::size_t constraints() const noexcept { return a.rows(); }
    std::uint32_t public_count() const noexcept { return public_outputs + public_inputs; }

    void add_constraint(std::span<const linear_term<Field>> left, std::span<const linear_term<Field>> right,
                        std::span<const linear_term<Field>> product) {
        a.add_row(left);
        b.add_row(right);
        c.add_row(product);
    }

    /// Whether sizes and wires fit together; what readers and builders promise.
    status well_formed() const;
    /// Whether the witness satisfies every constraint; the reason names the first that it does not. Precondition:
    /// well_formed(). Cost: one multiplication per summand.
    status check(std::span<const Field> witness) const;

    friend bool operator==(const r1cs&, const r1cs&) = default;
};

template <class Field>
status r1cs<Field>::well_formed() const {
    if (b.rows() != a.rows() || c.rows() != a.rows()) {
        return error{"the sides of the constraints differ in number"};
    }
    if (std::uint64_t{1} + public_outputs + public_inputs + private_inputs > wires) {
        return error{"fewer wires than the constant, outputs and inputs need"};
    }
    if (!labels.empty() && labels.size() != wires) {
        return error{"labels and wires differ in number"};
    }
    for (const auto& [side, name] : {std::pair{&a, "A"}, std::pair{&b, "B"}, std::pair{&c, "C"}}) {
        for (std::size_t i = 0; i < side->rows(); ++i) {
            for (const std::uint32_t wire : side->wires(i)) {
                if (wire >= wires) {
                    return error{"constraint " + std::to_string(i) + ", " + name + ": wire " + std::to_string(wire) +
                                 " of " + std::to_string(wires)};
                }
            }
        }
    }
    return {};
}

template <class Field>
status r1cs<Field>::check(std::span<const Field> witness) const {
    if (witness.size() != wires) {
        return error{"the witness has " + std::to_string(witness.size()) + " values for " + std::to_string(wires) +
                     " wires"};
    }
    if (witness[0] != Field::one()) {
        return error{"the witness does not begin with one"};
    }
    for (std::size_t i = 0; i < constraints(); ++i) {
        if (a.evaluate(i, witness) * b.evaluate(i, witness) != c.evaluate(i, witness)) {
            return error{"constraint " + std::to_string(i) + " is not satisfied"};
        }
    }
    return {};
}

} // namespace zonogon::snark
