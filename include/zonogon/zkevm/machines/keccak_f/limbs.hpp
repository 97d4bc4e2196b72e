#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/hash/keccak.hpp>

namespace zonogon::zkevm::machines::keccak_f {

inline constexpr std::size_t state_bits = 1600;
/// The first bits of the state, which absorb data, and the rest.
inline constexpr std::size_t rate_bits = 8 * hash::keccak256_rate;

/// How the 1600 bits travel on buses: 19 limbs of 56 bits and one of 24 for the rate (whole bytes), eight of 57 and one
/// of 56 for the rest. Each limb is below the field's modulus, so limbs are equal only if their bits are.
inline constexpr std::size_t rate_limbs = 20;
inline constexpr std::size_t limb_count = 29;

/// The first bit of limb k; limb k ends where limb k + 1 begins.
constexpr std::size_t limb_begin(std::size_t k) noexcept {
    if (k < rate_limbs) {
        return 56 * k;
    }
    const std::size_t bit = rate_bits + 57 * (k - rate_limbs);
    return bit < state_bits ? bit : state_bits;
}

/// Bit i of the state: bit i mod 64 of lane i / 64 (lane (x, y) is number x + 5y).
constexpr std::uint64_t state_bit(const hash::keccak_state& s, std::size_t i) noexcept {
    return (s[i / 64] >> (i % 64)) & 1;
}

/// The limbs of a state.
constexpr std::array<std::uint64_t, limb_count> to_limbs(const hash::keccak_state& s) noexcept {
    std::array<std::uint64_t, limb_count> out{};
    for (std::size_t k = 0; k < limb_count; ++k) {
        for (std::size_t i = limb_begin(k); i < limb_begin(k + 1); ++i) {
            out[k] |= state_bit(s, i) << (i - limb_begin(k));
        }
    }
    return out;
}

} // namespace zonogon::zkevm::machines::keccak_f
