#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks_constants.hpp>

namespace zonogon::hash::poseidon_goldilocks {

/// p = bias_low + 2^32 bias_high.
inline constexpr std::uint64_t bias_low = (std::uint64_t{1} << 60) + 1;
inline constexpr std::uint64_t bias_high = (std::uint64_t{1} << 32) - 1 - (std::uint64_t{1} << 28);

/// The round constants with those of the partial rounds moved: constants of elements 1..11 pass through the matrix into
/// the next round, so that a partial round adds to element 0 alone and the first full round after them takes the rest
/// (the equivalent form of eprint 2019/458, appendix B). Each constant is split into 32-bit halves, to which halves of
/// a multiple of p are added that make the sum with any element positive.
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
#pragma GCC unroll 16
        for (std::size_t i = 0; i < width; ++i) {
            c[i] = goldilocks{round_constants[width * r + i]} + carried[i];
        }
        carried = {};
        const bool partial = r >= full_rounds / 2 && r < full_rounds / 2 + partial_rounds;
        if (!partial) {
            const std::size_t k = r < full_rounds / 2 ? r : r - partial_rounds;
#pragma GCC unroll 16
            for (std::size_t i = 0; i < width; ++i) {
                out.full_low[width * k + i] = (c[i].value() & 0xffffffffU) + bias_low;
                out.full_high[width * k + i] = (c[i].value() >> 32) + bias_high;
            }
            continue;
        }
        out.partial_low[r - full_rounds / 2] = (c[0].value() & 0xffffffffU) + bias_low;
        out.partial_high[r - full_rounds / 2] = (c[0].value() >> 32) + bias_high;
#pragma GCC unroll 16
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
#pragma GCC unroll 16
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
#pragma GCC unroll 16
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

/// The permutation of Lanes::count states side by side; see lanes/scalar.hpp for halves and lanes.
///
/// The matrix acts on the halves as on integers and grows them by less than 2^9 at a time. Elements are put together
/// where the S-box needs it; in the partial rounds that is element 0 alone, and the others are brought back below 2^33
/// every third round. Bounds: low halves stay in (-2^59, 2^60), high halves in [0, 2^60).
template <class Lanes>
struct kernel {
    using word = typename Lanes::word;
    using words = std::array<word, width>;
    /// Elements that go through the S-box together.
    static constexpr std::size_t together = 6;

    static constexpr void full_round(words& low, words& high, std::size_t k) noexcept {
        for (std::size_t first = 0; first < width; first += together) {
            std::array<word, together> l{}, h{};
#pragma GCC unroll 16
            for (std::size_t n = 0; n < together; ++n) {
                l[n] = low[first + n] + Lanes::splat(constants.full_low[width * k + first + n]);
                h[n] = high[first + n] + Lanes::splat(constants.full_high[width * k + first + n]);
            }
            Lanes::sbox7(l, h);
#pragma GCC unroll 16
            for (std::size_t n = 0; n < together; ++n) {
                low[first + n] = l[n];
                high[first + n] = h[n];
            }
        }
        multiply_matrix(low);
        multiply_matrix(high);
    }
    static constexpr word whole(word low, word high) noexcept {
        return Lanes::reduce(low + Lanes::splat(bias_low), high + Lanes::splat(bias_high));
    }

    /// Permutes Ways independent groups of states. A partial round is a long chain of dependent multiplications; those
    /// of several groups fill each other's gaps.
    template <std::size_t Ways>
    static constexpr void permute(std::array<words, Ways>& groups) noexcept {
        std::array<words, Ways> low{}, high{};
#pragma GCC unroll 16
        for (std::size_t g = 0; g < Ways; ++g) {
#pragma GCC unroll 16
            for (std::size_t i = 0; i < width; ++i) {
                low[g][i] = groups[g][i] & Lanes::splat(0xffffffffU);
                high[g][i] = groups[g][i] >> 32;
            }
            for (std::size_t k = 0; k < full_rounds / 2; ++k) {
                full_round(low[g], high[g], k);
            }
        }
        for (std::size_t k = 0; k < partial_rounds; ++k) {
            if (k % 3 == 0) {
#pragma GCC unroll 16
                for (std::size_t g = 0; g < Ways; ++g) {
#pragma GCC unroll 16
                    for (std::size_t i = 1; i < width; ++i) {
                        const word x = whole(low[g][i], high[g][i]);
                        low[g][i] = x & Lanes::splat(0xffffffffU);
                        high[g][i] = x >> 32;
                    }
                }
            }
            std::array<word, Ways> l{}, h{};
#pragma GCC unroll 16
            for (std::size_t g = 0; g < Ways; ++g) {
                l[g] = low[g][0] + Lanes::splat(constants.partial_low[k]);
                h[g] = high[g][0] + Lanes::splat(constants.partial_high[k]);
            }
            Lanes::sbox7(l, h);
#pragma GCC unroll 16
            for (std::size_t g = 0; g < Ways; ++g) {
                low[g][0] = l[g];
                high[g][0] = h[g];
                multiply_matrix(low[g]);
                multiply_matrix(high[g]);
            }
        }
#pragma GCC unroll 16
        for (std::size_t g = 0; g < Ways; ++g) {
            for (std::size_t k = full_rounds / 2; k < full_rounds; ++k) {
                full_round(low[g], high[g], k);
            }
#pragma GCC unroll 16
            for (std::size_t i = 0; i < width; ++i) {
                groups[g][i] = whole(low[g][i], high[g][i]);
            }
        }
    }
};

} // namespace zonogon::hash::poseidon_goldilocks
