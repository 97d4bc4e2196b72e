#include "state/batch_executor.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <zonogon/evm/rules.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/native_executor.hpp>

#include "state/counted_engine.hpp"
#include "state/head.hpp"
#include "state/signature_recovery.hpp"

namespace zonogon::state {
namespace {

/// The blocks of an executed batch with what belongs to each. A forced batch makes one block without an item of its
/// own.
result<std::vector<executed_block>> blocks_of(const rollup::batch_input& batch, const rollup::batch_outcome& outcome) {
    std::vector<executed_block> out;
    if (outcome.blocks.empty()) {
        return out;
    }
    auto items = rollup::decode_batch(batch.batch_l2_data);
    if (!items) {
        return items.why();
    }
    const auto begin = [&](std::uint32_t l1_info_index) {
        executed_block block;
        block.outcome = outcome.blocks[out.size()];
        block.coinbase = batch.sequencer;
        block.l1_info_index = l1_info_index;
        block.batch = outcome.new_num_batch;
        out.push_back(std::move(block));
    };
    if (batch.is_forced()) {
        begin(0);
    }
    auto next = outcome.transactions.begin();
    for (std::size_t i = 0; i < items->size(); ++i) {
        if (const auto* change = std::get_if<rollup::change_l2_block>(&(*items)[i])) {
            if (out.size() == outcome.blocks.size()) {
                break;
            }
            begin(change->l1_info_index);
        } else if (next != outcome.transactions.end() && next->item == i) {
            if (next->included()) {
                auto& tx = *std::get_if<rollup::transaction>(&(*items)[i]);
                const bytes32 hash = rollup::ethereum_hash(tx);
                out.back().transactions.push_back({std::move(tx), hash, *next});
            }
            ++next;
        }
    }
    if (out.size() != outcome.blocks.size() || next != outcome.transactions.end()) {
        return error{"the outcome is not that of the batch's data"};
    }
    return out;
}

/// Whether the row says what the outcome says. What L1 settles is not in the outcome of a sequencer's own batch.
status check_row(const rollup::batch_outcome& outcome, const batch_record& row) {
    const char* what = row.number != outcome.new_num_batch                  ? "number"
                       : row.state_root != outcome.new_state_root           ? "state root"
                       : row.local_exit_root != outcome.new_local_exit_root ? "local exit root"
                       : row.valid != outcome.valid                         ? "validity"
                                                                            : nullptr;
    return what == nullptr ? status{}
                           : error{"the row of batch " + std::to_string(row.number) + " has another " + what +
                                   " than its execution"};
}

/// True where this very block is in the database already: the append was interrupted after it.
result<bool> is_there(const store::reader& in, const rollup::block_outcome& block, std::uint64_t head) {
    if (block.number > head) {
        return false;
    }
    const auto stored = read_block(in, block.number);
    if (!stored) {
        return stored.why();
    }
    if (!*stored || (*stored)->state_root != block.state_root) {
        return error{"another block " + std::to_string(block.number) + " is in the database"};
    }
    return true;
}

} // namespace

result<executed_batch> execute_batch(const rollup::batch_input& batch, database_state_store& nodes, counting counters) {
    static const rollup::native_executor<evm::fork9_rules, fast_recovery> engine;
    auto run = counters == counting::yes ? run_counted(batch, nodes) : engine.run(batch, nodes);
    if (const auto* failed = std::get_if<rollup::batch_failure>(&run)) {
        return failed->why;
    }
    executed_batch out;
    out.outcome = std::get<rollup::batch_outcome>(std::move(run));
    auto blocks = blocks_of(batch, out.outcome);
    if (!blocks) {
        return blocks.why();
    }
    out.blocks = *std::move(blocks);
    return out;
}

batch_record batch_row(const rollup::batch_input& batch, const executed_batch& executed, closing_reason closed) {
    batch_record out;
    out.number = executed.outcome.new_num_batch;
    out.state_root = executed.outcome.new_state_root;
    out.local_exit_root = executed.outcome.new_local_exit_root;
    out.accumulated_input_hash = executed.outcome.new_acc_input_hash;
    out.timestamp = batch.timestamp_limit;
    out.coinbase = batch.sequencer;
    out.data = batch.batch_l2_data;
    out.closed = closed;
    out.valid = executed.outcome.valid;
    for (const executed_block& block : executed.blocks) {
        out.l1_info_index = std::max(out.l1_info_index, block.l1_info_index);
    }
    return out;
}

status append_batch(store::database& to, database_state_store& nodes, const executed_batch& batch,
                    const batch_record& row) {
    if (status same = check_row(batch.outcome, row); !same) {
        return same;
    }
    const auto last = read_head(to);
    if (!last) {
        return last.why();
    }
    if (!*last) {
        return error{"the database has no genesis block"};
    }
    batch_record now = row;
    if (batch.blocks.empty()) {
        if ((*last)->state_root != row.state_root) {
            return error{"batch " + std::to_string(row.number) + " was executed on another state than the head's"};
        }
        // What an invalid batch wrote is of no state.
        nodes.drop();
        now.first_block = (*last)->number + 1;
        now.last_block = (*last)->number;
        return amend_batch(to, now);
    }
    now.first_block = batch.blocks.front().outcome.number;
    for (std::size_t i = 0; i < batch.blocks.size(); ++i) {
        const bool is_last = i + 1 == batch.blocks.size();
        const auto known = is_there(to, batch.blocks[i].outcome, (*last)->number);
        if (!known) {
            return known.why();
        }
        now.last_block = batch.blocks[i].outcome.number;
        now.state_root = batch.blocks[i].outcome.state_root;
        now.closed = is_last ? row.closed : closing_reason::open;
        if (*known) {
            if (is_last) {
                return amend_batch(to, now);
            }
            continue;
        }
        store::write_batch more;
        put_batch(more, now);
        if (status written = append_block(to, nodes, batch.blocks[i], std::move(more)); !written) {
            return written;
        }
    }
    return {};
}

} // namespace zonogon::state
