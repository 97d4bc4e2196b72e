#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <zonogon/base/modular.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/arith/equations.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::arith {
namespace detail {

/// Wide enough for every V and q p, in two's complement.
using wide = wide_uint<9>;
using row = cells<std::int64_t>;

template <std::size_t N>
constexpr void split(const wide& number, std::array<std::int64_t, N>& out, std::size_t at, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        out[at + i] = number.word16(i);
    }
}

constexpr wide evaluate(const polynomial<std::int64_t>& v) {
    wide sum;
    for (std::size_t k = coefficients; k-- > 0;) {
        const auto magnitude = static_cast<std::uint64_t>(v[k] < 0 ? -v[k] : v[k]);
        sum = (sum << 16) + (v[k] < 0 ? -wide{magnitude} : wide{magnitude});
    }
    return sum;
}

/// Slope of the line through the two points, or of the tangent; 0 where there is none.
constexpr u256 slope(const zkasm::arith_request& r) {
    const u256& p = secp256k1_p;
    u256 numerator;
    u256 denominator;
    if (r.equation == zkasm::arith_equation::ec_add_different) {
        numerator = sub_mod(r.y2, r.y1, p);
        denominator = sub_mod(r.x2, r.x1, p);
    } else {
        numerator = mul_mod(mul_mod(r.x1, r.x1, p), u256{3}, p);
        denominator = add_mod(r.y1, r.y1, p);
    }
    return denominator.is_zero() ? u256{} : mul_mod(numerator, inverse_mod(denominator, p), p);
}

/// Quotient and carries of a slot; false if its identity does not hold.
inline bool solve_slot(row& c, zkasm::arith_equation equation, std::size_t slot) {
    polynomial<std::int64_t> v = identity<std::int64_t>(equation, slot, c);
    if (slot < quotients(equation)) {
        const wide p{over_secp256k1(equation) ? secp256k1_p : bn254_p};
        const auto [q, rest] = wide::divide((p << 260) - evaluate(v), p);
        if (!rest.is_zero()) {
            return false;
        }
        split(q, c.q, slot * quotient_chunks, quotient_chunks);
        const auto multiple =
            over_secp256k1(equation) ? times_secp256k1_p<std::int64_t>(c, slot) : times_bn254_p<std::int64_t>(c, slot);
        for (std::size_t k = 0; k < coefficients; ++k) {
            v[k] += multiple[k];
        }
    }
    std::int64_t carry = 0;
    for (std::size_t g = 0; g < carries; ++g) {
        const std::int64_t sum = v[2 * g] + 65536 * v[2 * g + 1] + carry;
        if ((sum & 0xffffffff) != 0) {
            return false;
        }
        carry = sum >> 32;
        const std::int64_t stored = carry + carry_offset;
        c.carry_low[slot * carries + g] = stored & 0xff;
        c.carry_high[slot * carries + g] = stored >> 8;
    }
    return v[30] + 65536 * v[31] + (v[32] << 32) + carry == 0;
}

inline bool solve_below_p(const u256& number, const u256& p, std::array<std::int64_t, groups - 1>& differs,
                          std::array<std::int64_t, 3>& distance) {
    if (number >= p) {
        return false;
    }
    std::size_t g = groups - 1;
    while (group(number, g) == group(p, g)) {
        --g;
    }
    if (g + 1 < groups) {
        differs[g] = 1;
    }
    const std::int64_t gap = group(p, g) - group(number, g) - 1;
    for (std::size_t i = 0; i < 3; ++i) {
        distance[i] = (gap >> (16 * i)) & 0xffff;
    }
    return true;
}

inline bool solve(row& c, const zkasm::arith_request& r) {
    split(wide{r.x1}, c.x1, 0, chunks);
    split(wide{r.y1}, c.y1, 0, chunks);
    split(wide{r.x2}, c.x2, 0, chunks);
    split(wide{r.y2}, c.y2, 0, chunks);
    split(wide{r.x3}, c.x3, 0, chunks);
    split(wide{r.y3}, c.y3, 0, chunks);
    c.is[static_cast<std::size_t>(r.equation) - 1] = 1;
    if (over_secp256k1(r.equation)) {
        split(wide{slope(r)}, c.s, 0, chunks);
    }
    for (std::size_t slot = 0; slot < slots; ++slot) {
        if (!solve_slot(c, r.equation, slot)) {
            return false;
        }
    }
    if (r.equation == zkasm::arith_equation::mul_add) {
        return true;
    }
    const u256& p = over_secp256k1(r.equation) ? secp256k1_p : bn254_p;
    return solve_below_p(r.x3, p, c.x3_differs, c.x3_distance) && solve_below_p(r.y3, p, c.y3_differs, c.y3_distance);
}

/// The weights that show x1 != x2; false if they are equal.
inline bool tell_apart(const zkasm::arith_request& r, std::span<field::goldilocks> weights) {
    for (std::size_t g = 0; g < groups; ++g) {
        const std::int64_t difference = group(r.x1, g) - group(r.x2, g);
        if (difference != 0) {
            weights[g] = machines::detail::to_field(difference).inverse();
            return true;
        }
    }
    return false;
}

inline void report(const row& c, byte_table::usage& usage, std::uint32_t times) {
    const auto range16 = [&](const auto& values) {
        for (const std::int64_t v : values) {
            usage.range16(static_cast<std::uint64_t>(v), times);
        }
    };
    for (const auto* operand : {&c.x1, &c.y1, &c.x2, &c.y2, &c.x3, &c.y3, &c.s}) {
        range16(*operand);
    }
    range16(c.q);
    range16(c.carry_low);
    range16(c.carry_high);
    range16(c.x3_distance);
    range16(c.y3_distance);
}

/// A row without operation: all zero, and carries of zero.
inline row idle() {
    row c{};
    c.carry_high.fill(carry_offset >> 8);
    return c;
}

} // namespace detail

/// The trace that answers the requests, in order. Fails, naming the request, if one does not hold: a wrong result, a
/// result not below p, points of equal x to add, or a point of y = 0 to double.
inline result<trace> fill(std::span<const zkasm::arith_request> requests, byte_table::usage& usage) {
    trace out(table_height(requests.size()), width_of<cells>());
    for (std::size_t i = 0; i < out.height(); ++i) {
        detail::row c = detail::idle();
        if (i < requests.size() && !detail::solve(c, requests[i])) {
            return error{"arithmetic request " + std::to_string(i) + " (equation " +
                         std::to_string(static_cast<int>(requests[i].equation)) + ") does not hold"};
        }
        store<cells>(c, out.row(i));
        if (i < requests.size()) {
            detail::report(c, usage, 1);
            if (requests[i].equation == zkasm::arith_equation::ec_add_different &&
                !detail::tell_apart(requests[i], out.row(i).subspan(column_of<cells>("differs"), groups))) {
                return error{"arithmetic request " + std::to_string(i) + " adds points of equal x"};
            }
        }
    }
    detail::report(detail::idle(), usage, static_cast<std::uint32_t>(out.height() - requests.size()));
    return out;
}

} // namespace zonogon::zkevm::machines::arith
