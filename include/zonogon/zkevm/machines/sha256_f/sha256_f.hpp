#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// SHA-256's compression function, four rounds a row, 18 rows a block (FIPS 180-4, section 6.2.2).
///
/// Each round makes one new word for the chain a, b, c, d and one for e, f, g, h; the others are the words of earlier
/// rounds. So a row holds the four new words of either chain in bits, and with the row before it everything that a
/// round reads. Row 0 of a block holds the state before, rows 1 .. 16 the rounds, row 17 the state after: the sum of
/// rows 0 and 16. Word j of a row is newer than word j - 1, so a is word 3, b word 2, and so on.
///
/// The message schedule likewise holds four words a row; what it needs from further back moves down row by row.
/// Non-linear sums have columns of their own and hold on all rows, so that what depends on the row's number stays of
/// degree 2.
///
/// Answers sha256_f.input and sha256_f.output (block number, eight state words before or after) and sha256_f.message
/// (block number, i, words 4i .. 4i + 3 of the message block); the block's number ties them.
namespace zonogon::zkevm::machines::sha256_f {

inline constexpr std::size_t round_rows = 16;
inline constexpr std::size_t block_rows = round_rows + 2;

template <class T>
struct cells {
    /// One-hot: the row of its block.
    std::array<T, block_rows> at;
    /// Number of the block in the table.
    T block;
    /// How often the block is asked for; in rows 0 .. 4 and 17.
    T calls;
    /// New words of the two chains and of the schedule, in bits: bit i of word j at 32 j + i.
    std::array<T, 128> a, e, w;
    /// What the sums that give a and e lose beyond 32 bits, in bits: 3 of word j at 3 j.
    std::array<T, 12> carry_a, carry_e;
    /// The same for w, 2 of word j at 2 j.
    std::array<T, 8> carry_w;
    /// Of the row before and this one: Sigma0 + Maj and Sigma1 + Ch that the round of word j adds.
    std::array<T, 4> mix_a, mix_e;
    /// sigma0 of w[j], and sigma1 of the word two before w[j].
    std::array<T, 4> small0, small1;
    /// w[j] + sigma0 of the word after it, of one, two and three rows ago.
    std::array<T, 12> past;
    /// Words 1 .. 3 of the row before.
    std::array<T, 3> past_words;
    /// The state before the block: a, b, .. h.
    std::array<T, 8> state;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("at", s.at);
        f("block", s.block);
        f("calls", s.calls);
        f("a", s.a);
        f("e", s.e);
        f("w", s.w);
        f("carryA", s.carry_a);
        f("carryE", s.carry_e);
        f("carryW", s.carry_w);
        f("mixA", s.mix_a);
        f("mixE", s.mix_e);
        f("small0", s.small0);
        f("small1", s.small1);
        f("past", s.past);
        f("pastWords", s.past_words);
        f("state", s.state);
    }
};

namespace detail {

using bits32 = std::array<air::expr, 32>;

/// Four words of a row, or of the next.
struct words {
    std::array<bits32, 4> bit;
    std::array<air::expr, 4> value;

