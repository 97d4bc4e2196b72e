#include "state/batch_counters.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <zonogon/rollup/native_counters_tracer.hpp>

#include "state/database_state_store.hpp"
#include "state/stored_blocks.hpp"

namespace zonogon::state {

result<batch_counters> count_batch(const store::reader& from, const batch_record& batch, std::uint64_t least_levels,
                                   std::uint64_t chain_id) {
    /// Levels that a batch's own new leaves may add to a path that was read before.
    constexpr std::uint64_t new_levels = 8;
    batch_counters out;
    out.tree_levels = least_levels;
    std::vector<std::pair<rollup::transaction, rollup::zk_counters>> ran;
    std::vector<bool> imports;
    database_state_store nodes{from};
    if (batch.last_block >= batch.first_block) {
        const status done = run_stored_blocks(
            from, batch.first_block, batch.last_block, chain_id, nodes,
            [&](auto& run, const block_record&, const transaction_record& t) -> status {
                rollup::counter_tracer seen{rollup::native_counters{least_levels}};
                const auto outcome = run.run(t.what, t.from, seen);
                if (outcome) {
                    ran.emplace_back(t.what, seen.used());
                }
                return outcome ? status{} : status{outcome.why()};
            },
            [&](const auto& run, const block_record& b) {
                imports.push_back(b.l1_info_index != 0);
                out.gas_used += b.gas_used;
                out.tree_levels = std::max<std::uint64_t>(out.tree_levels, run.deepest_path() + new_levels);
            });
        if (!done) {
            return done.why();
        }
    }
    const rollup::native_counters model{out.tree_levels};
    rollup::batch_budget budget{model};
    for (const bool import : imports) {
        budget.add(model.block(import));
    }
    for (const auto& [tx, code] : ran) {
        budget.add(model.transaction(tx, code));
    }
    out.used = budget.used();
    out.reserved = budget.reserved();
    return out;
}

} // namespace zonogon::state
