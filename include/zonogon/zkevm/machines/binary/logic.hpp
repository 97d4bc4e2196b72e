#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// Bitwise AND, OR, XOR of 256-bit numbers, one row an operation: bytes and the table of byte_and, from which
/// a | b = a + b - (a & b) and a ^ b = a + b - 2 (a & b).
namespace zonogon::zkevm::machines::logic {

template <class T>
struct cells {
    /// Bytes, least significant first.
    std::array<T, 32> a, b;
    /// a & b.
    std::array<T, 32> both;
    T is_and, is_or, is_xor;
    /// The bus's carry: AND's result is not zero.
    T flag;
    /// Inverse of the sum of the bytes of a non-zero AND.
    T inverse;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("a", s.a);
        f("b", s.b);
        f("both", s.both);
        f("isAnd", s.is_and);
        f("isOr", s.is_or);
        f("isXor", s.is_xor);
        f("flag", s.flag);
        f("inverse", s.inverse);
    }
};

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    const expr used = c.is_and + c.is_or + c.is_xor;
    for (const air::column& selector : {c.is_and, c.is_or, c.is_xor}) {
        b.assert_bool(selector);
    }
    b.assert_bool("at most one operation", used);
    expr sum;
    for (const air::column& byte : c.both) {
        sum += byte;
    }
    b.assert_zero("flag is 1 where the AND is not 0", c.is_and * (c.flag - sum * c.inverse));
    b.assert_zero("flag is 0 where the AND is 0", c.is_and * sum * (1 - c.flag));
    b.assert_zero("flag is AND's", (1 - c.is_and) * c.flag);
    b.assert_zero("inverse goes with the flag", (1 - c.flag) * c.inverse);

    for (std::size_t i = 0; i < 32; ++i) {
        b.send("byte_and", {c.a[i], c.b[i], c.both[i]});
    }
    const auto limb = [](const std::array<air::column, 32>& bytes, std::size_t i) {
        return bytes[4 * i] + 256 * bytes[4 * i + 1] + 65536 * bytes[4 * i + 2] + 16777216 * bytes[4 * i + 3];
    };
    std::vector<expr> tuple{5 * c.is_and + 6 * c.is_or + 7 * c.is_xor};
    for (const auto* bytes : {&c.a, &c.b}) {
        for (std::size_t i = 0; i < 8; ++i) {
            tuple.push_back(limb(*bytes, i));
        }
    }
    for (std::size_t i = 0; i < 8; ++i) {
        tuple.push_back((c.is_or + c.is_xor) * (limb(c.a, i) + limb(c.b, i)) +
                        (c.is_and - c.is_or - 2 * c.is_xor) * limb(c.both, i));
    }
    tuple.push_back(c.flag);
    b.receive("binary", tuple, used);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::logic
