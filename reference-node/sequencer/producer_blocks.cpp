#include "sequencer/producer.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/rollup/native_counters_tracer.hpp>

// What the producer does to a block and to a batch; when it does so is in producer.cpp.

namespace zonogon::sequencer {
namespace {

/// Levels that a batch's own new leaves may add to a path that was read before.
constexpr std::uint64_t new_levels = 8;
/// An executor keeps the code of every contract it ever ran: after so many batches it begins anew.
constexpr std::uint64_t batches_of_executor = 64;

} // namespace

// Blocks.

resources producer::of_batch() const {
    rollup::counter_estimate whole = rollup::native_counters{how_.tree_levels}.batch();
    return resources::of(whole);
}

resources producer::of_block(bool imports) const {
    const std::uint64_t levels = std::max<std::uint64_t>(how_.tree_levels, blocks_->deepest_path() + new_levels);
    return resources::of(rollup::native_counters{levels}.block(imports));
}

resources producer::of_transaction(const rollup::transaction& tx, const rollup::zk_counters& code) const {
    const std::uint64_t levels = std::max<std::uint64_t>(how_.tree_levels, blocks_->deepest_path() + new_levels);
    resources out = resources::of(rollup::native_counters{levels}.transaction(tx, code));
    out.transactions = 1;
    return out;
}

status producer::open_block_now(std::uint64_t now) {
    const std::uint64_t timestamp = std::max(now / 1'000, head_.timestamp);
    if (timestamp - head_.timestamp > 0xffff'ffff) {
        return error{"the clock is too far ahead of the last block"};
    }
    const state::exit_root_record* import = import_at(timestamp);
    if (has_blocks() && !how_.limits.passed_by(progress_.used + of_block(import != nullptr)).empty()) {
        if (status closed = close_open(state::closing_reason::resource_exhausted); !closed) {
            return closed;
        }
    }
    if (!batch_) {
        if (status may = may_open_batch(); !may) {
            return may;
        }
        ++progress_.batch;
        progress_.opened_at = now;
        progress_.used = of_batch();
        batch_.emplace();
        batch_->number = progress_.batch;
        batch_->coinbase = how_.coinbase;
        batch_->first_block = head_.number + 1;
        batch_->last_block = head_.number;
    }
    block_.emplace();
    block_->change.delta_timestamp = static_cast<std::uint32_t>(timestamp - head_.timestamp);
    block_->opening.coinbase = how_.coinbase;
    block_->opening.timestamp = u256{timestamp};
    if (import != nullptr) {
        block_->change.l1_info_index = import->index;
        block_->opening.global_exit_root = import->global_exit_root;
        block_->opening.l1_block_hash = import->parent_block_hash;
    }
    block_->used = of_block(import != nullptr);
    return open_in_executor();
}

status producer::open_in_executor() {
    const status opened = blocks_->open(block_->opening);
    if (!opened) {
        blocks_.reset();
    }
    return opened;
}

void producer::drop_block() {
    block_.reset();
    if (blocks_) {
        blocks_->return_to(hash::to_hash4(head_.state_root));
    }
    if (!has_blocks() && batch_) {
        // It was opened for this block and is not in the store.
        batch_.reset();
        --progress_.batch;
    }
}

result<std::optional<state::closing_reason>> producer::fill(const std::vector<pool::entry_pointer>& candidates) {
    using why = state::closing_reason;
    bool taken = false;
    bool left_out = false;
    for (const pool::entry_pointer& e : candidates) {
        if (block_->passed_over.contains(e->what.from)) {
            continue;
        }
        const auto what = too_large_.contains(e->what.hash) ? result<fate>{fate::no_room} : take(*e);
        if (!what) {
            return what.why();
        }
        if (*what == fate::no_room) {
            // Those after it of the same sender wait for it; others may be smaller.
            block_->passed_over.insert(e->what.from);
            too_large_.insert(e->what.hash);
            left_out = true;
            continue;
        }
        taken = taken || *what == fate::taken;
        const resources now = total();
        if (now.transactions >= how_.limits.transactions) {
            return std::optional{why::transactions_full};
        }
        if (!how_.limits.margin_reached_by(now).empty()) {
            return std::optional{left_out ? why::resource_exhausted : why::resource_margin};
        }
    }
    // A large one alone does not end a batch that smaller ones still come for: else its sender could have every batch
    // end early and never pay.
    return left_out && !taken ? std::optional{why::no_transaction_fits} : std::optional<why>{};
}

/// What part of its price it pays. Only where the gas that it takes is known before it is run.
std::uint8_t producer::percentage_of(const pool::entry& e) const {
    constexpr std::uint8_t all = 0xff;
    const rollup::transaction& tx = e.what.tx;
    const auto l1_price = how_.price.cut && with_.l1_gas_price ? with_.l1_gas_price() : std::nullopt;
    const bool plain = tx.to && tx.data.empty() && tx.gas_limit == 21'000;
    if (!l1_price || (!plain && !e.tried)) {
        return all;
    }
    return percentage_for(tx.gas_price, wanted_price(how_.price, tx, plain ? 21'000 : e.tried->gas_used, *l1_price));
}

result<producer::fate> producer::take(const pool::entry& e) {
    rollup::transaction tx = e.what.tx;
    tx.percentage = percentage_of(e);
    const resources least = of_transaction(tx, {});
    if (!how_.limits.passed_by(total() + least).empty()) {
        return no_room_for(e, least);
    }
    block_->tried.insert(e.what.hash);
    rollup::counter_tracer seen{rollup::native_counters{how_.tree_levels}};
    auto done = blocks_->run(tx, e.what.from, seen);
    if (!done) {
        return done.why();
    }
    touched_.push_back(e.what.from);
    if (!done->included()) {
        block_->passed_over.insert(e.what.from);
        hopeless_.emplace_back(e.what.hash, "it cannot be executed: " + std::string{rollup::describe(done->skipped)});
        return fate::dismissed;
    }
    resources takes = of_transaction(tx, seen.used());
    takes.gas = done->gas_used;
    const resources before = block_->used;
    block_->shown.push_back(
        std::make_shared<const state::open_block::item>(state::open_block::item{tx, e.what.hash, e.what.from}));
    block_->transactions.push_back({std::move(tx), e.what.hash, *std::move(done)});
    block_->used += takes;
    if (how_.limits.passed_by(total()).empty()) {
        return fate::taken;
    }
    block_->used = before;
    if (status undone = undo_last(); !undone) {
        return undone.why();
    }
    block_->tried.erase(e.what.hash);
    return no_room_for(e, takes);
}

/// It does not fit beside what is there. What would not fit into a batch of its own either leaves the pool.
result<producer::fate> producer::no_room_for(const pool::entry& e, const resources& takes) {
    const std::string_view bound = how_.limits.passed_by(of_batch() + of_block(true) + takes);
    if (bound.empty()) {
        return fate::no_room;
    }
    say(4, "NODE OOC",
        "transaction " + to_hex(e.what.hash) + " takes more " + std::string{bound} +
            " than a batch has; it is dropped");
    block_->tried.insert(e.what.hash);
    block_->passed_over.insert(e.what.from);
    const status removed =
        with_.waiting.put_aside(e.what.hash, "it takes more " + std::string{bound} + " than a batch has", true, now_);
    return removed ? result<fate>{fate::dismissed} : removed.why();
}

/// The block again without its last transaction: the executor cannot take one back. Once for a transaction in a batch.
status producer::undo_last() {
    block_->transactions.pop_back();
    block_->shown.pop_back();
    blocks_->return_to(hash::to_hash4(head_.state_root));
    if (status opened = open_in_executor(); !opened) {
        return opened;
    }
    for (const state::executed_transaction& t : block_->transactions) {
        const auto again = blocks_->run(t.what, t.outcome.sender);
        if (!again) {
            return again.why();
        }
        if (again->gas_used != t.outcome.gas_used || again->included() != t.outcome.included()) {
            return error{"transaction " + to_hex(t.hash) + " was not the same when it was executed again"};
        }
    }
    return {};
}

status producer::seal(std::uint64_t now, std::optional<state::closing_reason> why) {
    const auto outcome = blocks_->close();
    if (!outcome) {
        blocks_.reset();
        return outcome.why();
    }
    batch_->local_exit_root = blocks_->storage(rollup::exit_root_manager, u256{rollup::local_exit_root_slot});
    if (const status fine = blocks_->failure(); !fine) {
        blocks_.reset();
        return fine;
    }
    state::executed_block made;
    made.outcome = *outcome;
    made.coinbase = how_.coinbase;
    made.l1_info_index = block_->change.l1_info_index;
    made.batch = batch_->number;
    made.transactions = std::move(block_->transactions);

    std::vector<rollup::batch_item> items{block_->change};
    for (const state::executed_transaction& t : made.transactions) {
        items.emplace_back(t.what);
    }
    append(batch_->data, rollup::encode_batch(items));
    batch_->last_block = outcome->number;
    batch_->state_root = outcome->state_root;
    batch_->l1_info_index = std::max(batch_->l1_info_index, made.l1_info_index);
    if (why) {
        batch_->closed = *why;
        batch_->timestamp = outcome->timestamp;
    }
    progress_.used += block_->used;
    progress_.l1_info_index = std::max(progress_.l1_info_index, made.l1_info_index);
    store::write_batch more;
    state::put_batch(more, *batch_);
    put_progress(more, progress_);
    if (status written = state::append_block(with_.db, nodes_, made, std::move(more)); !written) {
        // What is in memory is ahead of the store, or behind it: whoever goes on reads the store.
        blocks_.reset();
        return written;
    }
    block_.reset();
    head_ = {outcome->number, outcome->timestamp, outcome->state_root};
    last_sealed_ = now;
    const status refreshed = refresh_pool();
    if (tell_.on_block) {
        tell_.on_block(made);
    }
    if (why) {
        closed();
    }
    return refreshed;
}

/// The pool reads the accounts of those who sent; what was passed over and is still executable by its nonce is dropped.
status producer::refresh_pool() {
    if (block_ || (touched_.empty() && hopeless_.empty())) {
        return {};
    }
    std::ranges::sort(touched_);
    touched_.erase(std::ranges::unique(touched_).begin(), touched_.end());
    if (status refreshed = with_.waiting.refresh(touched_); !refreshed) {
        return refreshed;
    }
    touched_.clear();
    for (; !hopeless_.empty(); hopeless_.pop_back()) {
        const auto& [hash, why] = hopeless_.back();
        // Its sender's account may change, so it may come again.
        if (status removed = with_.waiting.put_aside(hash, why, false, now_); !removed) {
            return removed;
        }
    }
    return {};
}

// Batches.

status producer::close_open(state::closing_reason why) {
    batch_->closed = why;
    batch_->timestamp = head_.timestamp;
    if (status written = state::amend_batch(with_.db, *batch_); !written) {
        blocks_.reset();
        return written;
    }
    closed();
    return {};
}

void producer::closed() {
    const state::batch_record row = *std::exchange(batch_, std::nullopt);
    close_wanted_ = false;
    too_large_.clear();
    if (row.number % batches_of_executor == 0) {
        begin_executor();
    }
    if (tell_.on_batch) {
        tell_.on_batch(row, progress_.used);
    }
}

status producer::include_forced(std::uint64_t now) {
    using why = state::closing_reason;
    if (block_ && !block_->transactions.empty()) {
        if (status sealed = seal(now, why::before_forced); !sealed) {
            return sealed;
        }
    }
    if (block_) {
        drop_block();
    }
    if (has_blocks()) {
        if (status closed = close_open(why::before_forced); !closed) {
            return closed;
        }
    }
    while (!forced_.empty()) {
        if (status may = may_open_batch(); !may) {
            return may;
        }
        if (status executed = execute_forced(forced_.front()); !executed) {
            blocks_.reset();
            return executed;
        }
        forced_.erase(forced_.begin());
    }
    forced_since_ = 0;
    looked_at_ = 0;
    return {};
}

status producer::execute_forced(const state::forced_batch_record& forced) {
    rollup::batch_input in;
    in.old_state_root = head_.state_root;
    in.old_num_batch = progress_.batch;
    in.chain_id = how_.chain_id;
    in.batch_l2_data = forced.data;
    in.l1_info_root = forced.global_exit_root;
    in.timestamp_limit = forced.timestamp;
    in.sequencer = how_.coinbase;
    in.forced_block_hash_l1 = forced.parent_block_hash;
    const auto executed = state::execute_batch(in, nodes_);
    if (!executed) {
        return executed.why();
    }
    state::batch_record row = state::batch_row(in, *executed, state::closing_reason::forced_batch);
    row.forced_number = forced.number;
    // Settled when it is sequenced.
    row.accumulated_input_hash = u256{};
    if (status written = state::append_batch(with_.db, nodes_, *executed, row); !written) {
        return written;
    }
    ++progress_.batch;
    progress_.used = {};
    progress_.forced = forced.number;
    const auto head = state::read_head(with_.db);
    if (!head) {
        return head.why();
    }
    head_ = **head;
    blocks_->return_to(hash::to_hash4(head_.state_root));
    const auto stored = state::read_batch(with_.db, progress_.batch);
    if (!stored) {
        return stored.why();
    }
    for (const state::executed_block& block : executed->blocks) {
        for (const state::executed_transaction& t : block.transactions) {
            touched_.push_back(t.outcome.sender);
        }
    }
    const status refreshed = refresh_pool();
    for (const state::executed_block& block : executed->blocks) {
        if (tell_.on_block) {
            tell_.on_block(block);
        }
    }
    if (tell_.on_batch && *stored) {
        tell_.on_batch(**stored, progress_.used);
    }
    return refreshed;
}

} // namespace zonogon::sequencer
