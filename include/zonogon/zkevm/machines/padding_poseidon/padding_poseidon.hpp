#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/hash/poseidon_linear.hpp>
#include <zonogon/zkevm/machines/hash_read/frame.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// The chain's linear Poseidon hash of messages (hash::linear_hash), a block of 56 bytes a row; the permutation is
/// poseidon_g's.
///
/// Answers poseidon_hash.length (id, length) and poseidon_hash.digest (id, four lanes, blocks), once each at most for a
/// message; its bytes go to hash_read.
namespace zonogon::zkevm::machines::padding_poseidon {

inline constexpr std::size_t rate = hash::linear_hash_rate;

template <class T>
struct cells {
    hash_padding::frame<T> frame;
    /// The padded block; how often each byte is read; whether it is message or padding.
    std::array<T, rate> byte, reads, data;
    /// The digest before and after the block.
    std::array<T, 4> before, after;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        hash_padding::frame<T>::visit(s.frame, f);
        f("byte", s.byte);
        f("reads", s.reads);
        f("data", s.data);
        f("before", s.before);
        f("after", s.after);
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
    hash_padding::describe_bytes(b, c.frame, hash_padding::hash_kind::poseidon, c.byte, c.data, c.reads);
    for (const air::column& byte : c.byte) {
        b.send("byte_and", {byte, 0, 0});
    }

    std::vector<expr> call;
    for (std::size_t group = 0; group < 8; ++group) {
        expr value;
        for (std::size_t j = 7; j-- > 0;) {
            value = 256 * value + c.byte[7 * group + j];
        }
        call.push_back(value);
    }
    std::vector<expr> digest{c.frame.id};
    for (std::size_t lane = 0; lane < 4; ++lane) {
        b.assert_zero("a message starts from 0", b.first_row() * c.before[lane]);
        b.assert_zero("digest is handed on", b.transition() * (c.before[lane].next() - goes_on * c.after[lane]));
        b.assert_zero("nothing in an unused row", (1 - used) * c.after[lane]);
        call.push_back(c.before[lane]);
        digest.push_back(c.after[lane]);
    }
    call.insert(call.end(), c.after.begin(), c.after.end());
    b.send("poseidon", call, used);
    digest.push_back(c.frame.block + 1);
    b.receive("poseidon_hash.length", {c.frame.id, rate * c.frame.block + count}, c.frame.asks_length);
    b.receive("poseidon_hash.digest", digest, c.frame.asks_digest);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::padding_poseidon
