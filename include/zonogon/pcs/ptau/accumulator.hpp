#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/point_encoding.hpp>
#include <zonogon/curve/secret_multiple.hpp>
#include <zonogon/pcs/ptau/check_contributions.hpp>
#include <zonogon/pcs/ptau/contribution.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/pcs/ptau/key.hpp>

namespace zonogon::pcs::ptau {

/// The powers of a ceremony in memory, about 512 bytes times 2^power; see file for the meaning of the parts.
struct accumulator {
    std::uint32_t power = 0;
    std::vector<g1_point> tau_g1;
    std::vector<g2_point> tau_g2;
    std::vector<g1_point> alpha_tau_g1;
    std::vector<g1_point> beta_tau_g1;
    g2_point beta_g2;
    std::vector<contribution> contributions;
};

/// What a ceremony starts from: every secret one. Precondition: power <= file::max_power.
inline accumulator fresh_accumulator(std::uint32_t power) {
    const std::size_t n = std::size_t{1} << power;
    return {power,
            std::vector<g1_point>(2 * n - 1, g1_point::generator()),
            std::vector<g2_point>(n, g2_point::generator()),
            std::vector<g1_point>(n, g1_point::generator()),
            std::vector<g1_point>(n, g1_point::generator()),
            g2_point::generator(),
            {}};
}

/// A file's powers, checked to be points of the curves; nobody can contribute to a file that was truncated.
inline result<accumulator> read_accumulator(const file<>& in) {
    if (in.power() != in.ceremony_power()) {
        return error{"ptau: the file is a part of a larger one, nobody can contribute to it"};
    }
    auto tau_g1 = in.tau_g1().read();
    auto tau_g2 = in.tau_g2().read();
    auto alpha = in.alpha_tau_g1().read();
    auto beta = in.beta_tau_g1().read();
    auto beta_g2 = in.beta_g2().at(0);
    auto contributions = read_contributions(in.contributions());
    if (!contributions) {
        return contributions.why();
    }
    if (!tau_g1 || !tau_g2 || !alpha || !beta || !beta_g2) {
        return error{"ptau: a point of the powers is not on its curve"};
    }
    return accumulator{in.power(),       std::move(*tau_g1), std::move(*tau_g2),       std::move(*alpha),
                       std::move(*beta), *beta_g2,           std::move(*contributions)};
}

/// Records a contribution whose secrets have been multiplied into the powers; `name` at most 64 bytes. `challenge` is
/// what it answered.
inline void record(accumulator& acc, contribution c, const secret_key& key, const digest& challenge) {
    // A single power has not tau itself.
    const auto apart = [&key](const auto& before) { return curve::multiply_secret(key.secret.tau.value(), before); };
    const bool first = acc.contributions.empty();
    c.tau_g1 = acc.power > 0 ? acc.tau_g1[1] : apart(first ? g1_point::generator() : acc.contributions.back().tau_g1);
    c.tau_g2 = acc.power > 0 ? acc.tau_g2[1] : apart(first ? g2_point::generator() : acc.contributions.back().tau_g2);
    c.alpha_g1 = acc.alpha_tau_g1[0];
    c.beta_g1 = acc.beta_tau_g1[0];
    c.beta_g2 = acc.beta_g2;
    c.key = show(key, challenge);
    hash::blake2b_512 response;
    response.update(challenge);
    const auto absorb_compressed = [&response]<class Point>(std::span<const Point> points) {
        for (const Point& p : points) {
            response.update(curve::point_encoding<typename Point::curve, curve::ceremony_format>::compress(p));
        }
    };
    absorb_compressed(std::span<const g1_point>(acc.tau_g1));
    absorb_compressed(std::span<const g2_point>(acc.tau_g2));
    absorb_compressed(std::span<const g1_point>(acc.alpha_tau_g1));
    absorb_compressed(std::span<const g1_point>(acc.beta_tau_g1));
    absorb_compressed(std::span<const g2_point>(&acc.beta_g2, 1));
    const auto saved = response.saved();
    std::copy(saved.begin(), saved.end(), c.partial.begin());
    hash::blake2b_512 next;
    next.update(c.response());
    const auto absorb_whole = [&next](const auto& points) {
        for (const auto& p : points) {
            curve::ceremony::absorb(next, p);
        }
    };
    absorb_whole(acc.tau_g1);
    absorb_whole(acc.tau_g2);
    absorb_whole(acc.alpha_tau_g1);
    absorb_whole(acc.beta_tau_g1);
    absorb_whole(std::span<const g2_point>(&acc.beta_g2, 1));
    c.next_challenge = next.digest();
    acc.contributions.push_back(std::move(c));
}

namespace accumulator_detail {

/// points[i] becomes first step^i points[i]. In constant time for each point.
template <class Point>
void apply(std::span<Point> points, const secrets::scalar& first, const secrets::scalar& step) {
    parallel_chunks(points.size(), 64, [&](std::size_t begin, std::size_t end) {
        secrets::scalar factor = first * step.pow(begin);
        for (std::size_t i = begin; i < end; ++i) {
            points[i] = curve::multiply_secret(factor.value(), points[i]);
            factor *= step;
        }
    });
}

inline void contribute_with(accumulator& acc, const secret_key& key, contribution record_as) {
    const digest challenge =
        acc.contributions.empty() ? first_challenge(acc.power) : acc.contributions.back().next_challenge;
    const auto one = secrets::scalar::one();
    apply(std::span(acc.tau_g1), one, key.secret.tau);
    apply(std::span(acc.tau_g2), one, key.secret.tau);
    apply(std::span(acc.alpha_tau_g1), key.secret.alpha, key.secret.tau);
    apply(std::span(acc.beta_tau_g1), key.secret.beta, key.secret.tau);
    acc.beta_g2 = curve::multiply_secret(key.secret.beta.value(), acc.beta_g2);
    record(acc, std::move(record_as), key, challenge);
}

} // namespace accumulator_detail

/// Multiplies fresh secrets into the powers and forgets them. Random has scalar<F>(), a result; it must be the system's
/// unless this is a test. Multiples are constant-time: 5 n of them, of which n in G2.
template <class Random>
status contribute(accumulator& acc, Random& random, const std::string& name) {
    const auto key = random_key(random);
    if (!key) {
        return key.why();
    }
    contribution c;
    c.name = name.substr(0, 64);
    accumulator_detail::contribute_with(acc, *key, std::move(c));
    return {};
}

/// Contributes the secrets that follow from a public hash by 2^iterations of SHA-256. `beacon` has 1 to 255 bytes,
/// iterations is between 10 and 63.
inline status contribute_beacon(accumulator& acc, byte_view beacon, std::uint8_t iterations, const std::string& name) {
    if (beacon.empty() || beacon.size() > 255 || iterations < 10 || iterations > 63) {
        return error{"ptau: a beacon has 1 to 255 bytes and 10 to 63 as logarithm of its iterations"};
    }
    contribution c;
    c.name = name.substr(0, 64);
    c.beacon = true;
    c.iterations = iterations;
    c.beacon_hash.assign(beacon.begin(), beacon.end());
    accumulator_detail::contribute_with(acc, beacon_key(beacon, iterations), std::move(c));
    return {};
}

} // namespace zonogon::pcs::ptau
