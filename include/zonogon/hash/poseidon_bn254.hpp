#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/hash/poseidon_bn254_parameters.hpp>

namespace zonogon::hash {

namespace poseidon_bn254_detail {

/// out = m * s for a matrix row by row. Value: field elements or wires of a circuit (with + and * by constants).
template <class Value>
void multiply_matrix(std::span<const field> m, std::span<Value> s) {
    const std::size_t n = s.size();
    std::vector<Value> out(n);
    for (std::size_t i = 0; i < n; ++i) {
        Value sum = s[0] * m[i * n];
        for (std::size_t j = 1; j < n; ++j) {
            sum = sum + s[j] * m[i * n + j];
        }
        out[i] = std::move(sum);
    }
    std::ranges::move(out, s.begin());
}

} // namespace poseidon_bn254_detail

/// The permutation on any values with + among themselves and with constants, * by constants on the right;
/// sbox(value) is the fifth power. Precondition: 2 <= s.size() <= 17.
///
/// Cost: the S-boxes, 8 t^2 products for the full rounds and 2 t - 1 for each partial one.
template <class Value, class SBox>
void poseidon_bn254_permute_values(std::span<Value> s, SBox&& sbox) {
    const poseidon_bn254_parameters& p = poseidon_bn254_parameters::of(s.size());
    const std::size_t t = s.size();
    constexpr std::size_t half = poseidon_bn254_parameters::half_full_rounds;
    const auto full_round = [&](std::span<const poseidon_bn254_parameters::field> constants,
                                std::span<const poseidon_bn254_parameters::field> matrix) {
        for (std::size_t i = 0; i < t; ++i) {
            s[i] = sbox(s[i] + constants[i]);
        }
        poseidon_bn254_detail::multiply_matrix<Value>(matrix, s);
    };
    const std::span constants(p.constants);
    for (std::size_t r = 0; r < half; ++r) {
        full_round(constants.subspan(r * t, t), r + 1 == half ? p.entry_matrix : p.matrix);
    }
    for (std::size_t r = 0; r < p.partial_rounds; ++r) {
        const auto& m = p.sparse[r];
        const Value first = sbox(s[0] + p.folded_partial[r]);
        Value sum = first * m.row[0];
        for (std::size_t i = 1; i < t; ++i) {
            sum = sum + s[i] * m.row[i];
            s[i] = s[i] + first * m.column[i - 1];
        }
        s[0] = std::move(sum);
    }
    full_round(p.folded_full, p.matrix);
    for (std::size_t r = half + p.partial_rounds + 1; r < 2 * half + p.partial_rounds; ++r) {
        full_round(constants.subspan(r * t, t), p.matrix);
    }
}

/// Poseidon of t elements of BN254's scalar field, 2 <= t <= 17.
inline void poseidon_bn254_permute(std::span<field::bn254_scalar> s) {
    poseidon_bn254_permute_values(s, [](const field::bn254_scalar& x) { return x.square().square() * x; });
}

/// The permutation as a type, for sponges and compressions.
template <std::size_t Width>
struct poseidon_bn254_permutation {
    static_assert(Width >= poseidon_bn254_parameters::min_width && Width <= poseidon_bn254_parameters::max_width,
                  "Poseidon over BN254 is defined for 2 to 17 elements");
    using field = zonogon::field::bn254_scalar;
    static constexpr std::size_t width = Width;
    static void permute(std::array<field, Width>& s) { poseidon_bn254_permute(s); }
};

/// circomlib's Poseidon(n), 1 <= n <= 16: element 0 of the permutation of initial, in_1, ..., in_n.
inline field::bn254_scalar poseidon_bn254(std::span<const field::bn254_scalar> in,
                                          const field::bn254_scalar& initial = {}) {
    std::array<field::bn254_scalar, poseidon_bn254_parameters::max_width> s;
    s[0] = initial;
    std::ranges::copy(in, s.begin() + 1);
    poseidon_bn254_permute(std::span(s).first(in.size() + 1));
    return s[0];
}

} // namespace zonogon::hash
