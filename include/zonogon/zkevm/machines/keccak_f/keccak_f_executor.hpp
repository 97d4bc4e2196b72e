#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f.hpp>

namespace zonogon::zkevm::machines::keccak_f {

namespace detail {

/// Writes the row of round `round` on `state` (which becomes the round's output); calls, permutation and goes_on stay
/// 0.
inline void fill_round(cells<field::goldilocks>& row, hash::keccak_state& state, std::size_t round) {
    using field::goldilocks;
    hash::keccak_state shifted{};
    std::array<std::uint64_t, 5> parity{};
    for (std::size_t x = 0; x < 5; ++x) {
        parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
    }
    for (std::size_t x = 0; x < 5; ++x) {
        const std::uint64_t shift = parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
        for (std::size_t z = 0; z < 64; ++z) {
            row.shift[64 * x + z] = goldilocks{(shift >> z) & 1};
            row.parity[64 * x + z] = goldilocks{((parity[x] ^ shift) >> z) & 1};
        }
        for (std::size_t y = 0; y < 5; ++y) {
            shifted[x + 5 * y] = state[x + 5 * y] ^ shift;
        }
    }
    for (std::size_t i = 0; i < state_bits; ++i) {
        row.theta[i] = goldilocks{state_bit(shifted, i)};
    }
    hash::keccak_detail::round(state);
    for (std::size_t j = 0; j < iota_bits.size(); ++j) {
        row.chi[j] = goldilocks{(state[0] >> iota_bits[j]) & 1};
    }
    state[0] ^= hash::keccak_detail::round_constants[round];
    const auto limbs = to_limbs(state);
    for (std::size_t k = 0; k < limb_count; ++k) {
        row.out[k] = goldilocks{limbs[k]};
    }
    row.minor[round % 4] = goldilocks::one();
    row.major[round / 4] = goldilocks::one();
}

} // namespace detail

/// The trace of the permutations of `inputs`, each asked for once, numbered from 0 in their order.
inline trace fill(std::span<const hash::keccak_state> inputs) {
    using field::goldilocks;
    trace out(table_height(rounds * inputs.size()), width_of<cells>());
    hash::keccak_state state{};
    for (std::size_t i = 0; i < out.height(); ++i) {
        const std::size_t round = i % rounds;
        const bool used = i / rounds < inputs.size();
        if (round == 0) {
            state = used ? inputs[i / rounds] : hash::keccak_state{};
        }
        cells<goldilocks> row{};
        detail::fill_round(row, state, round);
        row.goes_on = goldilocks{round + 1 < rounds && i + 1 < out.height()};
        row.permutation = goldilocks{i / rounds};
        row.input_calls = goldilocks{used && round == 0};
        row.output_calls = goldilocks{used && round + 1 == rounds};
        store<cells>(row, out.row(i));
    }
    return out;
}

} // namespace zonogon::zkevm::machines::keccak_f
