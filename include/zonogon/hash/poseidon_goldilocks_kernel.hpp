#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks_constants.hpp>

namespace zonogon::hash::poseidon_goldilocks {

/// The round constants with those of the partial rounds moved: constants of elements 1..11 pass through the matrix into
/// the next round, so that a partial round adds to element 0 alone and the first full round after them takes the rest
/// (the equivalent form of eprint 2019/458, appendix B). Each constant is split into 32-bit halves.
struct split_constants {
    std::array<std::uint64_t, full_rounds * width> full_low{}, full_high{};
    std::array<std::uint64_t, partial_rounds> partial_low{}, partial_high{};
};

consteval split_constants make_split_constants() {
    using field::goldilocks;
    split_constants out;
    std::array<goldilocks, width> carried{};
    for (std::size_t r = 0; r < rounds; ++r) {
        std::array<goldilocks, width> c{};
        for (std::size_t i = 0; i < width; ++i) {
            c[i] = goldilocks{round_constants[width * r + i]} + carried[i];
        }
        carried = {};
        const bool partial = r >= full_rounds / 2 && r < full_rounds / 2 + partial_rounds;
        if (!partial) {
            const std::size_t k = r < full_rounds / 2 ? r : r - partial_rounds;
            for (std::size_t i = 0; i < width; ++i) {
                out.full_low[width * k + i] = c[i].value() & 0xffffffffU;
                out.full_high[width * k + i] = c[i].value() >> 32;
            }
            continue;
        }
        out.partial_low[r - full_rounds / 2] = c[0].value() & 0xffffffffU;
        out.partial_high[r - full_rounds / 2] = c[0].value() >> 32;
        for (std::size_t i = 0; i < width; ++i) {
            for (std::size_t j = 1; j < width; ++j) {
                carried[i] += goldilocks{circulant[(j + width - i) % width]} * c[j];
            }
        }
    }
    return out;
}

inline constexpr split_constants constants = make_split_constants();

/// The matrix times a vector of integers, exactly; entries may reach 2^64 / 264.
///
/// The circulant part is a product modulo t^12 - 1. With z = t^3 it splits by z = 1, z = -1 and z = i into products
/// modulo t^3 - z of three numbers each, whose fixed factors are powers of two or sums of two: 16 32 16, -1 -8 2 and 2
/// + i, -4 - i, 16 - i, the divisions by 4 and 2 of the inverse transform included.
template <class Word>
constexpr void multiply_matrix(std::array<Word, width>& x) noexcept {
    std::array<Word, 3> sum{}, alternating{}, real{}, imaginary{};
    const Word first = x[0];
    for (std::size_t b = 0; b < 3; ++b) {
        const Word even = x[b] + x[6 + b];
        const Word odd = x[3 + b] + x[9 + b];
        sum[b] = even + odd;
        alternating[b] = even - odd;
        real[b] = x[b] - x[6 + b];
        imaginary[b] = x[3 + b] - x[9 + b];
    }
    // t^3 = 1, factors 16 32 16.
    const Word all = (sum[0] + sum[1] + sum[2]) << 4;
    const std::array<Word, 3> y1{all + (sum[2] << 4), all + (sum[0] << 4), all + (sum[1] << 4)};
    // t^3 = -1, factors -1 -8 2.
    const std::array<Word, 3>& a = alternating;
    const std::array<Word, 3> y2{(a[2] << 3) - a[0] - (a[1] << 1), Word{} - (a[0] << 3) - a[1] - (a[2] << 1),
                                 (a[0] << 1) - (a[1] << 3) - a[2]};
    // t^3 = i, factors 2 + i, -4 - i, 16 - i. Multiplying by i turns (u, v) into (-v, u).
    const std::array<Word, 3>& u = real;
    const std::array<Word, 3>& v = imaginary;
    // y[0] = (2 + i) w0 + i ((16 - i) w1 + (-4 - i) w2)
    //      = (2 + i) w0 + (1 + 16i) w1 + (1 - 4i) w2
    // y[1] = (-4 - i) w0 + (2 + i) w1 + (1 + 16i) w2
    // y[2] = (16 - i) w0 + (-4 - i) w1 + (2 + i) w2
    const std::array<Word, 3> re{(u[0] << 1) - v[0] + u[1] - (v[1] << 4) + u[2] + (v[2] << 2),
                                 v[0] - (u[0] << 2) + (u[1] << 1) - v[1] + u[2] - (v[2] << 4),
                                 (u[0] << 4) + v[0] - (u[1] << 2) + v[1] + (u[2] << 1) - v[2]};
    const std::array<Word, 3> im{(v[0] << 1) + u[0] + v[1] + (u[1] << 4) + v[2] - (u[2] << 2),
                                 Word{} - (v[0] << 2) - u[0] + (v[1] << 1) + u[1] + v[2] + (u[2] << 4),
                                 (v[0] << 4) - u[0] - (v[1] << 2) - u[1] + (v[2] << 1) + u[2]};
    for (std::size_t b = 0; b < 3; ++b) {
        const Word even = y1[b] + y2[b];
        const Word odd = y1[b] - y2[b];
        x[b] = even + re[b];
        x[6 + b] = even - re[b];
        x[3 + b] = odd + im[b];
        x[9 + b] = odd - im[b];
    }
    x[0] = x[0] + (first << 3);
}

/// The permutation of Lanes::count states side by side.
///
/// Elements are kept as two unreduced halves, low + 2^32 high: the matrix acts on the halves as on integers and grows
/// them by less than 2^9 at a time. An element is put together where the S-box needs it; in the partial rounds that is
/// element 0 alone, and the others are brought back below 2^33 every third round.
template <class Lanes>
struct kernel {
    using word = typename Lanes::word;
    using words = std::array<word, width>;

