#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/curve/bn254_multiple.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/bn254_input.hpp>

namespace zonogon::evm::precompiles {

/// Address 7: a multiple of a point of BN254's G1; the factor is any word (EIP-196, price by EIP-1108).
inline precompile_outcome bn254_mul(byte_view input, std::uint64_t gas_available) {
    constexpr std::uint64_t price = 6000;
    if (gas_available < price) {
        return {};
    }
    const padded_input in(input);
    const auto p = read_bn254(in, 0);
    if (!p) {
        return {};
    }
    const u256 factor = in.word(64) % curve::bn254::order();
    return {true, price,
            write_bn254(curve::multiply_bn254(factor, curve::jacobian_point<curve::bn254>(*p)).to_affine())};
}

} // namespace zonogon::evm::precompiles
