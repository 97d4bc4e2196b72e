#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <zonogon/base/bytes.hpp>

namespace zonogon::hash {

/// The 25 lanes of Keccak-f[1600]: lane (x, y) at index x + 5y (FIPS 202, section 3.1.2).
using keccak_state = std::array<std::uint64_t, 25>;

namespace keccak_detail {

/// The iota constants: bit 2^j - 1 of constant r is output 7r + j of the LFSR x^8 + x^6 + x^5 + x^4 + 1 (FIPS 202,
/// algorithm 5).
constexpr std::array<std::uint64_t, 24> make_round_constants() {
    std::array<std::uint64_t, 24> out{};
    unsigned lfsr = 1;
    for (std::uint64_t& constant : out) {
        for (unsigned j = 0; j < 7; ++j) {
            if (lfsr & 1) {
                constant |= std::uint64_t{1} << ((1U << j) - 1);
            }
            lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171);
        }
    }
    return out;
}

/// Where a lane goes in rho and pi, and by how much it is rotated.
struct lane_move {
    std::size_t target = 0;
    int rotation = 0;
};

constexpr std::array<lane_move, 25> make_lane_moves() {
    std::array<lane_move, 25> out{};
    std::size_t x = 1;
    std::size_t y = 0;
    for (unsigned t = 0; t < 24; ++t) {
        const std::size_t next_y = (2 * x + 3 * y) % 5;
        out[x + 5 * y] = {y + 5 * next_y, static_cast<int>((t + 1) * (t + 2) / 2 % 64)};
        x = y;
        y = next_y;
    }
    return out;
}

inline constexpr std::array<std::uint64_t, 24> round_constants = make_round_constants();
inline constexpr std::array<lane_move, 25> lane_moves = make_lane_moves();

template <std::size_t... I>
constexpr void rho_pi(const keccak_state& a, keccak_state& b, const std::array<std::uint64_t, 5>& d,
                      std::index_sequence<I...>) noexcept {
    ((b[lane_moves[I].target] = std::rotl(a[I] ^ d[I % 5], lane_moves[I].rotation)), ...);
}

template <std::size_t... I>
constexpr void chi(keccak_state& a, const keccak_state& b, std::index_sequence<I...>) noexcept {
    ((a[I] = b[I] ^ (~b[I / 5 * 5 + (I + 1) % 5] & b[I / 5 * 5 + (I + 2) % 5])), ...);
}

/// One round without the constant.
constexpr void round(keccak_state& a) noexcept {
    std::array<std::uint64_t, 5> c{};
    for (std::size_t x = 0; x < 5; ++x) {
        c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    }
    std::array<std::uint64_t, 5> d{};
    for (std::size_t x = 0; x < 5; ++x) {
        d[x] = c[(x + 4) % 5] ^ std::rotl(c[(x + 1) % 5], 1);
    }
    keccak_state b{};
    rho_pi(a, b, d, std::make_index_sequence<25>{});
    chi(a, b, std::make_index_sequence<25>{});
}

} // namespace keccak_detail

/// Keccak-f[1600] (FIPS 202, section 3.3).
constexpr void keccak_f1600(keccak_state& state) noexcept {
    for (const std::uint64_t constant : keccak_detail::round_constants) {
        keccak_detail::round(state);
        state[0] ^= constant;
    }
}

/// Bytes that one Keccak-f absorbs in Keccak-256.
inline constexpr std::size_t keccak256_rate = 136;

/// The Keccak-f calls that keccak256 makes on `length` bytes.
constexpr std::size_t keccak256_blocks(std::size_t length) noexcept {
    return length / keccak256_rate + 1;
}

/// Ethereum's Keccak-256: the original padding byte 0x01, not SHA-3's 0x06.
constexpr bytes32 keccak256(byte_view in) noexcept {
    keccak_state state{};
    const auto absorb_byte = [&state](std::size_t position, std::uint8_t byte) {
        state[position / 8] ^= static_cast<std::uint64_t>(byte) << (8 * (position % 8));
    };
    while (in.size() >= keccak256_rate) {
        for (std::size_t i = 0; i < keccak256_rate; ++i) {
            absorb_byte(i, in[i]);
        }
        keccak_f1600(state);
        in = in.subspan(keccak256_rate);
    }
    for (std::size_t i = 0; i < in.size(); ++i) {
        absorb_byte(i, in[i]);
    }
    absorb_byte(in.size(), 0x01);
    absorb_byte(keccak256_rate - 1, 0x80);
    keccak_f1600(state);
    bytes32 out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<std::uint8_t>(state[i / 8] >> (8 * (i % 8)));
    }
    return out;
}

/// Keccak-256 of two 32-byte words one after the other: a node of the append-only trees.
constexpr bytes32 keccak256(const bytes32& left, const bytes32& right) noexcept {
    std::array<std::uint8_t, 64> both{};
    for (std::size_t i = 0; i < 32; ++i) {
        both[i] = left[i];
        both[32 + i] = right[i];
    }
    return keccak256(byte_view{both});
}

} // namespace zonogon::hash
