#include "state/counted_engine.hpp"

#include <zonogon/evm/rules.hpp>
#include <zonogon/zkevm/counted_executor.hpp>

#include "state/signature_recovery.hpp"

namespace zonogon::state {

std::variant<rollup::batch_outcome, rollup::batch_failure> run_counted(const rollup::batch_input& batch,
                                                                       database_state_store& nodes) {
    static const zkevm::counted_executor<evm::fork9_rules, fast_recovery> engine;
    return engine.run(batch, nodes);
}

} // namespace zonogon::state
