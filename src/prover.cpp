#include <zonogon/stark/default_compiled.hpp>

ZONOGON_STARK_INSTANTIATE_PROVER(, zonogon::stark::default_config)
