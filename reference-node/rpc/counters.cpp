#include "rpc/counters.hpp"

#include <algorithm>

#include <zonogon/rollup/native_counters_json.hpp>
#include <zonogon/rollup/native_counters_tracer.hpp>
#include <zonogon/rollup/tree_state.hpp>

#include "rpc/call_failure.hpp"
#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"
#include "rpc/parameters.hpp"
#include "rpc/simulated_call.hpp"
#include "state/database_state_store.hpp"

namespace zonogon::rpc {
namespace {

/// How long paths in the state tree may be that a transaction walks: keys are hashes, so some samples tell, and a
/// margin covers those that are longer and those that new keys lengthen.
result<std::uint64_t> tree_levels(const simulation& on, const state::call& what) {
    constexpr std::uint64_t margin = 8;
    constexpr std::uint8_t samples = 16;
    state::database_state_store nodes{on.from()};
    rollup::tree_state<state::database_state_store> tree{nodes, hash::to_hash4(on.block().state_root)};
    (void)tree.account(what.from);
    address where = what.to.value_or(address{});
    for (std::uint8_t i = 0; i < samples; ++i) {
        (void)tree.account(where);
        where[0] = static_cast<std::uint8_t>(where[0] + 1);
    }
    if (!tree.failure()) {
        return tree.failure().why();
    }
    return std::min(rollup::native_counters{}.tree_levels, tree.deepest_path() + margin);
}

} // namespace

answer counters_answer(const simulation& on, const state::call& what) {
    rollup::native_counters model;
    const auto levels = tree_levels(on, what);
    if (!levels) {
        return as_failure(levels.why());
    }
    model.tree_levels = *levels;
    rollup::counter_tracer tracer{model};
    const auto done = run_simulated(on, as_transaction(what), tracer);
    if (!done) {
        return as_failure(done.why());
    }
    if (!done->receipt.valid()) {
        return failure{server_error, done->refused, {}};
    }
    rollup::transaction tx;
    tx.gas_price = what.gas_price;
    tx.gas_limit = what.gas_limit;
    tx.to = what.to;
    tx.value = what.value;
    tx.data = what.data;
    tx.chain_id = on.chain_id();
    const rollup::counter_estimate item = model.transaction(tx, tracer.used());
    rollup::batch_budget batch{model};
    batch.add(model.block(false));
    const bool fits = batch.fits(item);
    batch.add(item);
    json_object out;
    out.add("countersUsed", rollup::describe_counters_used(batch.used(), done->receipt.gas_used).dump());
    out.add("countersLimit",
            rollup::describe_counter_limits(rollup::counter_limits::batch, rollup::block_gas_limit).dump());
    if (done->receipt.how == evm::halt::revert) {
        const auto words = revert_words(done->receipt.output);
        out.add("revert",
                json_object{}
                    .add("message", json_string("execution reverted" + (words ? ": " + *words : std::string{})))
                    .add("data", data_text(done->receipt.output))
                    .take());
    }
    if (!fits) {
        out.add("oocError", json_string("the transaction does not fit into a batch"));
    }
    return out.take();
}

answer fee_answer(const simulation& on, const state::call& what, const u256& gas_price) {
    const auto found = on.estimate_gas(what);
    if (!found) {
        return as_failure(found.why());
    }
    return found->failure ? answer{call_failure(*found->failure)} : answer{quantity_text(u256{found->gas} * gas_price)};
}

} // namespace zonogon::rpc
