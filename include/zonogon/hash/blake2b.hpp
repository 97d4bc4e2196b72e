#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace zonogon::hash {

/// The chaining value of BLAKE2b.
using blake2b_state = std::array<std::uint64_t, 8>;
using blake2b_block = std::array<std::uint64_t, 16>;

/// RFC 7693, section 2.6: the fractional parts of the square roots of the first eight primes.
inline constexpr blake2b_state blake2b_initial_value{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                                     0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                                     0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

namespace blake2b_detail {

/// RFC 7693, section 2.7: which message words the rounds take; round r takes row r mod 10.
inline constexpr std::array<std::array<std::uint8_t, 16>, 10> schedule{{
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}};

/// G of RFC 7693, section 3.1.
constexpr void mix(std::uint64_t& a, std::uint64_t& b, std::uint64_t& c, std::uint64_t& d, std::uint64_t x,
                   std::uint64_t y) noexcept {
    a += b + x;
    d = std::rotr(d ^ a, 32);
    c += d;
    b = std::rotr(b ^ c, 24);
    a += b + y;
    d = std::rotr(d ^ a, 16);
    c += d;
    b = std::rotr(b ^ c, 63);
}

} // namespace blake2b_detail

/// F of BLAKE2b with any number of rounds (RFC 7693, section 3.2; EIP-152): absorbs a block into the state. `counter`
/// is the number of bytes so far, low word first.
constexpr void blake2b_compress(blake2b_state& h, const blake2b_block& m, const std::array<std::uint64_t, 2>& counter,
                                bool last, std::uint32_t rounds) noexcept {
    using blake2b_detail::mix;
    std::array<std::uint64_t, 16> v{};
    for (std::size_t i = 0; i < 8; ++i) {
        v[i] = h[i];
        v[8 + i] = blake2b_initial_value[i];
    }
    v[12] ^= counter[0];
    v[13] ^= counter[1];
    v[14] ^= last ? ~std::uint64_t{0} : 0;
    std::size_t row = 0;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const auto& s = blake2b_detail::schedule[row];
        row = row == 9 ? 0 : row + 1;
        mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
        mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
        mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
        mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
        mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
        mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
        mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
        mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
    }
    for (std::size_t i = 0; i < 8; ++i) {
        h[i] ^= v[i] ^ v[8 + i];
    }
}

} // namespace zonogon::hash
