#include "state/rebuild.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>

#include "state/batch_executor.hpp"
#include "state/batch_input.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"
#include "state/row_comparison.hpp"
#include "store/record.hpp"

namespace zonogon::state {
namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

/// What the first database has, else what the second has.
class layered_reader final : public store::reader {
public:
    layered_reader(const store::reader& first, const store::reader* second) : first_(first), second_(second) {}

    result<std::optional<bytes>> get(store::family where, byte_view key) const override {
        auto found = first_.get(where, key);
        return !found || *found || second_ == nullptr ? std::move(found) : second_->get(where, key);
    }
    status scan(store::family where, const store::key_range& range, store::order direction,
                const store::visitor& see) const override {
        return first_.scan(where, range, direction, see);
    }

private:
    const store::reader& first_;
    const store::reader* second_;
};

class rebuild {
public:
    rebuild(const store::reader& stored, std::uint64_t chain_id, store::database& scratch, std::uint64_t first)
        : stored_(stored), chain_id_(chain_id), scratch_(scratch), first_(std::max<std::uint64_t>(first, 1)),
          below_(scratch, first_ > 1 ? &stored : nullptr), nodes_(below_) {}

    result<rebuild_outcome> run(const std::vector<rollup::genesis_account>& genesis, const progress& tell) {
        const auto last = read_last_batch(stored_);
        if (!last) {
            return last.why();
        }
        end_ = *last ? (*last)->number : 0;
        status done = start(genesis);
        for (std::uint64_t n = first_; done && !out_.found && n <= end_; ++n) {
            done = batch(n);
            if (tell) {
                tell(n - first_ + 1, end_ - first_ + 1);
            }
        }
        if (done && !out_.found) {
            done = finish();
        }
        return done ? result<rebuild_outcome>{std::move(out_)} : result<rebuild_outcome>{done.why()};
    }

private:
    status start(const std::vector<rollup::genesis_account>& genesis) {
        const auto built = rollup::build_genesis(nodes_, genesis);
        if (!built) {
            return built.why();
        }
        genesis_root_ = hash::to_word(*built);
        const auto block = read_block(stored_, 0);
        if (!block) {
            return block.why();
        }
        const auto by_hash = find_block(stored_, genesis_root_.to_bytes());
        if (!by_hash) {
            return by_hash.why();
        }
        block_record first;
        first.state_root = genesis_root_;
        if (!rows_.missing("block 0", block->has_value()) ||
            !rows_.same("block 0", "state root", (*block)->state_root, genesis_root_) ||
            !rows_.same("block 0", "agreement", **block == first, true) ||
            !rows_.same("block 0", "number under its hash", by_hash->value_or(no_limit), std::uint64_t{0})) {
            return {};
        }
        root_ = genesis_root_;
        if (status read = rows_.exit_roots(); !read || first_ == 1) {
            return read;
        }
        const auto before = read_batch(stored_, first_ - 1);
        if (!before) {
            return before.why();
        }
        if (!*before) {
            return error{"there is no batch " + std::to_string(first_ - 1) + " to start from"};
        }
        root_ = (*before)->state_root;
        block_ = (*before)->last_block;
        accumulated_ = (*before)->accumulated_input_hash;
        const auto on_l1 = read_virtual_batch(stored_, first_ - 1);
        if (!on_l1) {
            return on_l1.why();
        }
        accumulated_ = *on_l1 ? (*on_l1)->accumulated_input_hash : accumulated_;
        return {};
    }

    /// All that determines the batch; nothing where the difference is found here already.
    result<std::optional<rollup::batch_input>> input_of(const batch_record& row,
                                                        const std::optional<virtual_batch_record>& on_l1) {
        const std::string where = "batch " + std::to_string(row.number);
        rollup::batch_input out;
        out.old_state_root = root_;
        out.old_acc_input_hash = accumulated_;
        out.old_num_batch = row.number - 1;
        out.chain_id = chain_id_;
        out.batch_l2_data = row.data;
        out.sequencer = row.coinbase;
        out.timestamp_limit = no_limit;
        out.l1_info_unchecked = true; // the leaves were compared with their roots
        std::uint64_t leaves = no_limit;
        if (on_l1) {
            if (!rows_.same(where, "batch data (its hash)", hash::keccak256(row.data), hash::keccak256(on_l1->data)) ||
                !rows_.same(where, "coinbase", row.coinbase, on_l1->coinbase)) {
                return std::optional<rollup::batch_input>{};
            }
            out.l1_info_root = on_l1->l1_info_root;
            out.timestamp_limit = on_l1->timestamp_limit;
            out.forced_block_hash_l1 = on_l1->forced_block_hash_l1;
            const auto known = rows_.leaves_at().find(on_l1->l1_info_root);
            leaves = known == rows_.leaves_at().end() ? no_limit : known->second;
        } else if (row.forced_number != 0) {
            const auto forced = read_forced_batch(stored_, row.forced_number);
            if (!forced) {
                return forced.why();
            }
            if (!rows_.missing("forced batch " + std::to_string(row.forced_number), forced->has_value())) {
                return std::optional<rollup::batch_input>{};
            }
            out.l1_info_root = (*forced)->global_exit_root;
            out.timestamp_limit = (*forced)->timestamp;
            out.forced_block_hash_l1 = (*forced)->parent_block_hash;
        }
        for (const std::uint32_t index : out.is_forced() ? std::set<std::uint32_t>{} : imported_leaves(row.data)) {
            // A leaf that the batch's tree did not have yet is empty.
            rollup::l1_info_leaf leaf;
            if (index < leaves) {
                const auto stored = read_exit_root(stored_, index);
                if (!stored) {
                    return stored.why();
                }
                if (!rows_.missing("exit root " + std::to_string(index), stored->has_value())) {
                    return std::optional<rollup::batch_input>{};
                }
                leaf = leaf_of(**stored);
            }
            out.l1_info_tree.emplace(index, std::move(leaf));
        }
        return std::optional{std::move(out)};
    }

