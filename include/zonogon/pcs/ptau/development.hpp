#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/curve/fixed_base.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/pcs/ptau/accumulator.hpp>
#include <zonogon/pcs/ptau/write.hpp>

namespace zonogon::pcs::ptau {

/// A ceremony with one contributor, and its prepared sections.
struct development_ceremony {
    accumulator powers;
    lagrange_bases prepared;
};

/// Powers and Lagrange bases of a tau that this machine knew while it made them: for development only. Who runs it must
/// be trusted to have forgotten; a real reference string comes from a ceremony of many.
///
/// As the secrets are known, everything is a multiple of the generators: 2^20 powers take about as many seconds as
/// prepare takes hours. Random has scalar<F>(), a result. Variable time.
template <class Random>
result<development_ceremony> develop(std::uint32_t power, Random& random, const std::string& name);

namespace development_detail {

using scalar = curve::bn254::scalar_field;

inline std::vector<scalar> powers(const scalar& first, const scalar& tau, std::size_t count) {
    std::vector<scalar> out(count);
    scalar next = first;
    for (scalar& v : out) {
        v = next;
        next *= tau;
    }
    return out;
}

/// factor L_i(tau) for all sizes up to 2^top: L_i(tau) = w^i (tau^n - 1) / (n (tau - w^i)); of the largest size without
/// the power tau^(n - 1) if `short_of_last`, as the file has it not: minus its coefficient w^i / n.
inline std::vector<scalar> lagrange(const scalar& factor, const scalar& tau, std::size_t top, bool short_of_last) {
    std::vector<scalar> out;
    out.reserve((std::size_t{2} << top) - 1);
    for (std::size_t k = 0; k <= top; ++k) {
        const std::size_t n = std::size_t{1} << k;
        const scalar root = scalar::two_adic_generator(k);
        const scalar inverse_n = scalar{static_cast<std::uint64_t>(n)}.inverse();
        const auto roots = powers(scalar::one(), root, n);
        std::vector<scalar> values(n);
        for (std::size_t i = 0; i < n; ++i) {
            values[i] = tau - roots[i];
        }
        field::batch_inverse(std::span<scalar>(values));
        const scalar last = tau.pow(n - 1);
        const scalar vanishing = (last * tau - scalar::one()) * inverse_n;
        for (std::size_t i = 0; i < n; ++i) {
            scalar v = vanishing * roots[i] * values[i];
            if (short_of_last && k == top) {
                v -= last * inverse_n * roots[i];
            }
            out.push_back(factor * v);
        }
    }
    return out;
}

template <class Curve>
std::vector<typename Curve::point> multiples(const curve::fixed_base<Curve>& base, const std::vector<scalar>& scalars) {
    std::vector<typename Curve::point> out(scalars.size());
    base.multiply(scalars, out);
    return out;
}

} // namespace development_detail

template <class Random>
result<development_ceremony> develop(std::uint32_t power, Random& random, const std::string& name) {
    using namespace development_detail;
    if (power + 1 > file<>::max_power) {
        return error{"ptau: at most 2^" + std::to_string(file<>::max_power - 1) + " powers"};
    }
    const auto key = random_key(random);
    if (!key) {
        return key.why();
    }
    const auto& [tau, alpha, beta] = key->secret;
    const std::size_t n = std::size_t{1} << power;
    if (tau.pow(2 * n) == scalar::one()) {
        return error{"ptau: the randomness gave a root of unity"};
    }
    const curve::fixed_base<curve::bn254> g1(g1_point::generator());
    const curve::fixed_base<curve::bn254_twist> g2(g2_point::generator());
    const scalar one = scalar::one();
    development_ceremony out;
    out.powers.power = power;
    out.powers.tau_g1 = multiples(g1, powers(one, tau, 2 * n - 1));
    out.powers.tau_g2 = multiples(g2, powers(one, tau, n));
    out.powers.alpha_tau_g1 = multiples(g1, powers(alpha, tau, n));
    out.powers.beta_tau_g1 = multiples(g1, powers(beta, tau, n));
    out.powers.beta_g2 = g2.multiply(beta).to_affine();
    contribution c;
    c.name = name.substr(0, 64);
    record(out.powers, std::move(c), *key, first_challenge(power));
    out.prepared.g1 = multiples(g1, lagrange(one, tau, power + 1, true));
    out.prepared.g2 = multiples(g2, lagrange(one, tau, power, false));
    out.prepared.alpha_g1 = multiples(g1, lagrange(alpha, tau, power, false));
    out.prepared.beta_g1 = multiples(g1, lagrange(beta, tau, power, false));
    return out;
}

} // namespace zonogon::pcs::ptau
