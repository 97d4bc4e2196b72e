#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/snark/fflonk/denominators.hpp>
#include <zonogon/snark/fflonk/proof.hpp>
#include <zonogon/snark/fflonk/transcript.hpp>
#include <zonogon/snark/fflonk/verification_key.hpp>
#include <zonogon/snark/randomness.hpp>

namespace zonogon::snark::fflonk {

/// A proof is valid if e(left, [1] G2) = e(right, [tau] G2).
struct pairing_claim {
    g1_point left;
    g1_point right;

    friend bool operator==(const pairing_claim&, const pairing_claim&) = default;
};

/// A claim and its proof.
struct statement {
    std::vector<u256> publics;
    fflonk::proof proof;
};

/// Whether the proof shows that a witness with these public inputs exists.
///
/// Takes anything: the reason says whether there are as many public inputs as the key has, whether each is below the
/// group's order (x + r is another input and the same element, so it is refused), whether the points are on the curve
/// and not zero, and whether the openings hold. Never throws. Precondition: key.well_formed(). Cost: two pairings and
/// five products of a point.
///
/// The check is that of section 4 of the paper with the two vanishing polynomials of the smaller sets divided out:
/// e(C0 + q1 C1 + q2 C2 - (R0 + q1 R1 + q2 R2)(y) G1 - (y^8 - xi) W1 + y W2, G2) = e(W2, [tau] G2) with
/// q1 = alpha (y^8 - xi) / (y^4 - xi) and q2 = alpha^2 (y^8 - xi) / ((y^3 - xi)(y^3 - xi w)). R0, R1, R2 are what C0,
/// C1, C2 leave modulo the vanishing polynomials; their coefficients are the packed polynomials' values.
status verify(const verification_key& key, std::span<const u256> publics, const proof& p);

/// Whether all proofs show their statements, with two pairings for all of them: their equations are added with random
/// factors of 128 bits, which no prover can foresee, so that a wrong one is missed with probability 2^-128. The reason
/// names the statement if its form is wrong, and none if the sum is. True for an empty batch.
template <class Randomness = system_randomness>
status verify_batch(const verification_key& key, std::span<const statement> statements, Randomness&& random = {});

/// All of verification but the pairing.
result<pairing_claim> reduce(const verification_key& key, std::span<const u256> publics, const proof& p);
/// The same after the form was checked, with given challenges: sound only with those of challenges::of.
result<pairing_claim> reduce_with(const verification_key& key, std::span<const scalar> publics, const proof& p,
                                  const challenges& h);

namespace verifier_detail {

/// v[0] + v[1] y + ...
inline scalar horner(std::initializer_list<scalar> v, const scalar& y) {
    scalar out;
    for (const scalar* c = v.end(); c != v.begin();) {
        out = out * y + *--c;
    }
    return out;
}

/// The quotients T0, T1 and T2 at xi, as the values and challenges demand them.
struct quotients {
    scalar t0, t1, t2;
};

inline quotients demanded_quotients(const evaluations& v, const challenges& h, std::span<const scalar> publics,
                                    const scalar& w, std::span<const scalar> inverse_lagrange,
                                    const scalar& inverse_vanishing) {
    // L_i(xi) / (xi^n - 1) = w^i / (n (xi - w^i)).
    scalar weighted;
    scalar row = scalar::one();
    for (std::size_t i = 0; i < publics.size(); ++i) {
        weighted += publics[i] * row * inverse_lagrange[i];
        row *= w;
    }
    const scalar gates = v.ql * v.a + v.qr * v.b + v.qm * v.a * v.b + v.qo * v.c + v.qc;
    const scalar beta_xi = h.beta * h.xi;
    const scalar left =
        (v.a + beta_xi + h.gamma) * (v.b + column_b * beta_xi + h.gamma) * (v.c + column_c * beta_xi + h.gamma) * v.z;
    const scalar right =
        (v.a + h.beta * v.s1 + h.gamma) * (v.b + h.beta * v.s2 + h.gamma) * (v.c + h.beta * v.s3 + h.gamma) * v.zw;
    return {gates * inverse_vanishing - weighted, (v.z - scalar::one()) * inverse_lagrange[0],
            (left - right) * inverse_vanishing};
}

inline status check_form(const verification_key& key, std::span<const u256> publics, const proof& p) {
    if (publics.size() != key.publics) {
        return error{std::to_string(publics.size()) + " public inputs, the key has " + std::to_string(key.publics)};
    }
    for (std::size_t i = 0; i < publics.size(); ++i) {
        if (!scalar::is_canonical(publics[i])) {
            return error{"public input " + std::to_string(i) + " is not below the group's order"};
        }
    }
    for (const auto& [name, point] : commitment_order) {
        if ((p.*point).is_zero() || !(p.*point).on_curve()) {
            return error{std::string(name) + ": no point of the curve other than zero"};
        }
    }
    return {};
}

} // namespace verifier_detail

inline result<pairing_claim> reduce_with(const verification_key& key, std::span<const scalar> publics, const proof& p,
                                         const challenges& h) {
    using namespace verifier_detail;
    const denominators d = denominators::of(key.power, key.publics, h.xi, h.y);
    if (d.product() * p.inverse != scalar::one()) {
        return error{"the proof's inverse is not that of the denominators"};
    }
    // None is zero, as their product has an inverse.
    std::vector<scalar> inverses(d.lagrange);
    inverses.insert(inverses.end(), {d.vanishing, d.y4, d.y3 * d.y3w, d.gap});
    std::vector<scalar> scratch(inverses.size());
    field::batch_inverse(std::span<scalar>(inverses), std::span<scalar>(scratch));
    const std::span<const scalar> inverse_lagrange = std::span(inverses).first(d.lagrange.size());
    const scalar* const others = inverses.data() + d.lagrange.size();

    const evaluations& v = p.values;
    const auto [t0, t1, t2] = demanded_quotients(v, h, publics, d.w, inverse_lagrange, others[0]);
    const scalar r0 = horner({v.ql, v.qr, v.qo, v.qm, v.qc, v.s1, v.s2, v.s3}, h.y);
    const scalar r1 = horner({v.a, v.b, v.c, t0}, h.y);
    const scalar r2 = (d.y3w * horner({v.z, t1, t2}, h.y) - d.y3 * horner({v.zw, v.t1w, v.t2w}, h.y)) * others[3];
    const scalar q1 = h.alpha * d.y8 * others[1];
    const scalar q2 = h.alpha.square() * d.y8 * others[2];

    const g1_point with_wires = curve::linear_combination(q1.value(), p.c1, q2.value(), p.c2);
    const g1_point openings =
        curve::linear_combination((-(r0 + q1 * r1 + q2 * r2)).value(), g1_point::generator(), (-d.y8).value(), p.w1);
    return pairing_claim{key.c0 + with_wires + openings + curve::multiply(h.y.value(), p.w2), p.w2};
}

inline result<pairing_claim> reduce(const verification_key& key, std::span<const u256> publics, const proof& p) {
    if (const status good = verifier_detail::check_form(key, publics, p); !good) {
        return good.why();
    }
    const std::vector<scalar> elements(publics.begin(), publics.end());
    return reduce_with(key, elements, p, challenges::of(key.c0, elements, p));
}

namespace verifier_detail {

inline status check_pairing(const verification_key& key, const pairing_claim& claim) {
    const std::pair<g1_point, g2_point> pairs[] = {{claim.left, g2_point::generator()}, {-claim.right, key.x2}};
    if (curve::bn254_pairing::product(pairs) != curve::bn254_pairing::extension::one()) {
        return error{"the openings do not fit the commitments"};
    }
    return {};
}

} // namespace verifier_detail

inline status verify(const verification_key& key, std::span<const u256> publics, const proof& p) {
    const result<pairing_claim> claim = reduce(key, publics, p);
    if (!claim) {
        return claim.why();
    }
    return verifier_detail::check_pairing(key, *claim);
}

template <class Randomness>
status verify_batch(const verification_key& key, std::span<const statement> statements, Randomness&& random) {
    pairing_claim sum;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const result<pairing_claim> claim = reduce(key, statements[i].publics, statements[i].proof);
        if (!claim) {
            return error{"statement " + std::to_string(i) + ": " + claim.why().message};
        }
        const result<scalar> drawn = random.template scalar<scalar>();
        if (!drawn) {
            return drawn.why();
        }
        const u256 factor = drawn->value() >> 126;
        sum.left = sum.left + curve::multiply(factor, claim->left);
        sum.right = sum.right + curve::multiply(factor, claim->right);
    }
    if (statements.empty()) {
        return {};
    }
    return verifier_detail::check_pairing(key, sum);
}

} // namespace zonogon::snark::fflonk
