#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/input.hpp>

namespace zonogon::evm::precompiles {

/// Address 4: the input (yellow paper, appendix E).
inline precompile_outcome identity(byte_view input, std::uint64_t gas_available) {
    const std::uint64_t price = 15 + 3 * words_of(input.size());
    if (gas_available < price) {
        return {};
    }
    return {true, price, bytes(input.begin(), input.end())};
}

} // namespace zonogon::evm::precompiles
