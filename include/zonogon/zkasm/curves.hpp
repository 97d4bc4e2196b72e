#pragma once

#include <optional>

#include <zonogon/base/modular.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/field/secp256k1.hpp>

namespace zonogon::zkasm {

/// y^2 = x^3 + a x + b over the integers modulo p, which the program chooses as it runs (the types of curve/ fix it);
/// the group has order n. The formulas below need a only.
struct curve_parameters {
    u256 p, n, a;
};

/// SEC 2, section 2.4.1.
inline constexpr curve_parameters secp256k1{field::secp256k1_base::modulus, field::secp256k1_scalar::modulus, u256{0}};
/// SEC 2, section 2.4.2.
inline constexpr curve_parameters secp256r1{
    *u256::parse("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
    *u256::parse("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
    *u256::parse("0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc")};
/// The prime of BN254's base field (EIP-196).
inline constexpr u256 bn254_prime = field::bn254_base::modulus;

/// Coordinates of a point, or the two parts x + y u of an element of a quadratic extension.
struct affine {
    u256 x, y;

    friend bool operator==(const affine&, const affine&) = default;
};

namespace detail {
constexpr affine third_point(const affine& first, const u256& second_x, const u256& slope, const u256& p) {
    const u256 x = sub_mod(sub_mod(mul_mod(slope, slope, p), first.x, p), second_x, p);
    return {x, sub_mod(mul_mod(slope, sub_mod(first.x, x, p), p), first.y, p)};
}
} // namespace detail

/// The sum by the chord; nothing when the x coordinates agree. The points need not be on the curve.
constexpr std::optional<affine> add_points(const curve_parameters& curve, const affine& s, const affine& t) {
    const u256 dx = sub_mod(t.x, s.x, curve.p);
    if (dx.is_zero()) {
        return std::nullopt;
    }
    const u256 slope = mul_mod(sub_mod(t.y, s.y, curve.p), inverse_mod(dx, curve.p), curve.p);
    return detail::third_point(s, t.x, slope, curve.p);
}

/// The double by the tangent; nothing when y is 0.
constexpr std::optional<affine> double_point(const curve_parameters& curve, const affine& s) {
    const u256 dy = add_mod(s.y, s.y, curve.p);
    if (dy.is_zero()) {
        return std::nullopt;
    }
    const u256 square = mul_mod(s.x, s.x, curve.p);
    const u256 rise = add_mod(mul_mod(square, u256{3}, curve.p), curve.a, curve.p);
    return detail::third_point(s, s.x, mul_mod(rise, inverse_mod(dy, curve.p), curve.p), curve.p);
}

/// The square root with the given parity modulo a prime that is 3 mod 4; nothing for a non-residue. Of 0 it is 0 for
/// any parity.
constexpr std::optional<u256> square_root(const u256& v, bool odd, const u256& p) {
    const u256 root = pow_mod(v, (p + u256{1}) >> 2, p);
    if (mul_mod(root, root, p) != v % p) {
        return std::nullopt;
    }
    if (root.bit(0) == odd || root.is_zero()) {
        return root;
    }
    return p - root;
}

/// (a.x + a.y u)(b.x + b.y u) with u^2 = -1 over BN254's base field.
constexpr affine bn254_multiply(const affine& a, const affine& b) {
    const u256& p = bn254_prime;
    return {sub_mod(mul_mod(a.x, b.x, p), mul_mod(a.y, b.y, p), p),
            add_mod(mul_mod(a.x, b.y, p), mul_mod(a.y, b.x, p), p)};
}
constexpr affine bn254_add(const affine& a, const affine& b) {
    return {add_mod(a.x, b.x, bn254_prime), add_mod(a.y, b.y, bn254_prime)};
}
constexpr affine bn254_subtract(const affine& a, const affine& b) {
    return {sub_mod(a.x, b.x, bn254_prime), sub_mod(a.y, b.y, bn254_prime)};
}
/// The inverse in that extension; zero for zero.
constexpr affine bn254_inverse(const affine& a) {
    const u256& p = bn254_prime;
    const u256 norm = inverse_mod(add_mod(mul_mod(a.x, a.x, p), mul_mod(a.y, a.y, p), p), p);
    return {mul_mod(a.x, norm, p), sub_mod(u256{0}, mul_mod(a.y, norm, p), p)};
}

} // namespace zonogon::zkasm
