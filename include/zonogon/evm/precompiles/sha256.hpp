#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/input.hpp>
#include <zonogon/hash/sha256.hpp>

namespace zonogon::evm::precompiles {

/// Address 2: SHA-256 of the input (yellow paper, appendix E).
inline precompile_outcome sha256(byte_view input, std::uint64_t gas_available) {
    const std::uint64_t price = 60 + 12 * words_of(input.size());
    if (gas_available < price) {
        return {};
    }
    const bytes32 digest = hash::sha256(input);
    return {true, price, bytes(digest.begin(), digest.end())};
}

} // namespace zonogon::evm::precompiles
