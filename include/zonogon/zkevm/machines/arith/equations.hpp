#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zonogon/air/builder.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// What the arithmetic machine proves, in polynomials of 16-bit chunks: a number is its chunk polynomial at 2^16.
///
/// A row has three identities "V + (q - 2^260) p = 0" over the integers (slots 0 to 2), V and p by the equation; the
/// machine turns each into carries. The same code computes coefficients of columns (for the constraints) and of
/// numbers (for the trace).
namespace zonogon::zkevm::machines::arith {

/// p of secp256k1: 2^256 - 2^32 - 977.
inline constexpr u256 secp256k1_p{
    std::array<std::uint64_t, 4>{0xfffffffefffffc2f, 0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff}};
/// p of BN254 (the base field of Ethereum's precompiles, EIP-196).
inline constexpr u256 bn254_p{
    std::array<std::uint64_t, 4>{0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029}};

inline constexpr std::size_t slots = 3;
inline constexpr std::size_t chunks = 16;
/// Quotients may be negative: they are stored with 2^260 added, in one chunk more.
inline constexpr std::size_t quotient_chunks = 17;
inline constexpr std::int64_t quotient_offset_chunk = 16;
/// Coefficients of a slot's identity.
inline constexpr std::size_t coefficients = 33;
/// Carries between pairs of coefficients; the last three coefficients share one identity.
inline constexpr std::size_t carries = 15;
/// A carry c with |c| < 2^23 is stored as c + 2^23 = low + 2^8 high. Both are range-checked to 16 bits, so that they
/// overlap: that bounds c, which is all that matters, with one kind of range check.
inline constexpr std::int64_t carry_offset = std::int64_t{1} << 23;
/// Groups of three chunks (48 bits; the last is one chunk) in which results are compared with p.
inline constexpr std::size_t groups = 6;

template <class T>
struct cells {
    std::array<T, chunks> x1, y1, x2, y2, x3, y3;
    /// Slope of the line through the points (curve equations).
    std::array<T, chunks> s;
    /// Quotients of the three slots, one after the other.
    std::array<T, slots * quotient_chunks> q;
    std::array<T, slots * carries> carry_low, carry_high;
    /// One-hot, in the order of arith_equation.
    std::array<T, 6> is;
    /// One-hot: the highest group in which the result differs from p; none set of the first five: the sixth.
    std::array<T, groups - 1> x3_differs, y3_differs;
    /// There, p's group minus the result's group minus one.
    std::array<T, 3> x3_distance, y3_distance;
    /// Weights w, one of them not zero, with sum of w[g] * (x1 - x2 in group g) = 1: a proof that x1 and x2 differ.
    std::array<T, groups> differs;