    [[gnu::always_inline]] static constexpr word sbox(word x) noexcept {
        const word x2 = Lanes::square(x);
        return Lanes::mul(Lanes::mul(x2, x), Lanes::square(x2));
    }
    [[gnu::always_inline]] static constexpr void element(word& low, word& high, std::uint64_t constant_low,
                                                         std::uint64_t constant_high) noexcept {
        const word x = sbox(Lanes::reduce(low + Lanes::splat(constant_low), high + Lanes::splat(constant_high)));
        low = x & Lanes::splat(0xffffffffU);
        high = x >> 32;
    }
    static constexpr void full_round(words& low, words& high, std::size_t k) noexcept {
        for (std::size_t i = 0; i < width; ++i) {
            element(low[i], high[i], constants.full_low[width * k + i], constants.full_high[width * k + i]);
        }
        multiply_matrix(low);
        multiply_matrix(high);
    }
    static constexpr void normalise(word& low, word& high) noexcept {
        const word x = Lanes::reduce(low, high);
        low = x & Lanes::splat(0xffffffffU);
        high = x >> 32;
    }

    /// Permutes Ways independent groups of states. A partial round is a long chain of dependent multiplications; with
    /// two groups one's chain fills the gaps of the other's.
    template <std::size_t Ways>
    static constexpr void permute(std::array<words, Ways>& groups) noexcept {
        std::array<words, Ways> low{};
        std::array<words, Ways> high{};
        for (std::size_t g = 0; g < Ways; ++g) {
            for (std::size_t i = 0; i < width; ++i) {
                low[g][i] = groups[g][i] & Lanes::splat(0xffffffffU);
                high[g][i] = groups[g][i] >> 32;
            }
            for (std::size_t k = 0; k < full_rounds / 2; ++k) {
                full_round(low[g], high[g], k);
            }
        }
        for (std::size_t k = 0; k < partial_rounds; ++k) {
            // From below 2^33, three matrices lead to halves below 2^60.
            if (k % 3 == 0) {
                for (std::size_t g = 0; g < Ways; ++g) {
                    for (std::size_t i = 1; i < width; ++i) {
                        normalise(low[g][i], high[g][i]);
                    }
                }
            }
            for (std::size_t g = 0; g < Ways; ++g) {
                element(low[g][0], high[g][0], constants.partial_low[k], constants.partial_high[k]);
            }
            for (std::size_t g = 0; g < Ways; ++g) {
                multiply_matrix(low[g]);
                multiply_matrix(high[g]);
            }
        }
        for (std::size_t g = 0; g < Ways; ++g) {
            for (std::size_t k = full_rounds / 2; k < full_rounds; ++k) {
                full_round(low[g], high[g], k);
            }
            for (std::size_t i = 0; i < width; ++i) {
                groups[g][i] = Lanes::reduce(low[g][i], high[g][i]);
            }
        }
    }
};

} // namespace zonogon::hash::poseidon_goldilocks
