#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/logic.hpp>
#include <zonogon/snark/gadgets/sha256.hpp>

namespace zonogon::snark::gadgets {

/// The 25 lanes of Keccak-f[1600], lane (x, y) at x + 5 y, as hash::keccak_state.
using keccak_lanes = std::array<word<64>, 25>;

namespace keccak_detail {

/// One round up to chi: theta, rho, pi. Three constraints for each of the 320 column parities (a sum of five is taken
/// apart into its three digits), one for each of the 320 pairs of columns, one for each of the 1,600 bits.
inline keccak_lanes theta_rho_pi(builder& b, const keccak_lanes& a) {
    std::array<word<64>, 5> column;
    for (std::size_t x = 0; x < 5; ++x) {
        for (std::size_t z = 0; z < 64; ++z) {
            column[x][z] = parity(b, std::array{a[x][z], a[x + 5][z], a[x + 10][z], a[x + 15][z], a[x + 20][z]});
        }
    }
    keccak_lanes out;
    for (std::size_t x = 0; x < 5; ++x) {
        for (std::size_t z = 0; z < 64; ++z) {
            const bit d = xor_of(b, column[(x + 4) % 5][z], column[(x + 1) % 5][(z + 63) % 64]);
            for (std::size_t lane = x; lane < 25; lane += 5) {
                const auto& move = hash::keccak_detail::lane_moves[lane];
                out[move.target][(z + static_cast<std::size_t>(move.rotation)) % 64] = xor_of(b, a[lane][z], d);
            }
        }
    }
    return out;
}

/// Lane `lane` of chi: a ^ (not b & c), two constraints a bit.
inline word<64> chi_lane(builder& b, const keccak_lanes& a, std::size_t lane) {
    const std::size_t y = lane / 5 * 5;
    const word<64>& one = a[y + (lane + 1) % 5];
    const word<64>& two = a[y + (lane - y + 2) % 5];
    word<64> out;
    for (std::size_t z = 0; z < 64; ++z) {
        out[z] = xor_of(b, a[lane][z], and_of(b, not_of(one[z]), two[z]));
    }
    return out;
}

} // namespace keccak_detail

/// Keccak-f[1600] (FIPS 202, section 3.3), of which `lanes` lanes are wanted; others are left as zeros. At most 146,000
/// constraints: 6,080 a round.
inline void keccak_f1600(builder& b, keccak_lanes& state, std::size_t lanes = 25) {
    const builder::scope in(b, "keccak");
    for (std::size_t round = 0; round < 24; ++round) {
        const keccak_lanes moved = keccak_detail::theta_rho_pi(b, state);
        for (std::size_t lane = 0; lane < 25; ++lane) {
            state[lane] = round < 23 || lane < lanes ? keccak_detail::chi_lane(b, moved, lane) : word<64>{};
        }
        for (std::size_t z = 0; z < 64; ++z) {
            if ((hash::keccak_detail::round_constants[round] >> z) & 1) {
                state[0][z] = not_of(state[0][z]);
            }
        }
    }
}

/// Ethereum's Keccak-256 of a number of bytes that the circuit fixes. Cost: length / 136 + 1 times Keccak-f.
inline std::array<byte_bits, 32> keccak256(builder& b, std::span<const byte_bits> in) {
    keccak_lanes state;
    const std::size_t blocks = hash::keccak256_blocks(in.size());
    for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t i = 0; i < hash::keccak256_rate; ++i) {
            const std::size_t at = block * hash::keccak256_rate + i;
            for (std::size_t k = 0; k < 8; ++k) {
                bit& target = state[i / 8][8 * (i % 8) + k];
                const bool padding = (at == in.size() && k == 0) || (at + 1 == blocks * hash::keccak256_rate && k == 7);
                if (at < in.size()) {
                    target = xor_of(b, target, in[at][k]);
                } else if (padding) {
                    target = not_of(target);
                }
            }
        }
        keccak_f1600(b, state, block + 1 == blocks ? 4 : 25);
    }
    std::array<byte_bits, 32> out;
    for (std::size_t i = 0; i < 32; ++i) {
        std::copy_n(state[i / 8].begin() + static_cast<std::ptrdiff_t>(8 * (i % 8)), 8, out[i].begin());
    }
    return out;
}

} // namespace zonogon::snark::gadgets
