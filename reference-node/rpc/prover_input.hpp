#pragma once

#include "rpc/chain_services.hpp"
#include "rpc/registry.hpp"

namespace zonogon::rpc {

/// zkevm_getProverInput: all that a prover has to be given to prove a batch.
void add_prover_input(registry& to, const chain_services& on);

} // namespace zonogon::rpc
