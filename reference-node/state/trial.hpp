#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/rollup/native_counters.hpp>
#include <zonogon/rollup/transaction.hpp>

#include "state/moments.hpp"

namespace zonogon::state {

struct trial_outcome {
    /// What it takes of a batch at most.
    rollup::counter_estimate takes;
    /// Zero if it could not start.
    std::uint64_t gas_used = 0;
};

/// What a transaction takes, run on the state of a moment whatever its nonce is. Where it cannot
/// even start there, the bound of its form alone. Precondition: the sender can pay for it.
result<trial_outcome> try_transaction(const moment& at, const rollup::transaction& tx, const address& from,
                                      const rollup::native_counters& model, std::uint64_t chain_id);

} // namespace zonogon::state
