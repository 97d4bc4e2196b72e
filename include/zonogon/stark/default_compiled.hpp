#pragma once

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/instantiate.hpp>

// Says that the prover and the verifier of the default configuration are compiled elsewhere: a program that includes
// this links one unit that instantiates them (in this tree the library zonogon::default_config).
ZONOGON_STARK_INSTANTIATE(extern, zonogon::stark::default_config)
