#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <zonogon/base/int128.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/lanes/permute_states.hpp>
#include <zonogon/hash/poseidon_goldilocks_constants.hpp>
#include <zonogon/hash/poseidon_goldilocks_kernel.hpp>

namespace zonogon::hash {

/// A Poseidon digest: four field elements, least significant lane first.
using hash4 = std::array<field::goldilocks, 4>;
/// The rate part of the permutation's input.
using lanes8 = std::array<field::goldilocks, 8>;

namespace poseidon_goldilocks {

using state = std::array<field::goldilocks, width>;

constexpr field::goldilocks sbox(field::goldilocks x) noexcept {
    const field::goldilocks x2 = x * x;
    return x2 * x2 * (x2 * x);
}

/// M * s. The entries are below 2^6 and sum to less than 2^9 a row, so the sums of products fit 128 bits unreduced.
constexpr state linear_layer(const state& s) noexcept {
    state out{};
    for (std::size_t i = 0; i < width; ++i) {
        uint128 sum = static_cast<uint128>(diagonal[i]) * s[i].raw();
        for (std::size_t j = 0; j < width; ++j) {
            sum += static_cast<uint128>(circulant[(j + width - i) % width]) * s[j].raw();
        }
        out[i] = field::goldilocks::reduce(sum);
    }
    return out;
}

/// The permutation by its definition (eprint 2019/458, section 4; parameters of protocol section 1.1): 4 full, 22
/// partial and 4 full rounds of constant addition, x^7 and the matrix.
constexpr void permute_reference(state& s) noexcept {
    for (std::size_t r = 0; r < rounds; ++r) {
        for (std::size_t i = 0; i < width; ++i) {
            s[i] += field::goldilocks{round_constants[width * r + i]};
        }
        const bool full = r < full_rounds / 2 || r >= full_rounds / 2 + partial_rounds;
        for (std::size_t i = 0; i < (full ? width : 1); ++i) {
            s[i] = sbox(s[i]);
        }
        s = linear_layer(s);
    }
}

/// The permutation.
constexpr void permute(state& s) noexcept {
    lanes::permute_one<kernel>(s);
}

/// The permutation of each state, several at a time on vector units.
constexpr void permute_batch(std::span<state> states) noexcept {
    lanes::permute_states<kernel>(states);
}

} // namespace poseidon_goldilocks

/// The permutation as a type, for sponges and compressions.
struct poseidon_goldilocks_12 {
    using field = zonogon::field::goldilocks;
    static constexpr std::size_t width = poseidon_goldilocks::width;
    static constexpr void permute(std::array<field, width>& s) noexcept { poseidon_goldilocks::permute(s); }
    static constexpr void permute_batch(std::span<std::array<field, width>> states) noexcept {
        poseidon_goldilocks::permute_batch(states);
    }
};

/// P(in, capacity): the first four elements of the permutation of in[0..7] || capacity[0..3]. The capacity comes
/// last, unlike in Plonky2.
constexpr hash4 poseidon(const lanes8& in, const hash4& capacity) noexcept {
    poseidon_goldilocks::state s{};
    for (std::size_t i = 0; i < 8; ++i) {
        s[i] = in[i];
    }
    for (std::size_t i = 0; i < 4; ++i) {
        s[8 + i] = capacity[i];
    }
    poseidon_goldilocks::permute(s);
    return {s[0], s[1], s[2], s[3]};
}

/// The word h0 + h1 2^64 + h2 2^128 + h3 2^192 of the canonical lanes; its hex text thus shows h3 first.
constexpr u256 to_word(const hash4& h) noexcept {
    return u256{std::array<std::uint64_t, 4>{h[0].value(), h[1].value(), h[2].value(), h[3].value()}};
}

/// True when each 64-bit limb is below the modulus, that is, when the word is the image of exactly one hash.
constexpr bool is_canonical_hash(const u256& word) noexcept {
    for (std::size_t i = 0; i < 4; ++i) {
        if (!field::goldilocks::is_canonical(word.limb(i))) {
            return false;
        }
    }
    return true;
}

/// The lanes of a word; limbs at or above the modulus are taken modulo it (check is_canonical_hash first where the
/// word is not trusted).
constexpr hash4 to_hash4(const u256& word) noexcept {
    using field::goldilocks;
    return {goldilocks{word.limb(0)}, goldilocks{word.limb(1)}, goldilocks{word.limb(2)}, goldilocks{word.limb(3)}};
}

/// The eight 32-bit lanes of a word, least significant first.
constexpr lanes8 to_lanes8(const u256& word) noexcept {
    lanes8 out{};
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = field::goldilocks{word.word32(i)};
    }
    return out;
}

/// The word of eight 32-bit lanes, or nothing when a lane is 2^32 or more.
constexpr std::optional<u256> from_lanes8(const lanes8& lanes) noexcept {
    std::array<std::uint64_t, 4> limbs{};
    for (std::size_t i = 0; i < 8; ++i) {
        const std::uint64_t lane = lanes[i].value();
        if (lane >> 32) {
            return std::nullopt;
        }
        limbs[i / 2] |= lane << (32 * (i % 2));
    }
    return u256{limbs};
}

} // namespace zonogon::hash
