#pragma once

#include <array>
#include <cstddef>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// Binary operations on 256-bit numbers that carry: ADD, SUB, LT, SLT, EQ, LT4. One row an operation.
///
/// Every row proves a + b = d + carry or a - b = d - borrow limb by limb (32 bits), where a, b and d are written in
/// 16-bit chunks; the comparisons read the borrows of the subtraction.
namespace zonogon::zkevm::machines::add_compare {

template <class T>
struct cells {
    std::array<T, 16> a, b;
    /// The sum or difference modulo 2^256.
    std::array<T, 16> d;
    /// Carry (ADD) or borrow (all others) out of each 32-bit limb.
    std::array<T, 8> carry;
    T is_add, is_sub, is_lt, is_slt, is_eq, is_lt4;
    /// Top bits of a and b.
    T sign_a, sign_b;
    /// The bus's carry: the last carry or the outcome of the comparison.
    T flag;
    /// EQ and LT4: inverse of the number that is zero exactly if the comparison holds; 0 if it holds.
    T inverse;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("a", s.a);
        f("b", s.b);
        f("d", s.d);
        f("carry", s.carry);
        f("isAdd", s.is_add);
        f("isSub", s.is_sub);
        f("isLt", s.is_lt);
        f("isSlt", s.is_slt);
        f("isEq", s.is_eq);
        f("isLt4", s.is_lt4);
        f("signA", s.sign_a);
        f("signB", s.sign_b);
        f("flag", s.flag);
        f("inverse", s.inverse);
    }
};

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    const expr wraps = c.is_add + c.is_sub;
    const expr borrows = c.is_lt + c.is_slt;
    const expr tests = c.is_eq + c.is_lt4;
    const expr used = wraps + borrows + tests;
    for (const air::column& selector : {c.is_add, c.is_sub, c.is_lt, c.is_slt, c.is_eq, c.is_lt4}) {
        b.assert_bool(selector);
    }
    b.assert_bool("at most one operation", used);

    // All limbs are below 2^32, so each identity holds over the integers and fixes both d and the carry.
    const auto limb = [](const std::array<air::column, 16>& chunks, std::size_t i) {
        return chunks[2 * i] + 65536 * chunks[2 * i + 1];
    };
    expr sum_d;
    for (std::size_t i = 0; i < 8; ++i) {
        b.assert_bool(c.carry[i]);
        const expr direction = 2 * c.is_add - 1;
        const expr carry_out = (std::uint64_t{1} << 32) * c.carry[i];
        expr value = limb(c.a, i) + direction * (limb(c.b, i) - carry_out) - limb(c.d, i);
        if (i > 0) {
            value += direction * c.carry[i - 1];
            if (i % 2 == 0) {
                value += c.is_lt4 * c.carry[i - 1]; // quarters of 64 bits borrow on their own
            }
        }
        if (i == 7) {
            // Comparing a + 2^255 with b + 2^255 modulo 2^256 orders signed numbers.
            value -= (std::uint64_t{1} << 32) * (c.is_slt * (c.sign_a - c.sign_b));
        }
        b.assert_zero("limb is added or subtracted", value);
        sum_d += c.d[2 * i] + c.d[2 * i + 1];
    }
    b.assert_bool(c.sign_a);
    b.assert_bool(c.sign_b);

    const expr distance = c.is_eq * sum_d + c.is_lt4 * (4 - c.carry[1] - c.carry[3] - c.carry[5] - c.carry[7]);
    b.assert_zero("flag is the last carry", (wraps + borrows) * (c.flag - c.carry[7]));
    b.assert_zero("flag is 0 unless the test holds", distance * c.flag);
    b.assert_zero("flag is 1 if the test holds", tests * (1 - c.flag) - distance * c.inverse);
    b.assert_zero("no flag without operation", (1 - used) * c.flag);
    b.assert_zero("no inverse without test", (1 - tests) * c.inverse);
    b.assert_zero("no inverse where the test holds", c.flag * c.inverse);

    for (const auto* chunks : {&c.a, &c.b, &c.d}) {
        for (const air::column& chunk : *chunks) {
            b.send("range16", {chunk});
        }
    }
    b.send("range16", {2 * (c.a[15] - 32768 * c.sign_a)});
    b.send("range16", {2 * (c.b[15] - 32768 * c.sign_b)});

    std::vector<expr> tuple{c.is_sub + 2 * c.is_lt + 3 * c.is_slt + 4 * c.is_eq + 8 * c.is_lt4};
    for (const auto* chunks : {&c.a, &c.b}) {
        for (std::size_t i = 0; i < 8; ++i) {
            tuple.push_back(limb(*chunks, i));
        }
    }
    tuple.push_back(wraps * limb(c.d, 0) + (1 - wraps) * c.flag);
    for (std::size_t i = 1; i < 8; ++i) {
        tuple.push_back(wraps * limb(c.d, i));
    }
    tuple.push_back(c.flag);
    b.receive("binary", tuple, used);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::add_compare
