#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/snark/groth16/keys.hpp>
#include <zonogon/snark/randomness.hpp>

namespace zonogon::snark::groth16 {

/// A claim and its proof.
template <class Pairing = curve::bn254_pairing>
struct statement {
    std::vector<u256> publics;
    groth16::proof<Pairing> proof;
};

/// Whether the proof shows the statement (Groth, eprint 2016/260, section 3.2): e(A, B) = e(alpha, beta) e(inputs,
/// gamma) e(C, delta).
///
/// Takes anything: the reason says whether there are as many public inputs as the key has, whether each is below the
/// scalar field's prime (x + r is another input and the same element, so it is refused), whether the points are in
/// their groups, and whether the equation holds. Never throws. Precondition: check_key(key). Cost: four pairings, one
/// multiple for each public input.
template <class Pairing>
status verify(const verification_key<Pairing>& key, std::span<const u256> publics, const proof<Pairing>& p);

/// Whether all proofs show their statements, at the cost of one pairing for each and three more: the equations are
/// added up with random factors of 128 bits that the prover could not know, so that a wrong one is missed with
/// probability 2^-128. The reason names the statement if its own form is wrong, and no statement if the sum is.
template <class Pairing, class Randomness = system_randomness>
status verify_batch(const verification_key<Pairing>& key, std::span<const statement<Pairing>> statements,
                    Randomness&& random = {});

/// Another proof of the same statement, made without the witness. With fresh randomness it cannot be linked to the
/// first. Valid if and only if the first is.
template <class Pairing, class Randomness = system_randomness>
result<proof<Pairing>> rerandomise(const verification_key<Pairing>& key, const proof<Pairing>& p,
                                   Randomness&& random = {});

namespace verifier_detail {

template <class Pairing>
status check_form(const verification_key<Pairing>& key, std::span<const u256> publics, const proof<Pairing>& p) {
    using scalar = typename Pairing::g1::scalar_field;
    if (publics.size() != key.public_count()) {
        return error{std::to_string(publics.size()) + " public inputs, the key has " +
                     std::to_string(key.public_count())};
    }
    for (std::size_t i = 0; i < publics.size(); ++i) {
        if (!scalar::is_canonical(publics[i])) {
            return error{"public input " + std::to_string(i) + " is not below the prime of the scalar field"};
        }
    }
    if (!Pairing::in_g1(p.a) || !Pairing::in_g1(p.c)) {
        return error{"A or C of the proof is not in G1"};
    }
    if (!Pairing::in_g2(p.b)) {
        return error{"B of the proof is not in G2"};
    }
    return {};
}

template <class Pairing>
auto sum_of_inputs(const verification_key<Pairing>& key, std::span<const u256> publics) {
    auto sum = key.inputs[0];
    for (std::size_t i = 0; i < publics.size(); ++i) {
        sum = sum + curve::multiply(publics[i], key.inputs[i + 1]);
    }
    return sum;
}

} // namespace verifier_detail

template <class Pairing>
status verify(const verification_key<Pairing>& key, std::span<const u256> publics, const proof<Pairing>& p) {
    if (status form = verifier_detail::check_form(key, publics, p); !form) {
        return form;
    }
    const std::array<typename Pairing::pair, 4> pairs{{{-p.a, p.b},
                                                       {key.alpha, key.beta},
                                                       {verifier_detail::sum_of_inputs(key, publics), key.gamma},
                                                       {p.c, key.delta}}};
    if (Pairing::product(pairs) != Pairing::extension::one()) {
        return error{"the proof does not verify"};
    }
    return {};
}

template <class Pairing, class Randomness>
status verify_batch(const verification_key<Pairing>& key, std::span<const statement<Pairing>> statements,
                    Randomness&& random) {
    using g1 = typename Pairing::g1;
    using scalar = typename g1::scalar_field;
    std::vector<typename Pairing::pair> pairs;
    pairs.reserve(statements.size() + 3);
    std::vector<scalar> input_sums(key.inputs.size());
    typename g1::point c_sum;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const auto& [publics, p] = statements[i];
        if (status form = verifier_detail::check_form(key, std::span<const u256>(publics), p); !form) {
            return error{"statement " + std::to_string(i) + ": " + form.why().message};
        }
        const auto drawn = random.template scalar<scalar>();
        if (!drawn) {
            return drawn.why();
        }
        const u256 wide = drawn->value();
        // Odd, so never zero.
        const u256 factor{std::array<std::uint64_t, 4>{wide.limb(0) | 1, wide.limb(1), 0, 0}};
        pairs.emplace_back(-curve::multiply(factor, p.a), p.b);
        c_sum = c_sum + curve::multiply(factor, p.c);
        input_sums[0] += scalar{factor};
        for (std::size_t k = 0; k < publics.size(); ++k) {
            input_sums[k + 1] += scalar{factor} * scalar{publics[k]};
        }
    }
    typename g1::point inputs;
    for (std::size_t k = 0; k < input_sums.size(); ++k) {
        inputs = inputs + curve::multiply(input_sums[k].value(), key.inputs[k]);
    }
    pairs.emplace_back(curve::multiply(input_sums[0].value(), key.alpha), key.beta);
    pairs.emplace_back(inputs, key.gamma);
    pairs.emplace_back(c_sum, key.delta);
    if (Pairing::product(pairs) != Pairing::extension::one()) {
        return error{"at least one proof of the batch does not verify"};
    }
    return {};
}

template <class Pairing, class Randomness>
result<proof<Pairing>> rerandomise(const verification_key<Pairing>& key, const proof<Pairing>& p, Randomness&& random) {
    using scalar = typename Pairing::g1::scalar_field;
    const auto first = random.template scalar<scalar>();
    const auto second = random.template scalar<scalar>();
    if (!first || !second) {
        return (first ? second : first).why();
    }
    // (A / k, k (B + t delta), C + t A): the product gains e(A, t delta), and so does the other side.
    const scalar k = first->is_zero() ? scalar::one() : *first;
    proof<Pairing> out;
    out.a = curve::multiply(k.inverse().value(), p.a);
    out.b = curve::multiply(k.value(), p.b + curve::multiply(second->value(), key.delta));
    out.c = p.c + curve::multiply(second->value(), p.a);
    return out;
}

} // namespace zonogon::snark::groth16
