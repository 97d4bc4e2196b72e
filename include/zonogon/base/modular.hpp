#pragma once

#include <utility>

#include <zonogon/base/u256.hpp>

namespace zonogon {

/// (a - b) mod m for any m > 0.
constexpr u256 sub_mod(const u256& a, const u256& b, const u256& m) noexcept {
    return add_mod(a, m - b % m, m);
}

/// a^exponent mod m for any m > 0.
constexpr u256 pow_mod(const u256& a, const u256& exponent, const u256& m) noexcept {
    u256 power = u256{1} % m;
    for (std::size_t i = exponent.bit_width(); i-- > 0;) {
        power = mul_mod(power, power, m);
        if (exponent.bit(i)) {
            power = mul_mod(power, a, m);
        }
    }
    return power;
}

/// The inverse of a modulo m, 0 when there is none. Euclid's algorithm; the coefficients' signs alternate.
constexpr u256 inverse_mod(const u256& a, const u256& m) noexcept {
    u256 r0 = m;
    u256 r1 = a % m;
    u256 t0{0};
    u256 t1{1};
    bool negative = false;
    while (!r1.is_zero()) {
        const auto [quotient, rest] = u256::divide(r0, r1);
        const u256 t2 = t0 + quotient * t1;
        r0 = std::exchange(r1, rest);
        t0 = std::exchange(t1, t2);
        negative = !negative;
    }
    if (r0 != u256{1}) {
        return {};
    }
    return negative ? t0 : m - t0;
}

} // namespace zonogon
