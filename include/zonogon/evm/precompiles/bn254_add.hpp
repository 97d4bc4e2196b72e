#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/bn254_input.hpp>

namespace zonogon::evm::precompiles {

/// Address 6: the sum of two points of BN254's G1 (EIP-196, price by EIP-1108).
inline precompile_outcome bn254_add(byte_view input, std::uint64_t gas_available) {
    constexpr std::uint64_t price = 150;
    if (gas_available < price) {
        return {};
    }
    const padded_input in(input);
    const auto p = read_bn254(in, 0);
    const auto q = read_bn254(in, 64);
    if (!p || !q) {
        return {};
    }
    return {true, price, write_bn254(*p + *q)};
}

} // namespace zonogon::evm::precompiles
