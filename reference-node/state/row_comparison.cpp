#include "state/row_comparison.hpp"

#include <limits>
#include <utility>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/rollup/l1_info.hpp>

#include "state/l1_record.hpp"
#include "state/log_index.hpp"
#include "store/store.hpp"

namespace zonogon::state {
namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

} // namespace

status row_comparison::exit_roots() {
    merkle::append_tree tree;
    bool first = true;
    std::uint64_t next = 0;
    for (;; ++next) {
        if (next > 0xffff'ffffU) {
            return {};
        }
        const auto leaf = read_exit_root(stored_, static_cast<std::uint32_t>(next));
        if (!leaf) {
            return leaf.why();
        }
        if (!*leaf) {
            // The tree may begin with the leaf 1, behind an empty place.
            if (next == 0) {
                continue;
            }
            break;
        }
        const std::string where = "exit root " + std::to_string(next);
        const exit_root_record& r = **leaf;
        if (first && next == 1) {
            if (status added = tree.append(bytes32{}); !added) {
                return added;
            }
        }
        first = false;
        const bytes32 global = hash::keccak256(r.mainnet_exit_root.to_bytes(), r.rollup_exit_root.to_bytes());
        if (!same(where, "global exit root", r.global_exit_root, u256::from_bytes(global))) {
            return {};
        }
        const rollup::l1_info_leaf value{r.global_exit_root, r.parent_block_hash, r.timestamp, {}};
        if (status added = tree.append(rollup::l1_info_leaf_hash(value)); !added) {
            return added;
        }
        const u256 root = u256::from_bytes(tree.root());
        if (!same(where, "root of the L1 info tree", r.l1_info_root, root)) {
            return {};
        }
        leaves_at_.insert_or_assign(root, next + 1);
    }
    leaves_at_.insert_or_assign(u256::from_bytes(merkle::zero_hashes()[merkle::append_tree_depth]), 0);
    const auto last = read_last_exit_root(stored_);
    if (!last) {
        return last.why();
    }
    missing("exit root " + std::to_string(next), !*last || (*last)->index < next);
    return {};
}

status row_comparison::compare_block(const executed_block& executed) {
    const block_record now = block_row(executed);
    const std::string where = "block " + std::to_string(now.number);
    const auto stored = read_block(stored_, now.number);
    if (!stored) {
        return stored.why();
    }
    if (!missing(where, stored->has_value())) {
        return {};
    }
    const block_record& was = **stored;
    same(where, "parent", was.parent_state_root, now.parent_state_root);
    same(where, "timestamp", was.timestamp, now.timestamp);
    same(where, "global exit root", was.global_exit_root, now.global_exit_root);
    same(where, "L1 block hash", was.l1_block_hash, now.l1_block_hash);
    same(where, "L1 info index", std::uint64_t{was.l1_info_index}, std::uint64_t{now.l1_info_index});
    same(where, "coinbase", was.coinbase, now.coinbase);
    same(where, "batch", was.batch, now.batch);
    same(where, "number of transactions", std::uint64_t{was.transactions.size()},
         std::uint64_t{now.transactions.size()});
    for (std::size_t i = 0; i < executed.transactions.size() && !out_.found; ++i) {
        same("transaction " + std::to_string(i) + " of " + where, "hash", was.transactions[i], now.transactions[i]);
        if (status done = compare_transaction(now.number, i, executed.transactions[i]); !done) {
            return done;
        }
    }
    same(where, "gas used", was.gas_used, now.gas_used);
    same(where, "block info root", was.block_info_root, now.block_info_root);
    same(where, "state root", was.state_root, now.state_root);
    const auto by_hash = find_block(stored_, now.hash());
    if (!by_hash) {
        return by_hash.why();
    }
    same(where, "number under its hash", by_hash->value_or(no_limit), now.number);
    ++out_.blocks;
    out_.transactions += executed.transactions.size();
    return out_.found ? status{} : compare_log_index(executed);
}

status row_comparison::compare_transaction(std::uint64_t block, std::size_t i, const executed_transaction& executed) {
    const std::string place = std::to_string(i) + " of block " + std::to_string(block);
    const auto receipt = read_receipt(stored_, block, i);
    if (!receipt) {
        return receipt.why();
    }
    if (!missing("receipt " + place, receipt->has_value())) {
        return {};
    }
    const receipt_record now = receipt_row(executed);
    const receipt_record& was = **receipt;
    const std::string where = "receipt " + place;
    same(where, "status", was.success, now.success);
    same(where, "gas used", was.gas_used, now.gas_used);
    same(where, "number of logs", std::uint64_t{was.logs.size()}, std::uint64_t{now.logs.size()});
    same(where, "agreement", was == now, true);
    const auto known = read_transaction(stored_, executed.hash);
    if (!known) {
        return known.why();
    }
    if (!missing("transaction " + place, known->has_value())) {
        return {};
    }
    if ((*known)->block != block || (*known)->index != i) {
        return compare_first_place(place, now.transaction_hash, **known, block);
    }
    same("transaction " + place, "agreement",
         **known == transaction_record{block, i, executed.what, executed.outcome.sender}, true);
    const auto by_l2_hash = find_l2_hash(stored_, now.l2_hash);
    if (!by_l2_hash) {
        return by_l2_hash.why();
    }
    same("transaction " + place, "hash under its L2 hash", by_l2_hash->value_or(bytes32{}), executed.hash);
    return {};
}

/// A hash may stand in the chain twice; its row is that of the first time, which was compared there.
status row_comparison::compare_first_place(const std::string& place, const bytes32& hash,
                                           const transaction_record& known, std::uint64_t block) {
    const auto first = read_block(stored_, known.block);
    if (!first) {
        return first.why();
    }
    const bool is_there = known.block <= block && *first && known.index < (*first)->transactions.size() &&
                          (*first)->transactions[known.index] == hash;
    same("transaction " + place, "agreement of its place", is_there, true);
    return {};
}

/// The rows that the block makes are stored; those of no block are found by the logs they would lead to.
status row_comparison::compare_log_index(const executed_block& executed) {
    store::write_batch rows;
    put_log_index(rows, executed);
    for (const auto& row : rows.changes()) {
        const auto stored = stored_.get(row.where, row.key);
        if (!stored) {
            return stored.why();
        }
        same("block " + std::to_string(executed.outcome.number), "agreement of the log index", *stored == row.value,
             true);
    }
    return {};
}

} // namespace zonogon::state
