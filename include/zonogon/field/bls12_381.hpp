#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/montgomery_prime.hpp>

namespace zonogon::field {

struct bls12_381_base_parameters {
    static constexpr wide_uint<6> modulus{std::array<std::uint64_t, 6>{0xb9feffffffffaaab, 0x1eabfffeb153ffff,
                                                                       0x6730d2a0f6b0f624, 0x64774b84f38512bf,
                                                                       0x4b1ba7b6434bacd7, 0x1a0111ea397fe69a}};
    static constexpr std::size_t two_adicity = 1;
    static constexpr std::uint64_t generator = 2;
};

struct bls12_381_scalar_parameters {
    static constexpr u256 modulus{
        std::array<std::uint64_t, 4>{0xffffffff00000001, 0x53bda402fffe5bfe, 0x3339d80809a1d805, 0x73eda753299d7d48}};
    static constexpr std::size_t two_adicity = 32;
    static constexpr std::uint64_t generator = 7;
};

/// The coordinates of BLS12-381 (EIP-2537).
using bls12_381_base = montgomery_prime<bls12_381_base_parameters, 6>;
/// The integers modulo the order of BLS12-381 (EIP-2537).
using bls12_381_scalar = montgomery_prime<bls12_381_scalar_parameters, 4>;

} // namespace zonogon::field
