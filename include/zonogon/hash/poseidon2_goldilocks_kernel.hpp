#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace zonogon::hash {

/// Poseidon2 over Goldilocks of Lanes::count states side by side (see lanes/scalar.hpp).
///
/// Elements are kept as two unreduced halves, low + 2^32 high, on which the linear layers act as on integers; an
/// element is put together where the S-box needs it. Halves are 64-bit two's complement numbers: the internal layer
/// subtracts. It grows them by at most 2^4 a round, so the others are brought back below 2^32 every sixth partial
/// round.
template <class Parameters, class Lanes>
struct poseidon2_goldilocks_kernel {
    static constexpr std::size_t width = Parameters::width;
    static constexpr std::size_t half_full_rounds = Parameters::half_full_rounds;
    static constexpr std::size_t partial_rounds = Parameters::partial_rounds;
    static_assert(width <= 12, "the bounds on halves hold up to t = 12");
    using word = typename Lanes::word;
    using words = std::array<word, width>;

    static constexpr std::uint64_t mask = 0xffffffffU;
    /// (2^30) p = bias_low + 2^32 bias_high: added before a reduction, it makes halves above -2^60 positive.
    static constexpr std::uint64_t bias_low = (std::uint64_t{1} << 61) + (std::uint64_t{1} << 30);
    static constexpr std::uint64_t bias_high =
        (std::uint64_t{1} << 62) - (std::uint64_t{1} << 30) - (std::uint64_t{1} << 29);

    /// Elements that go through the S-box together.
    static constexpr std::size_t together = width / 2;

    [[gnu::always_inline]] static constexpr void split(word x, word& low, word& high) noexcept {
        low = x & Lanes::splat(mask);
        high = x >> 32;
    }
    [[gnu::always_inline]] static constexpr word whole(word low, word high) noexcept {
        return Lanes::reduce(low + Lanes::splat(bias_low), high + Lanes::splat(bias_high));
    }
    [[gnu::always_inline]] static constexpr void add_constant(word& low, word& high, std::uint64_t constant) noexcept {
        low = low + Lanes::splat((constant & mask) + bias_low);
        high = high + Lanes::splat((constant >> 32) + bias_high);
    }

    template <class Constants>
    static constexpr void full_round(words& low, words& high, const Constants& constants, std::size_t r) noexcept {
        for (std::size_t first = 0; first < width; first += together) {
            std::array<word, together> l{}, h{};
#pragma GCC unroll 16
            for (std::size_t n = 0; n < together; ++n) {
                l[n] = low[first + n];
                h[n] = high[first + n];
                add_constant(l[n], h[n], constants[r * width + first + n]);
            }
            Lanes::sbox7(l, h);
#pragma GCC unroll 16
            for (std::size_t n = 0; n < together; ++n) {
                low[first + n] = l[n];
                high[first + n] = h[n];
            }
        }
        external_layer(low);
        external_layer(high);
    }
    static constexpr void external_layer(words& s) noexcept {
#pragma GCC unroll 16
        for (std::size_t i = 0; i < width; i += 4) {
            const word t01 = s[i] + s[i + 1];
            const word t23 = s[i + 2] + s[i + 3];
            const word all = t01 + t23;
            const word with1 = all + s[i + 1];
            const word with3 = all + s[i + 3];
            s[i + 3] = with3 + s[i] + s[i];
            s[i + 1] = with1 + s[i + 2] + s[i + 2];
            s[i] = with1 + t01;
            s[i + 2] = with3 + t23;
        }
        for (std::size_t k = 0; k < 4; ++k) {
            word sum = s[k];
#pragma GCC unroll 16
            for (std::size_t i = k + 4; i < width; i += 4) {
                sum = sum + s[i];
            }
#pragma GCC unroll 16
            for (std::size_t i = k; i < width; i += 4) {
                s[i] = s[i] + sum;
            }
        }
    }

