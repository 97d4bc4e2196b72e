#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>

namespace zonogon::evm {

/// What a precompiled contract did.
struct precompile_outcome {
    /// False when the input was refused or the gas did not suffice: the call fails and all its gas is lost.
    bool ok = false;
    /// Gas used. Meaningful only if ok, and then at most what was available.
    std::uint64_t gas = 0;
    /// What the caller finds in its return data; empty if not ok.
    bytes output;
};

/// A precompiled contract. Each lives in evm/precompiles/<name>.hpp as the function
/// `zonogon::evm::precompiles::<name>`; it must return {} instead of spending more than `gas_available`, and must
/// decide that before it does work in proportion to the input.
using precompile_function = precompile_outcome (*)(byte_view input, std::uint64_t gas_available);

/// How a rule set treats an address that may hold a precompiled contract.
enum class precompile_kind : std::uint8_t {
    none,    ///< an ordinary account
    run,     ///< a precompiled contract
    refused, ///< a call fails, gives the forwarded gas back and returns nothing
};

/// One row of a rule set's table, which holds addresses 1, 2, 3, ... in order.
struct precompile {
    precompile_kind kind = precompile_kind::none;
    precompile_function run = nullptr;
};

/// The largest address a rule set's table may reach.
inline constexpr std::size_t max_precompiles = 255;

constexpr address address_of_number(std::uint8_t number) noexcept {
    address out{};
    out[19] = number;
    return out;
}

/// The number of a precompiled contract's address if it is between 1 and `count`, else 0.
constexpr std::size_t precompile_number(const address& a, std::size_t count) noexcept {
    for (std::size_t i = 0; i < 19; ++i) {
        if (a[i] != 0) {
            return 0;
        }
    }
    return a[19] <= count ? a[19] : 0;
}

} // namespace zonogon::evm
