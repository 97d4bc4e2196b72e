#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/lanes/permute_states.hpp>
#include <zonogon/hash/poseidon2_goldilocks_kernel.hpp>
#include <zonogon/packed/packed.hpp>

namespace zonogon::hash {

/// An entry of the internal matrix's diagonal: multiple / 2^halvings, small so that no multiplication is needed.
struct poseidon2_diagonal_entry {
    int multiple = 0;
    unsigned halvings = 0;
};

/// The permutation Poseidon2 (eprint 2023/323, section 5) of Parameters::width elements, a multiple of four.
///
/// An external layer, half of the full rounds, the partial rounds, the other half. The external matrix is
/// circ(2 M, M, ..., M) for M = circ(2, 3, 1, 1); the internal one is all ones plus a diagonal.
/// Parameters names: field, width, sbox_exponent (3 or 7), half_full_rounds, partial_rounds, diagonal, and the round
/// constants external_initial, external_final (round by round) and internal (for element 0).
template <class Parameters>
struct poseidon2 {
    using parameters = Parameters;
    using field = typename Parameters::field;
    static constexpr std::size_t width = Parameters::width;
    static constexpr std::size_t half_full_rounds = Parameters::half_full_rounds;
    static constexpr std::size_t partial_rounds = Parameters::partial_rounds;
    static_assert(width % 4 == 0 && width >= 8);
    static_assert(Parameters::sbox_exponent == 3 || Parameters::sbox_exponent == 7);
    using state = std::array<field, width>;

    static constexpr void permute(state& s) noexcept { permute_values(s); }
    /// The permutation of each state, several at a time on vector units.
    static constexpr void permute_batch(std::span<state> states) noexcept {
        if constexpr (std::is_same_v<field, zonogon::field::goldilocks>) {
            lanes::permute_states<kernel>(states);
        } else {
            if (!std::is_constant_evaluated()) {
                permute_packed(states);
                return;
            }
            for (state& s : states) {
                permute_values(s);
            }
        }
    }
    /// The same on any values that have + and * among themselves and * (and + or broadcast) for field elements on the
    /// right: vectors of field elements, wires of a circuit.
    template <class Value>
    static constexpr void permute_values(std::array<Value, width>& s) {
        external_layer(s);
        for (std::size_t r = 0; r < half_full_rounds; ++r) {
            full_round(s, external_initial, r);
        }
        for (std::size_t r = 0; r < partial_rounds; ++r) {
            s[0] = sbox(plus(s[0], internal[r]));
            internal_layer(s);
        }
        for (std::size_t r = 0; r < half_full_rounds; ++r) {
            full_round(s, external_final, r);
        }
    }

    template <class Value>
    static constexpr Value sbox(const Value& x) {
        const Value x2 = x * x;
        if constexpr (Parameters::sbox_exponent == 3) {
            return x2 * x;
        } else {
            return x2 * x2 * (x2 * x);
        }
    }

    template <class Value>
    static constexpr void external_layer(std::array<Value, width>& s) {
        for (std::size_t i = 0; i < width; i += 4) {
            const Value t01 = s[i] + s[i + 1];
            const Value t23 = s[i + 2] + s[i + 3];
            const Value all = t01 + t23;
            const Value with1 = all + s[i + 1];
            const Value with3 = all + s[i + 3];
            s[i + 3] = with3 + s[i] + s[i];
            s[i + 1] = with1 + s[i + 2] + s[i + 2];
            s[i] = with1 + t01;
            s[i + 2] = with3 + t23;
        }
        for (std::size_t k = 0; k < 4; ++k) {
            Value sum = s[k];
            for (std::size_t i = k + 4; i < width; i += 4) {
                sum = sum + s[i];
            }
            for (std::size_t i = k; i < width; i += 4) {
                s[i] = s[i] + sum;
            }
        }
    }

    template <class Value>
    static constexpr void internal_layer(std::array<Value, width>& s) {
        // s[0] comes last, from an S-box that nothing else needs to wait for; and four sums depend on each other less.
        std::array<Value, 4> part{s[4], s[1], s[2], s[3]};
        for (std::size_t i = 5; i < width; ++i) {
            part[i % 4] = part[i % 4] + s[i];
        }
        const Value sum = ((part[0] + part[1]) + (part[2] + part[3])) + s[0];
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((s[I] = sum_and_multiple<I>(sum, s[I])), ...);
        }(std::make_index_sequence<width>{});
    }

