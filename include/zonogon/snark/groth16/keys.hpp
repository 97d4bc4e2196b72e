#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/bn254_pairing.hpp>

namespace zonogon::snark::groth16 {

/// A proof of Groth16 (Groth, "On the size of pairing-based non-interactive arguments", eprint 2016/260, section 3.2).
///
/// Anybody can turn a valid proof into another one of the same statement (see rerandomise): nothing may be keyed by a
/// proof's bytes. Identify a statement by its public inputs.
template <class Pairing = curve::bn254_pairing>
struct proof {
    typename Pairing::g1::point a;
    typename Pairing::g2::point b;
    typename Pairing::g1::point c;

    friend bool operator==(const proof&, const proof&) = default;
};

/// What a verifier knows of a circuit: [alpha]_1, [beta]_2, [gamma]_2, [delta]_2, and for the constant one and each
/// public input the point [(beta u_i(tau) + alpha v_i(tau) + w_i(tau)) / gamma]_1.
template <class Pairing = curve::bn254_pairing>
struct verification_key {
    using scalar = typename Pairing::g1::scalar_field;

    typename Pairing::g1::point alpha;
    typename Pairing::g2::point beta;
    typename Pairing::g2::point gamma;
    typename Pairing::g2::point delta;
    /// One more than public inputs.
    std::vector<typename Pairing::g1::point> inputs;

    /// How many public inputs a statement has. Precondition: well formed.
    std::size_t public_count() const noexcept { return inputs.size() - 1; }

    friend bool operator==(const verification_key&, const verification_key&) = default;
};

/// Whether every point lies on its curve and those of G2 in the subgroup, and none of those that a sound key has not as
/// zero (alpha, beta, gamma, delta) is zero. Keys from outside must pass; readers check it.
template <class Pairing>
status check_key(const verification_key<Pairing>& key);

template <class Pairing>
status check_key(const verification_key<Pairing>& key) {
    if (key.inputs.empty()) {
        return error{"verification key: no point for the constant one"};
    }
    if (key.alpha.is_zero() || key.beta.is_zero() || key.gamma.is_zero() || key.delta.is_zero()) {
        return error{"verification key: alpha, beta, gamma or delta is zero"};
    }
    if (!Pairing::in_g1(key.alpha)) {
        return error{"verification key: alpha is not in G1"};
    }
    for (std::size_t i = 0; i < key.inputs.size(); ++i) {
        if (!Pairing::in_g1(key.inputs[i])) {
            return error{"verification key: point " + std::to_string(i) + " of the inputs is not in G1"};
        }
    }
    if (!Pairing::in_g2(key.beta) || !Pairing::in_g2(key.gamma) || !Pairing::in_g2(key.delta)) {
        return error{"verification key: beta, gamma or delta is not in G2"};
    }
    return {};
}

} // namespace zonogon::snark::groth16
