#pragma once

#include <array>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/ceremony.hpp>
#include <zonogon/curve/secret_multiple.hpp>
#include <zonogon/hash/chacha20.hpp>
#include <zonogon/pcs/ptau/contribution.hpp>

namespace zonogon::pcs::ptau {

/// A contributor's secrets; to be forgotten.
struct secrets {
    using scalar = curve::bn254::scalar_field;
    scalar tau, alpha, beta;
};

/// Secrets and the points that the key shows of them.
struct secret_key {
    secrets secret;
    std::array<g1_point, 3> s;
};

/// From random scalars: Random has scalar<F>(), a result (see snark/randomness.hpp).
template <class Random>
result<secret_key> random_key(Random& random) {
    using scalar = secrets::scalar;
    std::array<scalar, 6> drawn;
    for (scalar& v : drawn) {
        const result<scalar> next = random.template scalar<scalar>();
        if (!next) {
            return next.why();
        }
        if (next->is_zero()) {
            return error{"ptau: the randomness gave zero"};
        }
        v = *next;
    }
    secret_key out{{drawn[0], drawn[1], drawn[2]}, {}};
    for (std::size_t i = 0; i < 3; ++i) {
        out.s[i] = curve::multiply_secret(drawn[3 + i].value(), g1_point::generator());
    }
    return out;
}

/// The secrets of a random beacon (curve::ceremony::beacon_stream). Precondition: iterations < 64; it takes that long.
inline secret_key beacon_key(byte_view beacon_hash, std::uint8_t iterations) {
    hash::chacha20_stream stream = curve::ceremony::beacon_stream(beacon_hash, iterations);
    secret_key out;
    out.secret.tau = curve::ceremony::detail::draw<secrets::scalar>(stream);
    out.secret.alpha = curve::ceremony::detail::draw<secrets::scalar>(stream);
    out.secret.beta = curve::ceremony::detail::draw<secrets::scalar>(stream);
    for (g1_point& p : out.s) {
        p = curve::ceremony::draw_g1(stream);
    }
    return out;
}

/// What a contributor shows of its secrets in answer to a challenge.
inline public_key show(const secret_key& key, const digest& challenge) {
    const auto part = [&](std::uint8_t which, const secrets::scalar& x) {
        const g1_point& s = key.s[which];
        const g1_point sx = curve::multiply_secret(x.value(), s);
        return key_part{s, sx, curve::multiply_secret(x.value(), key_base(which, challenge, s, sx))};
    };
    return {part(0, key.secret.tau), part(1, key.secret.alpha), part(2, key.secret.beta)};
}

} // namespace zonogon::pcs::ptau
