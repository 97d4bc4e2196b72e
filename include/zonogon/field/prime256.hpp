#pragma once

#include <zonogon/field/montgomery_prime.hpp>

namespace zonogon::field {

/// A prime field of up to 256 bits; see montgomery_prime.
template <class Parameters>
using prime256 = montgomery_prime<Parameters, 4>;

} // namespace zonogon::field
