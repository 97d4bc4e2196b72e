#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// Coefficients, the constant first.
using polynomial = std::vector<scalar>;

/// Turns p into the quotient by X - at, one place up, behind the remainder, p(at): p[0] + (X - at) (p[1] + p[2] X +
/// ...).
inline void divide_by_linear(std::span<scalar> p, const scalar& at) {
    for (std::size_t i = p.size(); i-- > 1;) {
        p[i - 1] += at * p[i];
    }
}

/// Undoes divide_by_linear.
inline void multiply_by_linear(std::span<scalar> p, const scalar& at) {
    for (std::size_t i = 1; i < p.size(); ++i) {
        p[i - 1] -= at * p[i];
    }
}

/// out += factor * (p_0(X^k) + X p_1(X^k) + ... + X^(k-1) p_(k-1)(X^k)) for the k parts p_j. Precondition: `out` has
/// room.
inline void add_packed(std::span<scalar> out, std::span<const std::span<const scalar>> parts, const scalar& factor) {
    const std::size_t stride = parts.size();
    for (std::size_t j = 0; j < stride; ++j) {
        const std::span<const scalar> part = parts[j];
        parallel_for(part.size(), std::size_t{1} << 14,
                     [&](std::size_t i) { out[stride * i + j] += factor * part[i]; });
    }
}

/// The coefficients that packing these parts needs.
inline std::size_t packed_size(std::span<const std::span<const scalar>> parts) {
    std::size_t out = 0;
    for (std::size_t j = 0; j < parts.size(); ++j) {
        if (!parts[j].empty()) {
            out = std::max(out, parts.size() * (parts[j].size() - 1) + j + 1);
        }
    }
    return out;
}

/// The parts packed as in add_packed.
inline polynomial packed(std::span<const std::span<const scalar>> parts) {
    polynomial out(packed_size(parts));
    const std::size_t stride = parts.size();
    for (std::size_t j = 0; j < stride; ++j) {
        for (std::size_t i = 0; i < parts[j].size(); ++i) {
            out[stride * i + j] = parts[j][i];
        }
    }
    return out;
}

/// p(tau) G1 from the powers of tau. Precondition: there are as many powers as coefficients.
inline g1_point commit(std::span<const g1_point> powers, std::span<const scalar> p) {
    return curve::msm<curve::bn254>(powers.first(p.size()), p).to_affine();
}

} // namespace zonogon::snark::fflonk
