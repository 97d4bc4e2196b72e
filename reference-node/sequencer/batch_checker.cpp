#include "sequencer/batch_checker.hpp"

#include <string>
#include <utility>
#include <variant>

#include <zonogon/rollup/batch_items.hpp>

#include "state/batch_executor.hpp"
#include "state/block_record.hpp"
#include "state/database_state_store.hpp"
#include "state/l1_record.hpp"

namespace zonogon::sequencer {
namespace {

/// The state before a batch: after the one before it, or that of the genesis.
result<u256> state_before(const store::reader& from, std::uint64_t batch) {
    if (batch > 1) {
        const auto previous = state::read_batch(from, batch - 1);
        if (!previous) {
            return previous.why();
        }
        if (*previous) {
            return (*previous)->state_root;
        }
    }
    const auto genesis = state::read_block(from, 0);
    if (!genesis) {
        return genesis.why();
    }
    if (!*genesis) {
        return error{"the database has no genesis block"};
    }
    return (*genesis)->state_root;
}

status add_leaf(const store::reader& from, std::uint32_t index, rollup::batch_input& to) {
    const auto leaf = state::read_exit_root(from, index);
    if (!leaf) {
        return leaf.why();
    }
    if (!*leaf) {
        return error{"L1 info leaf " + std::to_string(index) + " is not in the store"};
    }
    to.l1_info_tree[index] = {(*leaf)->global_exit_root, (*leaf)->parent_block_hash, (*leaf)->timestamp, {}};
    return {};
}

} // namespace

result<rollup::batch_input> read_batch_input(const store::reader& from, const state::batch_record& batch,
                                             std::uint64_t chain_id) {
    rollup::batch_input out;
    const auto root = state_before(from, batch.number);
    if (!root) {
        return root.why();
    }
    out.old_state_root = *root;
    out.old_num_batch = batch.number - 1;
    out.chain_id = chain_id;
    out.batch_l2_data = batch.data;
    out.sequencer = batch.coinbase;
    out.l1_info_unchecked = true;
    if (batch.forced_number != 0) {
        const auto forced = state::read_forced_batch(from, batch.forced_number);
        if (!forced) {
            return forced.why();
        }
        if (!*forced) {
            return error{"forced batch " + std::to_string(batch.forced_number) + " is not in the store"};
        }
        out.l1_info_root = (*forced)->global_exit_root;
        out.timestamp_limit = (*forced)->timestamp;
        out.forced_block_hash_l1 = (*forced)->parent_block_hash;
        return out;
    }
    const auto last = state::read_block(from, batch.last_block);
    if (!last) {
        return last.why();
    }
    out.timestamp_limit = *last ? (*last)->timestamp : 0;
    // What does not decode makes the batch invalid, which its execution tells.
    const auto items = rollup::decode_batch(batch.data);
    for (const rollup::batch_item& item : items ? *items : std::vector<rollup::batch_item>{}) {
        const auto* change = std::get_if<rollup::change_l2_block>(&item);
        if (change == nullptr || change->l1_info_index == 0) {
            continue;
        }
        if (status added = add_leaf(from, change->l1_info_index, out); !added) {
            return added.why();
        }
    }
    return out;
}

result<batch_checker::verdict> batch_checker::check(std::uint64_t batch) const {
    const auto row = state::read_batch(db_, batch);
    if (!row) {
        return row.why();
    }
    if (!*row || (*row)->is_open()) {
        return error{"batch " + std::to_string(batch) + " is not closed"};
    }
    const auto closed = (*row)->closed;
    if (closed == state::closing_reason::from_l1 || closed == state::closing_reason::l1_first_batch) {
        return verdict{};
    }
    const auto input = read_batch_input(db_, **row, chain_id_);
    if (!input) {
        return input.why();
    }
    state::database_state_store nodes{db_};
    const auto again = state::execute_batch(*input, nodes, state::counting::no);
    if (!again) {
        return again.why();
    }
    const rollup::batch_outcome& is = again->outcome;
    const auto differ = [&](const char* what, const std::string& was, const std::string& now) {
        return verdict{false, "batch " + std::to_string(batch) + " has " + what + " " + was +
                                  ", executed again from its data " + now};
    };
    if (is.valid != (*row)->valid) {
        return differ("validity", (*row)->valid ? "yes" : "no", is.valid ? "yes" : "no");
    }
    if (is.new_state_root != (*row)->state_root) {
        return differ("state root", (*row)->state_root.to_hex_full(), is.new_state_root.to_hex_full());
    }
    if (is.new_local_exit_root != (*row)->local_exit_root) {
        return differ("local exit root", (*row)->local_exit_root.to_hex_full(), is.new_local_exit_root.to_hex_full());
    }
    const std::uint64_t blocks = (*row)->last_block + 1 - (*row)->first_block;
    if (is.blocks.size() != blocks) {
        return differ("blocks", std::to_string(blocks), std::to_string(is.blocks.size()));
    }
    return verdict{};
}

} // namespace zonogon::sequencer
