#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/prime256.hpp>

namespace zonogon::field {

struct bn254_base_parameters {
    static constexpr u256 modulus{std::array<std::uint64_t, 4>{0x3c208c16d87cfd47ULL, 0x97816a916871ca8dULL,
                                                               0xb85045b68181585dULL, 0x30644e72e131a029ULL}};
    static constexpr std::size_t two_adicity = 1;
    static constexpr std::uint64_t generator = 3;
};

struct bn254_scalar_parameters {
    static constexpr u256 modulus{std::array<std::uint64_t, 4>{0x43e1f593f0000001ULL, 0x2833e84879b97091ULL,
                                                               0xb85045b68181585dULL, 0x30644e72e131a029ULL}};
    static constexpr std::size_t two_adicity = 28;
    static constexpr std::uint64_t generator = 5;
};

/// The coordinates of BN254 as Ethereum's precompiles use it (EIP-196).
using bn254_base = prime256<bn254_base_parameters>;
/// The integers modulo the order of BN254 (EIP-196).
using bn254_scalar = prime256<bn254_scalar_parameters>;

} // namespace zonogon::field
