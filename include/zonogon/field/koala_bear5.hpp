#pragma once

#include <array>
#include <cstddef>

#include <zonogon/field/extension.hpp>
#include <zonogon/field/koala_bear.hpp>

namespace zonogon::field {

struct koala_bear5_modulus {
    static constexpr std::size_t degree = 5;
    static constexpr std::array<modulus_term, 2> tail{{{0, 1}, {2, -1}}};
};

/// The quintic extension of KoalaBear by x^5 + x^2 - 1: 154 bits. No binomial of degree 5 is irreducible, since 5 does
/// not divide p - 1.
using koala_bear5 = extension<koala_bear, koala_bear5_modulus>;

} // namespace zonogon::field
