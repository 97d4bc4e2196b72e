#pragma once

#include <array>
#include <cstddef>

#include <zonogon/field/baby_bear.hpp>
#include <zonogon/field/extension.hpp>

namespace zonogon::field {

struct baby_bear5_modulus {
    static constexpr std::size_t degree = 5;
    static constexpr std::array<modulus_term, 1> tail{{{0, 2}}};
};

/// The quintic extension of BabyBear by x^5 - 2: 154 bits, enough for 100 proven bits in the Johnson regime.
using baby_bear5 = extension<baby_bear, baby_bear5_modulus>;

} // namespace zonogon::field
