#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
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

/// Where each lane comes from in rho and pi.
constexpr std::array<lane_move, 25> make_lane_sources() {
    std::array<lane_move, 25> out{};
    for (std::size_t i = 0; i < 25; ++i) {
        out[lane_moves[i].target] = {i, lane_moves[i].rotation};
    }
    return out;
}

inline constexpr std::array<lane_move, 25> lane_sources = make_lane_sources();

/// Lane I after theta, rho and pi; d is what theta adds to each column.
template <std::size_t I>
constexpr std::uint64_t moved_lane(const keccak_state& a, const std::array<std::uint64_t, 5>& d) noexcept {
    constexpr std::size_t from = lane_sources[I].target;
    return std::rotl(a[from] ^ d[from % 5], lane_sources[I].rotation);
}

/// Plane Y after the round. Written without loops and with named values so that they stay in registers.
template <std::size_t Y>
[[gnu::always_inline]] constexpr void plane(const keccak_state& a, const std::array<std::uint64_t, 5>& d,
                                            keccak_state& out) noexcept {
    const std::uint64_t b0 = moved_lane<5 * Y>(a, d);
    const std::uint64_t b1 = moved_lane<5 * Y + 1>(a, d);
    const std::uint64_t b2 = moved_lane<5 * Y + 2>(a, d);
    const std::uint64_t b3 = moved_lane<5 * Y + 3>(a, d);
    const std::uint64_t b4 = moved_lane<5 * Y + 4>(a, d);
    out[5 * Y] = b0 ^ (~b1 & b2);
    out[5 * Y + 1] = b1 ^ (~b2 & b3);
    out[5 * Y + 2] = b2 ^ (~b3 & b4);
    out[5 * Y + 3] = b3 ^ (~b4 & b0);
    out[5 * Y + 4] = b4 ^ (~b0 & b1);
}

/// One round from a to out, without the constant. Not inlined, it would keep no lane in a register from round to round.
[[gnu::always_inline]] constexpr void round(const keccak_state& a, keccak_state& out) noexcept {
    const std::uint64_t c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    const std::uint64_t c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    const std::uint64_t c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    const std::uint64_t c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    const std::uint64_t c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    const std::array<std::uint64_t, 5> d{c4 ^ std::rotl(c1, 1), c0 ^ std::rotl(c2, 1), c1 ^ std::rotl(c3, 1),
                                         c2 ^ std::rotl(c4, 1), c3 ^ std::rotl(c0, 1)};
    plane<0>(a, d, out);
    plane<1>(a, d, out);
    plane<2>(a, d, out);
    plane<3>(a, d, out);
    plane<4>(a, d, out);
}

/// One round in place, without the constant.
constexpr void round(keccak_state& a) noexcept {
    keccak_state out{};
    round(a, out);
    a = out;
}

/// Lanes are written to memory as the bytes that they stand for.
inline constexpr bool moves_bytes = std::endian::native == std::endian::little;

constexpr std::uint64_t load_lane(const std::uint8_t* in) noexcept {
    std::uint64_t out = 0;
    if (moves_bytes && !std::is_constant_evaluated()) {
        std::memcpy(&out, in, sizeof out);
        return out;
    }
    for (std::size_t i = 0; i < 8; ++i) {
        out |= static_cast<std::uint64_t>(in[i]) << (8 * i);
    }
    return out;
}

} // namespace keccak_detail

/// Keccak-f[1600] (FIPS 202, section 3.3).
constexpr void keccak_f1600(keccak_state& state) noexcept {
    keccak_state other{};
    for (std::size_t i = 0; i < keccak_detail::round_constants.size(); i += 2) {
        keccak_detail::round(state, other);
        other[0] ^= keccak_detail::round_constants[i];
        keccak_detail::round(other, state);
        state[0] ^= keccak_detail::round_constants[i + 1];
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
    const auto absorb = [&state](const std::uint8_t* from, std::size_t lanes) {
        for (std::size_t i = 0; i < lanes; ++i) {
            state[i] ^= keccak_detail::load_lane(from + 8 * i);
        }
    };
    while (in.size() >= keccak256_rate) {
        absorb(in.data(), keccak256_rate / 8);
        keccak_f1600(state);
        in = in.subspan(keccak256_rate);
    }
    const std::size_t whole = in.size() / 8;
    absorb(in.data(), whole);
    for (std::size_t i = 8 * whole; i < in.size(); ++i) {
        state[whole] ^= static_cast<std::uint64_t>(in[i]) << (8 * (i % 8));
    }
    state[whole] ^= std::uint64_t{1} << (8 * (in.size() % 8));
    state[keccak256_rate / 8 - 1] ^= std::uint64_t{0x80} << 56;
    keccak_f1600(state);
    bytes32 out{};
    if (keccak_detail::moves_bytes && !std::is_constant_evaluated()) {
        std::memcpy(out.data(), state.data(), out.size());
        return out;
    }
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
