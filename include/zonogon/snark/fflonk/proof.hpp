#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// The values at xi of the selectors, the permutation and the wires, and those at xi w of what follows in z.
struct evaluations {
    scalar ql, qr, qm, qo, qc, s1, s2, s3, a, b, c, z;
    /// z, T1 and T2 at xi w.
    scalar zw, t1w, t2w;

    friend bool operator==(const evaluations&, const evaluations&) = default;
};

/// Names in proof.json and the order in which transcript, proof.json and call data have them.
inline constexpr std::array<std::pair<std::string_view, scalar evaluations::*>, 15> evaluation_order{{
    {"ql", &evaluations::ql},
    {"qr", &evaluations::qr},
    {"qm", &evaluations::qm},
    {"qo", &evaluations::qo},
    {"qc", &evaluations::qc},
    {"s1", &evaluations::s1},
    {"s2", &evaluations::s2},
    {"s3", &evaluations::s3},
    {"a", &evaluations::a},
    {"b", &evaluations::b},
    {"c", &evaluations::c},
    {"z", &evaluations::z},
    {"zw", &evaluations::zw},
    {"t1w", &evaluations::t1w},
    {"t2w", &evaluations::t2w},
}};

/// A proof: four commitments, the values, and the inverse of what the verifier must divide by (see denominators), which
/// saves a contract the work.
struct proof {
    g1_point c1, c2, w1, w2;
    evaluations values;
    scalar inverse;

    /// Words of 32 bytes of the encoding as a contract gets it.
    static constexpr std::size_t words = 8 + evaluation_order.size() + 1;
    /// x and y of C1, C2, W1, W2; the values in evaluation_order; the inverse.
    std::array<u256, words> to_words() const;
    /// The reason names the word that is out of range, or the point that is zero or not on the curve.
    static result<proof> from_words(std::span<const u256, words> in);

    friend bool operator==(const proof&, const proof&) = default;
};

inline constexpr std::array<std::pair<std::string_view, g1_point proof::*>, 4> commitment_order{{
    {"C1", &proof::c1},
    {"C2", &proof::c2},
    {"W1", &proof::w1},
    {"W2", &proof::w2},
}};

/// A point of a proof from its coordinates. An honest prover's are zero with no probability worth the name, so zero is
/// refused and each proof has one encoding.
inline result<g1_point> proof_point(std::string_view name, const u256& x, const u256& y) {
    using base = g1_point::coordinate;
    if (!base::is_canonical(x) || !base::is_canonical(y)) {
        return error{std::string(name) + ": a coordinate is not below the field's modulus"};
    }
    const g1_point p{base{x}, base{y}};
    if ((x.is_zero() && y.is_zero()) || !p.on_curve()) {
        return error{std::string(name) + ": no point of the curve other than zero"};
    }
    return p;
}

inline result<scalar> proof_scalar(std::string_view name, const u256& v) {
    if (!scalar::is_canonical(v)) {
        return error{std::string(name) + ": not below the group's order"};
    }
    return scalar{v};
}

inline std::array<u256, proof::words> proof::to_words() const {
    std::array<u256, words> out;
    std::size_t at = 0;
    for (const auto& [name, point] : commitment_order) {
        out[at++] = (this->*point).x().value();
        out[at++] = (this->*point).y().value();
    }
    for (const auto& [name, value] : evaluation_order) {
        out[at++] = (values.*value).value();
    }
    out[at] = inverse.value();
    return out;
}

inline result<proof> proof::from_words(std::span<const u256, words> in) {
    proof out;
    std::size_t at = 0;
    for (const auto& [name, point] : commitment_order) {
        const result<g1_point> p = proof_point(name, in[at], in[at + 1]);
        if (!p) {
            return p.why();
        }
        out.*point = *p;
        at += 2;
    }
    for (const auto& [name, value] : evaluation_order) {
        const result<scalar> v = proof_scalar(name, in[at++]);
        if (!v) {
            return v.why();
        }
        out.values.*value = *v;
    }
    const result<scalar> v = proof_scalar("inv", in[at]);
    if (!v) {
        return v.why();
    }
    out.inverse = *v;
    return out;
}

} // namespace zonogon::snark::fflonk
