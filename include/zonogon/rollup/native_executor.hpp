#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/batch_outcome.hpp>
#include <zonogon/rollup/block_executor.hpp>
#include <zonogon/rollup/l1_info.hpp>
#include <zonogon/rollup/sender.hpp>

namespace zonogon::rollup {

namespace native_executor_detail {

/// A batch in execution.
template <state_store Store, class Rules, signature_recovery Recover>
class one_batch {
public:
    one_batch(const batch_input& batch, Store& store, const batch_part& part, const Recover& recover)
        : batch_(batch), part_(part), recover_(recover), old_root_(hash::to_hash4(batch.old_state_root)),
          blocks_(store, old_root_, batch.chain_id) {}

    /// An error is one of the store or the input; a batch that breaks a rule is an outcome.
    result<batch_outcome> run() {
        out_.batch_hash_data = u256::from_bytes(hash::keccak256(batch_.batch_l2_data));
        out_.new_acc_input_hash = accumulated_input_hash(batch_);
        out_.new_num_batch = batch_.old_num_batch + 1;
        const result<bool> valid = items();
        if (!valid) {
            return valid.why();
        }
        out_.valid = *valid;
        if (!out_.valid) {
            out_.transactions.clear();
            out_.blocks.clear();
            blocks_.return_to(old_root_);
        }
        out_.new_state_root = hash::to_word(blocks_.root());
        out_.new_local_exit_root = blocks_.storage(exit_root_manager, u256{local_exit_root_slot});
        if (const status fine = blocks_.failure(); !fine) {
            return fine.why();
        }
        return std::move(out_);
    }

private:
    /// Whether the batch keeps the rules that refuse it as a whole (protocol 3.3).
    result<bool> items() {
        if (batch_.batch_l2_data.empty()) {
            return true;
        }
        const auto decoded = decode_batch(batch_.batch_l2_data);
        if (!decoded || !shape_is_right(*decoded)) {
            return false;
        }
        if (batch_.is_forced()) {
            if (const status opened = open_forced(); !opened) {
                return opened.why();
            }
        } else if (part_.continues_block) {
            blocks_.resume(batch_.sequencer);
        }
        const auto senders = senders_of(*decoded, recover_);
        for (std::size_t i = 0; i < decoded->size(); ++i) {
            if (const auto* change = std::get_if<change_l2_block>(&(*decoded)[i])) {
                const result<bool> valid = open(*change);
                if (!valid || !*valid) {
                    return valid;
                }
                continue;
            }
            result<transaction_outcome> done = blocks_.run(*std::get_if<transaction>(&(*decoded)[i]), senders[i]);
            if (!done) {
                return done.why();
            }
            done->item = i;
            out_.transactions.push_back(std::move(*done));
        }
        if (part_.leaves_block_open) {
            const auto root = blocks_.suspend();
            return root ? result<bool>{true} : root.why();
        }
        return close();
    }

    /// An ordinary batch opens a block with its first item, a forced one never.
    bool shape_is_right(const std::vector<batch_item>& items) const {
        if (batch_.is_forced()) {
            return std::ranges::none_of(
                items, [](const batch_item& item) { return std::holds_alternative<change_l2_block>(item); });
        }
        return part_.continues_block || std::holds_alternative<change_l2_block>(items.front());
    }

    /// True, or an error.
    result<bool> close() {
        const result<block_outcome> block = blocks_.close();
        if (!block) {
            return block.why();
        }
        out_.blocks.push_back(*block);
        return true;
    }

    result<bool> open(const change_l2_block& change) {
        if (blocks_.is_open()) {
            if (const result<bool> closed = close(); !closed) {
                return closed;
            }
        }
        block_opening opening;
        opening.coinbase = batch_.sequencer;
        opening.timestamp = blocks_.last_timestamp() + u256{change.delta_timestamp};
        if (opening.timestamp > u256{batch_.timestamp_limit}) {
            return false;
        }
        if (change.l1_info_index != 0) {
            const auto found = batch_.l1_info_tree.find(change.l1_info_index);
            if (found == batch_.l1_info_tree.end()) {
                return error{"the input has no L1 info leaf " + std::to_string(change.l1_info_index)};
            }
            const l1_info_leaf& leaf = found->second;
            const status proven = check_l1_info(leaf, change.l1_info_index, batch_.l1_info_root);
            if (!batch_.l1_info_unchecked && !proven) {
                return proven.why();
            }
            if (is_empty(leaf) || opening.timestamp < u256{leaf.timestamp}) {
                return false;
            }
            opening.global_exit_root = leaf.global_exit_root;
            opening.l1_block_hash = leaf.block_hash;
        }
        const status opened = blocks_.open(opening);
        return opened ? result<bool>{true} : opened.why();
    }

    /// The one block of a forced batch; time does not go back.
    status open_forced() {
        block_opening opening;
        opening.coinbase = batch_.sequencer;
        opening.timestamp = std::max(blocks_.last_timestamp(), u256{batch_.timestamp_limit});
        opening.global_exit_root = batch_.l1_info_root;
        opening.l1_block_hash = batch_.forced_block_hash_l1;
        return blocks_.open(opening);
    }

    const batch_input& batch_;
    const batch_part& part_;
    const Recover& recover_;
    merkle::hash4 old_root_;
    block_executor<Store, Rules> blocks_;
    batch_outcome out_;
};

} // namespace native_executor_detail

/// Runs batches natively, by the rules that the ROM proves (protocol sections 3 to 6).
///
/// Two differences. A sender whose nonce is 2^64 - 1 is refused (EIP-2681), where the ROM lets it send once more; no
/// account gets there. And it has no zk-counters: a batch that the ROM refuses for want of them runs to its end here.
/// Whoever makes batches keeps them below the limits of section 7. `Recover` finds senders; see signature_recovery. One
/// object serves any number of batches, also from several threads at once.
template <class Rules = evm::fork9_rules, signature_recovery Recover = own_recovery>
class native_executor {
public:
    native_executor() = default;
    explicit native_executor(Recover recover) : recover_(std::move(recover)) {}

    /// Executes a batch on the state that `store` has; nodes and code of the new state are added to it.
    ///
    /// An invalid batch is an outcome, with the old state root. L1 info leaves are checked against the batch's root if
    /// they carry a proof; a leaf without one is taken as its giver's word.
    template <state_store Store>
    std::variant<batch_outcome, batch_failure> run(const batch_input& batch, Store& store,
                                                   const batch_part& part = {}) const;

private:
    Recover recover_;
};

template <class Rules, signature_recovery Recover>
template <state_store Store>
std::variant<batch_outcome, batch_failure> native_executor<Rules, Recover>::run(const batch_input& batch, Store& store,
                                                                                const batch_part& part) const {
    if (const status usable = check_batch_input(batch); !usable) {
        return batch_failure{batch_failure::kind::unusable, usable.why()};
    }
    result<batch_outcome> out =
        native_executor_detail::one_batch<Store, Rules, Recover>(batch, store, part, recover_).run();
    if (!out) {
        return batch_failure{batch_failure::kind::unusable, out.why()};
    }
    return std::move(*out);
}

} // namespace zonogon::rollup