    status batch(std::uint64_t number) {
        const std::string where = "batch " + std::to_string(number);
        const auto row = read_batch(stored_, number);
        if (!row) {
            return row.why();
        }
        if (!rows_.missing(where, row->has_value())) {
            return {};
        }
        if (number != end_ && !rows_.same(where, "being open", (*row)->is_open(), false)) {
            return {};
        }
        const auto on_l1 = read_virtual_batch(stored_, number);
        if (!on_l1) {
            return on_l1.why();
        }
        const auto input = input_of(**row, *on_l1);
        if (!input || !*input) {
            return input ? status{} : status{input.why()};
        }
        const auto executed = execute_batch(**input, nodes_);
        if (!executed) {
            return error{where + ": " + executed.why().message};
        }
        store::write_batch changes;
        nodes_.take(changes);
        if (status kept = scratch_.write(changes, store::durability::process); !kept) {
            return kept;
        }
        return compare(**row, *on_l1, *executed);
    }

    status compare(const batch_record& row, const std::optional<virtual_batch_record>& on_l1,
                   const executed_batch& executed) {
        const std::string where = "batch " + std::to_string(row.number);
        const rollup::batch_outcome& now = executed.outcome;
        // An open batch may have come no further than one of its blocks.
        std::size_t blocks = executed.blocks.size();
        if (row.is_open() && row.last_block >= block_) {
            blocks = static_cast<std::size_t>(std::min<std::uint64_t>(blocks, row.last_block - block_));
        }
        const bool whole = blocks == executed.blocks.size();
        for (std::size_t i = 0; i < blocks && !out_.found; ++i) {
            if (status done = rows_.compare_block(executed.blocks[i]); !done) {
                return done;
            }
        }
        const u256 root = whole         ? now.new_state_root
                          : blocks == 0 ? root_
                                        : executed.blocks[blocks - 1].outcome.state_root;
        rows_.same(where, "validity", row.valid, now.valid);
        rows_.same(where, "state root", row.state_root, root);
        rows_.same(where, "first block", row.first_block, block_ + 1);
        rows_.same(where, "last block", row.last_block, block_ + blocks);
        if (!row.is_open()) {
            rows_.same(where, "local exit root", row.local_exit_root, now.new_local_exit_root);
        }
        if (on_l1) {
            rows_.same(where, "accumulated input hash on L1", on_l1->accumulated_input_hash, now.new_acc_input_hash);
            if (!row.accumulated_input_hash.is_zero()) {
                rows_.same(where, "accumulated input hash", row.accumulated_input_hash, now.new_acc_input_hash);
            }
        }
        if (status done = compare_verified(where, row.number, now); !done) {
            return done;
        }
        root_ = root;
        accumulated_ = on_l1 ? now.new_acc_input_hash : row.accumulated_input_hash;
        block_ += blocks;
        ++out_.batches;
        out_.state_root = root_;
        return {};
    }

    status compare_verified(const std::string& where, std::uint64_t number, const rollup::batch_outcome& now) {
        const auto verified = read_verified_batch(stored_, number);
        if (!verified) {
            return verified.why();
        }
        if (*verified) {
            rows_.same(where, "verified state root", (*verified)->state_root, now.new_state_root);
            rows_.same(where, "verified local exit root", (*verified)->local_exit_root, now.new_local_exit_root);
        }
        return {};
    }

    status finish() {
        const auto last = read_head(stored_);
        if (!last) {
            return last.why();
        }
        if (rows_.missing("head", last->has_value())) {
            rows_.same("head", "block", (*last)->number, block_);
            rows_.same("head", "state root", (*last)->state_root, root_);
            out_.state_root = root_;
        }
        // A row above the head would be that of a block which was unwound.
        return stored_.scan(store::family::l2_block, {store::number_key(block_ + 1), {}}, store::order::ascending,
                            [&](byte_view key, byte_view) {
                                rows_.same("block " + std::to_string(load_big_endian(key)), "row", std::string{"there"},
                                           std::string{"missing"});
                                return false;
                            });
    }

    const store::reader& stored_;
    std::uint64_t chain_id_;
    store::database& scratch_;
    std::uint64_t first_;
    layered_reader below_;
    database_state_store nodes_;
    u256 genesis_root_, root_, accumulated_;
    std::uint64_t block_ = 0;
    std::uint64_t end_ = 0;
    rebuild_outcome out_;
    row_comparison rows_{stored_, out_};
};

} // namespace

result<rebuild_outcome> rebuild_state(const store::reader& stored, const std::vector<rollup::genesis_account>& genesis,
                                      std::uint64_t chain_id, store::database& scratch, std::uint64_t first,
                                      const progress& tell) {
    return rebuild{stored, chain_id, scratch, first}.run(genesis, tell);
}

} // namespace zonogon::state