    words(const std::array<air::column, 128>& columns, bool next) {
        for (std::size_t j = 0; j < 4; ++j) {
            for (std::size_t i = 32; i-- > 0;) {
                bit[j][i] = next ? columns[32 * j + i].next() : air::expr{columns[32 * j + i]};
                value[j] = 2 * value[j] + bit[j][i];
            }
        }
    }
};

inline air::expr exclusive_or(const air::expr& x, const air::expr& y) {
    return x + y - 2 * (x * y);
}

inline air::expr pack(const bits32& bits) {
    air::expr out;
    for (std::size_t i = 32; i-- > 0;) {
        out = 2 * out + bits[i];
    }
    return out;
}

/// Exclusive or of three rotations to the right; the last is a shift if `shifts`.
inline air::expr three_rotations(const bits32& x, std::size_t r1, std::size_t r2, std::size_t r3, bool shifts) {
    bits32 out;
    for (std::size_t i = 0; i < 32; ++i) {
        const air::expr two = exclusive_or(x[(i + r1) % 32], x[(i + r2) % 32]);
        out[i] = shifts && i + r3 >= 32 ? two : exclusive_or(two, x[(i + r3) % 32]);
    }
    return pack(out);
}

inline air::expr choose(const bits32& x, const bits32& y, const bits32& z) {
    bits32 out;
    for (std::size_t i = 0; i < 32; ++i) {
        out[i] = z[i] + x[i] * (y[i] - z[i]);
    }
    return pack(out);
}

/// x y + x z + y z - 2 x y z, written with one product of two.
inline air::expr majority(const bits32& x, const bits32& y, const bits32& z) {
    bits32 out;
    for (std::size_t i = 0; i < 32; ++i) {
        const air::expr both = y[i] * z[i];
        out[i] = both + x[i] * (y[i] + z[i] - 2 * both);
    }
    return pack(out);
}

inline void describe_rows(air::builder& b, const cells<air::column>& c) {
    for (std::size_t k = 0; k < block_rows; ++k) {
        b.assert_zero("starts with row 0 of a block", b.first_row() * (c.at[k] - (k == 0 ? 1 : 0)));
        b.assert_zero("rows count", b.transition() * (c.at[(k + 1) % block_rows].next() - c.at[k]));
    }
    b.assert_zero("first block", b.first_row() * c.block);
    b.assert_zero("blocks count", b.transition() * (c.block.next() - c.block - c.at[block_rows - 1]));
    for (const auto* bits : {&c.a, &c.e, &c.w}) {
        for (const air::column& bit : *bits) {
            b.assert_bool("word bit", bit);
        }
    }
    const auto carries = [&](const auto& columns) {
        for (const air::column& bit : columns) {
            b.assert_bool("carry bit", bit);
        }
    };
    carries(c.carry_a);
    carries(c.carry_e);
    carries(c.carry_w);
}

/// Words 0 .. 7 of two rows: the row before and this one.
template <class Get>
bits32 word_of(const Get& before, const Get& now, std::size_t i) {
    return i < 4 ? before.bit[i] : now.bit[i - 4];
}

inline void describe_rounds(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    constexpr std::uint64_t two32 = std::uint64_t{1} << 32;
    const words a(c.a, false);
    const words a_next(c.a, true);
    const words e(c.e, false);
    const words e_next(c.e, true);
    const words w_next(c.w, true);
    expr in_round;
    for (std::size_t k = 1; k <= round_rows; ++k) {
        in_round += c.at[k].next();
    }
    const expr in_sum = c.at[block_rows - 1].next();
    for (std::size_t j = 0; j < 4; ++j) {
        // The round of word j reads the four words before: numbers j .. j + 3 of the two rows' eight.
        const auto chain_a = [&](std::size_t back) { return word_of(a, a_next, j + 4 - back); };
        const auto chain_e = [&](std::size_t back) { return word_of(e, e_next, j + 4 - back); };
        b.assert_equal("Sigma0 + Maj", c.mix_a[j].next(),
                       three_rotations(chain_a(1), 2, 13, 22, false) + majority(chain_a(1), chain_a(2), chain_a(3)));
        b.assert_equal("Sigma1 + Ch", c.mix_e[j].next(),
                       three_rotations(chain_e(1), 6, 11, 25, false) + choose(chain_e(1), chain_e(2), chain_e(3)));
        expr constant;
        for (std::size_t k = 1; k <= round_rows; ++k) {
            constant += std::uint64_t{hash::sha256_round_constants[4 * (k - 1) + j]} * c.at[k].next();
        }
        const auto carry = [&](const std::array<air::column, 12>& bits) {
            return bits[3 * j].next() + 2 * bits[3 * j + 1].next() + 4 * bits[3 * j + 2].next();
        };
        const expr new_a = a_next.value[j] + two32 * carry(c.carry_a);
        const expr new_e = e_next.value[j] + two32 * carry(c.carry_e);
        const expr first = e.value[j] + c.mix_e[j].next() + constant + w_next.value[j];
        b.assert_zero("round makes a", in_round * (new_a - first - c.mix_a[j].next()));
        b.assert_zero("round makes e", in_round * (new_e - first - a.value[j]));
        b.assert_zero("state after", in_sum * (new_a - a.value[j] - c.state[3 - j]));
        b.assert_zero("state after", in_sum * (new_e - e.value[j] - c.state[7 - j]));
        b.assert_zero("state before", c.at[0] * (c.state[3 - j] - a.value[j]));
        b.assert_zero("state before", c.at[0] * (c.state[7 - j] - e.value[j]));
        for (std::size_t i = 3 * j; i < 3 * j + 3; ++i) {
            b.assert_zero("no carry into the state before", c.at[0] * (c.carry_a[i] + 2 * c.carry_e[i]));
        }
    }
    for (const air::column& word : c.state) {
        b.assert_zero("state before is kept", (1 - c.at[block_rows - 1]) * (1 - c.at[0].next()) * (word.next() - word));
    }
}

inline void describe_schedule(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    constexpr std::uint64_t two32 = std::uint64_t{1} << 32;
    const words w(c.w, false);
    const words w_next(c.w, true);
    expr scheduled;
    for (std::size_t k = 5; k <= round_rows; ++k) {
        scheduled += c.at[k].next();
    }
    for (std::size_t j = 0; j < 4; ++j) {
        b.assert_equal("sigma0", c.small0[j], three_rotations(w.bit[j], 7, 18, 3, true));
        b.assert_equal("sigma1", c.small1[j].next(), three_rotations(word_of(w, w_next, j + 2), 17, 19, 10, true));
        const expr after = j < 3 ? expr{c.small0[(j + 1) % 4]} : c.small0[0].next();
        b.assert_equal("one row ago", c.past[j].next(), w.value[j] + after);
        b.assert_equal("two rows ago", c.past[4 + j].next(), c.past[j]);
        b.assert_equal("three rows ago", c.past[8 + j].next(), c.past[4 + j]);
        // w[t] = sigma1(w[t-2]) + w[t-7] + (sigma0(w[t-15]) + w[t-16])
        const expr seven_ago = j < 3 ? expr{c.past_words[j % 3]} : w.value[0];
        const expr sum = c.small1[j].next() + seven_ago + c.past[8 + j];
        const expr carry = c.carry_w[2 * j].next() + 2 * c.carry_w[2 * j + 1].next();
        b.assert_zero("scheduled word", scheduled * (w_next.value[j] + two32 * carry - sum));
        b.assert_zero("no carry without schedule", (1 - scheduled) * carry);
    }
    for (std::size_t j = 0; j < 3; ++j) {
        b.assert_equal("words of the row before", c.past_words[j].next(), w.value[j + 1]);
    }
    for (const air::column& bit : c.w) {
        b.assert_zero("no word in the state rows", (c.at[0] + c.at[block_rows - 1]) * bit);
    }
}

inline void describe_calls(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    const words a(c.a, false);
    const words e(c.e, false);
    const words w(c.w, false);
    expr asked = c.at[0] + c.at[block_rows - 1];
    expr index;
    for (std::size_t k = 1; k <= 4; ++k) {
        asked += c.at[k];
        index += (k - 1) * c.at[k];
    }
    b.assert_zero("asked where there is an answer", c.calls * (1 - asked));
    std::vector<expr> state{c.block};
    for (const auto* chain : {&a, &e}) {
        for (std::size_t j = 4; j-- > 0;) {
            state.push_back(chain->value[j]);
        }
    }
    std::vector<expr> message{c.block, index};
    message.insert(message.end(), w.value.begin(), w.value.end());
    b.receive("sha256_f.input", state, c.calls * c.at[0]);
    b.receive("sha256_f.output", state, c.calls * c.at[block_rows - 1]);
    b.receive("sha256_f.message", message, c.calls * (c.at[1] + c.at[2] + c.at[3] + c.at[4]));
}

} // namespace detail

inline void describe(air::builder& b) {
    const auto c = declare<cells>(b);
    detail::describe_rows(b, c);
    detail::describe_rounds(b, c);
    detail::describe_schedule(b, c);
    detail::describe_calls(b, c);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::sha256_f
