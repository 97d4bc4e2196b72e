#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/bn254_input.hpp>

namespace zonogon::evm::precompiles {

/// The point of G2 at `position`: four words, of each coordinate the imaginary part first (EIP-197).
inline std::optional<curve::bn254_twist::point> read_bn254_g2(const padded_input& in, std::uint64_t position) {
    using field::bn254_base;
    std::array<bn254_base, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const u256 word = in.word(position + 32 * i);
        if (!bn254_base::is_canonical(word)) {
            return std::nullopt;
        }
        parts[i] = bn254_base{word};
    }
    const curve::bn254_twist::point out{{parts[1], parts[0]}, {parts[3], parts[2]}};
    return curve::in_bn254_g2(out) ? std::optional{out} : std::nullopt;
}

/// Address 8: 1 if the product of the pairings of all pairs of points is one, else 0 (EIP-197, price by EIP-1108).
inline precompile_outcome bn254_pairing(byte_view input, std::uint64_t gas_available) {
    constexpr std::size_t pair_size = 192;
    if (input.size() % pair_size != 0) {
        return {};
    }
    const std::size_t count = input.size() / pair_size;
    const std::uint64_t price = 45000 + 34000 * static_cast<std::uint64_t>(count);
    if (gas_available < price) {
        return {};
    }
    const padded_input in(input);
    std::vector<curve::bn254_pairing::pair> pairs;
    pairs.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto p = read_bn254(in, pair_size * i);
        if (!p) {
            return {};
        }
        const auto q = read_bn254_g2(in, pair_size * i + 64);
        if (!q) {
            return {};
        }
        pairs.emplace_back(*p, *q);
    }
    precompile_outcome out{true, price, bytes(32)};
    out.output[31] = curve::bn254_pairing::product(pairs) == field::bn254_base12::one() ? 1 : 0;
    return out;
}

} // namespace zonogon::evm::precompiles
