#include "rpc/chain_events.hpp"

#include <algorithm>
#include <random>

#include <zonogon/base/u256.hpp>

#include "rpc/json_text.hpp"
#include "rpc/parameters.hpp"
#include "rpc/transaction_text.hpp"
#include "state/block_record.hpp"
#include "state/log_search.hpp"

namespace zonogon::rpc {
namespace {

std::string progress_text(const std::optional<sync_progress>& p) {
    if (!p) {
        return "false";
    }
    return json_object{}
        .add("startingBlock", quantity_text(p->starting_block))
        .add("currentBlock", quantity_text(p->current_block))
        .add("highestBlock", quantity_text(p->highest_block))
        .take();
}

/// Whether a filter with a range of numbers takes logs of a block that comes now. Tags mean "from now on".
bool takes_block(const log_filter& f, std::uint64_t block) {
    const auto* from = f.from ? std::get_if<std::uint64_t>(&*f.from) : nullptr;
    const auto* to = f.to ? std::get_if<std::uint64_t>(&*f.to) : nullptr;
    return (from == nullptr || block >= *from) && (to == nullptr || block <= *to);
}

} // namespace

chain_events::chain_events(const store::database& db, const pool::transaction_pool* waiting, const options& how)
    : db_(db), waiting_(waiting), how_(how) {
    std::random_device device;
    salt_ = std::uint64_t{device()} << 32 | device();
}

bool chain_events::wanted(kind what) const {
    const auto is = [what](const auto& entry) { return entry.second.what.what == what; };
    return std::ranges::any_of(subscriptions_, is) || std::ranges::any_of(filters_, is);
}

/// Hard to guess, so that one caller does not take what waits for another.
std::string chain_events::next_id() {
    std::uint64_t z = salt_ + ++next_id_ * 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return quantity_text(u256{z ^ z >> 31});
}

void chain_events::push(const std::string& id, const subscription& to, const std::string& result) {
    const auto channel = to.channel.lock();
    if (channel == nullptr) {
        return;
    }
    channel->push(std::make_shared<const std::string>(
        R"({"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":)" + id + R"(,"result":)" + result +
        "}}"));
}

void chain_events::tell(kind what, const std::string& text) {
    for (const auto& [id, s] : subscriptions_) {
        if (s.what.what == what) {
            push(id, s, text);
        }
    }
}

void chain_events::tell_log(const known_log& l, bool removed) {
    std::string text;
    const auto show = [&]() -> const std::string& {
        if (text.empty()) {
            text = log_text(l.what, l.place, removed);
        }
        return text;
    };
    const auto takes = [&](const wish& w) {
        return w.what == kind::logs && takes_block(w.logs, l.place.block) && state::matches(w.logs.what, l.what);
    };
    for (const auto& [id, s] : subscriptions_) {
        if (takes(s.what)) {
            push(id, s, show());
        }
    }
    for (auto& [id, f] : filters_) {
        if (takes(f.what)) {
            f.changes.push_back(show());
        }
    }
}

void chain_events::on_new_block(std::uint64_t number) {
    const std::scoped_lock hold(lock_);
    ++blocks_seen_;
    came_.notify_all();
    drop_idle(clock::now());
    drop_closed();
    const bool logs = wanted(kind::logs);
    const bool blocks = wanted(kind::blocks);
    if (!logs && !blocks) {
        known_.clear();
        return;
    }
    // Somebody forgot to say that blocks went: their logs must still be taken back.
    if (!known_.empty() && known_.back().number >= number) {
        unwind(number == 0 ? 0 : number - 1);
    }
    const auto at = db_.view();
    const auto block = state::read_block(*at, number);
    if (!block || !*block) {
        return;
    }
    whole_block all{**block, {}, {}};
    const auto receipts = state::read_receipts(*at, number);
    if (!receipts) {
        return;
    }
    all.receipts = *receipts;
    if (blocks) {
        for (const bytes32& hash : all.block.transactions) {
            const auto t = state::read_transaction(*at, hash);
            if (!t || !*t) {
                return;
            }
            all.transactions.push_back(**t);
        }
        tell(kind::blocks, header_text(all));
        for (auto& [id, f] : filters_) {
            if (f.what.what == kind::blocks) {
                f.changes.push_back(data_text(all.block.hash()));
            }
        }
    }
    known_block known{number, {}};
    for (std::size_t i = 0; logs && i < all.receipts.size(); ++i) {
        const state::receipt_record& r = all.receipts[i];
        for (std::size_t k = 0; k < r.logs.size(); ++k) {
            known.logs.push_back(
                {r.logs[k], {number, all.block.hash(), all.block.timestamp, r.transaction_hash, i, r.first_log + k}});
            tell_log(known.logs.back(), false);
        }
    }
    known_.push_back(std::move(known));
    if (known_.size() > how_.remembered_blocks) {
        known_.pop_front();
    }
    std::erase_if(filters_, [&](const auto& entry) { return entry.second.changes.size() > how_.max_changes; });
}

void chain_events::unwind(std::uint64_t number) {
    while (!known_.empty() && known_.back().number > number) {
        const known_block gone = std::move(known_.back());
        known_.pop_back();
        for (const known_log& l : gone.logs) {
            tell_log(l, true);
        }
    }
}

void chain_events::on_unwound(std::uint64_t number) {
    const std::scoped_lock hold(lock_);
    unwind(number);
}

void chain_events::on_pending(const bytes32& hash) {
    const std::scoped_lock hold(lock_);
    if (!wanted(kind::pending)) {
        return;
    }
    const std::string short_text = data_text(hash);
    std::string whole_text;
    if (const auto e = waiting_ == nullptr ? nullptr : waiting_->find(hash)) {
        whole_text = waiting_transaction_text(*e);
    }
    for (const auto& [id, s] : subscriptions_) {
        if (s.what.what == kind::pending && (!s.what.whole || !whole_text.empty())) {
            push(id, s, s.what.whole ? whole_text : short_text);
        }
    }
    for (auto& [id, f] : filters_) {
        if (f.what.what == kind::pending && (!f.what.whole || !whole_text.empty())) {
            f.changes.push_back(f.what.whole ? whole_text : short_text);
        }
    }
    std::erase_if(filters_, [&](const auto& entry) { return entry.second.changes.size() > how_.max_changes; });
}

void chain_events::on_syncing(const std::optional<sync_progress>& progress) {
    const std::scoped_lock hold(lock_);
    const bool started = progress && !syncing_;
    const bool ended = !progress && syncing_;
    syncing_ = progress;
    if (ended) {
        tell(kind::syncing, "false");
    } else if (started) {
        tell(kind::syncing, json_object{}.add("syncing", "true").add("status", progress_text(progress)).take());
    }
}

result<std::string> chain_events::subscribe(const wish& w, const std::shared_ptr<push_channel>& to) {
    const std::scoped_lock hold(lock_);
    drop_closed();
    const auto here =
        std::ranges::count_if(subscriptions_, [&](const auto& entry) { return entry.second.channel_id == to->id(); });
    if (static_cast<std::size_t>(here) >= how_.max_subscriptions_per_channel) {
        return error{"too many subscriptions, at most " + std::to_string(how_.max_subscriptions_per_channel) +
                     " on one connection"};
    }
    const std::string id = next_id();
    subscriptions_.emplace(id, subscription{w, to->id(), to});
    return id;
}

bool chain_events::unsubscribe(const std::string& id, std::uint64_t channel) {
    const std::scoped_lock hold(lock_);
    const auto found = subscriptions_.find(id);
    if (found == subscriptions_.end() || found->second.channel_id != channel) {
        return false;
    }
    subscriptions_.erase(found);
    return true;
}

// A channel whose last reference goes while something is pushed to it ends up here with lock_ held.
void chain_events::forget_channel(std::uint64_t channel) {
    const std::scoped_lock hold(closed_lock_);
    closed_.push_back(channel);
}

void chain_events::drop_closed() {
    std::vector<std::uint64_t> gone;
    {
        const std::scoped_lock hold(closed_lock_);
        gone.swap(closed_);
    }
    for (const std::uint64_t channel : gone) {
        std::erase_if(subscriptions_, [&](const auto& entry) { return entry.second.channel_id == channel; });
    }
}

void chain_events::drop_idle(clock::time_point now) {
    std::erase_if(filters_, [&](const auto& entry) { return now - entry.second.last_asked > how_.filter_idle; });
}

result<std::string> chain_events::add_filter(const wish& w, const std::string& host, clock::time_point now) {
    const std::scoped_lock hold(lock_);
    drop_idle(now);
    const auto here = std::ranges::count_if(filters_, [&](const auto& entry) { return entry.second.host == host; });
    if (static_cast<std::size_t>(here) >= how_.max_filters_per_host) {
        return error{"too many filters, at most " + std::to_string(how_.max_filters_per_host) + " of one caller"};
    }
    if (filters_.size() >= how_.max_filters) {
        return error{"too many filters, at most " + std::to_string(how_.max_filters)};
    }
    const std::string id = next_id();
    filters_.emplace(id, filter{w, host, now, {}});
    return id;
}

std::optional<std::string> chain_events::changes(const std::string& id, clock::time_point now) {
    const std::scoped_lock hold(lock_);
    drop_idle(now);
    const auto found = filters_.find(id);
    if (found == filters_.end()) {
        return std::nullopt;
    }
    found->second.last_asked = now;
    json_list out;
    for (const std::string& one : std::exchange(found->second.changes, {})) {
        out.add(one);
    }
    return out.take();
}

std::optional<chain_events::wish> chain_events::find_filter(const std::string& id, clock::time_point now) {
    const std::scoped_lock hold(lock_);
    drop_idle(now);
    const auto found = filters_.find(id);
    if (found == filters_.end()) {
        return std::nullopt;
    }
    found->second.last_asked = now;
    return found->second.what;
}

bool chain_events::remove_filter(const std::string& id) {
    const std::scoped_lock hold(lock_);
    return filters_.erase(id) != 0;
}

std::optional<sync_progress> chain_events::syncing() const {
    const std::scoped_lock hold(lock_);
    return syncing_;
}

std::uint64_t chain_events::blocks_seen() const {
    const std::scoped_lock hold(lock_);
    return blocks_seen_;
}

bool chain_events::wait_for_block(std::uint64_t seen, clock::time_point until) {
    std::unique_lock hold(lock_);
    return came_.wait_until(hold, until, [&] { return blocks_seen_ != seen; });
}

} // namespace zonogon::rpc
