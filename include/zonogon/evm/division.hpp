#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/int128.hpp>
#include <zonogon/evm/limbs.hpp>

namespace zonogon::evm {

namespace division_detail {

/// Quotient and remainder of high:low by d. Precondition: high < d.
inline std::uint64_t divide_2by1(std::uint64_t high, std::uint64_t low, std::uint64_t d, std::uint64_t& rest) noexcept {
#if defined(__x86_64__)
    std::uint64_t quotient = 0;
    asm("divq %4" : "=a"(quotient), "=d"(rest) : "a"(low), "d"(high), "rm"(d) : "cc");
    return quotient;
#else
    const uint128 n = (static_cast<uint128>(high) << 64) | low;
    rest = static_cast<std::uint64_t>(n % d);
    return static_cast<std::uint64_t>(n / d);
#endif
}

/// The reciprocal floor((B^3 - 1) / d) - B of a normalised two-limb divisor, B = 2^64 (Moller and Granlund, "Improved
/// division by invariant integers", IEEE ToC 2011, algorithm 6).
inline std::uint64_t reciprocal_3by2(std::uint64_t d1, std::uint64_t d0) noexcept {
    std::uint64_t rest = 0;
    std::uint64_t v = divide_2by1(~d1, ~std::uint64_t{0}, d1, rest);
    std::uint64_t p = d1 * v + d0;
    if (p < d0) {
        --v;
        if (p >= d1) {
            --v;
            p -= d1;
        }
        p -= d1;
    }
    const uint128 t = static_cast<uint128>(v) * d0;
    p += static_cast<std::uint64_t>(t >> 64);
    if (p < static_cast<std::uint64_t>(t >> 64)) {
        --v;
        if (p > d1 || (p == d1 && static_cast<std::uint64_t>(t) >= d0)) {
            --v;
        }
    }
    return v;
}

/// Quotient of u2:u1:u0 by d1:d0 with its reciprocal, remainder in `rest` (the same paper, algorithm 5).
/// Precondition: u2:u1 < d1:d0.
inline std::uint64_t divide_3by2(std::uint64_t u2, std::uint64_t u1, std::uint64_t u0, std::uint64_t d1,
                                 std::uint64_t d0, std::uint64_t v, uint128& rest) noexcept {
    const uint128 d = (static_cast<uint128>(d1) << 64) | d0;
    const uint128 q = static_cast<uint128>(v) * u2 + ((static_cast<uint128>(u2) << 64) | u1);
    auto q1 = static_cast<std::uint64_t>(q >> 64);
    const auto q0 = static_cast<std::uint64_t>(q);
    const std::uint64_t r1 = u1 - q1 * d1;
    rest = ((static_cast<uint128>(r1) << 64) | u0) - static_cast<uint128>(d0) * q1 - d;
    ++q1;
    if (static_cast<std::uint64_t>(rest >> 64) >= q0) {
        --q1;
        rest += d;
    }
    if (rest >= d) [[unlikely]] {
        ++q1;
        rest -= d;
    }
    return q1;
}

/// u -= q * d over `count` limbs; returns the borrow.
inline std::uint64_t subtract_multiple(std::uint64_t* u, const std::uint64_t* d, std::size_t count,
                                       std::uint64_t q) noexcept {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const uint128 product = static_cast<uint128>(q) * d[i] + borrow;
        const auto low = static_cast<std::uint64_t>(product);
        borrow = static_cast<std::uint64_t>(product >> 64) + (u[i] < low ? 1 : 0);
        u[i] -= low;
    }
    return borrow;
}

/// u += d over `count` limbs; returns the carry.
inline std::uint64_t add_back(std::uint64_t* u, const std::uint64_t* d, std::size_t count) noexcept {
    carry_flag carry = 0;
    for (std::size_t i = 0; i < count; ++i) {
        u[i] = add_limb(u[i], d[i], carry);
    }
    return carry;
}

/// Divides u (with one spare limb on top, 0 <= size) by the normalised d of n >= 2 limbs, both in place: quotient limb
/// j goes to q[j], the remainder stays in u[0..n-1]. TAOCP vol. 2, 4.3.1, algorithm D, with 64-bit digits.
/// Precondition: u[m] < d[n - 1], u has m + 1 limbs, m >= n.
inline void divide_limbs(std::uint64_t* u, std::size_t m, const std::uint64_t* d, std::size_t n,
                         std::uint64_t* q) noexcept {
    const std::uint64_t d1 = d[n - 1];
    const std::uint64_t d0 = d[n - 2];
    const std::uint64_t v = reciprocal_3by2(d1, d0);
    for (std::size_t j = m - n + 1; j-- > 0;) {
        const std::uint64_t u2 = u[j + n];
        const std::uint64_t u1 = u[j + n - 1];
        std::uint64_t digit = 0;
        if (u2 == d1 && u1 == d0) [[unlikely]] {
            digit = ~std::uint64_t{0};
            const std::uint64_t borrow = subtract_multiple(u + j, d, n, digit);
            if (u2 < borrow) {
                --digit;
                add_back(u + j, d, n);
            }
        } else {
            uint128 rest = 0;
            digit = divide_3by2(u2, u1, u[j + n - 2], d1, d0, v, rest);
            const std::uint64_t borrow = subtract_multiple(u + j, d, n - 2, digit);
            const bool negative = rest < borrow;
            rest -= borrow;
            u[j + n - 2] = static_cast<std::uint64_t>(rest);
            u[j + n - 1] = static_cast<std::uint64_t>(rest >> 64);
            if (negative) [[unlikely]] {
                --digit;
                add_back(u + j, d, n);
            }
        }
        u[j + n] = 0;
        q[j] = digit;
    }
}

inline std::size_t limb_count(const std::uint64_t* v, std::size_t size) noexcept {
    while (size > 0 && v[size - 1] == 0) {
        --size;
    }
    return size;
}

} // namespace division_detail

