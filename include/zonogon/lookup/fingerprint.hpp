#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/air/evaluate.hpp>
#include <zonogon/air/ir.hpp>

namespace zonogon::lookup {

/// The random coefficients that turn a bus and a tuple into one number: D = offset + bus + sum over k of base^(k+1)
/// v_k.
///
/// The bus's number is inside, so equal tuples of two buses differ (rule S14 of docs/stark.md); within a bus all tuples
/// have one width. E is an extension or a verifier back end's value of it.
template <class E>
struct challenges {
    E offset{};
    /// base^1, base^2, ... as many as the widest tuple needs.
    std::vector<E> powers;

    constexpr challenges() = default;
    constexpr challenges(const E& at, const E& base, std::size_t widest) : offset(at) {
        for (std::size_t k = 0; k < widest; ++k) {
            powers.push_back(k == 0 ? base : powers.back() * base);
        }
    }
};

/// A term of a fingerprint that depends on the row: coefficient * (slot or node `source`).
template <class E>
struct term {
    std::uint32_t source = 0;
    E coefficient{};
};

/// One interaction with its challenges filled in.
template <class E>
struct prepared {
    E constant{};
    std::vector<term<E>> terms;
    /// The slot or node of the multiplicity.
    std::uint32_t multiplicity = 0;
    bool receives = false;
};

/// A fraction, added up over the interactions of a batch without dividing.
template <class E>
struct fraction {
    E numerator{};
    E denominator{};

    /// this + m / d; m is a base field value or an extension one.
    template <class M>
    constexpr void add(const M& m, const E& d) {
        numerator = numerator * d + denominator * m;
        denominator = denominator * d;
    }
};

} // namespace zonogon::lookup
