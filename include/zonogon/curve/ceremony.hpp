#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/point_encoding.hpp>
#include <zonogon/field/square_root.hpp>
#include <zonogon/hash/blake2b_512.hpp>
#include <zonogon/hash/chacha20.hpp>
#include <zonogon/hash/sha256.hpp>

namespace zonogon::curve {

/// What snarkjs's ceremonies (powers of tau, Groth16's second phase) need beside the curve: how points are hashed, and
/// points whose logarithm nobody knows drawn from a hash. BN254 only.
namespace ceremony {

using digest = hash::blake2b_512::digest_type;

/// A point as ceremonies hash it: x and y big-endian; for G2 the coefficient of i comes first; zero is all zeros.
std::array<std::uint8_t, 64> uncompressed(const bn254::point& p);
std::array<std::uint8_t, 128> uncompressed(const bn254_twist::point& p);
template <class Point>
void absorb(hash::blake2b_512& hasher, const Point& p) {
    const auto encoded = uncompressed(p);
    hasher.update(encoded);
}

/// The point of G2 that belongs to a hash: its first 32 bytes key a ChaCha20 stream, from which x and the sign of y are
/// drawn until they fit; the cofactor brings the point to G2. As ffjavascript's G2.fromRng does.
bn254_twist::point hash_to_g2(const digest& hash);

/// The numbers that follow from a public hash by 2^iterations of SHA-256 (a random beacon): what a contribution of a
/// beacon draws its secrets from. Everybody can compute them; that is the point. Precondition: iterations < 64; it
/// takes that long.
hash::chacha20_stream beacon_stream(byte_view beacon_hash, std::uint8_t iterations);

/// A beacon of more iterations than 2^this is refused unchecked; checking takes as many hashes (2^24: some seconds).
inline constexpr std::uint8_t default_beacon_limit = 24;

/// A point of G1 that the stream gives: x and the sign of y until x fits. As ffjavascript's G1.fromRng does.
bn254::point draw_g1(hash::chacha20_stream& stream);

} // namespace ceremony

namespace ceremony::detail {

inline std::optional<field::bn254_base2> sqrt(const field::bn254_base2& a) {
    return field::square_root(a);
}

/// Whether a coordinate counts as negative: greater than its negative.
template <class F>
bool is_negative(const F& v) {
    return point_encoding_detail::is_larger(v);
}

/// An element's stored (Montgomery) form: eight words, the higher of each pair first, 254 bits of them, until it is
/// below the modulus. F is BN254's base or scalar field.
template <class F>
F draw(hash::chacha20_stream& stream) {
    for (;;) {
        typename F::limbs raw{};
        for (std::uint64_t& limb : raw) {
            limb = std::uint64_t{stream.next()} << 32;
            limb |= stream.next();
        }
        raw.back() &= ~std::uint64_t{0} >> 2;
        if (const auto v = F::from_raw(raw)) {
            return *v;
        }
    }
}

/// The stream that the first 32 bytes of a hash key.
inline hash::chacha20_stream stream_of(byte_view digest) {
    std::array<std::uint32_t, 8> key{};
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<std::uint32_t>(load_big_endian(digest.subspan(4 * i, 4)));
    }
    return hash::chacha20_stream(key);
}

} // namespace ceremony::detail

inline std::array<std::uint8_t, 64> ceremony::uncompressed(const bn254::point& p) {
    return point_encoding<bn254, ceremony_format>::whole(p);
}

inline std::array<std::uint8_t, 128> ceremony::uncompressed(const bn254_twist::point& p) {
    return point_encoding<bn254_twist, ceremony_format>::whole(p);
}

inline hash::chacha20_stream ceremony::beacon_stream(byte_view beacon_hash, std::uint8_t iterations) {
    bytes32 h = hash::sha256(beacon_hash);
    for (std::uint64_t i = 1; i < std::uint64_t{1} << iterations; ++i) {
        h = hash::sha256(h);
    }
    return detail::stream_of(h);
}

inline bn254::point ceremony::draw_g1(hash::chacha20_stream& stream) {
    using base = bn254::base_field;
    for (;;) {
        const base x = detail::draw<base>(stream);
        const bool negative = (stream.next() & 1) != 0;
        if (const auto y = (x.square() * x + bn254::b()).sqrt()) {
            return {x, detail::is_negative(*y) == negative ? *y : -*y};
        }
    }
}

inline bn254_twist::point ceremony::hash_to_g2(const digest& hash) {
    // The twist has r (2 p - r) points.
    constexpr u256 cofactor = field::bn254_base::modulus + (field::bn254_base::modulus - field::bn254_scalar::modulus);
    hash::chacha20_stream stream = detail::stream_of(hash);
    for (;;) {
        const auto c0 = detail::draw<field::bn254_base>(stream);
        const auto c1 = detail::draw<field::bn254_base>(stream);
        const field::bn254_base2 x{c0, c1};
        const bool negative = (stream.next() & 1) != 0;
        if (const auto y = field::square_root(x.square() * x + bn254_twist::b())) {
            return multiply(cofactor, bn254_twist::point{x, detail::is_negative(*y) == negative ? *y : -*y});
        }
    }
}

} // namespace zonogon::curve
