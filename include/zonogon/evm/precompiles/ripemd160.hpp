#pragma once

#include <algorithm>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/input.hpp>
#include <zonogon/hash/ripemd160.hpp>

namespace zonogon::evm::precompiles {

/// Address 3: RIPEMD-160 of the input in the low 20 bytes of a word (yellow paper, appendix E).
inline precompile_outcome ripemd160(byte_view input, std::uint64_t gas_available) {
    const std::uint64_t price = 600 + 120 * words_of(input.size());
    if (gas_available < price) {
        return {};
    }
    precompile_outcome out{true, price, bytes(32)};
    std::ranges::copy(hash::ripemd160(input), out.output.begin() + 12);
    return out;
}

} // namespace zonogon::evm::precompiles
