#pragma once

#include <algorithm>
#include <cstdint>
#include <variant>

#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/block_executor.hpp>
#include <zonogon/rollup/native_counters_tracer.hpp>
#include <zonogon/rollup/sender.hpp>

#include "support/catch.hpp"

namespace zonogon::test {

struct counted_batch {
    rollup::zk_counters used;
    /// Of contract code, part of `used`.
    rollup::zk_counters code;
    u256 state_root;
};

/// Runs a valid batch and bounds it as a sequencer does: each item when it has run.
inline counted_batch count_batch(const rollup::batch_input& batch, rollup::memory_state_store& store) {
    constexpr std::uint64_t any = ~std::uint64_t{0};
    rollup::block_executor<rollup::memory_state_store> blocks(store, hash::to_hash4(batch.old_state_root),
                                                              batch.chain_id);
    const auto model = [&] { return rollup::native_counters{blocks.deepest_path() + 2}; };
    rollup::batch_budget budget(model(), {any, any, any, any, any, any, any, any}, any);
    counted_batch out;
    const auto open = [&](const rollup::block_opening& opening, bool imports) {
        REQUIRE(blocks.open(opening));
        budget.add(model().block(imports));
    };
    if (batch.is_forced()) {
        const u256 timestamp = std::max(blocks.last_timestamp(), u256{batch.timestamp_limit});
        open({batch.sequencer, timestamp, batch.l1_info_root, batch.forced_block_hash_l1}, false);
    }
    const auto items = rollup::decode_batch(batch.batch_l2_data);
    REQUIRE(items);
    for (const rollup::batch_item& item : *items) {
        if (const auto* change = std::get_if<rollup::change_l2_block>(&item)) {
            if (blocks.is_open()) {
                REQUIRE(blocks.close());
            }
            rollup::block_opening opening{
                batch.sequencer, blocks.last_timestamp() + u256{change->delta_timestamp}, {}, {}};
            if (change->l1_info_index != 0) {
                const rollup::l1_info_leaf& leaf = batch.l1_info_tree.at(change->l1_info_index);
                opening.global_exit_root = leaf.global_exit_root;
                opening.l1_block_hash = leaf.block_hash;
            }
            open(opening, change->l1_info_index != 0);
            continue;
        }
        const auto& tx = std::get<rollup::transaction>(item);
        rollup::counter_tracer tracer(model());
        const auto done = blocks.run(tx, rollup::sender_of(tx, rollup::own_recovery{}), tracer);
        REQUIRE(done);
        out.code += tracer.used();
        budget.add(model().transaction(tx, tracer.used()));
    }
    REQUIRE(blocks.close());
    out.used = budget.used();
    out.state_root = hash::to_word(blocks.root());
    return out;
}

} // namespace zonogon::test
