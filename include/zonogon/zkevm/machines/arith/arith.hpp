#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/arith/equations.hpp>

/// 256-bit multiply-add, point addition and doubling on secp256k1, and Fp2 of BN254. One row an operation.
///
/// Why no identity can wrap modulo the field's p: chunks are below 2^16, so a coefficient of V + (q - 2^260) p is
/// below 2^38 in absolute value (the largest: 3 x1^2, at most 3 * 16 * 2^32, and q p, at most 17 * 2^32). Two
/// coefficients, c0 + 2^16 c1, are below 2^54.1; divided by 2^32 they leave a carry below 2^22.2, and the range checks
/// allow -2^23 to 2^23 + 2^16. Each identity is therefore a number below 2^57 that is zero modulo p: it is zero.
///
/// ec_add_different proves that x1 and x2 differ as 256-bit numbers; the caller must see to it that both are below p.
namespace zonogon::zkevm::machines::arith {

namespace detail {

using air::expr;

/// A slot's identity, two coefficients at a time.
inline void describe_slot(air::builder& b, const cells<air::column>& c, std::size_t slot, const expr& secp256k1,
                          const expr& bn254) {
    polynomial<expr> sum{};
    for (std::size_t e = 0; e < c.is.size(); ++e) {
        const auto v = identity<expr>(static_cast<zkasm::arith_equation>(e + 1), slot, c);
        for (std::size_t k = 0; k < coefficients; ++k) {
            sum[k] += c.is[e] * v[k];
        }
    }
    const auto secp256k1_part = times_secp256k1_p<expr>(c, slot);
    const auto bn254_part = times_bn254_p<expr>(c, slot);
    for (std::size_t k = 0; k < coefficients; ++k) {
        sum[k] += secp256k1 * secp256k1_part[k] + (slot < 2 ? bn254 * bn254_part[k] : expr{});
    }
    const auto carry = [&](std::size_t g) {
        return c.carry_low[slot * carries + g] + 256 * c.carry_high[slot * carries + g] - carry_offset;
    };
    for (std::size_t g = 0; g <= carries; ++g) {
        expr value = sum[2 * g] + 65536 * sum[2 * g + 1];
        if (g > 0) {
            value += carry(g - 1);
        }
        value += (std::int64_t{1} << 32) * (g < carries ? -carry(g) : sum[2 * g + 2]);
        b.assert_zero("identity holds", value);
    }
}

/// The number is below p of the equation's field, where it has one.
inline void describe_below_p(air::builder& b, const std::array<air::column, chunks>& number,
                             const std::array<air::column, groups - 1>& differs,
                             const std::array<air::column, 3>& distance, const expr& secp256k1, const expr& bn254) {
    std::array<expr, groups> one_hot;
    expr last = secp256k1 + bn254;
    for (std::size_t g = 0; g + 1 < groups; ++g) {
        b.assert_bool(differs[g]);
        one_hot[g] = differs[g];
        last -= differs[g];
    }
    one_hot[groups - 1] = last;
    b.assert_bool("one group differs", last);
    expr lower_differs;
    expr gap = -(secp256k1 + bn254);
    for (std::size_t g = 0; g < groups; ++g) {
        const expr remaining = group(secp256k1_p, g) * secp256k1 + group(bn254_p, g) * bn254 - group<expr>(number, g);
        b.assert_zero("higher groups are p's", lower_differs * remaining);
        gap += one_hot[g] * remaining;
        lower_differs += one_hot[g];
    }
    b.assert_zero("result is below p", gap - distance[0] - 65536 * distance[1] - (std::int64_t{1} << 32) * distance[2]);
}

} // namespace detail

inline void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    expr used;
    expr number;
    for (std::size_t e = 0; e < c.is.size(); ++e) {
        b.assert_bool(c.is[e]);
        used += c.is[e];
        number += (e + 1) * c.is[e];
    }
    b.assert_bool("at most one equation", used);
    const expr secp256k1 = c.is[1] + c.is[2];
    const expr bn254 = c.is[3] + c.is[4] + c.is[5];

    for (std::size_t slot = 0; slot < slots; ++slot) {
        detail::describe_slot(b, c, slot, secp256k1, bn254);
    }
    detail::describe_below_p(b, c.x3, c.x3_differs, c.x3_distance, secp256k1, bn254);
    detail::describe_below_p(b, c.y3, c.y3_differs, c.y3_distance, secp256k1, bn254);

    expr difference;
    for (std::size_t g = 0; g < groups; ++g) {
        difference += c.differs[g] * (group<expr>(c.x1, g) - group<expr>(c.x2, g));
    }
    b.assert_zero("added points have different x", c.is[1] * (difference - 1));
    // One weight suffices; that the others are zero leaves no cell without meaning.
    for (std::size_t g = 0; g < groups; ++g) {
        b.assert_zero("no weight without addition", (1 - c.is[1]) * c.differs[g]);
        for (std::size_t h = g + 1; h < groups; ++h) {
            b.assert_zero("one weight", c.differs[g] * c.differs[h]);
        }
    }

    const auto range16 = [&](const auto& columns) {
        for (const air::column& column : columns) {
            b.send("range16", {column});
        }
    };
    std::vector<expr> tuple{number};
    for (const auto* operand : {&c.x1, &c.y1, &c.x2, &c.y2, &c.x3, &c.y3}) {
        range16(*operand);
        for (std::size_t i = 0; i < 8; ++i) {
            tuple.push_back((*operand)[2 * i] + 65536 * (*operand)[2 * i + 1]);
        }
    }
    range16(c.s);
    range16(c.q);
    range16(c.carry_low);
    range16(c.carry_high);
    range16(c.x3_distance);
    range16(c.y3_distance);
    b.receive("arith", tuple, used);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::arith
