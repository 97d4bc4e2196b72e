#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>

namespace zonogon::hash {

namespace ripemd160_detail {

using state = std::array<std::uint32_t, 5>;
/// One of the two parallel lines of steps.
struct line {
    std::array<std::uint8_t, 80> word;  ///< which message word a step adds
    std::array<std::uint8_t, 80> shift; ///< by how much it rotates
    std::array<std::uint32_t, 5> constant;
};

/// How words change their places from round to round, and by how much a step of a round rotates for a word.
inline constexpr std::array<std::uint8_t, 16> permutation{7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8};
inline constexpr std::array<std::array<std::uint8_t, 16>, 5> shift_of_word{{
    {11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8},
    {12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7},
    {13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9},
    {14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6},
    {15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5},
}};

/// A line whose first round takes word factor * i + offset mod 16 in step i.
constexpr line make_line(std::size_t factor, std::size_t offset, const std::array<std::uint32_t, 5>& constant) {
    line out{{}, {}, constant};
    for (std::size_t i = 0; i < out.word.size(); ++i) {
        out.word[i] = i < 16 ? static_cast<std::uint8_t>((factor * i + offset) % 16) : permutation[out.word[i - 16]];
        out.shift[i] = shift_of_word[i / 16][out.word[i]];
    }
    return out;
}

inline constexpr line left = make_line(1, 0, {0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e});
inline constexpr line right = make_line(9, 5, {0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0});

constexpr std::uint32_t mix(std::size_t function, std::uint32_t x, std::uint32_t y, std::uint32_t z) noexcept {
    switch (function) {
    case 0:
        return x ^ y ^ z;
    case 1:
        return (x & y) | (~x & z);
    case 2:
        return (x | ~y) ^ z;
    case 3:
        return (x & z) | (y & ~z);
    default:
        return x ^ (y | ~z);
    }
}

/// The 80 steps of a line. The right line goes through the functions backwards.
constexpr state run(const line& l, bool backwards, const state& start,
                    const std::array<std::uint32_t, 16>& block) noexcept {
    auto [a, b, c, d, e] = start;
    for (std::size_t i = 0; i < 80; ++i) {
        const std::size_t round = i / 16;
        const std::uint32_t sum =
            a + mix(backwards ? 4 - round : round, b, c, d) + block[l.word[i]] + l.constant[round];
        const std::uint32_t next = std::rotl(sum, l.shift[i]) + e;
        a = e;
        e = d;
        d = std::rotl(c, 10);
        c = b;
        b = next;
    }
    return {a, b, c, d, e};
}

} // namespace ripemd160_detail

/// RIPEMD-160 (Dobbertin, Bosselaers and Preneel, "RIPEMD-160: a strengthened version of RIPEMD", FSE 1996).
constexpr std::array<std::uint8_t, 20> ripemd160(byte_view in) noexcept {
    using namespace ripemd160_detail;
    state h{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    const std::uint64_t bit_length = static_cast<std::uint64_t>(in.size()) * 8;
    const std::size_t blocks = (in.size() + 8) / 64 + 1;
    const auto padded_byte = [&](std::size_t i) -> std::uint32_t {
        if (i < in.size()) {
            return in[i];
        }
        if (i == in.size()) {
            return 0x80;
        }
        const std::size_t place = i - (64 * blocks - 8);
        return i >= 64 * blocks - 8 ? static_cast<std::uint32_t>((bit_length >> (8 * place)) & 0xff) : 0;
    };
    for (std::size_t k = 0; k < blocks; ++k) {
        std::array<std::uint32_t, 16> block{};
        for (std::size_t i = 0; i < 64; ++i) {
            block[i / 4] |= padded_byte(64 * k + i) << (8 * (i % 4));
        }
        const state l = run(left, false, h, block);
        const state r = run(right, true, h, block);
        h = {h[1] + l[2] + r[3], h[2] + l[3] + r[4], h[3] + l[4] + r[0], h[4] + l[0] + r[1], h[0] + l[1] + r[2]};
    }
    std::array<std::uint8_t, 20> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<std::uint8_t>(h[i / 4] >> (8 * (i % 4)));
    }
    return out;
}

} // namespace zonogon::hash
