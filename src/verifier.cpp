#include <zonogon/stark/default_compiled.hpp>

ZONOGON_STARK_INSTANTIATE_VERIFIER(, zonogon::stark::default_config)
