#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/block_executor.hpp>

#include "sequencer/options.hpp"
#include "sequencer/progress.hpp"
#include "state/database_state_store.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"

namespace zonogon::sequencer {

/// Makes blocks of waiting transactions and batches of blocks, one step at a time: what the sequencer's first thread
/// runs. A block is durable, with its batch so far, before anybody hears of it; whatever happens, the next object goes
/// on where the last one's last write stood.
class producer {
public:
    producer(const options& how, const services& with, const observers& tell);
    producer(const producer&) = delete;
    producer& operator=(const producer&) = delete;

    /// Does what is to be done at this time (milliseconds of the epoch): opens a block, takes transactions into it,
    /// seals it, closes the batch, lets forced batches in. An error means that nothing can be made now (the store
    /// fails, L1 has to be waited for): call again later.
    status step(std::uint64_t now);
    /// Closes the open batch with its next block, or now if it has one.
    void want_close() { close_wanted_ = true; }
    /// No batch from this one on; 0 for no end.
    void halt_at(std::uint64_t batch) { how_.halt_at_batch = batch; }

private:
    using executor = rollup::block_executor<state::database_state_store>;

    /// A block that takes transactions.
    struct open_block {
        rollup::change_l2_block change;
        rollup::block_opening opening;
        resources used;
        std::vector<state::executed_transaction> transactions;
        /// The same for those who ask for the pending block.
        std::vector<std::shared_ptr<const state::open_block::item>> shown;
        /// Not to be looked at again in this block.
        std::set<bytes32> tried;
        std::set<address> passed_over;
    };

    status load();
    void begin_executor();
    status load_progress(const std::optional<state::batch_record>& last);
    status check_head();
    status look_at_l1(std::uint64_t now);
    status find_forced(std::uint64_t trusted, std::uint64_t now);
    status compare_with_l1();
    std::uint64_t last_closed() const;
    status may_open_batch() const;
    bool has_blocks() const { return batch_ && batch_->last_block >= batch_->first_block; }
    const state::exit_root_record* import_at(std::uint64_t timestamp) const;

    status make_step(std::uint64_t now);
    void show_open();
    status make_blocks(std::uint64_t now);
    status open_block_now(std::uint64_t now);
    status open_in_executor();
    void drop_block();
    /// Takes what fits; whether the batch is full, and why.
    result<std::optional<state::closing_reason>> fill(const std::vector<pool::entry_pointer>& candidates);
    /// What became of a candidate.
    enum class fate : std::uint8_t { taken, dismissed, no_room };
    result<fate> take(const pool::entry& e);
    std::uint8_t percentage_of(const pool::entry& e) const;
    result<fate> no_room_for(const pool::entry& e, const resources& alone);
    status undo_last();
    resources of_transaction(const rollup::transaction& tx, const rollup::zk_counters& code) const;
    resources of_block(bool imports) const;
    resources of_batch() const;
    resources total() const { return progress_.used + block_->used; }

    status seal(std::uint64_t now, std::optional<state::closing_reason> why);
    status close_open(state::closing_reason why);
    void closed();
    status include_forced(std::uint64_t now);
    status execute_forced(const state::forced_batch_record& forced);
    status refresh_pool();
    void say(std::uint8_t severity, const std::string& id, const std::string& description) const;

    options how_;
    services with_;
    observers tell_;
    state::database_state_store nodes_;
    /// Nothing until load() went well, and after a failure that leaves it ahead of the store.
    std::unique_ptr<executor> blocks_;
    state::head head_;
    std::optional<state::batch_record> batch_;
    std::optional<open_block> block_;
    /// Of the open batch, or of the last closed one.
    progress progress_;
    /// Transactions that the open batch has no room for.
    std::set<bytes32> too_large_;
    std::uint64_t last_sealed_ = 0;
    bool close_wanted_ = false;
    /// Of the open block, as far as others were told of it; 0 for none.
    std::size_t shown_ = 0;
    u256 shown_on_;
    /// Senders whose accounts the pool has to read again, and transactions that it has to put aside, with the reasons.
    std::vector<address> touched_;
    std::vector<std::pair<bytes32, std::string>> hopeless_;
    /// Of this step.
    std::uint64_t now_ = 0;
    // What L1 says, as of the last look.
    std::uint64_t looked_at_ = 0;
    std::optional<state::exit_root_record> importable_;
    std::vector<state::forced_batch_record> forced_;
    std::uint64_t forced_since_ = 0;
    std::uint64_t virtual_ = 0;
};

} // namespace zonogon::sequencer
