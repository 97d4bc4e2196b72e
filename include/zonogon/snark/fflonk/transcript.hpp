#pragma once

#include <cstddef>
#include <span>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/snark/fflonk/proof.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// What a challenge is drawn from: numbers of 32 bytes, most significant first, points as x and y. The challenge is
/// Keccak-256 of all of it modulo the group's order.
class transcript {
public:
    transcript& add(const scalar& v) {
        append(data_, v.value().to_bytes());
        return *this;
    }
    transcript& add(const g1_point& p) {
        append(data_, p.x().value().to_bytes());
        append(data_, p.y().value().to_bytes());
        return *this;
    }
    scalar challenge() const { return scalar{u256::from_bytes(hash::keccak256(data_))}; }

private:
    bytes data_;
};

// The challenges in their order. Each is drawn from the one before and everything that the prover has sent since, so it
// covers all that came before it.

/// For the permutation: first covers the circuit (C0), the public inputs and the wires (C1).
inline scalar beta_challenge(const g1_point& c0, std::span<const scalar> publics, const g1_point& c1) {
    transcript t;
    t.add(c0);
    for (const scalar& v : publics) {
        t.add(v);
    }
    return t.add(c1).challenge();
}

inline scalar gamma_challenge(const scalar& beta) {
    return transcript{}.add(beta).challenge();
}

/// The 24th root of xi, the point at which the packed polynomials are opened; so xi has the roots of degree 8, 4 and 3
/// that the opening needs.
inline scalar xi_root_challenge(const scalar& gamma, const g1_point& c2) {
    return transcript{}.add(gamma).add(c2).challenge();
}

inline scalar xi_from_root(const scalar& root) {
    const scalar cube = root.square() * root;
    return cube.square().square().square();
}

/// Batches the openings of C0, C1 and C2: covers all values.
inline scalar alpha_challenge(const scalar& xi_root, const evaluations& values) {
    transcript t;
    t.add(xi_root);
    for (const auto& [name, value] : evaluation_order) {
        t.add(values.*value);
    }
    return t.challenge();
}

inline scalar y_challenge(const scalar& alpha, const g1_point& w1) {
    return transcript{}.add(alpha).add(w1).challenge();
}

/// All challenges of a proof.
struct challenges {
    scalar beta, gamma, xi, alpha, y;

    static challenges of(const g1_point& c0, std::span<const scalar> publics, const proof& p);
};

inline challenges challenges::of(const g1_point& c0, std::span<const scalar> publics, const proof& p) {
    challenges out;
    out.beta = beta_challenge(c0, publics, p.c1);
    out.gamma = gamma_challenge(out.beta);
    const scalar xi_root = xi_root_challenge(out.gamma, p.c2);
    out.xi = xi_from_root(xi_root);
    out.alpha = alpha_challenge(xi_root, p.values);
    out.y = y_challenge(out.alpha, p.w1);
    return out;
}

} // namespace zonogon::snark::fflonk
