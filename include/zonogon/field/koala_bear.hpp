#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/field/monty31.hpp>

namespace zonogon::field {

/// p - 1 = 2^24 * 127, so x^3 permutes the field: the cheapest S-box of the 31-bit primes.
struct koala_bear_parameters {
    static constexpr std::uint32_t modulus = 0x7f000001;
    static constexpr std::size_t two_adicity = 24;
    static constexpr std::uint32_t generator = 3;
};

/// The prime field of p = 2^31 - 2^24 + 1.
using koala_bear = monty31<koala_bear_parameters>;

} // namespace zonogon::field
