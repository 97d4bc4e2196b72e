#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/hash/blake2b.hpp>

namespace zonogon::evm::precompiles {

/// Address 9: BLAKE2b's compression function (EIP-152). The input is rounds (4 bytes, big-endian), h, m, t
/// (little-endian words) and a byte that is 1 for the last block, 0 else.
inline precompile_outcome blake2f(byte_view input, std::uint64_t gas_available) {
    constexpr std::size_t input_size = 213;
    if (input.size() != input_size || input[input_size - 1] > 1) {
        return {};
    }
    const auto rounds = static_cast<std::uint32_t>(load_big_endian(input.first(4)));
    if (gas_available < rounds) {
        return {};
    }
    const auto word = [&input](std::size_t position) {
        std::uint64_t v = 0;
        for (std::size_t i = 8; i-- > 0;) {
            v = (v << 8) | input[position + i];
        }
        return v;
    };
    hash::blake2b_state h{};
    for (std::size_t i = 0; i < h.size(); ++i) {
        h[i] = word(4 + 8 * i);
    }
    hash::blake2b_block m{};
    for (std::size_t i = 0; i < m.size(); ++i) {
        m[i] = word(68 + 8 * i);
    }
    hash::blake2b_compress(h, m, {word(196), word(204)}, input[input_size - 1] == 1, rounds);
    precompile_outcome out{true, rounds, {}};
    for (const std::uint64_t v : h) {
        for (std::size_t i = 0; i < 8; ++i) {
            out.output.push_back(static_cast<std::uint8_t>(v >> (8 * i)));
        }
    }
    return out;
}

} // namespace zonogon::evm::precompiles
