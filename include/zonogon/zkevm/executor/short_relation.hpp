#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include <zonogon/base/modular.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/big_int.hpp>
#include <zonogon/zkasm/curves.hpp>

namespace zonogon::zkevm {

namespace short_relation_detail {

using zkasm::big_int;

/// a + b w with w^2 + w + 1 = 0: an Eisenstein integer. Modulo secp256k1's group order w stands for lambda.
struct eisenstein {
    big_int a, b;

    friend eisenstein operator+(const eisenstein& x, const eisenstein& y) { return {x.a + y.a, x.b + y.b}; }
    friend eisenstein operator-(const eisenstein& x, const eisenstein& y) { return {x.a - y.a, x.b - y.b}; }
    friend eisenstein operator*(const eisenstein& x, const eisenstein& y) {
        const big_int high = x.b * y.b;
        return {x.a * y.a - high, x.a * y.b + x.b * y.a - high};
    }
    eisenstein conjugate() const { return {a - b, -b}; }
    big_int norm() const { return a * a - a * b + b * b; }
    bool is_zero() const { return a.is_zero() && b.is_zero(); }
};

/// A vector (x, y) of the lattice.
struct pair {
    eisenstein x, y;

    big_int norm() const { return x.norm() + y.norm(); }
    friend pair operator-(const pair& s, const pair& t) { return {s.x - t.x, s.y - t.y}; }
    friend pair operator+(const pair& s, const pair& t) { return {s.x + t.x, s.y + t.y}; }
    pair times(const eisenstein& k) const { return {k * x, k * y}; }
};

/// a / m to the nearest integer, m > 0.
inline big_int round_division(const big_int& a, const big_int& m) {
    const big_int twice = a + a;
    const big_int divisor = m + m;
    return a.is_negative() ? -((m - twice) / divisor) : (twice + m) / divisor;
}

inline bool fits(const big_int& v) {
    static const big_int bound{u256::power_of_two(64)};
    return v < bound && -v <= bound;
}
inline bool fits(const pair& v) {
    return fits(v.x.a) && fits(v.x.b) && fits(v.y.a) && fits(v.y.b);
}

} // namespace short_relation_detail

/// secp256k1's cube root of unity modulo the group order.
inline constexpr u256 secp256k1_lambda =
    *u256::parse("0x5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72");

/// Four numbers in [-2^64, 2^64), not all zero: (x0 + x1 lambda) r + (y0 + y1 lambda) s = 0 modulo secp256k1's order.
struct short_relation {
    zkasm::big_int x0, x1, y0, y1;
};

/// Finds such numbers for r, s in [1, n - 1].
///
/// The solutions are a module of rank 2 over the Eisenstein integers with determinant of norm n. Lagrange's reduction
/// gives a basis of short vectors; the vector that Minkowski's theorem promises (largest component at most n^(1/4) <
/// 2^64) is a combination of it with small coefficients, and those are tried. Cost: some 60 reduction steps.
inline std::optional<short_relation> find_short_relation(const u256& r, const u256& s) {
    using namespace short_relation_detail;
    const u256& n = zkasm::secp256k1.n;
    // A prime above n: its class a + b lambda is 0 (Gallant, Lambert, Vanstone 2001).
    const big_int prime_a{*u256::parse("0x3086d221a7d46bcde86c90e49284eb15")};
    const big_int prime_b = -big_int{*u256::parse("0xe4437ed6010e88286f547fa90abfe4c3")};
    // x = ratio * y.
    const u256 ratio = mul_mod(sub_mod(u256{}, s, n), inverse_mod(r, n), n);

    pair first{{prime_a, prime_b}, {}};
    pair second{{big_int{ratio}, {}}, {big_int{1}, {}}};
    for (;;) {
        if (second.norm() < first.norm()) {
            std::swap(first, second);
        }
        const eisenstein inner = second.x * first.x.conjugate() + second.y * first.y.conjugate();
        const big_int norm = first.norm();
        const eisenstein factor{round_division(inner.a, norm), round_division(inner.b, norm)};
        const pair next = second - first.times(factor);
        if (factor.is_zero() || next.norm() >= second.norm()) {
            break;
        }
        second = next;
    }

    static const std::array<eisenstein, 7> units{eisenstein{0, 0},  eisenstein{1, 0},  eisenstein{-1, 0},
                                                 eisenstein{0, 1},  eisenstein{0, -1}, eisenstein{1, 1},
                                                 eisenstein{-1, -1}};
    for (const eisenstein& k : units) {
        for (int i = 0; i < 49; ++i) {
            const eisenstein l{big_int{(i % 7 + 4) % 7 - 3}, big_int{(i / 7 + 4) % 7 - 3}};
            const pair v = first.times(l) + second.times(k);
            if (fits(v) && !v.y.is_zero()) {
                return short_relation{v.x.a, v.x.b, v.y.a, v.y.b};
            }
        }
    }
    return std::nullopt;
}

} // namespace zonogon::zkevm
