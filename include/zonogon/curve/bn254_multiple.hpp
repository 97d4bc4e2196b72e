#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

/// k = low + (or -) high l modulo r for the cube root l of one by which the endomorphism (x, y) -> (b x, y) multiplies;
/// both parts are below 2^128.
struct bn254_split {
    u256 low, high;
    bool high_negative;
};

/// The parts by the short basis (-a, -b), (-b, c) of the lattice of (u, v) with u + v l = 0 modulo r: Gallant, Lambert
/// and Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms" (Crypto 2001),
/// section 4. Quotients are rounded down, so that low is not negative. Precondition: k < r.
constexpr bn254_split split_for_bn254(const u256& k) noexcept {
    constexpr u256 a{std::array<std::uint64_t, 4>{0x0be4e1541221250b, 0x6f4d8248eeb859fd, 0, 0}};
    constexpr u256 b{std::array<std::uint64_t, 4>{0x89d3256894d213e3, 0, 0, 0}};
    constexpr u256 c{std::array<std::uint64_t, 4>{0x8211bbeb7d4f1128, 0x6f4d8248eeb859fc, 0, 0}};
    constexpr u512 r{bn254::order()};
    const u256 first{u512::divide(k.mul_full(c), r).first};
    const u256 second{u512::divide(k.mul_full(b), r).first};
    const u256 low = k - first * a - second * b;
    const u256 high = second * c - first * b;
    const bool negative = high.bit(255);
    return {low, negative ? -high : high, negative};
}

namespace bn254_multiple_detail {

/// The endomorphism's b, so that it is l = 0xb3c4...90dd on G1 and on G2.
template <class Curve>
constexpr field::bn254_base endomorphism_factor() noexcept {
    constexpr field::bn254_base b{
        u256{std::array<std::uint64_t, 4>{0x5763473177fffffe, 0xd4f263f1acdb5c4f, 0x59e26bcea0d48bac, 0}}};
    return std::same_as<Curve, bn254> ? b : b.square();
}

} // namespace bn254_multiple_detail

/// k P on BN254's G1 or G2 by the endomorphism: 128 doublings instead of 254. Variable time. Preconditions: P is of
/// order r or zero; k < r.
template <class Curve>
    requires std::same_as<Curve, bn254> || std::same_as<Curve, bn254_twist>
constexpr jacobian_point<Curve> multiply_bn254(const u256& k, const jacobian_point<Curve>& p) noexcept {
    const bn254_split parts = split_for_bn254(k);
    const signed_digits low(parts.low);
    const signed_digits high(parts.high);
    std::array<jacobian_point<Curve>, signed_digits::table_size> low_table{p};
    const jacobian_point<Curve> two = p.doubled();
    for (std::size_t i = 1; i < low_table.size(); ++i) {
        low_table[i] = low_table[i - 1] + two;
    }
    std::array<jacobian_point<Curve>, signed_digits::table_size> high_table;
    for (std::size_t i = 0; i < high_table.size(); ++i) {
        high_table[i] = low_table[i].with_x_times(bn254_multiple_detail::endomorphism_factor<Curve>());
    }
    jacobian_point<Curve> sum;
    const auto add = [&sum](const auto& table, int digit, bool negative) {
        if (digit != 0) {
            const auto& multiple = table[static_cast<std::size_t>(digit > 0 ? digit : -digit) / 2];
            sum = sum + ((digit > 0) != negative ? multiple : -multiple);
        }
    };
    for (std::size_t i = std::max(low.length(), high.length()); i-- > 0;) {
        sum = sum.doubled();
        add(low_table, low[i], false);
        add(high_table, high[i], parts.high_negative);
    }
    return sum;
}

} // namespace zonogon::curve
