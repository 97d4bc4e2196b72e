#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/hash/blake2b_512.hpp>
#include <zonogon/hash/chacha20.hpp>

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

} // namespace ceremony

namespace ceremony::detail {

inline void write_big_endian(std::uint8_t* out, const field::bn254_base& v) {
    const u256 value = v.value();
    for (std::size_t i = 0; i < 32; ++i) {
        out[i] = value.byte(31 - i);
    }
}

/// A square root in the extension by i; nothing for a non-square. By the norm: if x = x0 + x1 i and x^2 = a, then
/// x0^2 = (a0 +- sqrt(a0^2 + a1^2)) / 2.
inline std::optional<field::bn254_base2> sqrt(const field::bn254_base2& a) {
    using base = field::bn254_base;
    using base2 = field::bn254_base2;
    const base& a0 = a.coefficient(0);
    const base& a1 = a.coefficient(1);
    if (a1.is_zero()) {
        if (const auto root = a0.sqrt()) {
            return base2{*root};
        }
        const auto root = (-a0).sqrt();
        return root ? std::optional(base2{base::zero(), *root}) : std::nullopt;
    }
    const auto norm_root = (a0.square() + a1.square()).sqrt();
    if (!norm_root) {
        return std::nullopt;
    }
    const base half = base{2}.inverse();
    auto x0 = ((a0 + *norm_root) * half).sqrt();
    if (!x0) {
        x0 = ((a0 - *norm_root) * half).sqrt();
    }
    if (!x0) {
        return std::nullopt;
    }
    const base2 root{*x0, a1 * half * x0->inverse()};
    return root.square() == a ? std::optional(root) : std::nullopt;
}

/// Whether a coordinate counts as negative: above (p - 1) / 2; of an element of the extension its last coefficient that
/// is not zero decides.
inline bool is_negative(const field::bn254_base& v) {
    return v.value() > (field::bn254_base::modulus >> 1);
}
inline bool is_negative(const field::bn254_base2& v) {
    return v.coefficient(1).is_zero() ? is_negative(v.coefficient(0)) : is_negative(v.coefficient(1));
}

/// A coordinate's stored (Montgomery) form: eight words, the higher of each pair first, 254 bits of them, until it is
/// below p.
inline field::bn254_base draw(hash::chacha20_stream& stream) {
    for (;;) {
        std::array<std::uint64_t, 4> limbs{};
        for (std::uint64_t& limb : limbs) {
            limb = std::uint64_t{stream.next()} << 32;
            limb |= stream.next();
        }
        limbs[3] &= ~std::uint64_t{0} >> 2;
        if (u256{limbs} < field::bn254_base::modulus) {
            static const field::bn254_base radix = field::bn254_base{u256::max()} + field::bn254_base::one();
            static const field::bn254_base inverse = radix.inverse();
            return field::bn254_base{u256{limbs}} * inverse;
        }
    }
}

} // namespace ceremony::detail

inline std::array<std::uint8_t, 64> ceremony::uncompressed(const bn254::point& p) {
    std::array<std::uint8_t, 64> out{};
    detail::write_big_endian(out.data(), p.x());
    detail::write_big_endian(out.data() + 32, p.y());
    return out;
}

inline std::array<std::uint8_t, 128> ceremony::uncompressed(const bn254_twist::point& p) {
    std::array<std::uint8_t, 128> out{};
    detail::write_big_endian(out.data(), p.x().coefficient(1));
    detail::write_big_endian(out.data() + 32, p.x().coefficient(0));
    detail::write_big_endian(out.data() + 64, p.y().coefficient(1));
    detail::write_big_endian(out.data() + 96, p.y().coefficient(0));
    return out;
}

inline bn254_twist::point ceremony::hash_to_g2(const digest& hash) {
    // The twist has r (2 p - r) points.
    constexpr u256 cofactor = field::bn254_base::modulus + (field::bn254_base::modulus - field::bn254_scalar::modulus);
    std::array<std::uint32_t, 8> key{};
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<std::uint32_t>(load_big_endian(byte_view(hash).subspan(4 * i, 4)));
    }
    hash::chacha20_stream stream(key);
    for (;;) {
        const auto c0 = detail::draw(stream);
        const auto c1 = detail::draw(stream);
        const field::bn254_base2 x{c0, c1};
        const bool negative = (stream.next() & 1) != 0;
        if (const auto y = detail::sqrt(x.square() * x + bn254_twist::b())) {
            return multiply(cofactor, bn254_twist::point{x, detail::is_negative(*y) == negative ? *y : -*y});
        }
    }
}

} // namespace zonogon::curve