    template <class Self, class F>
    static constexpr void visit(Self& c, F&& f) {
        f("x1", c.x1);
        f("y1", c.y1);
        f("x2", c.x2);
        f("y2", c.y2);
        f("x3", c.x3);
        f("y3", c.y3);
        f("s", c.s);
        f("q", c.q);
        f("carryLow", c.carry_low);
        f("carryHigh", c.carry_high);
        f("is", c.is);
        f("x3Differs", c.x3_differs);
        f("y3Differs", c.y3_differs);
        f("x3Distance", c.x3_distance);
        f("y3Distance", c.y3_distance);
        f("differs", c.differs);
    }
};

/// The chunk polynomial of an identity; V is air::expr or std::int64_t.
template <class V>
using polynomial = std::array<V, coefficients>;

namespace detail {

template <class V, class T>
constexpr void add(polynomial<V>& out, const std::array<T, chunks>& a, std::int64_t factor, std::size_t shift = 0) {
    for (std::size_t i = 0; i < chunks; ++i) {
        out[i + shift] += factor * V(a[i]);
    }
}
template <class V, class T>
constexpr void add_product(polynomial<V>& out, const std::array<T, chunks>& a, const std::array<T, chunks>& b,
                           std::int64_t factor) {
    for (std::size_t k = 0; k < 2 * chunks - 1; ++k) {
        V sum{};
        for (std::size_t i = k < chunks ? 0 : k - chunks + 1; i < chunks && i <= k; ++i) {
            sum += V(a[i]) * V(b[k - i]);
        }
        out[k] += factor * sum;
    }
}
template <class V, class T>
constexpr polynomial<V> fp2_sum(const std::array<T, chunks>& a, const std::array<T, chunks>& b,
                                const std::array<T, chunks>& out, std::int64_t factor) {
    polynomial<V> v{};
    add(v, a, 1);
    add(v, b, factor);
    add(v, out, -1);
    return v;
}

} // namespace detail

/// V of the equation's identity in a slot; all zero where the equation does not use the slot.
template <class V, class T>
constexpr polynomial<V> identity(zkasm::arith_equation equation, std::size_t slot, const cells<T>& c) {
    using enum zkasm::arith_equation;
    using detail::add;
    using detail::add_product;
    polynomial<V> v{};
    const bool on_curve = equation == ec_add_different || equation == ec_add_same;
    if (on_curve && slot == 1) { // x3 = s^2 - x1 - x2
        add_product(v, c.s, c.s, 1);
        add(v, c.x1, -1);
        add(v, c.x2, -1);
        add(v, c.x3, -1);
        return v;
    }
    if (on_curve && slot == 2) { // y3 = s (x1 - x3) - y1
        add_product(v, c.s, c.x1, 1);
        add_product(v, c.s, c.x3, -1);
        add(v, c.y1, -1);
        add(v, c.y3, -1);
        return v;
    }
    if (slot == 2) {
        return v;
    }
    switch (equation) {
    case mul_add:
        if (slot == 0) {
            add_product(v, c.x1, c.y1, 1);
            add(v, c.x2, 1);
            add(v, c.y2, -1, chunks);
            add(v, c.y3, -1);
        }
        break;
    case ec_add_different: // s (x2 - x1) = y2 - y1
        add_product(v, c.s, c.x2, 1);
        add_product(v, c.s, c.x1, -1);
        add(v, c.y2, -1);
        add(v, c.y1, 1);
        break;
    case ec_add_same: // 2 s y1 = 3 x1^2
        add_product(v, c.s, c.y1, 2);
        add_product(v, c.x1, c.x1, -3);
        break;
    case bn254_mul_fp2:
        if (slot == 0) {
            add_product(v, c.x1, c.x2, 1);
            add_product(v, c.y1, c.y2, -1);
            add(v, c.x3, -1);
        } else {
            add_product(v, c.y1, c.x2, 1);
            add_product(v, c.x1, c.y2, 1);
            add(v, c.y3, -1);
        }
        break;
    case bn254_add_fp2:
        v = slot == 0 ? detail::fp2_sum<V>(c.x1, c.x2, c.x3, 1) : detail::fp2_sum<V>(c.y1, c.y2, c.y3, 1);
        break;
    case bn254_sub_fp2:
        v = slot == 0 ? detail::fp2_sum<V>(c.x1, c.x2, c.x3, -1) : detail::fp2_sum<V>(c.y1, c.y2, c.y3, -1);
        break;
    }
    return v;
}

/// Whether the equation works modulo secp256k1's p, and whether modulo BN254's.
constexpr bool over_secp256k1(zkasm::arith_equation e) noexcept {
    return e == zkasm::arith_equation::ec_add_different || e == zkasm::arith_equation::ec_add_same;
}
constexpr bool over_bn254(zkasm::arith_equation e) noexcept {
    return e >= zkasm::arith_equation::bn254_mul_fp2;
}
/// Slots in which the equation has a quotient.
constexpr std::size_t quotients(zkasm::arith_equation e) noexcept {
    return over_secp256k1(e) ? 3 : over_bn254(e) ? 2 : 0;
}

/// (q - 2^260) p for secp256k1, by the sparse form of p.
template <class V, class T>
constexpr polynomial<V> times_secp256k1_p(const cells<T>& c, std::size_t slot) {
    polynomial<V> v{};
    for (std::size_t i = 0; i < quotient_chunks; ++i) {
        V q = V(c.q[slot * quotient_chunks + i]);
        if (i + 1 == quotient_chunks) {
            q = q - V(quotient_offset_chunk);
        }
        v[i + 16] += q;
        v[i + 2] -= q;
        v[i] -= V(std::int64_t{977}) * q;
    }
    return v;
}
/// (q - 2^260) p for BN254.
template <class V, class T>
constexpr polynomial<V> times_bn254_p(const cells<T>& c, std::size_t slot) {
    polynomial<V> v{};
    for (std::size_t i = 0; i < quotient_chunks; ++i) {
        V q = V(c.q[slot * quotient_chunks + i]);
        if (i + 1 == quotient_chunks) {
            q = q - V(quotient_offset_chunk);
        }
        for (std::size_t j = 0; j < chunks; ++j) {
            v[i + j] += V(static_cast<std::int64_t>(bn254_p.word16(j))) * q;
        }
    }
    return v;
}

/// Group g of a number in chunks: 48 bits.
template <class V, class T>
constexpr V group(const std::array<T, chunks>& a, std::size_t g) {
    V out = V(a[3 * g]);
    for (std::size_t i = 1; i < 3 && 3 * g + i < chunks; ++i) {
        out += V(std::int64_t{1} << (16 * i)) * V(a[3 * g + i]);
    }
    return out;
}
constexpr std::int64_t group(const u256& a, std::size_t g) {
    return static_cast<std::int64_t>((a >> (48 * g)).low64() & 0xffffffffffffU);
}

} // namespace zonogon::zkevm::machines::arith
