#pragma once

#include <array>
#include <cstddef>

#include <zonogon/field/extension.hpp>
#include <zonogon/field/koala_bear.hpp>

namespace zonogon::field {

struct koala_bear8_modulus {
    static constexpr std::size_t degree = 8;
    static constexpr std::array<modulus_term, 1> tail{{{0, 3}}};
};

/// The octic extension of KoalaBear by x^8 - 3: 247 bits.
using koala_bear8 = extension<koala_bear, koala_bear8_modulus>;

} // namespace zonogon::field
