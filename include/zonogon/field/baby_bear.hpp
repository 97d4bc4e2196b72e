#pragma once

#include <cstddef>
#include <cstdint>

#include <zonogon/field/monty31.hpp>

namespace zonogon::field {

/// p - 1 = 2^27 * 3 * 5: the most two-adic prime below 2^31.
struct baby_bear_parameters {
    static constexpr std::uint32_t modulus = 0x78000001;
    static constexpr std::size_t two_adicity = 27;
    static constexpr std::uint32_t generator = 31;
};

/// The prime field of p = 2^31 - 2^27 + 1.
using baby_bear = monty31<baby_bear_parameters>;

} // namespace zonogon::field
