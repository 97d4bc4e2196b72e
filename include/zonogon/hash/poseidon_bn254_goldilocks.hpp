#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_bn254.hpp>

// Hashes of Goldilocks elements by Poseidon over BN254's scalars: slow natively, but a STARK that uses them is verified
// by a circuit over BN254 for a small part of what a hash over Goldilocks costs there.

namespace zonogon::hash {

/// Three elements to a word, in base 2^64 of their canonical representatives; the last word may hold fewer. Injective
/// for lists of one length.
inline std::vector<field::bn254_scalar> pack_goldilocks(std::span<const field::goldilocks> in) {
    std::vector<field::bn254_scalar> out;
    for (std::size_t at = 0; at < in.size(); at += 3) {
        u256 word;
        for (std::size_t i = 0; i < 3 && at + i < in.size(); ++i) {
            word.set_limb(i, in[at + i].value());
        }
        out.emplace_back(word);
    }
    return out;
}

/// The four digits of a scalar in base p = 2^64 - 2^32 + 1, lowest first. Injective; the highest is below 2^62. The
/// first three are within 2^-61 of uniform if the scalar is uniform.
inline std::array<field::goldilocks, 4> goldilocks_digits(const field::bn254_scalar& in) {
    std::array<field::goldilocks, 4> out;
    u256 rest = in.value();
    for (field::goldilocks& digit : out) {
        const auto [quotient, remainder] = u256::divide(rest, u256{field::goldilocks::modulus});
        digit = field::goldilocks{remainder.low64()};
        rest = quotient;
    }
    return out;
}

/// A transformation of twelve Goldilocks elements for sponges: packed to four words, through Poseidon of width 5, and
/// the three low digits of each of words 1 to 4.
///
/// Not a bijection, as the digits lose what is above p^3. A sponge does not need one: with a random transformation it
/// is as hard to distinguish from a random oracle up to the square root of its capacity's size (Bertoni et al., "On the
/// indifferentiability of the sponge construction", Eurocrypt 2008, theorem 1).
struct poseidon_bn254_goldilocks_12 {
    using field = zonogon::field::goldilocks;
    static constexpr std::size_t width = 12;

    static void permute(std::array<field, width>& s) {
        std::array<zonogon::field::bn254_scalar, 5> state{};
        std::ranges::copy(pack_goldilocks(s), state.begin() + 1);
        poseidon_bn254_permute(state);
        for (std::size_t word = 0; word < 4; ++word) {
            const auto digits = goldilocks_digits(state[word + 1]);
            std::copy_n(digits.begin(), 3, s.begin() + static_cast<std::ptrdiff_t>(3 * word));
        }
    }
};

/// A hash of lists of Goldilocks elements: packed to words, and these absorbed up to 16 at a time beside the capacity,
/// element 0, which starts as the number of elements and ends as the digest (by its digits). 127 bits against
/// collisions.
struct poseidon_bn254_row_hasher {
    using field = zonogon::field::goldilocks;
    using digest = std::array<field, 4>;

    static digest hash(std::span<const field> elements) {
        std::vector<zonogon::field::bn254_scalar> words = pack_goldilocks(elements);
        words.resize(std::max<std::size_t>(words.size(), 1));
        zonogon::field::bn254_scalar chain{elements.size()};
        for (std::size_t at = 0; at < words.size(); at += 16) {
            chain = poseidon_bn254(std::span(words).subspan(at, std::min<std::size_t>(16, words.size() - at)), chain);
        }
        return goldilocks_digits(chain);
    }
    static void hash_rows(std::span<const field> rows, std::size_t width, std::span<digest> out) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = hash(rows.subspan(i * width, width));
        }
    }
};

/// Two digests to one: circomlib's Poseidon of the three words that they are packed to, by its digits.
struct poseidon_bn254_compression {
    using field = zonogon::field::goldilocks;
    using digest = std::array<field, 4>;
    static constexpr bool collision_resistant = true;

    static digest compress(const digest& left, const digest& right) {
        std::array<field, 8> both;
        std::ranges::copy(left, both.begin());
        std::ranges::copy(right, both.begin() + 4);
        return goldilocks_digits(poseidon_bn254(pack_goldilocks(both)));
    }
    static void compress_pairs(std::span<const digest> in, std::span<digest> out) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = compress(in[2 * i], in[2 * i + 1]);
        }
    }
};

/// The suite of a STARK that a SNARK over BN254 wraps (see hashers.hpp for what a suite is).
struct goldilocks_poseidon_bn254_suite {
    using field = zonogon::field::goldilocks;
    using permutation = poseidon_bn254_goldilocks_12;
    using hasher = poseidon_bn254_row_hasher;
    using compression = poseidon_bn254_compression;
};

} // namespace zonogon::hash
