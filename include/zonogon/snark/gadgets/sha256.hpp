#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/hash/sha256.hpp>
#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/bounded.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/logic.hpp>

namespace zonogon::snark::gadgets {

/// A byte as bits, lowest first.
using byte_bits = word<8>;

namespace sha256_detail {

using word32 = word<32>;

inline word32 constant(std::uint32_t value) {
    word32 out;
    for (std::size_t i = 0; i < 32; ++i) {
        out[i] = bit(((value >> i) & 1) != 0);
    }
    return out;
}
inline const bit& rotated(const word32& x, std::size_t by, std::size_t i) {
    return x[(i + by) % 32];
}

/// x >>> r0 ^ x >>> r1 ^ x >>> r2; two constraints a bit.
inline word32 big_sigma(builder& b, const word32& x, std::size_t r0, std::size_t r1, std::size_t r2) {
    word32 out;
    for (std::size_t i = 0; i < 32; ++i) {
        out[i] = add_three(b, rotated(x, r0, i), rotated(x, r1, i), rotated(x, r2, i)).sum;
    }
    return out;
}
/// The same with a shift in place of the last rotation.
inline word32 small_sigma(builder& b, const word32& x, std::size_t r0, std::size_t r1, std::size_t shift) {
    word32 out;
    for (std::size_t i = 0; i < 32; ++i) {
        const bit last = i + shift < 32 ? x[i + shift] : bit();
        out[i] = add_three(b, rotated(x, r0, i), rotated(x, r1, i), last).sum;
    }
    return out;
}
/// The low 32 bits of a sum below 2^(32 + carries); 32 + carries constraints.
inline word32 low_word(builder& b, const linear& sum, std::size_t carries) {
    const std::vector<bit> bits = detail::decompose(b, sum, 32 + carries);
    word32 out;
    std::copy_n(bits.begin(), 32, out.begin());
    return out;
}

} // namespace sha256_detail

/// The state of SHA-256: eight words.
using sha256_words = std::array<word<32>, 8>;

inline sha256_words sha256_initial_words() {
    sha256_words out;
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = sha256_detail::constant(hash::sha256_initial_state[i]);
    }
    return out;
}

/// The compression function (FIPS 180-4, section 6.2.2). 26,232 constraints: a round takes 64 for each of the two
/// sums of rotations, 64 for the majority, 32 for the choice, 35 for each of the two new words.
inline void sha256_compress(builder& b, sha256_words& state, const std::array<word<32>, 16>& block) {
    using namespace sha256_detail;
    const builder::scope in(b, "sha256");
    std::vector<word32> w(block.begin(), block.end());
    for (std::size_t i = 16; i < 64; ++i) {
        linear_sum sum;
        sum.add(compose(small_sigma(b, w[i - 2], 17, 19, 10)));
        sum.add(compose(w[i - 7]));
        sum.add(compose(small_sigma(b, w[i - 15], 7, 18, 3)));
        sum.add(compose(w[i - 16]));
        w.push_back(low_word(b, sum.take(), 2));
    }
    sha256_words s = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const auto& [a, bb, c, d, e, f, g, h] = s;
        word32 choice;
        word32 majority;
        for (std::size_t k = 0; k < 32; ++k) {
            choice[k] = choose(b, e[k], f[k], g[k]);
            majority[k] = add_three(b, a[k], bb[k], c[k]).carry;
        }
        linear_sum t1;
        t1.add(compose(h));
        t1.add(compose(big_sigma(b, e, 6, 11, 25)));
        t1.add(compose(choice));
        t1.add(compose(w[i]));
        t1.add(fr{hash::sha256_round_constants[i]});
        const linear first = t1.take();
        // Seven words, and six.
        const word32 new_a = low_word(b, first + compose(big_sigma(b, a, 2, 13, 22)) + compose(majority), 3);
        const word32 new_e = low_word(b, first + compose(d), 3);
        s = {new_a, a, bb, c, new_e, e, f, g};
    }
    for (std::size_t i = 0; i < 8; ++i) {
        state[i] = low_word(b, compose(state[i]) + compose(s[i]), 1);
    }
}

/// SHA-256 of a number of bytes that the circuit fixes; 32 bytes. Cost: (length + 8) / 64 + 1 compressions.
inline std::array<byte_bits, 32> sha256(builder& b, std::span<const byte_bits> in) {
    std::vector<byte_bits> padded(in.begin(), in.end());
    const auto put = [&](std::uint8_t value) {
        byte_bits out;
        for (std::size_t i = 0; i < 8; ++i) {
            out[i] = bit(((value >> i) & 1) != 0);
        }
        padded.push_back(out);
    };
    put(0x80);
    while (padded.size() % 64 != 56) {
        put(0);
    }
    for (std::size_t i = 8; i-- > 0;) {
        put(static_cast<std::uint8_t>((std::uint64_t{in.size()} * 8) >> (8 * i)));
    }
    sha256_words state = sha256_initial_words();
    for (std::size_t at = 0; at < padded.size(); at += 64) {
        std::array<word<32>, 16> block;
        for (std::size_t i = 0; i < 64; ++i) {
            std::ranges::copy(padded[at + i], block[i / 4].begin() + static_cast<std::ptrdiff_t>(8 * (3 - i % 4)));
        }
        sha256_compress(b, state, block);
    }
    std::array<byte_bits, 32> out;
    for (std::size_t i = 0; i < 32; ++i) {
        std::copy_n(state[i / 4].begin() + static_cast<std::ptrdiff_t>(8 * (3 - i % 4)), 8, out[i].begin());
    }
    return out;
}

} // namespace zonogon::snark::gadgets
