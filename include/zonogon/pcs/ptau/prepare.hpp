#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/curve/batch_to_affine.hpp>
#include <zonogon/curve/bn254_multiple.hpp>
#include <zonogon/pcs/ptau/accumulator.hpp>
#include <zonogon/pcs/ptau/write.hpp>

namespace zonogon::pcs::ptau {

/// The Lagrange bases of all sizes up to 2^power (of tau G1 up to 2^(power + 1)) from the powers alone, as `snarkjs
/// powersoftau prepare phase2` writes them: L_i(tau) = 2^-k sum_j w^(-i j) tau^j for the 2^k-th roots of one.
///
/// Fourier transforms of points: about 3 power 2^power multiples in G1 and a third as many in G2.
lagrange_bases prepare(const accumulator& acc);

namespace prepare_detail {

using scalar = curve::bn254::scalar_field;

/// points[i] becomes sum_j w^(-i j) points[j].
template <class Curve>
void transform(std::span<curve::jacobian_point<Curve>> points, std::size_t log_size) {
    using point = curve::jacobian_point<Curve>;
    for (std::size_t level = log_size; level > 0; --level) {
        const std::size_t half = std::size_t{1} << (level - 1);
        // w^-j of this level, once for all blocks.
        std::vector<u256> twiddles(half);
        const scalar step = scalar::two_adic_generator(level).inverse();
        scalar power = scalar::one();
        for (u256& t : twiddles) {
            t = power.value();
            power *= step;
        }
        parallel_for(points.size() / 2, 32, [&](std::size_t i) {
            const std::size_t j = i % half;
            point& low = points[2 * half * (i / half) + j];
            point& high = points[2 * half * (i / half) + j + half];
            const point difference = low - high;
            low = low + high;
            high = j == 0 ? difference : curve::multiply_bn254(twiddles[j], difference);
        });
    }
    parallel_for(points.size(), 4096, [&](std::size_t i) {
        const std::size_t j = reverse_bits(i, log_size);
        if (i < j) {
            std::swap(points[i], points[j]);
        }
    });
}

/// The bases of all sizes up to 2^top one after the other; powers beyond the last count as zero.
template <class Curve>
std::vector<curve::affine_point<Curve>> all_bases(std::span<const curve::affine_point<Curve>> powers, std::size_t top) {
    using point = curve::jacobian_point<Curve>;
    const std::size_t n = std::size_t{1} << top;
    // 2^-top times each power; smaller sizes take doubles of these.
    const u256 scale = scalar{static_cast<std::uint64_t>(n)}.inverse().value();
    std::vector<point> scaled(n);
    parallel_for(std::min(n, powers.size()), 32,
                 [&](std::size_t i) { scaled[i] = curve::multiply_bn254(scale, point(powers[i])); });
    std::vector<curve::affine_point<Curve>> out(2 * n - 1);
    for (std::size_t k = top + 1; k-- > 0;) {
        const std::size_t size = std::size_t{1} << k;
        std::vector<point> points(scaled.begin(), scaled.begin() + static_cast<std::ptrdiff_t>(size));
        transform<Curve>(points, k);
        curve::batch_to_affine<Curve>(points, std::span(out).subspan(size - 1, size));
        parallel_for(size / 2, 1024, [&](std::size_t i) { scaled[i] = scaled[i].doubled(); });
    }
    return out;
}

} // namespace prepare_detail

inline lagrange_bases prepare(const accumulator& acc) {
    using namespace prepare_detail;
    using curve::bn254;
    using curve::bn254_twist;
    return {all_bases<bn254>(acc.tau_g1, acc.power + 1), all_bases<bn254_twist>(acc.tau_g2, acc.power),
            all_bases<bn254>(acc.alpha_tau_g1, acc.power), all_bases<bn254>(acc.beta_tau_g1, acc.power)};
}

} // namespace zonogon::pcs::ptau