    /// The diagonal as field elements.
    static constexpr std::array<field, width> diagonal = [] {
        std::array<field, width> out{};
        const field half = (field::one() + field::one()).inverse();
        for (std::size_t i = 0; i < width; ++i) {
            const poseidon2_diagonal_entry entry = Parameters::diagonal[i];
            const field magnitude{static_cast<std::uint64_t>(entry.multiple < 0 ? -entry.multiple : entry.multiple)};
            out[i] = (entry.multiple < 0 ? -magnitude : magnitude) * half.pow(entry.halvings);
        }
        return out;
    }();

private:
    /// Constants as field elements, so that nothing is converted at run time.
    template <std::size_t Count, class Integer>
    static constexpr std::array<field, Count> to_fields(const std::array<Integer, Count>& constants) {
        std::array<field, Count> out{};
        std::ranges::transform(constants, out.begin(), [](const Integer& c) { return field{c}; });
        return out;
    }
    static constexpr auto external_initial = to_fields(Parameters::external_initial);
    static constexpr auto external_final = to_fields(Parameters::external_final);
    static constexpr auto internal = to_fields(Parameters::internal);

    /// sum + diagonal[I] * x, by additions where Values can be halved for less than a multiplication.
    template <std::size_t I, class Value>
    static constexpr Value sum_and_multiple(const Value& sum, const Value& x) {
        constexpr poseidon2_diagonal_entry entry = Parameters::diagonal[I];
        constexpr int magnitude = entry.multiple < 0 ? -entry.multiple : entry.multiple;
        if constexpr (magnitude <= 4 && requires { x.template halved<1>(); }) {
            Value multiple = x;
            if constexpr (entry.halvings != 0) {
                multiple = x.template halved<entry.halvings>();
            }
            if constexpr (magnitude == 2 || magnitude == 4) {
                multiple += multiple;
            }
            if constexpr (magnitude == 4) {
                multiple += multiple;
            }
            if constexpr (magnitude == 3) {
                multiple += multiple + multiple;
            }
            return entry.multiple < 0 ? sum - multiple : sum + multiple;
        } else {
            return sum + x * diagonal[I];
        }
    }

    template <class Lanes>
    using kernel = poseidon2_goldilocks_kernel<Parameters, Lanes>;

    template <class Value>
    static constexpr Value plus(const Value& value, const field& constant) {
        if constexpr (requires { value + constant; }) {
            return value + constant;
        } else {
            return value + Value::broadcast(constant);
        }
    }

    /// Groups of packed states; places without a state hold zeros.
    static void permute_packed(std::span<state> states) noexcept {
        using vector = packed::vector_of<field>;
        for (; !states.empty(); states = states.subspan(std::min(states.size(), vector::width))) {
            const std::size_t count = std::min(states.size(), vector::width);
            std::array<vector, width> group;
            // Written as a whole before any of it is read as vectors: single elements must have reached the cache.
            std::array<std::array<field, vector::width>, width> lanes{};
            for (std::size_t k = 0; k < count; ++k) {
                for (std::size_t i = 0; i < width; ++i) {
                    lanes[i][k] = states[k][i];
                }
            }
            for (std::size_t i = 0; i < width; ++i) {
                group[i] = vector::load(lanes[i].data());
            }
            permute_values(group);
            for (std::size_t i = 0; i < width; ++i) {
                group[i].store(lanes[i].data());
            }
            for (std::size_t k = 0; k < count; ++k) {
                for (std::size_t i = 0; i < width; ++i) {
                    states[k][i] = lanes[i][k];
                }
            }
        }
    }

    template <class Value, class Constants>
    static constexpr void full_round(std::array<Value, width>& s, const Constants& constants, std::size_t r) {
        for (std::size_t i = 0; i < width; ++i) {
            s[i] = sbox(plus(s[i], constants[r * width + i]));
        }
        external_layer(s);
    }
};

} // namespace zonogon::hash
