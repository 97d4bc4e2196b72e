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
#include <zonogon/rollup/native_counters.hpp>
#include <zonogon/rollup/native_counters_tracer.hpp>
#include <zonogon/rollup/sender.hpp>

namespace zonogon::rollup {

/// What a whole batch did, and a bound of what the ROM would count for it.
struct counted_batch {
    batch_outcome outcome;
    /// The longest path in the state tree; the bound holds if it is at most what was counted with.
    std::uint64_t deepest_path = 0;
    /// What the ROM counts is at most this, with what it wants to be left besides.
    zk_counters reserved;
    /// No contract code was run and none made.
    bool plain = true;
};

namespace native_executor_detail {

/// Counts nothing.
struct no_count {
    template <class Blocks>
    static result<transaction_outcome> run(Blocks& blocks, const transaction& tx, const std::optional<address>& from) {
        return blocks.run(tx, from);
    }
    void opened(bool) noexcept {}
};

/// Bounds what the ROM would count.
class bound_count {
public:
    explicit bound_count(const native_counters& model) : model_(model), budget_(model, {}, 0) {}

    template <class Blocks>
    result<transaction_outcome> run(Blocks& blocks, const transaction& tx, const std::optional<address>& from) {
        counter_tracer tracer{model_};
        auto done = blocks.run(tx, from, tracer);
        plain_ = plain_ && tracer.used() == zk_counters{};
        budget_.add(model_.transaction(tx, tracer.used()));
        return done;
    }
    void opened(bool imports_l1_leaf) noexcept { budget_.add(model_.block(imports_l1_leaf)); }

    zk_counters reserved() const noexcept { return budget_.reserved(); }
    std::uint64_t data_bytes() const noexcept { return budget_.data_bytes(); }
    bool plain() const noexcept { return plain_; }

private:
    native_counters model_;
    batch_budget budget_;
    bool plain_ = true;
};

/// A batch in execution.
template <state_store Store, class Rules, signature_recovery Recover, class Count = no_count>
class one_batch {
public:
    one_batch(const batch_input& batch, Store& store, batch_part part, const Recover& recover, Count count = {})
        : batch_(batch), part_(part), recover_(recover), old_root_(hash::to_hash4(batch.old_state_root)),
          blocks_(store, old_root_, batch.chain_id), count_(std::move(count)) {}

    /// An error is one of the store or the input; a batch that breaks a rule is an outcome. With `refuse` it is one
    /// that breaks a rule, whatever it has.
    result<batch_outcome> run(bool refuse = false) {
        out_.batch_hash_data = u256::from_bytes(hash::keccak256(batch_.batch_l2_data));
        out_.new_acc_input_hash = accumulated_input_hash(batch_);
        out_.new_num_batch = batch_.old_num_batch + 1;
        const result<bool> valid = refuse ? result<bool>{false} : items();
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
    const Count& count() const noexcept { return count_; }
    std::uint64_t deepest_path() const noexcept { return blocks_.deepest_path(); }

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
            result<transaction_outcome> done =
                count_.run(blocks_, *std::get_if<transaction>(&(*decoded)[i]), senders[i]);
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
        count_.opened(change.l1_info_index != 0);
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
        count_.opened(false);
        return blocks_.open(opening);
    }

    const batch_input& batch_;
    batch_part part_;
    const Recover& recover_;
    merkle::hash4 old_root_;
    block_executor<Store, Rules> blocks_;
    Count count_;
    batch_outcome out_;
};

} // namespace native_executor_detail

/// Runs batches natively, by the rules that the ROM proves (protocol sections 3 to 6).
///
/// Two differences. A sender whose nonce is 2^64 - 1 is refused (EIP-2681), where the ROM lets it send once more; no
/// account gets there. And run() has no zk-counters: a batch that the ROM refuses for want of them runs to its end
/// here; see zkevm::counted_executor for batches that somebody else made. `Recover` finds senders; see
/// signature_recovery. One object serves any number of batches, also from several threads at once.
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

    /// The same for a whole batch, with a bound of what the ROM would count if no path in the state tree were longer
    /// than `tree_levels`. Contract code runs four to nine times slower.
    template <state_store Store>
    std::variant<counted_batch, batch_failure> run_counted(const batch_input& batch, Store& store,
                                                           std::uint64_t tree_levels) const;

    /// What comes of a batch that is invalid for a reason of which this engine knows nothing.
    template <state_store Store>
    std::variant<batch_outcome, batch_failure> refuse(const batch_input& batch, Store& store) const;

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

template <class Rules, signature_recovery Recover>
template <state_store Store>
std::variant<counted_batch, batch_failure>
native_executor<Rules, Recover>::run_counted(const batch_input& batch, Store& store, std::uint64_t tree_levels) const {
    if (const status usable = check_batch_input(batch); !usable) {
        return batch_failure{batch_failure::kind::unusable, usable.why()};
    }
    using counter = native_executor_detail::bound_count;
    native_executor_detail::one_batch<Store, Rules, Recover, counter> running(batch, store, {}, recover_,
                                                                              counter{native_counters{tree_levels}});
    result<batch_outcome> out = running.run();
    if (!out) {
        return batch_failure{batch_failure::kind::unusable, out.why()};
    }
    zk_counters reserved = running.count().reserved();
    // The batch's own hashing is over all its bytes.
    reserved.keccak_f = reserved.keccak_f - native_counters::keccaks(running.count().data_bytes()) +
                        native_counters::keccaks(batch.batch_l2_data.size());
    return counted_batch{std::move(*out), running.deepest_path(), reserved, running.count().plain()};
}

template <class Rules, signature_recovery Recover>
template <state_store Store>
std::variant<batch_outcome, batch_failure> native_executor<Rules, Recover>::refuse(const batch_input& batch,
                                                                                   Store& store) const {
    if (const status usable = check_batch_input(batch); !usable) {
        return batch_failure{batch_failure::kind::unusable, usable.why()};
    }
    result<batch_outcome> out =
        native_executor_detail::one_batch<Store, Rules, Recover>(batch, store, {}, recover_).run(true);
    if (!out) {
        return batch_failure{batch_failure::kind::unusable, out.why()};
    }
    return std::move(*out);
}

} // namespace zonogon::rollup
