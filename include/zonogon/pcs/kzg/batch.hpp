#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/pcs/kzg/batch_transcript.hpp>
#include <zonogon/pcs/kzg/reference.hpp>
#include <zonogon/pcs/kzg/single.hpp>

namespace zonogon::pcs::kzg {

/// Many openings, of any polynomials at any points, shown by two points of G1: Boneh, Drake, Fisch and Gabizon,
/// "Efficient polynomial commitment schemes for multiple points and polynomials", eprint 2020/081, section 4
/// ("shplonk").
///
/// A claim is about one point; a polynomial opened at several appears in several claims. Claims are a list: none is
/// merged with another or dropped, equal or contradictory ones included. With weights g^i the prover commits to
/// h = sum g^i (f_i - v_i) / (X - z_i), and opens L = sum g^i / (z - z_i) (f_i - v_i) - h, which vanishes at the
/// challenge z, there. (The paper's equation divided by the polynomial that vanishes at all points.)
template <class Pairing = curve::bn254_pairing>
struct batch_proof {
    typename Pairing::g1::point w;      // h(tau)
    typename Pairing::g1::point opened; // L(tau) / (tau - z)

    friend bool operator==(const batch_proof&, const batch_proof&) = default;
};

/// A proof of all claims, where polynomials[i] is the one behind claims[i].commitment, coefficients from the constant
/// one up. The reason says which claim is not true. Preconditions: as many polynomials as claims, none with more
/// coefficients than ref has powers; commitments are those of ref.
template <class Pairing>
result<batch_proof<Pairing>>
prove_batch(const reference<Pairing>& ref, byte_view context, std::span<const claim<Pairing>> claims,
            std::span<const std::span<const typename Pairing::g1::scalar_field>> polynomials);

/// Whether a proof shows all claims. Refuses points outside the group and an empty list.
template <class Pairing>
status verify_batch(const verifying_reference<Pairing>& ref, byte_view context, std::span<const claim<Pairing>> claims,
                    const batch_proof<Pairing>& proof);

namespace batch_detail {

/// weight^i / (z - z_i); nothing where z meets a point.
template <class F, class Claims>
result<std::vector<F>> claim_factors(const Claims& claims, const F& weight, const F& z) {
    std::vector<F> out;
    F power = F::one();
    for (const auto& c : claims) {
        const F distance = z - c.point;
        if (distance.is_zero()) {
            return error{"kzg: the challenge meets a point of a claim"};
        }
        out.push_back(distance);
    }
    field::batch_inverse(std::span<F>(out));
    for (F& v : out) {
        v *= power;
        power *= weight;
    }
    return out;
}

/// The verifier's equation for given challenges: F + z W' = tau W' with F = sum factor_i (C_i - v_i G1) - W.
template <class Pairing>
status check_equation(const verifying_reference<Pairing>& ref, std::span<const claim<Pairing>> claims,
                      const batch_proof<Pairing>& proof, const typename Pairing::g1::scalar_field& weight,
                      const typename Pairing::g1::scalar_field& z) {
    using scalar = typename Pairing::g1::scalar_field;
    using g1_point = typename Pairing::g1::point;
    const auto factors = claim_factors<scalar>(claims, weight, z);
    if (!factors) {
        return factors.why();
    }
    std::vector<g1_point> points{g1_point::generator(), proof.w, proof.opened};
    std::vector<scalar> scalars{scalar::zero(), -scalar::one(), z};
    for (std::size_t i = 0; i < claims.size(); ++i) {
        points.push_back(claims[i].commitment);
        scalars.push_back((*factors)[i]);
        scalars[0] -= (*factors)[i] * claims[i].value;
    }
    const g1_point left = curve::msm<typename Pairing::g1>(points, scalars).to_affine();
    if (!ref.same(left, proof.opened)) {
        return error{"kzg: the batch of openings is wrong"};
    }
    return {};
}

} // namespace batch_detail

template <class Pairing>
result<batch_proof<Pairing>>
prove_batch(const reference<Pairing>& ref, byte_view context, std::span<const claim<Pairing>> claims,
            std::span<const std::span<const typename Pairing::g1::scalar_field>> polynomials) {
    using scalar = typename Pairing::g1::scalar_field;
    if (claims.empty()) {
        return error{"kzg: a batch without claims"};
    }
    std::size_t length = 1;
    for (const auto& p : polynomials) {
        length = std::max(length, p.size());
    }
    batch_transcript<Pairing> transcript(ref.verifying(), context, claims);
    const scalar weight = transcript.batching();
    // Claims at one point are divided together.
    std::vector<std::size_t> order(claims.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::sort(order, {}, [&](std::size_t i) { return claims[i].point.value(); });
    const auto add_multiple = [](std::vector<scalar>& sum, std::span<const scalar> p, const scalar& factor) {
        parallel_for(p.size(), 4096, [&](std::size_t k) { sum[k] += factor * p[k]; });
    };
    std::vector<scalar> powers(claims.size(), scalar::one());
    for (std::size_t i = 1; i < powers.size(); ++i) {
        powers[i] = powers[i - 1] * weight;
    }
    std::vector<scalar> quotient(length);
    for (std::size_t begin = 0; begin < order.size();) {
        std::vector<scalar> sum(length);
        const scalar& at = claims[order[begin]].point;
        for (; begin < order.size() && claims[order[begin]].point == at; ++begin) {
            const std::size_t i = order[begin];
            if (evaluate(polynomials[i], at) != claims[i].value) {
                return error{"kzg: claim " + std::to_string(i) + " is not true"};
            }
            add_multiple(sum, polynomials[i], powers[i]);
        }
        divide_by_linear(std::span(sum), at);
        add_multiple(quotient, sum, scalar::one());
    }
    batch_proof<Pairing> out;
    out.w = ref.commit(quotient);
    const scalar z = transcript.evaluation(out.w);
    const auto factors = batch_detail::claim_factors<scalar>(claims, weight, z);
    if (!factors) {
        return factors.why();
    }
    std::vector<scalar> opened(length);
    add_multiple(opened, quotient, -scalar::one());
    for (std::size_t i = 0; i < claims.size(); ++i) {
        add_multiple(opened, polynomials[i], (*factors)[i]);
    }
    divide_by_linear(std::span(opened), z);
    out.opened = ref.commit(opened);
    return out;
}

template <class Pairing>
status verify_batch(const verifying_reference<Pairing>& ref, byte_view context, std::span<const claim<Pairing>> claims,
                    const batch_proof<Pairing>& proof) {
    if (claims.empty()) {
        return error{"kzg: a batch without claims"};
    }
    for (const claim<Pairing>& c : claims) {
        if (!Pairing::in_g1(c.commitment)) {
            return error{"kzg: a commitment is not in G1"};
        }
    }
    if (!Pairing::in_g1(proof.w) || !Pairing::in_g1(proof.opened)) {
        return error{"kzg: a point of the proof is not in G1"};
    }
    batch_transcript<Pairing> transcript(ref, context, claims);
    const auto weight = transcript.batching();
    const auto z = transcript.evaluation(proof.w);
    return batch_detail::check_equation(ref, claims, proof, weight, z);
}

} // namespace zonogon::pcs::kzg