struct quotient_and_rest {
    word quotient;
    word rest;
};

/// Divides a number of up to M limbs by d, the quotient's low four limbs being kept. Both zero if d is zero.
template <std::size_t M>
ZONOGON_EVM_SCALAR inline quotient_and_rest divide(const std::array<std::uint64_t, M>& a,
                                                   const word& divisor) noexcept {
    using namespace division_detail;
    const std::uint64_t d[4] = {divisor.v0, divisor.v1, divisor.v2, divisor.v3};
    const std::size_t n = limb_count(d, 4);
    const std::size_t m = limb_count(a.data(), M);
    if (n == 0) {
        return {};
    }
    if (m < n) {
        return {{}, {a[0], a[1], a[2], a[3]}};
    }
    std::uint64_t q[M + 1] = {};
    if (n == 1) {
        std::uint64_t rest = 0;
        for (std::size_t j = m; j-- > 0;) {
            q[j] = divide_2by1(rest, a[j], d[0], rest);
        }
        return {{q[0], q[1], q[2], q[3]}, {rest, 0, 0, 0}};
    }
    const auto shift = static_cast<unsigned>(std::countl_zero(d[n - 1]));
    const auto above = [shift](std::uint64_t lower) { return (lower >> 1) >> (63 - shift); };
    std::uint64_t e[4] = {};
    for (std::size_t i = n; i-- > 0;) {
        e[i] = (d[i] << shift) | (i > 0 ? above(d[i - 1]) : 0);
    }
    std::uint64_t u[M + 1];
    u[m] = above(a[m - 1]);
    for (std::size_t i = m; i-- > 0;) {
        u[i] = (a[i] << shift) | (i > 0 ? above(a[i - 1]) : 0);
    }
    divide_limbs(u, m, e, n, q);
    std::uint64_t r[5] = {};
    for (std::size_t i = 0; i < n; ++i) {
        r[i] = u[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
        r[i] = (r[i] >> shift) | ((r[i + 1] << 1) << (63 - shift));
    }
    return {{q[0], q[1], q[2], q[3]}, {r[0], r[1], r[2], r[3]}};
}

/// Divides by one limb, not zero.
[[gnu::always_inline]] inline quotient_and_rest divide_by_limb(const word& a, std::uint64_t d) noexcept {
    using division_detail::divide_2by1;
    if (a.fits64()) {
        return {{a.v0 / d, 0, 0, 0}, {a.v0 % d, 0, 0, 0}};
    }
    quotient_and_rest out;
    std::uint64_t rest = 0;
    if (a.v3 != 0) {
        out.quotient.v3 = a.v3 / d;
        rest = a.v3 % d;
    }
    if ((rest | a.v2) != 0) {
        out.quotient.v2 = divide_2by1(rest, a.v2, d, rest);
    }
    out.quotient.v1 = divide_2by1(rest, a.v1, d, rest);
    out.quotient.v0 = divide_2by1(rest, a.v0, d, rest);
    out.rest.v0 = rest;
    return out;
}

[[gnu::always_inline]] inline quotient_and_rest divide(const word& a, const word& d) noexcept {
    if (d.fits64()) {
        return d.v0 == 0 ? quotient_and_rest{} : divide_by_limb(a, d.v0);
    }
    return divide(std::array<std::uint64_t, 4>{a.v0, a.v1, a.v2, a.v3}, d);
}

/// (a + b) mod m, zero for m = 0.
inline word add_mod(const word& a, const word& b, const word& m) noexcept {
    carry_flag carry = 0;
    word sum;
    sum.v0 = add_limb(a.v0, b.v0, carry);
    sum.v1 = add_limb(a.v1, b.v1, carry);
    sum.v2 = add_limb(a.v2, b.v2, carry);
    sum.v3 = add_limb(a.v3, b.v3, carry);
    if (less(a, m) && less(b, m)) {
        carry_flag borrow = 0;
        const word reduced = sub(sum, m, borrow);
        return carry != 0 || borrow == 0 ? reduced : sum;
    }
    return divide(std::array<std::uint64_t, 5>{sum.v0, sum.v1, sum.v2, sum.v3, carry}, m).rest;
}

/// (a * b) mod m, zero for m = 0.
ZONOGON_EVM_SCALAR inline word mul_mod(const word& a, const word& b, const word& m) noexcept {
    const std::uint64_t x[4] = {a.v0, a.v1, a.v2, a.v3};
    const std::uint64_t y[4] = {b.v0, b.v1, b.v2, b.v3};
    std::array<std::uint64_t, 8> product{};
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const uint128 t = static_cast<uint128>(x[i]) * y[j] + product[i + j] + carry;
            product[i + j] = static_cast<std::uint64_t>(t);
            carry = static_cast<std::uint64_t>(t >> 64);
        }
        product[i + 4] = carry;
    }
    return divide(product, m).rest;
}

} // namespace zonogon::evm
