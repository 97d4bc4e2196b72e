#include "stark/systems.hpp"

ZONOGON_STARK_INSTANTIATE_VERIFIER(, zonogon::test::quick_config)
