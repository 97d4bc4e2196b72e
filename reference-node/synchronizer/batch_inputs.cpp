#include "synchronizer/batch_inputs.hpp"

#include <string>
#include <utility>

#include "state/batch_input.hpp"
#include "state/block_record.hpp"

namespace zonogon::synchronizer {
namespace {

std::string at(std::uint64_t block) {
    return "block " + std::to_string(block) + " ";
}

} // namespace

status put_before(const store::reader& from, rollup::batch_input& input, const u256& genesis_root) {
    if (input.old_num_batch == 0) {
        input.old_state_root = genesis_root;
        return {};
    }
    const auto before = state::read_batch(from, input.old_num_batch);
    if (!before) {
        return before.why();
    }
    if (!*before || (*before)->is_open()) {
        return error{"batch " + std::to_string(input.old_num_batch) + " is not in the store yet"};
    }
    input.old_state_root = (*before)->state_root;
    const auto on_l1 = state::read_virtual_batch(from, input.old_num_batch);
    if (!on_l1) {
        return on_l1.why();
    }
    input.old_acc_input_hash = *on_l1 ? (*on_l1)->accumulated_input_hash : (*before)->accumulated_input_hash;
    return {};
}

result<rollup::batch_input> input_of(const store::reader& from, const state::virtual_batch_record& batch,
                                     std::uint64_t chain_id, const u256& genesis_root) {
    rollup::batch_input out;
    out.old_num_batch = batch.number - 1;
    out.chain_id = chain_id;
    out.batch_l2_data = batch.data;
    out.l1_info_root = batch.l1_info_root;
    out.timestamp_limit = batch.timestamp_limit;
    out.sequencer = batch.coinbase;
    out.forced_block_hash_l1 = batch.forced_block_hash_l1;
    out.l1_info_unchecked = true;
    if (status before = put_before(from, out, genesis_root); !before) {
        return before.why();
    }
    if (batch.is_forced()) {
        return out;
    }
    if (state::imported_leaves(batch.data).empty()) {
        return out;
    }
    const auto leaves = state::leaves_at(from, batch.l1_info_root, batch.l1_block);
    if (!leaves) {
        return leaves.why();
    }
    if (!*leaves) {
        return error{"the store lacks the exit roots of batch " + std::to_string(batch.number)};
    }
    const status put = state::put_leaves(from, **leaves, out);
    return put ? result<rollup::batch_input>{std::move(out)} : result<rollup::batch_input>{put.why()};
}

result<bool> put_newest_leaves(const store::reader& from, rollup::batch_input& input) {
    input.l1_info_unchecked = true;
    for (const std::uint32_t index : state::imported_leaves(input.batch_l2_data)) {
        const auto record = state::read_exit_root(from, index);
        if (!record) {
            return record.why();
        }
        if (!*record) {
            return false;
        }
        input.l1_info_tree.emplace(index, state::leaf_of(**record));
    }
    return true;
}

namespace {

/// The same where the own batch does not say which accumulated hash it has: whether its blocks took from L1 what the
/// batch on L1 lets them take.
result<std::optional<std::string>> difference_of_blocks(const store::reader& from, const state::batch_record& own,
                                                        const state::virtual_batch_record& on_l1) {
    const auto leaves = on_l1.is_forced() ? result<std::optional<std::uint64_t>>{std::optional<std::uint64_t>{0}}
                                          : state::leaves_at(from, on_l1.l1_info_root, on_l1.l1_block);
    if (!leaves) {
        return leaves.why();
    }
    for (std::uint64_t n = own.first_block; n <= own.last_block; ++n) {
        const auto block = state::read_block(from, n);
        if (!block) {
            return block.why();
        }
        if (!*block) {
            return error{"the store lacks block " + std::to_string(n)};
        }
        const state::block_record& b = **block;
        if (on_l1.is_forced()) {
            if (b.global_exit_root != on_l1.l1_info_root || b.l1_block_hash != on_l1.forced_block_hash_l1) {
                return std::optional{at(n) + "is of another forced batch"};
            }
            continue;
        }
        if (b.timestamp > on_l1.timestamp_limit) {
            return std::optional{at(n) + "is later than L1 allows"};
        }
        if (b.l1_info_index == 0) {
            continue;
        }
        const auto leaf = state::read_exit_root(from, b.l1_info_index);
        if (!leaf) {
            return leaf.why();
        }
        if (!*leaves || b.l1_info_index >= **leaves || !*leaf || (*leaf)->global_exit_root != b.global_exit_root ||
            (*leaf)->parent_block_hash != b.l1_block_hash) {
            return std::optional{at(n) + "imports an exit root that L1 does not have at leaf " +
                                 std::to_string(b.l1_info_index)};
        }
    }
    return std::optional<std::string>{};
}

} // namespace

result<std::optional<std::string>> difference(const store::reader& from, const state::batch_record& own,
                                              const state::virtual_batch_record& on_l1) {
    if (own.data != on_l1.data) {
        return std::optional<std::string>{"its data are others"};
    }
    if (own.coinbase != on_l1.coinbase) {
        return std::optional<std::string>{"its coinbase is another"};
    }
    if (own.forced_number != on_l1.forced_number) {
        return std::optional<std::string>{"it is another forced batch"};
    }
    if (!own.accumulated_input_hash.is_zero()) {
        return own.accumulated_input_hash == on_l1.accumulated_input_hash
                   ? std::optional<std::string>{}
                   : std::optional<std::string>{"its accumulated input hash is another"};
    }
    // Whether a forced batch is invalid depends on its data alone; of another the time limit and the leaves decide too,
    // and there is no block to see them by.
    return own.valid || on_l1.is_forced() ? difference_of_blocks(from, own, on_l1)
                                          : std::optional<std::string>{"it was invalid"};
}

} // namespace zonogon::synchronizer
