#include "l1/transaction_manager.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "l1/dynamic_fee_transaction.hpp"
#include "store/record.hpp"

namespace zonogon::l1 {
namespace {

using store::family;

/// Whether the node, not the connection, said no.
bool is_answer(const error& why) {
    return why.message.find("L1 answers") != std::string::npos;
}

/// Deeper than this nothing is taken back, also where L1 does not say what is final.
constexpr std::uint64_t deepest_watch = 1'000;

/// Of a transaction that does nothing but use a nonce.
constexpr std::string_view filler_label = "fill the gap at nonce ";
constexpr std::uint64_t gas_of_transfer = 21'000;
/// So many nonces are filled in one step.
constexpr std::uint64_t most_fillers = 16;

u256 raised(const u256& fee, std::uint64_t percent) {
    return (fee * u256{100 + percent} + u256{99}) / u256{100};
}

} // namespace

result<std::unique_ptr<transaction_manager>> transaction_manager::open(store::database& in, client& node,
                                                                       keys::private_key key, const options& how) {
    std::unique_ptr<transaction_manager> out{new transaction_manager{in, node, std::move(key), how}};
    if (status loaded = out->load(); !loaded) {
        return loaded.why();
    }
    return out;
}

status transaction_manager::load() {
    status failed;
    const status scanned = store_.scan(family::l1_transaction, store::key_range::all(), store::order::ascending,
                                       [&](byte_view, byte_view value) {
                                           auto t = decode_managed_transaction(value);
                                           if (!t) {
                                               failed = t.why();
                                               return false;
                                           }
                                           const std::uint64_t id = t->id;
                                           next_id_ = id + 1;
                                           executed_up_to_ = std::max(executed_up_to_, t->block_number);
                                           if (t->from == key_.owner()) {
                                               labels_[t->label] = id;
                                               if (is_final(t->state)) {
                                                   watch(*t);
                                               } else {
                                                   open_.emplace(id, *std::move(t));
                                               }
                                           }
                                           return true;
                                       });
    return scanned ? failed : scanned;
}

status transaction_manager::keep(const managed_transaction& t) {
    store::write_batch changes;
    changes.put(family::l1_transaction, store::number_key(t.id), encode(t));
    if (status written = store_.write(changes); !written) {
        return written;
    }
    // Memory follows the store, never the other way round.
    open_.insert_or_assign(t.id, t);
    return {};
}

result<std::uint64_t> transaction_manager::submit(const transaction_request& what, std::uint64_t now) {
    const std::scoped_lock hold(lock_);
    if (const auto found = labels_.find(what.label); found != labels_.end()) {
        return found->second;
    }
    managed_transaction t;
    t.id = next_id_;
    t.label = what.label;
    t.from = key_.owner();
    t.to = what.to;
    t.value = what.value;
    t.data = what.data;
    t.gas_limit = what.gas_limit;
    t.created_at = now;
    if (status kept = keep(t); !kept) {
        return kept.why();
    }
    ++next_id_;
    labels_[t.label] = t.id;
    return t.id;
}

void transaction_manager::ask_before_sending(std::function<status(const managed_transaction&)> may) {
    const std::scoped_lock hold(lock_);
    may_send_ = std::move(may);
}

status transaction_manager::abandon(std::uint64_t id, const std::string& why) {
    const std::scoped_lock hold(lock_);
    const auto found = open_.find(id);
    if (found == open_.end() || found->second.state == transaction_state::mined) {
        return error{"L1 transaction " + std::to_string(id) + " is executed or final"};
    }
    managed_transaction t = found->second;
    t.state = transaction_state::refused;
    t.note = why;
    if (status kept = keep(t); !kept) {
        return kept;
    }
    open_.erase(id);
    return {};
}

/// Whether its owner does not want it sent now.
result<bool> transaction_manager::held_back(managed_transaction& t) {
    const status may = may_send_ ? may_send_(t) : status{};
    if (may) {
        return false;
    }
    if (t.note != may.why().message) {
        t.note = may.why().message;
        if (status kept = keep(t); !kept) {
            return kept.why();
        }
    }
    return true;
}

result<std::optional<managed_transaction>> transaction_manager::find(std::uint64_t id) const {
    const auto stored = store_.get(family::l1_transaction, store::number_key(id));
    if (!stored) {
        return stored.why();
    }
    if (!*stored) {
        return std::optional<managed_transaction>{};
    }
    auto t = decode_managed_transaction(**stored);
    return t ? result<std::optional<managed_transaction>>{std::optional{*std::move(t)}}
             : result<std::optional<managed_transaction>>{t.why()};
}

std::optional<std::uint64_t> transaction_manager::find(const std::string& label) const {
    const std::scoped_lock hold(lock_);
    const auto found = labels_.find(label);
    return found == labels_.end() ? std::nullopt : std::optional{found->second};
}

std::size_t transaction_manager::pending() const {
    const std::scoped_lock hold(lock_);
    return open_.size();
}

bool transaction_manager::settled(std::uint64_t id) const {
    const std::scoped_lock hold(lock_);
    return id < next_id_ && !open_.contains(id) && !watched_.contains(id);
}

std::uint64_t transaction_manager::next_nonce() const {
    std::uint64_t next = account_nonce_;
    for (const auto& [id, t] : open_) {
        if (t.state == transaction_state::sent || t.state == transaction_state::mined) {
            next = std::max(next, t.attempts.back().nonce + 1);
        }
    }
    return next;
}

status transaction_manager::step(std::uint64_t now) {
    const std::scoped_lock hold(lock_);
    if (open_.empty() && watched_.empty()) {
        return {};
    }
    const auto head = node_.header(tag::latest);
    if (!head) {
        return head.why();
    }
    if (!*head) {
        return error{"L1 has no latest block"};
    }
    if (status looked = look_back(**head, now); !looked || open_.empty()) {
        return looked;
    }
    const auto nonce = node_.nonce(key_.owner(), tag::latest);
    if (!nonce) {
        return nonce.why();
    }
    head_ = (*head)->number;
    account_nonce_ = *nonce;
    if (status filled = fill_gaps(now); !filled) {
        return filled;
    }
    bool first_in_line = true;
    bool waiting = false;
    for (auto& [id, t] : open_) {
        if (is_final(t.state)) {
            continue;
        }
        // Those that were never signed keep their order: none overtakes one that waits.
        const bool fresh = t.state == transaction_state::created;
        if (fresh && waiting) {
            continue;
        }
        managed_transaction next = t;
        const status done = fresh ? start(next, now, first_in_line) : review(next, now);
        if (!done) {
            return done;
        }
        waiting = waiting || t.state == transaction_state::created;
        first_in_line = first_in_line && is_final(t.state);
    }
    for (const auto& [id, t] : open_) {
        if (is_final(t.state)) {
            watch(t);
        }
    }
    std::erase_if(open_, [](const auto& entry) { return is_final(entry.second.state); });
    return {};
}

void transaction_manager::watch(const managed_transaction& t) {
    if (t.state != transaction_state::refused) {
        watched_[t.id] = {t.mined_hash, t.block_number};
        looked_at_ = {};
    }
}

/// Whether L1 still has what it executed, as far back as it can lose anything; once for each head. A confirmed
/// transaction may be gone with all that came before it, so that one nonce after the other has to be filled again.
status transaction_manager::look_back(const block_header& head, std::uint64_t now) {
    if (watched_.empty() || head.hash == looked_at_) {
        return {};
    }
    const auto final = node_.header(tag::finalized);
    if (!final && !is_answer(final.why())) {
        return final.why();
    }
    const std::uint64_t told = final && *final ? (*final)->number : 0;
    const std::uint64_t deep = head.number > deepest_watch ? head.number - deepest_watch : 0;
    std::vector<std::uint64_t> ids;
    std::vector<bytes32> hashes;
    for (const auto& [id, e] : watched_) {
        // A node that lags does not know the newest blocks.
        if (e.block <= head.number) {
            ids.push_back(id);
            hashes.push_back(e.hash);
        }
    }
    if (!ids.empty()) {
        const auto receipts = node_.receipts(hashes);
        if (!receipts) {
            return receipts.why();
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto& receipt = (*receipts)[i];
            const bool moved = receipt && receipt->block_number != watched_.at(ids[i]).block;
            if (!receipt || moved) {
                if (status opened = reopen(ids[i], moved, now); !opened) {
                    return opened;
                }
            } else if (watched_.at(ids[i]).block <= std::max(told, deep)) {
                // Only now: since it was last looked at, L1 may have replaced its block and called the other one final.
                watched_.erase(ids[i]);
            }
        }
    }
    looked_at_ = head.hash;
    return {};
}

status transaction_manager::reopen(std::uint64_t id, bool executed_again, std::uint64_t now) {
    auto t = find(id);
    if (!t) {
        return t.why();
    }
    if (!*t || (*t)->attempts.empty()) {
        return error{"L1 transaction " + std::to_string(id) + " is not in the store"};
    }
    const status may = may_send_ && !executed_again ? may_send_(**t) : status{};
    (*t)->state = may ? transaction_state::sent : transaction_state::refused;
    (*t)->note = "L1 took back the block it was confirmed in" + (may ? std::string{} : ": " + may.why().message);
    (*t)->attempts.back().signed_at = now;
    if (status kept = keep(**t); !kept) {
        return kept;
    }
    watched_.erase(id);
    return {};
}

/// Nonces that nothing waits for, before those of transactions that were sent: L1 took back what had used them, and it
/// is not wanted any more, or L1 had called it final. Until they are used, L1 executes nothing.
status transaction_manager::fill_gaps(std::uint64_t now) {
    std::set<std::uint64_t> taken;
    for (const auto& [id, t] : open_) {
        if (t.state == transaction_state::sent || t.state == transaction_state::mined) {
            taken.insert(t.attempts.back().nonce);
        }
    }
    // A node that has not seen all blocks yet tells an old nonce.
    if (taken.empty() || *taken.begin() <= account_nonce_ || head_ < executed_up_to_) {
        return {};
    }
    const auto quote = node_.fees();
    if (!quote) {
        return quote.why();
    }
    const std::uint64_t end = std::min(*taken.begin(), account_nonce_ + most_fillers);
    for (std::uint64_t nonce = account_nonce_; nonce < end; ++nonce) {
        managed_transaction t;
        t.id = next_id_;
        t.label = std::string{filler_label} + std::to_string(nonce) + ", transaction " + std::to_string(t.id);
        t.from = key_.owner();
        t.to = key_.owner();
        t.gas_limit = gas_of_transfer;
        t.created_at = now;
        attempt form;
        form.nonce = nonce;
        form.tip = std::min(how_.tip, how_.max_fee);
        form.max_fee = std::min(quote->base_fee + quote->base_fee + form.tip, how_.max_fee);
        form.gas_limit = t.gas_limit;
        ++next_id_;
        labels_[t.label] = t.id;
        if (status sent = sign_and_send(t, std::move(form), now); !sent) {
            return sent;
        }
    }
    return {};
}

status transaction_manager::start(managed_transaction& t, std::uint64_t now, bool first_in_line) {
    const auto held = held_back(t);
    if (!held || *held) {
        return held ? status{} : held.why();
    }
    std::uint64_t gas = t.gas_limit;
    if (gas == 0) {
        const auto estimate = node_.estimate_gas({t.from, t.to, t.value, t.data}, tag::pending);
        if (!estimate && !is_answer(estimate.why())) {
            return estimate.why();
        }
        if (!estimate) {
            // What came before may still make it possible; once nothing did, it is refused for good.
            t.note = estimate.why().message;
            if (first_in_line) {
                t.state = transaction_state::refused;
            }
            return keep(t);
        }
        gas = *estimate + *estimate / 5;
    }
    const auto quote = node_.fees();
    if (!quote) {
        return quote.why();
    }
    attempt form;
    form.nonce = next_nonce();
    form.tip = std::min(how_.tip, how_.max_fee);
    form.max_fee = std::min(quote->base_fee + quote->base_fee + form.tip, how_.max_fee);
    form.gas_limit = gas;
    return sign_and_send(t, std::move(form), now);
}

status transaction_manager::sign_and_send(managed_transaction& t, attempt form, std::uint64_t now) {
    auto made = sign({how_.chain_id, form.nonce, form.tip, form.max_fee, form.gas_limit, t.to, t.value, t.data}, key_);
    form.hash = made.hash;
    form.raw = std::move(made.raw);
    form.signed_at = now;
    t.attempts.push_back(std::move(form));
    t.state = transaction_state::sent;
    t.note.clear();
    // Before it is sent: a transaction that the store does not know of could be executed twice.
    if (status kept = keep(t); !kept) {
        return kept;
    }
    return send(t);
}

status transaction_manager::send(managed_transaction& t) {
    const auto held = held_back(t);
    if (!held || *held) {
        return held ? status{} : held.why();
    }
    const auto sent = node_.send_raw(t.attempts.back().raw);
    if (sent) {
        return {};
    }
    if (!is_answer(sent.why())) {
        return sent.why();
    }
    // The node's reasons (known already, nonce used, too cheap, no funds) all show in the next review.
    t.note = sent.why().message;
    return keep(t);
}

status transaction_manager::review(managed_transaction& t, std::uint64_t now) {
    std::vector<bytes32> hashes;
    for (const attempt& a : t.attempts) {
        hashes.push_back(a.hash);
    }
    const auto receipts = node_.receipts(hashes);
    if (!receipts) {
        return receipts.why();
    }
    const auto found = std::ranges::find_if(*receipts, [](const auto& r) { return r.has_value(); });
    if (found != receipts->end()) {
        return settle(t, **found);
    }
    const attempt& last = t.attempts.back();
    if (t.state == transaction_state::mined) {
        t.state = transaction_state::sent;
        t.note = "the block it was in is no longer part of L1";
        if (status kept = keep(t); !kept) {
            return kept;
        }
        return send(t);
    }
    if (account_nonce_ > last.nonce) {
        // None of ours has a receipt, yet the nonce is used. Only when that is as deep as a confirmation, since a node
        // may know the block before the receipt, or lose the block again.
        if (head_ < how_.confirmations) {
            return {};
        }
        const auto deep = node_.nonce(t.from, head_ - how_.confirmations);
        if (!deep) {
            return is_answer(deep.why()) ? status{} : status{deep.why()};
        }
        if (*deep > last.nonce) {
            const bool filler = t.label.starts_with(filler_label);
            t.state = filler ? transaction_state::refused : transaction_state::created;
            t.note = "nonce " + std::to_string(last.nonce) + " was used by another transaction of this key";
            return keep(t);
        }
        return {};
    }
    if (now >= last.signed_at + static_cast<std::uint64_t>(how_.stuck_after.count())) {
        return raise_fees(t, now);
    }
    return send_if_unknown(t);
}

status transaction_manager::send_if_unknown(managed_transaction& t) {
    const auto known = node_.knows_transaction(t.attempts.back().hash);
    if (!known) {
        return known.why();
    }
    return *known ? status{} : send(t);
}

status transaction_manager::settle(managed_transaction& t, const receipt& r) {
    const bool deep = head_ >= r.block_number && head_ - r.block_number >= how_.confirmations;
    if (!deep && t.state == transaction_state::mined && t.block_hash == r.block_hash) {
        return {};
    }
    t.mined_hash = r.transaction_hash;
    t.block_number = r.block_number;
    t.block_hash = r.block_hash;
    t.gas_used = r.gas_used;
    executed_up_to_ = std::max(executed_up_to_, r.block_number);
    t.note.clear();
    t.state = !deep         ? transaction_state::mined
              : r.succeeded ? transaction_state::confirmed
                            : transaction_state::reverted;
    return keep(t);
}

status transaction_manager::raise_fees(managed_transaction& t, std::uint64_t now) {
    const auto held = held_back(t);
    if (!held || *held) {
        return held ? status{} : held.why();
    }
    const auto quote = node_.fees();
    if (!quote) {
        return quote.why();
    }
    attempt form = t.attempts.back();
    const u256 wanted = quote->base_fee + quote->base_fee + form.tip;
    form.tip = raised(form.tip, how_.bump_percent);
    form.max_fee = std::max(raised(form.max_fee, how_.bump_percent), wanted);
    if (form.max_fee > how_.max_fee) {
        // A smaller rise than nodes ask for would only be refused; at the limit it is sent as it was.
        const u256 least = raised(t.attempts.back().max_fee, 10);
        if (least > how_.max_fee) {
            t.attempts.back().signed_at = now;
            t.note = "the fee limit is reached";
            if (status kept = keep(t); !kept) {
                return kept;
            }
            return send_if_unknown(t);
        }
        form.max_fee = how_.max_fee;
    }
    form.tip = std::min(form.tip, form.max_fee);
    return sign_and_send(t, std::move(form), now);
}

} // namespace zonogon::l1
