#include <zonogon/stark/default_compiled.hpp>

ZONOGON_STARK_INSTANTIATE_SETUP(, zonogon::stark::default_config)
