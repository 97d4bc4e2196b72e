#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/short_weierstrass.hpp>
#include <zonogon/field/secp256k1.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::curve {

/// y^2 = x^3 + 7 over p = 2^256 - 2^32 - 977, of prime order (SEC 2, section 2.4.1).
struct secp256k1 {
    using base_field = field::secp256k1_base;
    using scalar_field = field::secp256k1_scalar;
    using point = affine_point<secp256k1>;

    static constexpr base_field a() noexcept { return base_field{}; }
    static constexpr base_field b() noexcept { return base_field{7}; }
    static constexpr base_field generator_x() noexcept {
        return base_field{u256{std::array<std::uint64_t, 4>{0x59f2815b16f81798, 0x029bfcdb2dce28d9, 0x55a06295ce870b07,
                                                            0x79be667ef9dcbbac}}};
    }
    static constexpr base_field generator_y() noexcept {
        return base_field{u256{std::array<std::uint64_t, 4>{0x9c47d08ffb10d4b8, 0xfd17b448a6855419, 0x5da4fbfc0e1108a8,
                                                            0x483ada7726a3c465}}};
    }

    /// The order of the group.
    static constexpr const u256& order() noexcept { return scalar_field::modulus; }
};

/// The point with abscissa x whose ordinate has the given parity, if x is below p and on the curve.
constexpr std::optional<secp256k1::point> lift_x(const u256& x, bool odd) noexcept {
    using base = secp256k1::base_field;
    if (!base::is_canonical(x)) {
        return std::nullopt;
    }
    const base abscissa{x};
    const std::optional<base> root = (abscissa.square() * abscissa + secp256k1::b()).sqrt();
    if (!root) {
        return std::nullopt;
    }
    return secp256k1::point{abscissa, root->value().bit(0) == odd ? *root : -*root};
}

/// The public key that signed: (s R - z G) / r, R being the point of abscissa r with the parity that v tells (SEC 1,
/// section 4.1.6; v = 27 even, 28 odd).
///
/// Errors: r or s outside [1, n - 1], v neither 27 nor 28, no such R, or the key would be the point at infinity. High s
/// is accepted; who must refuse it (transactions) asks is_low_s.
constexpr result<secp256k1::point> recover(const u256& hash, const u256& r, const u256& s, std::uint64_t v) {
    using scalar = secp256k1::scalar_field;
    if (r.is_zero() || !scalar::is_canonical(r)) {
        return error{"signature's r is outside [1, n - 1]"};
    }
    if (s.is_zero() || !scalar::is_canonical(s)) {
        return error{"signature's s is outside [1, n - 1]"};
    }
    if (v != 27 && v != 28) {
        return error{"signature's v is neither 27 nor 28"};
    }
    const std::optional<secp256k1::point> commitment = lift_x(r, v == 28);
    if (!commitment) {
        return error{"signature's r is no abscissa of the curve"};
    }
    const scalar inverse = scalar{r}.inverse();
    const u256 for_generator = (-scalar{hash} * inverse).value();
    const u256 for_commitment = (scalar{s} * inverse).value();
    const secp256k1::point key =
        linear_combination(for_generator, secp256k1::point::generator(), for_commitment, *commitment);
    if (key.is_zero()) {
        return error{"signature recovers to the point at infinity"};
    }
    return key;
}

/// Whether s is at most n / 2, as a transaction's must be (EIP-2).
constexpr bool is_low_s(const u256& s) noexcept {
    return s <= (secp256k1::order() >> 1);
}

/// The Ethereum address of a public key: the last 20 bytes of keccak256(x || y). Precondition: key is not zero.
constexpr address to_address(const secp256k1::point& key) noexcept {
    std::array<std::uint8_t, 64> encoded{};
    const auto x = key.x().value().to_bytes();
    const auto y = key.y().value().to_bytes();
    for (std::size_t i = 0; i < 32; ++i) {
        encoded[i] = x[i];
        encoded[32 + i] = y[i];
    }
    const bytes32 digest = hash::keccak256(byte_view{encoded});
    address out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = digest[12 + i];
    }
    return out;
}

/// recover, as an address.
constexpr result<address> recover_address(const u256& hash, const u256& r, const u256& s, std::uint64_t v) {
    const result<secp256k1::point> key = recover(hash, r, s, v);
    if (!key) {
        return key.why();
    }
    return to_address(*key);
}

/// Whether (r, s) is a signature of `hash` by `key` (SEC 1, section 4.1.4). False for anything out of range.
constexpr bool verify(const u256& hash, const u256& r, const u256& s, const secp256k1::point& key) noexcept {
    using scalar = secp256k1::scalar_field;
    if (r.is_zero() || s.is_zero() || !scalar::is_canonical(r) || !scalar::is_canonical(s) || key.is_zero() ||
        !key.on_curve()) {
        return false;
    }
    const scalar inverse = scalar{s}.inverse();
    const secp256k1::point sum = linear_combination((scalar{hash} * inverse).value(), secp256k1::point::generator(),
                                                    (scalar{r} * inverse).value(), key);
    return !sum.is_zero() && scalar{sum.x().value()} == scalar{r};
}

} // namespace zonogon::curve
