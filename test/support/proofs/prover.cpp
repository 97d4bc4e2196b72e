#include "stark/systems.hpp"

ZONOGON_STARK_INSTANTIATE_PROVER(, zonogon::test::quick_config)
