#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/zkevm/machines/hash_read/frame.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// SHA-256 of messages, a block of 64 bytes a row; the compression function is sha256_f's.
///
/// Answers sha256.length (id, length) and sha256.digest (id, digest as a big-endian number in eight 32-bit limbs,
/// blocks), once each at most for a message; its bytes go to hash_read.
///
/// A message is followed by 0x80, zeros and its length in bits as eight bytes (FIPS 180-4, section 5.1.1). A block in
/// which at most 55 bytes are message is the last; so a message that leaves 56 .. 64 bytes in its last block has one
/// block of padding more, which begins with 0x80 if none was written yet.
namespace zonogon::zkevm::machines::padding_sha256 {

inline constexpr std::size_t rate = 64;
/// Where the length stands; the first three of its bytes are always zero, so that it is unique in the field.
inline constexpr std::size_t length_at = 56;
inline constexpr std::size_t length_zeros = 3;

/// Blocks of a padded message of `length` bytes.
constexpr std::size_t blocks_of(std::size_t length) noexcept {
    return (length + 8) / rate + 1;
}

template <class T>
struct cells {
    hash_padding::frame<T> frame;
    /// The padded block; how often each byte is read; whether it is message or padding.
    std::array<T, rate> byte, reads, data;
    /// 1 if an earlier block holds the message's end and the 0x80 after it.
    T ended;
    /// Bytes of the message in earlier blocks.
    T length_before;
    /// The state before and after the block.
    std::array<T, 8> before, after;
    /// sha256_f's number of the block.
    T compression;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        hash_padding::frame<T>::visit(s.frame, f);
        f("byte", s.byte);
        f("reads", s.reads);
        f("data", s.data);
        f("ended", s.ended);
        f("lengthBefore", s.length_before);
        f("before", s.before);
        f("after", s.after);
        f("compression", s.compression);
    }
};

namespace detail {

/// A block's bytes after the message, and the length in the last block.
constexpr void describe_padding(air::builder& b, const cells<air::column>& c, const air::expr& length) {
    using air::expr;
    const expr goes_on = c.data[length_at - 1];
    const expr last = c.frame.used - goes_on;
    const auto pad = [&](std::size_t j) {
        const expr before = j == 0 ? c.frame.used - c.ended : expr{c.data[j - 1]};
        return (1 - c.data[j]) * c.byte[j] - 128 * (before - c.data[j]);
    };
    expr bits;
    for (std::size_t j = 0; j < length_at; ++j) {
        b.assert_zero("padding", pad(j));
    }
    for (std::size_t j = length_at; j < rate; ++j) {
        b.assert_zero("padding before the last block", (1 - last) * pad(j));
        bits = 256 * bits + c.byte[j];
    }
    b.assert_zero("length in bits", last * (bits - 8 * length));
    for (std::size_t j = length_at; j < length_at + length_zeros; ++j) {
        b.assert_zero("length below 2^40 bits", last * c.byte[j]);
    }
}

constexpr void describe_state(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    const expr goes_on = c.data[length_at - 1];
    std::vector<expr> input{c.compression};
    std::vector<expr> output{c.compression};
    for (std::size_t i = 0; i < 8; ++i) {
        b.assert_zero("initial state", (c.frame.used - c.frame.continues) *
                                           (c.before[i] - std::uint64_t{hash::sha256_initial_state[i]}));
        b.assert_zero("state is handed on", goes_on * (c.before[i].next() - c.after[i]));
        b.assert_zero("nothing in an unused row", (1 - c.frame.used) * c.before[i]);
        b.assert_zero("nothing in an unused row", (1 - c.frame.used) * c.after[i]);
        input.push_back(c.before[i]);
        output.push_back(c.after[i]);
    }
    b.assert_zero("nothing in an unused row", (1 - c.frame.used) * c.compression);
    b.send("sha256_f.input", input, c.frame.used);
    b.send("sha256_f.output", output, c.frame.used);
    for (std::size_t i = 0; i < 4; ++i) {
        std::vector<expr> message{c.compression, i};
        for (std::size_t word = 4 * i; word < 4 * i + 4; ++word) {
            expr value;
            for (std::size_t j = 0; j < 4; ++j) {
                value = 256 * value + c.byte[4 * word + j];
            }
            message.push_back(value);
        }
        b.send("sha256_f.message", message, c.frame.used);
    }
}

} // namespace detail

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    const auto& used = c.frame.used;
    const expr goes_on = c.data[length_at - 1];
    hash_padding::describe_frame(b, c.frame, goes_on);
    const expr length = c.length_before + hash_padding::describe_data(b, used - c.ended, c.data);
    hash_padding::describe_bytes(b, c.frame, hash_padding::hash_kind::sha256, c.byte, c.data, c.reads);
    for (const air::column& byte : c.byte) {
        b.send("byte_and", {byte, 0, 0});
    }
    b.assert_zero("the first block has not ended", b.first_row() * c.ended);
    b.assert_zero("the message ended in this block", b.transition() * (c.ended.next() - goes_on + c.data[rate - 1]));
    b.assert_zero("no bytes before the first block", (1 - c.frame.continues) * c.length_before);
    b.assert_zero("bytes add up", goes_on * (c.length_before.next() - length));
    detail::describe_padding(b, c, length);
    detail::describe_state(b, c);

    b.receive("sha256.length", {c.frame.id, length}, c.frame.asks_length);
    std::vector<expr> digest{c.frame.id};
    digest.insert(digest.end(), c.after.rbegin(), c.after.rend());
    digest.push_back(c.frame.block + 1);
    b.receive("sha256.digest", digest, c.frame.asks_digest);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::padding_sha256
