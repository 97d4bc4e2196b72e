#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/int128.hpp>

namespace zonogon::hash {

using sha256_state = std::array<std::uint32_t, 8>;
/// A message block as sixteen 32-bit words, each read most significant byte first.
using sha256_block = std::array<std::uint32_t, 16>;

namespace sha256_detail {

constexpr std::array<std::uint32_t, 64> first_primes() {
    std::array<std::uint32_t, 64> out{};
    std::size_t found = 0;
    for (std::uint32_t n = 2; found < out.size(); ++n) {
        bool prime = true;
        for (std::uint32_t d = 2; d * d <= n; ++d) {
            prime = prime && n % d != 0;
        }
        if (prime) {
            out[found++] = n;
        }
    }
    return out;
}

/// The first 32 fractional bits of the square root (Power = 2) or cube root (Power = 3) of n: the low half of the
/// greatest x with x^Power <= n * 2^(32 Power), found bit by bit. n < 2^9, so x < 2^37 and x^3 < 2^111.
template <unsigned Power>
constexpr std::uint32_t root_fraction(std::uint32_t n) {
    const uint128 bound = static_cast<uint128>(n) << (32 * Power);
    std::uint64_t x = 0;
    for (unsigned bit = 37; bit-- > 0;) {
        const std::uint64_t candidate = x | (std::uint64_t{1} << bit);
        uint128 power = 1;
        for (unsigned i = 0; i < Power; ++i) {
            power *= candidate;
        }
        if (power <= bound) {
            x = candidate;
        }
    }
    return static_cast<std::uint32_t>(x);
}

constexpr sha256_state make_initial_state() {
    sha256_state out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = root_fraction<2>(first_primes()[i]);
    }
    return out;
}

constexpr std::array<std::uint32_t, 64> make_round_constants() {
    std::array<std::uint32_t, 64> out = first_primes();
    for (std::uint32_t& v : out) {
        v = root_fraction<3>(v);
    }
    return out;
}

} // namespace sha256_detail

/// H(0) of FIPS 180-4, section 5.3.3.
inline constexpr sha256_state sha256_initial_state = sha256_detail::make_initial_state();
/// K of FIPS 180-4, section 4.2.2.
inline constexpr std::array<std::uint32_t, 64> sha256_round_constants = sha256_detail::make_round_constants();

/// The compression function: absorbs one block into the state (FIPS 180-4, section 6.2.2).
constexpr void sha256_compress(sha256_state& state, const sha256_block& block) noexcept {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t t = 0; t < 16; ++t) {
        w[t] = block[t];
    }
    for (std::size_t t = 16; t < 64; ++t) {
        const std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
        const std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < 64; ++t) {
        const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t choice = (e & f) ^ (~e & g);
        const std::uint32_t t1 = h + sum1 + choice + sha256_round_constants[t] + w[t];
        const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + sum0 + majority;
    }
    const sha256_state after{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) {
        state[i] += after[i];
    }
}

/// The compressions that sha256 makes on `length` bytes.
constexpr std::size_t sha256_blocks(std::size_t length) noexcept {
    return (length + 8) / 64 + 1;
}

/// SHA-256 (FIPS 180-4).
constexpr bytes32 sha256(byte_view in) noexcept {
    sha256_state state = sha256_initial_state;
    const std::uint64_t bit_length = static_cast<std::uint64_t>(in.size()) * 8;
    const std::size_t blocks = sha256_blocks(in.size());
    const auto padded_byte = [&](std::size_t i) -> std::uint32_t {
        if (i < in.size()) {
            return in[i];
        }
        if (i == in.size()) {
            return 0x80;
        }
        const std::size_t from_end = 64 * blocks - 1 - i;
        return from_end < 8 ? static_cast<std::uint32_t>((bit_length >> (8 * from_end)) & 0xff) : 0;
    };
    for (std::size_t k = 0; k < blocks; ++k) {
        sha256_block block{};
        for (std::size_t i = 0; i < 64; ++i) {
            block[i / 4] |= padded_byte(64 * k + i) << (8 * (3 - i % 4));
        }
        sha256_compress(state, block);
    }
    bytes32 out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<std::uint8_t>(state[i / 4] >> (8 * (3 - i % 4)));
    }
    return out;
}

} // namespace zonogon::hash