    /// x / 2^Halvings rounded down, for numbers above -2^62.
    template <unsigned Halvings>
    [[gnu::always_inline]] static constexpr word shift_signed(word x) noexcept {
        constexpr std::uint64_t offset = std::uint64_t{1} << 62;
        return ((x + Lanes::splat(offset)) >> Halvings) - Lanes::splat(offset >> Halvings);
    }
    /// Element I of the internal layer, of which the sums are known.
    template <std::size_t I>
    [[gnu::always_inline]] static constexpr void internal_element(word& low, word& high, word sum_low,
                                                                  word sum_high) noexcept {
        constexpr int multiple = Parameters::diagonal[I].multiple;
        constexpr unsigned halvings = Parameters::diagonal[I].halvings;
        if constexpr (halvings != 0) {
            static_assert(multiple == 1 || multiple == -1);
            // With low = 2^k q + r: r / 2^k = r 2^(32-k) - r 2^(64-k) modulo p, and the remainder of high moves down.
            const word remainder_mask = Lanes::splat((std::uint64_t{1} << halvings) - 1);
            const word rest_low = low & remainder_mask;
            const word rest_high = high & remainder_mask;
            const word quotient_low = shift_signed<halvings>(low) + ((rest_low + rest_high) << (32 - halvings));
            const word quotient_high = shift_signed<halvings>(high) - (rest_low << (32 - halvings));
            low = multiple > 0 ? sum_low + quotient_low : sum_low - quotient_low;
            high = multiple > 0 ? sum_high + quotient_high : sum_high - quotient_high;
        } else {
            low = add_multiple<multiple>(sum_low, low);
            high = add_multiple<multiple>(sum_high, high);
        }
    }
    template <int Multiple>
    [[gnu::always_inline]] static constexpr word add_multiple(word sum, word x) noexcept {
        constexpr int magnitude = Multiple < 0 ? -Multiple : Multiple;
        static_assert(magnitude >= 1 && magnitude <= 4);
        const word product = magnitude == 1 ? x : magnitude == 2 ? x << 1 : magnitude == 3 ? (x << 1) + x : x << 2;
        return Multiple < 0 ? sum - product : sum + product;
    }
    template <std::size_t... I>
    static constexpr void internal_layer(words& low, words& high, std::index_sequence<I...>) noexcept {
        const word sum_low = (low[I] + ...);
        const word sum_high = (high[I] + ...);
        (internal_element<I>(low[I], high[I], sum_low, sum_high), ...);
    }

    /// Permutes Ways independent groups of states; see poseidon_goldilocks::kernel.
    template <std::size_t Ways>
    static constexpr void permute(std::array<words, Ways>& groups) noexcept {
        std::array<words, Ways> low{};
        std::array<words, Ways> high{};
#pragma GCC unroll 16
        for (std::size_t g = 0; g < Ways; ++g) {
#pragma GCC unroll 16
            for (std::size_t i = 0; i < width; ++i) {
                split(groups[g][i], low[g][i], high[g][i]);
            }
            external_layer(low[g]);
            external_layer(high[g]);
            for (std::size_t r = 0; r < half_full_rounds; ++r) {
                full_round(low[g], high[g], Parameters::external_initial, r);
            }
        }
        for (std::size_t r = 0; r < partial_rounds; ++r) {
            // Halves are below 2^39 at first and below 2^32 after a clean-up, so they stay below 2^60.
            if (r % 6 == 5) {
#pragma GCC unroll 16
                for (std::size_t g = 0; g < Ways; ++g) {
#pragma GCC unroll 16
                    for (std::size_t i = 1; i < width; ++i) {
                        split(whole(low[g][i], high[g][i]), low[g][i], high[g][i]);
                    }
                }
            }
            std::array<word, Ways> l{}, h{};
#pragma GCC unroll 16
            for (std::size_t g = 0; g < Ways; ++g) {
                l[g] = low[g][0];
                h[g] = high[g][0];
                add_constant(l[g], h[g], Parameters::internal[r]);
            }
            Lanes::sbox7(l, h);
#pragma GCC unroll 16
            for (std::size_t g = 0; g < Ways; ++g) {
                low[g][0] = l[g];
                high[g][0] = h[g];
                internal_layer(low[g], high[g], std::make_index_sequence<width>{});
            }
        }
#pragma GCC unroll 16
        for (std::size_t g = 0; g < Ways; ++g) {
            for (std::size_t r = 0; r < half_full_rounds; ++r) {
                full_round(low[g], high[g], Parameters::external_final, r);
            }
#pragma GCC unroll 16
            for (std::size_t i = 0; i < width; ++i) {
                groups[g][i] = whole(low[g][i], high[g][i]);
            }
        }
    }
};

} // namespace zonogon::hash
