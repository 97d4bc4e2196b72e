#include "sequencer/producer.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <zonogon/hash/poseidon_goldilocks.hpp>

namespace zonogon::sequencer {
namespace {

/// Forced batches that are looked for at once.
constexpr std::size_t most_forced = 64;

std::uint64_t milliseconds(std::chrono::milliseconds t) {
    return static_cast<std::uint64_t>(t.count());
}
std::string batch_name(std::uint64_t number) {
    return "batch " + std::to_string(number);
}

} // namespace

producer::producer(const options& how, const services& with, const observers& tell)
    : how_(how), with_(with), tell_(tell), nodes_(with.db) {}

void producer::say(std::uint8_t severity, const std::string& id, const std::string& description) const {
    if (tell_.on_event) {
        monitor::event e;
        e.severity = severity;
        e.part = "sequencer";
        e.id = id;
        e.description = description;
        tell_.on_event(e);
    }
}

// Where it stands.

status producer::load() {
    blocks_.reset();
    block_.reset();
    batch_.reset();
    too_large_.clear();
    forced_.clear();
    nodes_.drop();
    const auto head = state::read_head(with_.db);
    if (!head) {
        return head.why();
    }
    if (!*head) {
        return error{"the database has no genesis block"};
    }
    const auto last = state::read_last_batch(with_.db);
    if (!last) {
        return last.why();
    }
    if (status known = load_progress(*last); !known) {
        return known;
    }
    if (*last && (*last)->is_open()) {
        batch_ = **last;
    }
    head_ = **head;
    begin_executor();
    looked_at_ = 0;
    return {};
}

void producer::begin_executor() {
    blocks_ = std::make_unique<executor>(nodes_, hash::to_hash4(head_.state_root), how_.chain_id);
}

/// The stored progress, and what batches after it included that were not made here.
status producer::load_progress(const std::optional<state::batch_record>& last) {
    const auto stored = read_progress(with_.db);
    if (!stored) {
        return stored.why();
    }
    const std::uint64_t number = last ? last->number : 0;
    progress_ = *stored && (*stored)->batch <= number ? **stored : progress{};
    if (last && last->is_open() && progress_.batch != number) {
        return error{batch_name(number) + " is open and was not begun by this sequencer"};
    }
    for (std::uint64_t i = progress_.batch + 1; i <= number; ++i) {
        const auto row = state::read_batch(with_.db, i);
        if (!row) {
            return row.why();
        }
        if (*row) {
            progress_.l1_info_index = std::max(progress_.l1_info_index, (*row)->l1_info_index);
            progress_.forced = std::max(progress_.forced, (*row)->forced_number);
        }
    }
    progress_.batch = number;
    return {};
}

/// Somebody else may have moved the head: the synchronizer, which executes what was sequenced elsewhere or goes back.
status producer::check_head() {
    if (blocks_) {
        const auto head = state::read_head(with_.db);
        if (!head) {
            return head.why();
        }
        if (*head == head_) {
            return {};
        }
        say(4, "SEQUENCER RELOAD", "the last block is not the one made here");
    }
    return load();
}

// What L1 says.

status producer::look_at_l1(std::uint64_t now) {
    if (looked_at_ != 0 && now < looked_at_ + milliseconds(how_.l1_poll)) {
        return {};
    }
    const auto last = state::read_last_virtual_batch(with_.db);
    if (!last) {
        return last.why();
    }
    virtual_ = *last ? (*last)->number : 0;
    importable_.reset();
    forced_.clear();
    if (with_.trusted_l1_block) {
        const auto trusted = with_.trusted_l1_block();
        if (trusted) {
            auto root = state::read_exit_root_at(with_.db, *trusted);
            if (!root) {
                return root.why();
            }
            importable_ = *std::move(root);
            if (status found = find_forced(*trusted, now); !found) {
                return found;
            }
        }
    }
    looked_at_ = now;
    return {};
}

status producer::find_forced(std::uint64_t trusted, std::uint64_t now) {
    while (forced_.size() < most_forced) {
        const auto next = state::read_forced_batch(with_.db, progress_.forced + 1 + forced_.size());
        if (!next) {
            return next.why();
        }
        if (!*next || (*next)->l1_block > trusted) {
            break;
        }
        forced_.push_back(**next);
    }
    if (forced_.empty()) {
        forced_since_ = 0;
    } else if (forced_since_ == 0) {
        forced_since_ = now;
    }
    return {};
}

std::uint64_t producer::last_closed() const {
    return batch_ ? progress_.batch - 1 : progress_.batch;
}

status producer::compare_with_l1() {
    if (virtual_ > last_closed()) {
        return error{batch_name(virtual_) + " is on L1 and not closed here"};
    }
    if (how_.first_batch_from_l1 && last_closed() == 0) {
        return error{"batch 1, which the creation of the rollup made on L1, is not here yet"};
    }
    return {};
}

status producer::may_open_batch() const {
    const std::uint64_t next = progress_.batch + 1;
    if (how_.halt_at_batch != 0 && next >= how_.halt_at_batch) {
        return error{"no batch is made from number " + std::to_string(how_.halt_at_batch) + " on"};
    }
    const std::uint64_t waiting = last_closed() - std::min(last_closed(), virtual_);
    if (how_.max_unposted_batches != 0 && waiting > how_.max_unposted_batches) {
        return error{std::to_string(waiting) + " closed batches are not on L1 yet"};
    }
    return {};
}

const state::exit_root_record* producer::import_at(std::uint64_t timestamp) const {
    // Index 0 means no import; what is imported does not go back, whatever L1 nodes say is final.
    const bool newer = importable_ && importable_->index > progress_.l1_info_index;
    return newer && importable_->timestamp <= timestamp ? &*importable_ : nullptr;
}

// Steps.

status producer::step(std::uint64_t now) {
    now_ = now;
    status done = make_step(now);
    show_open();
    return done;
}

/// Tells of the open block if it is not the one told of last.
void producer::show_open() {
    const std::size_t count = block_ ? block_->shown.size() : 0;
    if (!tell_.on_open || (count == shown_ && (count == 0 || shown_on_ == head_.state_root))) {
        return;
    }
    shown_ = count;
    shown_on_ = head_.state_root;
    std::shared_ptr<state::open_block> out;
    if (count != 0) {
        out = std::make_shared<state::open_block>();
        out->parent_state_root = head_.state_root;
        out->opening = block_->opening;
        out->l1_info_index = block_->change.l1_info_index;
        out->batch = progress_.batch;
        out->transactions = block_->shown;
    }
    tell_.on_open(out);
}

status producer::make_step(std::uint64_t now) {
    if (status there = check_head(); !there) {
        return there;
    }
    if (status refreshed = refresh_pool(); !refreshed) {
        return refreshed;
    }
    if (const status ready = with_.ready ? with_.ready() : status{}; !ready) {
        return ready;
    }
    if (status looked = look_at_l1(now); !looked) {
        return looked;
    }
    if (status same = compare_with_l1(); !same) {
        return same;
    }
    const bool idle = !has_blocks() && (!block_ || block_->transactions.empty());
    if (!forced_.empty() && (idle || now >= forced_since_ + milliseconds(how_.forced_batch_timeout))) {
        return include_forced(now);
    }
    return make_blocks(now);
}

status producer::make_blocks(std::uint64_t now) {
    const bool time_for_block = now >= last_sealed_ + milliseconds(how_.block_time);
    for (;;) {
        const std::size_t seen = block_ ? block_->tried.size() : 0;
        auto candidates = with_.waiting.best(seen + how_.limits.transactions + 1);
        if (block_) {
            std::erase_if(candidates, [this](const auto& e) { return block_->tried.contains(e->what.hash); });
        }
        const bool wanted = import_at(now / 1'000) != nullptr || (how_.empty_blocks && time_for_block);
        if (!block_) {
            if (candidates.empty() && !wanted) {
                break;
            }
            if (status opened = open_block_now(now); !opened) {
                return opened;
            }
        }
        const auto full = fill(candidates);
        if (!full) {
            blocks_.reset();
            return full.why();
        }
        if (!*full) {
            break;
        }
        // A block that nothing went into is not worth its place: the batch ends with the one before.
        if (!block_->transactions.empty() || !has_blocks()) {
            if (status sealed = seal(now, **full); !sealed) {
                return sealed;
            }
        } else {
            drop_block();
            if (status closed = close_open(**full); !closed) {
                return closed;
            }
        }
        if (!forced_.empty()) {
            return include_forced(now);
        }
    }
    const bool imports = block_ && block_->change.l1_info_index != 0;
    if (block_ && block_->transactions.empty() && !imports && !how_.empty_blocks) {
        drop_block();
    }
    const bool old = batch_ && now >= progress_.opened_at + milliseconds(how_.max_batch_time);
    const std::optional<state::closing_reason> why = close_wanted_
                                                         ? std::optional{state::closing_reason::by_administrator}
                                                     : old ? std::optional{state::closing_reason::time}
                                                           : std::nullopt;
    if (block_ && (time_for_block || why)) {
        return seal(now, why);
    }
    return why && has_blocks() ? close_open(*why) : status{};
}

} // namespace zonogon::sequencer
