#pragma once

#include "keys/recovery.hpp"

namespace zonogon::state {

/// Finds signers by libsecp256k1, several times faster than the library's own arithmetic.
using fast_recovery = keys::recovery;

} // namespace zonogon::state
