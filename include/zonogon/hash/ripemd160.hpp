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

inline constexpr line left{{0, 1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, //
                            7, 4,  13, 1,  10, 6,  15, 3,  12, 0, 9,  5,  2,  14, 11, 8,  //
                            3, 10, 14, 4,  9,  15, 8,  1,  2,  7, 0,  6,  13, 11, 5,  12, //
                            1, 9,  11, 10, 0,  8,  12, 4,  13, 3, 7,  15, 14, 5,  6,  2,  //
                            4, 0,  5,  9,  7,  12, 2,  10, 14, 1, 3,  8,  11, 6,  15, 13},
                           {11, 14, 15, 12, 5,  8,  7,  9,  11, 13, 14, 15, 6,  7,  9,  8,  //
                            7,  6,  8,  13, 11, 9,  7,  15, 7,  12, 15, 9,  11, 7,  13, 12, //
                            11, 13, 6,  7,  14, 9,  13, 15, 14, 8,  13, 6,  5,  12, 7,  5,  //
                            11, 12, 14, 15, 14, 15, 9,  8,  9,  14, 5,  6,  8,  6,  5,  12, //
                            9,  15, 5,  11, 6,  8,  13, 12, 5,  12, 13, 14, 11, 8,  5,  6},
                           {0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e}};
inline constexpr line right{{5,  14, 7,  0, 9, 2,  11, 4,  13, 6,  15, 8,  1,  10, 3,  12, //
                             6,  11, 3,  7, 0, 13, 5,  10, 14, 15, 8,  12, 4,  9,  1,  2,  //
                             15, 5,  1,  3, 7, 14, 6,  9,  11, 8,  12, 2,  10, 0,  4,  13, //
                             8,  6,  4,  1, 3, 11, 15, 0,  5,  12, 2,  13, 9,  7,  10, 14, //
                             12, 15, 10, 4, 1, 5,  8,  7,  6,  2,  13, 14, 0,  3,  9,  11},
                            {8,  9,  9,  11, 13, 15, 15, 5,  7,  7,  8,  11, 14, 14, 12, 6,  //
                             9,  13, 15, 7,  12, 8,  9,  11, 7,  7,  12, 7,  6,  15, 13, 11, //
                             9,  7,  15, 11, 8,  6,  6,  14, 12, 13, 5,  14, 13, 13, 7,  5,  //
                             15, 5,  8,  11, 14, 14, 6,  14, 6,  9,  12, 9,  12, 5,  15, 8,  //
                             8,  5,  12, 9,  12, 5,  14, 6,  8,  13, 6,  5,  15, 13, 11, 11},
                            {0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0}};

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
