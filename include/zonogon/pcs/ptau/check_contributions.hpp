#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/pcs/ptau/contribution.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/pcs/ptau/key.hpp>

namespace zonogon::pcs::ptau {

/// Whether g : gx in G1 is h : hx in G2, none of them zero: e(g, hx) = e(gx, h).
inline bool same_ratio(const g1_point& g, const g1_point& gx, const g2_point& h, const g2_point& hx) {
    if (g.is_zero() || gx.is_zero() || h.is_zero() || hx.is_zero()) {
        return false;
    }
    const std::array<curve::bn254_pairing::pair, 2> pairs{{{g, hx}, {-gx, h}}};
    return curve::bn254_pairing::product(pairs) == curve::bn254_pairing::extension::one();
}

using curve::ceremony::default_beacon_limit;

/// Whether a contribution knows secrets by which its points are those of the one before, answering its challenge.
inline status check_contribution(const contribution& c, const contribution& before, std::uint8_t beacon_limit) {
    if (c.beacon) {
        if (c.iterations > beacon_limit) {
            return error{"a beacon of 2^" + std::to_string(c.iterations) + " iterations takes too long to check"};
        }
        if (show(beacon_key(c.beacon_hash, c.iterations), before.next_challenge) != c.key) {
            return error{"the beacon's key does not follow from its hash"};
        }
    }
    const std::array<std::pair<const char*, const key_part*>, 3> parts{
        {{"tau", &c.key.tau}, {"alpha", &c.key.alpha}, {"beta", &c.key.beta}}};
    std::array<g2_point, 3> bases;
    for (std::uint8_t i = 0; i < 3; ++i) {
        const auto& [name, part] = parts[i];
        bases[i] = key_base(i, before.next_challenge, part->s, part->sx);
        if (!same_ratio(part->s, part->sx, bases[i], part->hx)) {
            return error{std::string("the key of ") + name + " shows no knowledge of it"};
        }
    }
    if (!same_ratio(before.tau_g1, c.tau_g1, bases[0], c.key.tau.hx) ||
        !same_ratio(c.key.tau.s, c.key.tau.sx, before.tau_g2, c.tau_g2)) {
        return error{"tau does not follow the one before by the key"};
    }
    if (!same_ratio(before.alpha_g1, c.alpha_g1, bases[1], c.key.alpha.hx)) {
        return error{"alpha does not follow the one before by the key"};
    }
    if (!same_ratio(before.beta_g1, c.beta_g1, bases[2], c.key.beta.hx) ||
        !same_ratio(c.key.beta.s, c.key.beta.sx, before.beta_g2, c.beta_g2)) {
        return error{"beta does not follow the one before by the key"};
    }
    return {};
}

/// What the first contributor starts from.
inline contribution no_contribution(std::uint32_t power) {
    contribution out;
    out.tau_g1 = out.alpha_g1 = out.beta_g1 = g1_point::generator();
    out.tau_g2 = out.beta_g2 = g2_point::generator();
    out.next_challenge = first_challenge(power);
    return out;
}

/// The challenge that follows a response and the file's points: their hash, uncompressed.
inline result<digest> next_challenge(const file<>& in, const digest& response) {
    hash::blake2b_512 hasher;
    hasher.update(response);
    const auto absorb_all = [&hasher](const auto& points) {
        for (std::size_t i = 0; i < points.size(); ++i) {
            curve::ceremony::absorb(hasher, points.unchecked(i));
        }
    };
    absorb_all(in.tau_g1());
    absorb_all(in.tau_g2());
    absorb_all(in.alpha_tau_g1());
    absorb_all(in.beta_tau_g1());
    absorb_all(in.beta_g2());
    return hasher.digest();
}

/// Checks that every contribution follows the one before it and that the last one's points are the file's (as
/// `snarkjs powersoftau verify` does). The file's powers are for check_powers.
inline status check_contributions(const file<>& in, std::uint8_t beacon_limit = default_beacon_limit) {
    const auto all = read_contributions(in.contributions());
    if (!all) {
        return all.why();
    }
    if (all->empty()) {
        return error{"ptau: nobody has contributed: its secret is known to everybody"};
    }
    contribution before = no_contribution(in.ceremony_power());
    for (std::size_t i = 0; i < all->size(); ++i) {
        if (const status s = check_contribution((*all)[i], before, beacon_limit); !s) {
            return error{"ptau: contribution " + std::to_string(i + 1) + ": " + s.why().message};
        }
        before = (*all)[i];
    }
    const bool same = in.tau_g1().size() > 1 && in.tau_g2().size() > 1
                          ? before.tau_g1 == in.tau_g1().unchecked(1) && before.tau_g2 == in.tau_g2().unchecked(1)
                          : in.power() == 0;
    if (!same || before.alpha_g1 != in.alpha_tau_g1().unchecked(0) || before.beta_g1 != in.beta_tau_g1().unchecked(0) ||
        before.beta_g2 != in.beta_g2().unchecked(0)) {
        return error{"ptau: the file's points are not those of the last contribution"};
    }
    if (in.power() == in.ceremony_power()) {
        const auto next = next_challenge(in, before.response());
        if (!next || *next != before.next_challenge) {
            return error{"ptau: the file's points do not hash to the last contribution's challenge"};
        }
    }
    return {};
}

} // namespace zonogon::pcs::ptau
