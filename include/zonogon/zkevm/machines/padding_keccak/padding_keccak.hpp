#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/zkevm/machines/hash_read/frame.hpp>
#include <zonogon/zkevm/machines/keccak_f/limbs.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// Keccak-256 of messages: pad10*1 and the sponge, a block of 136 bytes a row; the permutation is keccak_f's.
///
/// Answers keccak.length (id, length) and keccak.digest (id, digest as a big-endian number in eight 32-bit limbs,
/// blocks), once each at most for a message; its bytes go to hash_read.
///
/// A row's `state` is what the row before left in the rate part; so the digest stands in the row after the last block.
/// Absorbing is an exclusive or of bytes, byte + state - 2 (byte and state), the last by the bus byte_and.
namespace zonogon::zkevm::machines::padding_keccak {

inline constexpr std::size_t rate = hash::keccak256_rate;
inline constexpr std::size_t capacity_limbs = keccak_f::limb_count - keccak_f::rate_limbs;

template <class T>
struct cells {
    hash_padding::frame<T> frame;
    /// The padded block; how often each byte is read; whether it is message or padding.
    std::array<T, rate> byte, reads, data;
    /// Rate part of the state before absorbing (or left by another message), and its bitwise and with byte.
    std::array<T, rate> state, both;
    /// The rest of the state before and after the permutation.
    std::array<T, capacity_limbs> capacity_in, capacity_out;
    /// keccak_f's number of the permutation.
    T permutation;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        hash_padding::frame<T>::visit(s.frame, f);
        f("byte", s.byte);
        f("reads", s.reads);
        f("data", s.data);
        f("state", s.state);
        f("both", s.both);
        f("capacityIn", s.capacity_in);
        f("capacityOut", s.capacity_out);
        f("permutation", s.permutation);
    }
};

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    const auto& used = c.frame.used;
    const expr goes_on = c.data.back();
    hash_padding::describe_frame(b, c.frame, goes_on);
    const expr count = hash_padding::describe_data(b, used, c.data);
    hash_padding::describe_pad_10_1(b, used, c.byte, c.data);
    hash_padding::describe_bytes(b, c.frame, hash_padding::hash_kind::keccak, c.byte, c.data, c.reads);

    for (std::size_t j = 0; j < rate; ++j) {
        b.send("byte_and", {c.byte[j], c.state[j], c.both[j]});
    }
    std::vector<expr> input{c.permutation};
    std::vector<expr> output{c.permutation};
    for (std::size_t k = 0; k < keccak_f::rate_limbs; ++k) {
        expr before;
        expr after;
        for (std::size_t j = keccak_f::limb_begin(k) / 8; j < keccak_f::limb_begin(k + 1) / 8; ++j) {
            const std::uint64_t weight = std::uint64_t{1} << (8 * j - keccak_f::limb_begin(k));
            before += weight * (c.byte[j] + c.frame.continues * (c.state[j] - 2 * c.both[j]));
            after += weight * c.state[j].next();
        }
        input.push_back(before);
        output.push_back(after);
    }
    for (std::size_t k = 0; k < capacity_limbs; ++k) {
        b.assert_zero("capacity starts at 0", b.first_row() * c.capacity_in[k]);
        b.assert_zero("capacity is handed on",
                      b.transition() * (c.capacity_in[k].next() - goes_on * c.capacity_out[k]));
        b.assert_zero("nothing in an unused row", (1 - used) * c.capacity_out[k]);
        input.push_back(c.capacity_in[k]);
        output.push_back(c.capacity_out[k]);
    }
    b.assert_zero("nothing in an unused row", (1 - used) * c.permutation);
    b.send("keccak_f.input", input, used);
    b.send("keccak_f.output", output, used);

    b.receive("keccak.length", {c.frame.id, rate * c.frame.block + count}, c.frame.asks_length);
    std::vector<expr> digest{c.frame.id};
    for (std::size_t i = 0; i < 8; ++i) {
        expr limb;
        for (std::size_t j = 4; j-- > 0;) {
            limb = 256 * limb + c.state[31 - 4 * i - j].next();
        }
        digest.push_back(limb);
    }
    digest.push_back(c.frame.block + 1);
    b.receive("keccak.digest", digest, c.frame.asks_digest);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::padding_keccak
