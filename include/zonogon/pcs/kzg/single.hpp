#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/pcs/kzg/reference.hpp>

namespace zonogon::pcs::kzg {

/// "The polynomial behind this commitment has this value at this point."
template <class Pairing = curve::bn254_pairing>
struct claim {
    using scalar = typename Pairing::g1::scalar_field;

    typename Pairing::g1::point commitment;
    scalar point;
    scalar value;

    friend bool operator==(const claim&, const claim&) = default;
};

/// A polynomial's value, coefficients from the constant one up.
template <class F>
F evaluate(std::span<const F> coefficients, const F& at) {
    F out;
    for (std::size_t i = coefficients.size(); i-- > 0;) {
        out = out * at + coefficients[i];
    }
    return out;
}

/// Replaces p(X) by (p(X) - p(at)) / (X - at), whose last coefficient is zero, and returns p(at).
template <class F>
F divide_by_linear(std::span<F> coefficients, const F& at) {
    F carry;
    for (std::size_t i = coefficients.size(); i-- > 0;) {
        const F next = coefficients[i] + carry * at;
        coefficients[i] = carry;
        carry = next;
    }
    return carry;
}

/// The proof that a polynomial has its value at a point: ((p(tau) - p(point)) / (tau - point)) G1. Precondition: at
/// most ref.size() coefficients. (Kate, Zaverucha and Goldberg, "Constant-size commitments to polynomials and their
/// applications", Asiacrypt 2010, section 3.2.)
template <class Pairing>
typename Pairing::g1::point prove_value(const reference<Pairing>& ref,
                                        std::span<const typename Pairing::g1::scalar_field> coefficients,
                                        const typename Pairing::g1::scalar_field& point) {
    std::vector<typename Pairing::g1::scalar_field> quotient(coefficients.begin(), coefficients.end());
    divide_by_linear(std::span(quotient), point);
    return ref.commit(quotient);
}

/// Whether e(C - v G1 + z W, G2) = e(W, tau G2).
template <class Pairing>
status verify_value(const verifying_reference<Pairing>& ref, const claim<Pairing>& claim,
                    const typename Pairing::g1::point& proof) {
    using g1_point = typename Pairing::g1::point;
    if (!Pairing::in_g1(claim.commitment) || !Pairing::in_g1(proof)) {
        return error{"kzg: the commitment or the proof is not in G1"};
    }
    const g1_point left = claim.commitment + curve::linear_combination((-claim.value).value(), g1_point::generator(),
                                                                       claim.point.value(), proof);
    if (!ref.same(left, proof)) {
        return error{"kzg: the opening is wrong"};
    }
    return {};
}

} // namespace zonogon::pcs::kzg
