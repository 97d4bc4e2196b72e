#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// 32-byte accesses at any byte of two adjacent 256-bit words m0 || m1 (big-endian bytes). One row an access.
///
/// read: v is bytes offset .. offset + 31. write: w0 || w1 is m0 || m1 with those bytes replaced by v's. write8: w0 is
/// m0 with byte `offset` replaced by the lowest byte of v.
namespace zonogon::zkevm::machines::mem_align {

template <class T>
struct cells {
    /// Bytes of m0 || m1, most significant of m0 first.
    std::array<T, 64> m;
    /// Bytes of v, most significant first.
    std::array<T, 32> v;
    /// One-hot offset.
    std::array<T, 32> at;
    T is_read, is_write, is_write8;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("m", s.m);
        f("v", s.v);
        f("at", s.at);
        f("isRead", s.is_read);
        f("isWrite", s.is_write);
        f("isWrite8", s.is_write8);
    }
};

namespace detail {

/// Appends a word's eight limbs, given its bytes from the most significant one on.
template <class Bytes>
constexpr void append_limbs(std::vector<air::expr>& tuple, const Bytes& bytes, std::size_t first) {
    for (std::size_t limb = 0; limb < 8; ++limb) {
        air::expr value;
        for (std::size_t i = 0; i < 4; ++i) {
            value += (std::uint64_t{1} << (8 * i)) * bytes[first + 31 - (4 * limb + i)];
        }
        tuple.push_back(value);
    }
}

} // namespace detail

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    const expr used = c.is_read + c.is_write + c.is_write8;
    for (const air::column& selector : {c.is_read, c.is_write, c.is_write8}) {
        b.assert_bool(selector);
    }
    b.assert_bool("at most one kind", used);
    expr offset;
    expr offsets;
    for (std::size_t o = 0; o < 32; ++o) {
        b.assert_bool(c.at[o]);
        offset += o * c.at[o];
        offsets += c.at[o];
    }
    b.assert_equal("one offset", offsets, used);
    for (const air::column& byte : c.v) {
        b.send("byte_and", {byte, 0, 0});
    }
    for (const air::column& byte : c.m) {
        b.send("byte_and", {byte, 0, 0});
    }

    for (std::size_t i = 0; i < 32; ++i) {
        expr found;
        for (std::size_t o = 0; o < 32; ++o) {
            found += c.at[o] * c.m[o + i];
        }
        b.assert_zero("value read", c.is_read * (found - c.v[i]));
    }

    std::vector<expr> read;
    detail::append_limbs(read, c.m, 0);
    detail::append_limbs(read, c.m, 32);
    detail::append_limbs(read, c.v, 0);
    read.push_back(offset);
    b.receive("mem_align.read", read, c.is_read);

    // Byte k of w0 || w1 is v's byte k - o for the offset o if that exists, else m's.
    std::vector<expr> written(64);
    for (std::size_t k = 0; k < 64; ++k) {
        written[k] = c.m[k];
        for (std::size_t o = 0; o < 32; ++o) {
            if (k >= o && k - o < 32) {
                written[k] += c.at[o] * (c.v[k - o] - c.m[k]);
            }
        }
    }
    std::vector<expr> write = read;
    detail::append_limbs(write, written, 0);
    detail::append_limbs(write, written, 32);
    b.receive("mem_align.write", write, c.is_write);

    std::vector<expr> patched(32);
    for (std::size_t k = 0; k < 32; ++k) {
        patched[k] = c.m[k] + c.at[k] * (c.v[31] - c.m[k]);
    }
    std::vector<expr> write8;
    detail::append_limbs(write8, c.m, 0);
    detail::append_limbs(write8, c.v, 0);
    write8.push_back(offset);
    detail::append_limbs(write8, patched, 0);
    b.receive("mem_align.write8", write8, c.is_write8);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::mem_align
