#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/prime256.hpp>

namespace zonogon::field {

struct secp256k1_base_parameters {
    static constexpr u256 modulus{std::array<std::uint64_t, 4>{0xfffffffefffffc2fULL, 0xffffffffffffffffULL,
                                                               0xffffffffffffffffULL, 0xffffffffffffffffULL}};
    static constexpr std::size_t two_adicity = 1;
    static constexpr std::uint64_t generator = 3;
};

struct secp256k1_scalar_parameters {
    static constexpr u256 modulus{std::array<std::uint64_t, 4>{0xbfd25e8cd0364141ULL, 0xbaaedce6af48a03bULL,
                                                               0xfffffffffffffffeULL, 0xffffffffffffffffULL}};
    static constexpr std::size_t two_adicity = 6;
    static constexpr std::uint64_t generator = 7;
};

/// The coordinates of secp256k1: p = 2^256 - 2^32 - 977 (SEC 2, section 2.4.1).
using secp256k1_base = prime256<secp256k1_base_parameters>;
/// The integers modulo the order of secp256k1 (SEC 2, section 2.4.1).
using secp256k1_scalar = prime256<secp256k1_scalar_parameters>;

} // namespace zonogon::field
