#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>

namespace zonogon::hash {

/// Bytes that one permutation of linear_hash absorbs: eight groups of seven.
inline constexpr std::size_t linear_hash_rate = 56;

/// The permutations that linear_hash makes on `length` bytes.
constexpr std::size_t linear_hash_blocks(std::size_t length) noexcept {
    return length / linear_hash_rate + 1;
}

/// The chain's hash of byte strings (contract code, transactions, logs; protocol section 1.2).
///
/// The bytes are followed by 0x01 and zeros to a multiple of 56, and the last byte gets its top bit set; each block
/// is eight little-endian groups of seven bytes, and the digest so far is the next block's capacity.
constexpr hash4 linear_hash(byte_view in) noexcept {
    const std::size_t blocks = linear_hash_blocks(in.size());
    const auto padded_byte = [&](std::size_t i) -> std::uint64_t {
        if (i < in.size()) {
            return in[i];
        }
        return (i == in.size() ? 0x01U : 0x00U) | (i + 1 == linear_hash_rate * blocks ? 0x80U : 0x00U);
    };
    hash4 digest{};
    for (std::size_t block = 0; block < blocks; ++block) {
        lanes8 groups{};
        for (std::size_t g = 0; g < 8; ++g) {
            std::uint64_t group = 0;
            for (std::size_t k = 0; k < 7; ++k) {
                group |= padded_byte(linear_hash_rate * block + 7 * g + k) << (8 * k);
            }
            groups[g] = field::goldilocks{group};
        }
        digest = poseidon(groups, digest);
    }
    return digest;
}

} // namespace zonogon::hash
