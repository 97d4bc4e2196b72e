#include "state/batch_input.hpp"

#include <limits>
#include <string>
#include <utility>
#include <variant>

#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/l1_info.hpp>

#include "state/block_record.hpp"

namespace zonogon::state {
namespace {

u256 empty_tree() {
    return u256::from_bytes(merkle::zero_hashes()[merkle::append_tree_depth]);
}

/// State root and accumulated hash after the batch before, or of the genesis.
status put_before(const store::reader& from, rollup::batch_input& input) {
    if (input.old_num_batch == 0) {
        const auto genesis = read_block(from, 0);
        if (!genesis || !*genesis) {
            return genesis ? error{"the database has no genesis block"} : genesis.why();
        }
        input.old_state_root = (*genesis)->state_root;
        return {};
    }
    const auto before = read_batch(from, input.old_num_batch);
    const auto on_l1 = read_virtual_batch(from, input.old_num_batch);
    if (!before || !on_l1) {
        return before ? on_l1.why() : before.why();
    }
    if (!*before || (*before)->is_open()) {
        return error{"batch " + std::to_string(input.old_num_batch) + " is not in the store yet"};
    }
    input.old_state_root = (*before)->state_root;
    input.old_acc_input_hash = *on_l1 ? (*on_l1)->accumulated_input_hash : (*before)->accumulated_input_hash;
    return {};
}

/// What a batch that is not on L1 yet was made with: a forced batch's own values, else the time of its last block and
/// the newest tree.
status put_own(const store::reader& from, const batch_record& batch, rollup::batch_input& input) {
    if (batch.forced_number != 0) {
        const auto forced = read_forced_batch(from, batch.forced_number);
        if (!forced) {
            return forced.why();
        }
        if (!*forced) {
            return error{"forced batch " + std::to_string(batch.forced_number) + " is not in the store"};
        }
        input.l1_info_root = (*forced)->global_exit_root;
        input.timestamp_limit = (*forced)->timestamp;
        input.forced_block_hash_l1 = (*forced)->parent_block_hash;
        return {};
    }
    const auto block = read_block(from, batch.last_block);
    const auto leaf = read_last_exit_root(from);
    if (!block || !leaf) {
        return block ? leaf.why() : block.why();
    }
    input.timestamp_limit = *block ? (*block)->timestamp : 0;
    input.l1_info_root = *leaf ? (*leaf)->l1_info_root : empty_tree();
    return {};
}

} // namespace

rollup::l1_info_leaf leaf_of(const exit_root_record& r) {
    return {r.global_exit_root, r.parent_block_hash, r.timestamp, {}};
}

std::set<std::uint32_t> imported_leaves(const bytes& data) {
    std::set<std::uint32_t> out;
    const auto items = rollup::decode_batch(data);
    for (std::size_t i = 0; items && i < items->size(); ++i) {
        if (const auto* change = std::get_if<rollup::change_l2_block>(&(*items)[i]); change != nullptr) {
            out.insert(change->l1_info_index);
        }
    }
    out.erase(0);
    return out;
}

status put_leaves(const store::reader& from, std::uint64_t tree_size, rollup::batch_input& input) {
    for (const std::uint32_t index : imported_leaves(input.batch_l2_data)) {
        rollup::l1_info_leaf leaf;
        if (index < tree_size) {
            const auto record = read_exit_root(from, index);
            if (!record) {
                return record.why();
            }
            if (!*record) {
                return error{"the store lacks leaf " + std::to_string(index) + " of the L1 info tree"};
            }
            leaf = leaf_of(**record);
        }
        input.l1_info_tree.emplace(index, std::move(leaf));
    }
    return {};
}

result<std::optional<std::uint64_t>> leaves_at(const store::reader& from, const u256& l1_info_root,
                                               std::uint64_t l1_block) {
    if (l1_info_root == empty_tree()) {
        return std::optional<std::uint64_t>{0};
    }
    auto leaf = read_exit_root_at(from, l1_block);
    while (leaf && *leaf && (*leaf)->l1_info_root != l1_info_root) {
        leaf = (*leaf)->index == 0 ? std::optional<exit_root_record>{} : read_exit_root(from, (*leaf)->index - 1);
    }
    if (!leaf) {
        return leaf.why();
    }
    return *leaf ? std::optional<std::uint64_t>{std::uint64_t{(*leaf)->index} + 1} : std::nullopt;
}

result<rollup::batch_input> read_batch_input(const store::reader& from, const batch_record& batch,
                                             std::uint64_t chain_id) {
    rollup::batch_input out;
    out.old_num_batch = batch.number - 1;
    out.chain_id = chain_id;
    out.batch_l2_data = batch.data;
    out.sequencer = batch.coinbase;
    out.l1_info_unchecked = true;
    if (status before = put_before(from, out); !before) {
        return before.why();
    }
    const auto on_l1 = read_virtual_batch(from, batch.number);
    if (!on_l1) {
        return on_l1.why();
    }
    std::uint64_t tree_size = std::numeric_limits<std::uint64_t>::max();
    if (*on_l1) {
        out.batch_l2_data = (*on_l1)->data;
        out.sequencer = (*on_l1)->coinbase;
        out.l1_info_root = (*on_l1)->l1_info_root;
        out.timestamp_limit = (*on_l1)->timestamp_limit;
        out.forced_block_hash_l1 = (*on_l1)->forced_block_hash_l1;
    } else if (status own = put_own(from, batch, out); !own) {
        return own.why();
    }
    if (out.is_forced()) {
        return out;
    }
    if (*on_l1) {
        const auto leaves = leaves_at(from, out.l1_info_root, (*on_l1)->l1_block);
        if (!leaves) {
            return leaves.why();
        }
        if (!*leaves) {
            return error{"the store lacks the exit roots of batch " + std::to_string(batch.number)};
        }
        tree_size = **leaves;
    }
    const status put = put_leaves(from, tree_size, out);
    return put ? result<rollup::batch_input>{std::move(out)} : result<rollup::batch_input>{put.why()};
}

status prove_leaves(const store::reader& from, rollup::batch_input& input) {
    input.l1_info_unchecked = false;
    if (input.l1_info_tree.empty()) {
        return {};
    }
    merkle::append_tree tree;
    for (std::uint32_t index = 0; u256::from_bytes(tree.root()) != input.l1_info_root; ++index) {
        const auto record = read_exit_root(from, index);
        if (!record) {
            return record.why();
        }
        // The tree may begin with the leaf 1, behind an empty place.
        if (!*record && index != 0) {
            return error{"the store lacks the leaves of L1 info root " + input.l1_info_root.to_hex_full()};
        }
        const rollup::l1_info_leaf leaf = *record ? leaf_of(**record) : rollup::l1_info_leaf{};
        if (status added = tree.append(rollup::l1_info_leaf_hash(leaf)); !added) {
            return added;
        }
    }
    for (auto& [index, leaf] : input.l1_info_tree) {
        for (const bytes32& sibling : tree.proof(index)) {
            leaf.proof.push_back(u256::from_bytes(sibling));
        }
    }
    return {};
}

} // namespace zonogon::state
