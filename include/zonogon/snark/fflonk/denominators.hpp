#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/snark/fflonk/domain.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// What a verifier divides by. A proof carries the inverse of product().
///
/// The sets at which C0, C1 and C2 are opened are the roots of X^8 - xi, of X^4 - xi and of (X^3 - xi)(X^3 - xi w).
/// snarkjs interpolates through the roots one by one and puts each Lagrange denominator into the product. Over a set
/// of roots of X^k - c these denominators, k h^(k-2) r (y - r) for a fixed root h and every root r, multiply to
/// -k^k c^(k-1) (y^k - c) for even k; for the two sets of three likewise. So the product has a closed form, in which no
/// root of xi occurs.
struct denominators {
    /// y^8 - xi, y^4 - xi, y^3 - xi, y^3 - xi w: the vanishing polynomials at y.
    scalar y8, y4, y3, y3w;
    /// xi^n - 1.
    scalar vanishing;
    /// xi - xi w.
    scalar gap;
    /// n (xi - w^i) for i = 0, ..., max(1, publics) - 1.
    std::vector<scalar> lagrange;
    /// xi w, and w itself.
    scalar xi_w, w, xi;

    static denominators of(std::size_t power, std::size_t publics, const scalar& xi, const scalar& y);
    /// Zero exactly when one of them is.
    scalar product() const;
};

inline denominators denominators::of(std::size_t power, std::size_t publics, const scalar& xi, const scalar& y) {
    denominators out;
    out.xi = xi;
    out.w = scalar::two_adic_generator(power);
    out.xi_w = xi * out.w;
    const scalar y2 = y.square();
    const scalar y4 = y2.square();
    out.y8 = y4.square() - xi;
    out.y4 = y4 - xi;
    out.y3 = y2 * y - xi;
    out.y3w = y2 * y - out.xi_w;
    scalar xi_n = xi;
    for (std::size_t i = 0; i < power; ++i) {
        xi_n = xi_n.square();
    }
    out.vanishing = xi_n - scalar::one();
    out.gap = xi - out.xi_w;
    const scalar n{std::uint64_t{1} << power};
    scalar row = scalar::one();
    const std::size_t count = publics == 0 ? 1 : publics;
    out.lagrange.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        out.lagrange.push_back(n * (xi - row));
        row *= out.w;
    }
    return out;
}

inline scalar denominators::product() const {
    // -8^8 xi^7 (y^8 - xi) times -4^4 xi^3 (y^4 - xi) times -27^2 xi^2 (xi w)^2 gap^6 (y^3 - xi)(y^3 - xi w), and the
    // three that quotients need once more.
    const scalar constant{729 * (std::uint64_t{1} << 32)};
    const scalar xi2 = xi.square();
    const scalar xi12 = (xi2 * xi).square().square();
    const scalar gap2 = gap.square();
    const scalar sets = y4 * y3 * y3w;
    scalar out = -constant * xi12 * (xi_w * gap2 * gap).square() * sets.square() * y8 * vanishing;
    for (const scalar& v : lagrange) {
        out *= v;
    }
    return out;
}

} // namespace zonogon::snark::fflonk
