#pragma once

#include <algorithm>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/input.hpp>

namespace zonogon::evm::precompiles {

/// Address 1: hash, v, r, s give the signer's address, or nothing for what is no signature (yellow paper, appendix E).
/// High s is accepted.
inline precompile_outcome ecrecover(byte_view input, std::uint64_t gas_available) {
    constexpr std::uint64_t price = 3000;
    if (gas_available < price) {
        return {};
    }
    precompile_outcome out{true, price, {}};
    const padded_input in(input);
    const u256 v = in.word(32);
    if (!v.fits64()) {
        return out;
    }
    const result<address> signer = curve::recover_address(in.word(0), in.word(64), in.word(96), v.low64());
    if (signer) {
        out.output.resize(32);
        std::ranges::copy(*signer, out.output.begin() + 12);
    }
    return out;
}

} // namespace zonogon::evm::precompiles
