#include "sequencer/sequence_sender.hpp"

#include <algorithm>
#include <utility>

#include <zonogon/base/hex.hpp>

#include "l1/abi.hpp"
#include "sequencer/sequence_contents.hpp"
#include "state/batch_record.hpp"
#include "state/l1_record.hpp"

namespace zonogon::sequencer {
namespace {

/// What a sequence takes beside its calldata, and each batch of it: above what the contract is seen to use.
constexpr std::uint64_t gas_of_sequence = 250'000, gas_of_batch = 12'000, gas_of_byte = 16;

std::uint64_t system_time() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}
bool is_of(const pending_sequence& p, const l1::sequence_call& s) {
    return p.contents == bytes32{} || p.contents == digest_of(s);
}
std::string range(std::uint64_t first, std::uint64_t last) {
    return "batches " + std::to_string(first) + " to " + std::to_string(last);
}

} // namespace

sequence_sender::sequence_sender(const options& how, const services& with) : how_(how), with_(with) {
    if (!with_.clock) {
        with_.clock = system_time;
    }
    with_.transactions.ask_before_sending([this](const l1::managed_transaction& t) { return may_send(t); });
}

result<std::unique_ptr<sequence_sender>> sequence_sender::start(const options& how, const services& with) {
    if (how.max_batches == 0 || how.max_batches > l1::max_sequence) {
        return error{"a sequence has 1 to " + std::to_string(l1::max_sequence) + " batches"};
    }
    auto out = std::make_unique<sequence_sender>(how, with);
    out->thread_ = std::thread([self = out.get()] { self->run(); });
    return out;
}

sequence_sender::~sequence_sender() {
    {
        const std::scoped_lock hold(lock_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
    with_.transactions.ask_before_sending({});
}

void sequence_sender::run() {
    std::unique_lock hold(lock_);
    while (!stopping_) {
        hold.unlock();
        // Remembered for state(), and tried again.
        (void)step(with_.clock()).ok();
        hold.lock();
        wake_.wait_for(hold, how_.poll, [this] { return stopping_ || resumed_; });
    }
}

status sequence_sender::step(std::uint64_t now) {
    status done = work(now);
    if (status stepped = with_.transactions.step(now); done && !stepped) {
        done = stepped;
    }
    const std::scoped_lock hold(lock_);
    state_ = done;
    return done;
}

status sequence_sender::state() const {
    const std::scoped_lock hold(lock_);
    return stopped_ ? status{error{"stopped: " + *stopped_}} : state_;
}

void sequence_sender::resume() {
    {
        const std::scoped_lock hold(lock_);
        stopped_.reset();
        resumed_ = true;
    }
    wake_.notify_all();
}

status sequence_sender::stop_for(const std::string& reason) {
    {
        const std::scoped_lock hold(lock_);
        stopped_ = reason;
    }
    if (with_.on_event) {
        monitor::event e;
        e.severity = 2;
        e.part = "sequence sender";
        e.id = "SEQUENCESENDER HALT";
        e.description = reason;
        with_.on_event(e);
    }
    return error{"stopped: " + reason};
}

status sequence_sender::work(std::uint64_t now) {
    {
        const std::scoped_lock hold(lock_);
        retry_ = std::exchange(resumed_, false) || retry_;
        if (stopped_) {
            return error{"stopped: " + *stopped_};
        }
    }
    const auto last = state::read_last_virtual_batch(with_.db);
    if (!last) {
        return last.why();
    }
    if (!*last) {
        return error{"batch 1, which the creation of the rollup made on L1, is not here yet"};
    }
    if (status cleaned = clean((*last)->number); !cleaned) {
        return cleaned;
    }
    const std::uint64_t first = (*last)->number + 1;
    const auto pending = begun(first);
    if (!pending) {
        return pending.why();
    }
    return *pending ? follow(**pending, now) : begin(first, now);
}

/// Forgets sequences that are on L1 for good.
status sequence_sender::clean(std::uint64_t on_l1) {
    const auto all = read_pending(with_.db);
    if (!all) {
        return all.why();
    }
    store::write_batch changes;
    for (const pending_sequence& p : *all) {
        const auto id = with_.transactions.find(p.label());
        if (p.last <= on_l1 && id && with_.transactions.settled(*id)) {
            erase_pending(changes, p);
        }
    }
    return changes.empty() ? status{} : with_.db.write(changes);
}

result<std::optional<pending_sequence>> sequence_sender::begun(std::uint64_t first) const {
    const auto all = read_pending(with_.db);
    if (!all) {
        return all.why();
    }
    const auto found = std::ranges::find(*all, first, &pending_sequence::first);
    return found == all->end() ? std::optional<pending_sequence>{} : std::optional{*found};
}

status sequence_sender::keep(const pending_sequence& p) {
    store::write_batch changes;
    put_pending(changes, p);
    return with_.db.write(changes);
}

// When it is sent.

result<u256> sequence_sender::ask(const address& contract, bytes call) const {
    const auto answer = with_.node.call({with_.transactions.sender(), contract, {}, std::move(call)}, l1::tag::latest);
    if (!answer) {
        return answer.why();
    }
    l1::abi_reader in{*answer};
    const u256 out = in.word();
    const status whole = in.outcome("answer of contract " + to_hex(contract));
    return whole ? result<u256>{out} : whole.why();
}

/// In wei: gas of the call, and the batches' fee at its price.
result<u256> sequence_sender::cost_of(const l1::sequence_call& s) const {
    const auto quote = with_.node.fees();
    if (!quote) {
        return quote.why();
    }
    const auto fee = ask(how_.contracts.rollup_manager, l1::abi_writer{}.call(l1::function_selector("getBatchFee()")));
    if (!fee) {
        return fee.why();
    }
    const auto forced = static_cast<std::uint64_t>(std::ranges::count_if(s.batches, &l1::batch_data::is_forced));
    const std::uint64_t gas = gas_of_sequence + gas_of_batch * s.batches.size() + gas_of_byte * with_.data.size(s);
    const u512 tokens = (*fee * u256{s.batches.size() - forced}).mul_full(how_.fee_token_price);
    const u256 one{1'000'000'000'000'000'000};
    return u256{gas} * (quote->base_fee + quote->tip) + u256{u512::divide(tokens, u512{one}).first};
}

result<bool> sequence_sender::due(const l1::sequence_call& s, bool full, std::uint64_t now) {
    if (full || how_.deadline.count() == 0) {
        return true;
    }
    const auto first = collect_sequence(with_.db, s.initial_batch + 1, s.initial_batch + 1, how_.coinbase);
    if (!first) {
        return first.why();
    }
    if (now >= first->max_timestamp * 1'000 + static_cast<std::uint64_t>(how_.deadline.count())) {
        return true;
    }
    if (!how_.wait_for_profit) {
        return false;
    }
    const auto fees = fees_of(with_.db, s);
    const auto cost = fees ? cost_of(s) : fees;
    return cost ? result<bool>{*fees >= *cost} : cost.why();
}

/// The name of the approval that counts: one that L1 took back after it had called its block final is made anew.
result<std::string> sequence_sender::approval_label() const {
    const std::string first = "approve the fee token for rollup " + to_hex(how_.contracts.rollup);
    std::string label = first;
    for (std::uint64_t attempt = 2;; ++attempt) {
        const auto id = with_.transactions.find(label);
        if (!id || !with_.transactions.settled(*id)) {
            return label;
        }
        const auto t = with_.transactions.find(*id);
        if (!t || !*t) {
            return t ? error{"the record of \"" + label + "\" is gone"} : t.why();
        }
        if ((*t)->state != l1::transaction_state::confirmed) {
            return label;
        }
        const auto receipt = with_.node.transaction_receipt((*t)->mined_hash);
        if (!receipt || *receipt) {
            return receipt ? result<std::string>{label} : receipt.why();
        }
        label = first + ", attempt " + std::to_string(attempt);
    }
}

result<bool> sequence_sender::may_pay(std::uint64_t batches, std::uint64_t now) {
    const auto fee = ask(how_.contracts.rollup_manager, l1::abi_writer{}.call(l1::function_selector("getBatchFee()")));
    if (!fee) {
        return fee.why();
    }
    const auto allowed = ask(how_.contracts.fee_token, l1::abi_writer{}
                                                           .account(with_.transactions.sender())
                                                           .account(how_.contracts.rollup)
                                                           .call(l1::function_selector("allowance(address,address)")));
    if (!allowed) {
        return allowed.why();
    }
    if (*allowed >= *fee * u256{batches}) {
        return true;
    }
    auto label = approval_label();
    if (!label) {
        return label.why();
    }
    l1::transaction_request approve;
    approve.label = *std::move(label);
    approve.to = how_.contracts.fee_token;
    approve.data = l1::abi_writer{}
                       .account(how_.contracts.rollup)
                       .word(u256::max())
                       .call(l1::function_selector("approve(address,uint256)"));
    const auto id = with_.transactions.submit(approve, now);
    if (!id) {
        return id.why();
    }
    const auto t = with_.transactions.find(*id);
    if (!t) {
        return t.why();
    }
    if (*t && l1::is_final((*t)->state)) {
        const bool done = (*t)->state == l1::transaction_state::confirmed;
        if (done && !with_.transactions.settled(*id)) {
            // L1 may have taken the approval back, or has a head that is older than it.
            return false;
        }
        return stop_for(done ? "the approved fee tokens are used up"
                             : "the fee token cannot be approved: " + (*t)->note)
            .why();
    }
    return false;
}

status sequence_sender::begin(std::uint64_t first, std::uint64_t now) {
    retry_ = false;
    const std::uint64_t last = with_.checked_batch();
    if (last < first) {
        return {};
    }
    const auto s = largest_sequence(with_.db, first, last, how_.coinbase,
                                    {how_.max_transaction_bytes, how_.max_batches}, with_.data);
    if (!s) {
        return s.why();
    }
    const auto is_due = due(*s, s->batches.size() < last + 1 - first, now);
    if (!is_due || !*is_due) {
        return is_due ? status{} : is_due.why();
    }
    const auto paid = may_pay(s->batches.size(), now);
    if (!paid || !*paid) {
        return paid ? status{} : paid.why();
    }
    // A name that was used before, in a part of L1 that is gone, stays used.
    pending_sequence p{first, first + s->batches.size() - 1};
    while (with_.transactions.find(p.label())) {
        ++p.attempt;
    }
    p.not_before = now;
    p.contents = digest_of(*s);
    if (status kept = keep(p); !kept) {
        return kept;
    }
    return submit(p, now);
}

/// Whether a transaction may go to L1 (again). L1 may have taken it back together with the exit roots that its batches
/// import, or these batches were replaced since: sequencing them would make them invalid for ever.
status sequence_sender::may_send(const l1::managed_transaction& t) const {
    const auto all = read_pending(with_.db);
    if (!all) {
        return all.why();
    }
    const auto p = std::ranges::find(*all, t.label, &pending_sequence::label);
    if (p == all->end()) {
        const bool forgotten = t.label.starts_with(pending_sequence::label_prefix);
        return forgotten ? status{error{"its batches were replaced"}} : status{};
    }
    if (const status may = with_.ready ? with_.ready() : status{}; !may) {
        return may;
    }
    const auto s = collect_sequence(with_.db, p->first, p->last, how_.coinbase);
    if (!s) {
        return s.why();
    }
    return is_of(*p, *s) ? status{} : error{range(p->first, p->last) + " were replaced"};
}

status sequence_sender::submit(const pending_sequence& p, std::uint64_t now) {
    const auto s = collect_sequence(with_.db, p.first, p.last, how_.coinbase);
    if (!s) {
        return s.why();
    }
    const auto head = with_.node.header(l1::tag::latest);
    if (!head) {
        return head.why();
    }
    const auto lead = static_cast<std::uint64_t>(how_.timestamp_lead.count());
    if (!*head || s->max_timestamp > (*head)->timestamp + lead) {
        return error{range(p.first, p.last) + " wait for the clock of L1"};
    }
    auto call = with_.data.publish(*s);
    if (!call) {
        return call.why();
    }
    l1::transaction_request out;
    out.label = p.label();
    out.to = how_.contracts.rollup;
    out.data = *std::move(call);
    const auto id = with_.transactions.submit(out, now);
    return id ? status{} : id.why();
}

/// Gives up a sequence of batches that are no more, so that those in their place can be sequenced.
status sequence_sender::forget(const pending_sequence& p) {
    if (const auto id = with_.transactions.find(p.label())) {
        const auto t = with_.transactions.find(*id);
        if (!t) {
            return t.why();
        }
        if (*t && !l1::is_final((*t)->state)) {
            if (status left = with_.transactions.abandon(*id, "the batches were replaced"); !left) {
                return left;
            }
        }
    }
    store::write_batch changes;
    erase_pending(changes, p);
    return with_.db.write(changes);
}

status sequence_sender::follow(pending_sequence p, std::uint64_t now) {
    const bool again = std::exchange(retry_, false);
    const auto row = state::read_batch(with_.db, p.last);
    if (!row) {
        return row.why();
    }
    if (!*row || (*row)->is_open()) {
        return forget(p);
    }
    const auto s = collect_sequence(with_.db, p.first, p.last, how_.coinbase);
    if (!s) {
        return s.why();
    }
    if (!is_of(p, *s)) {
        return forget(p);
    }
    const auto id = with_.transactions.find(p.label());
    if (!id) {
        if (again) {
            p.failures = 0;
            p.not_before = now;
            if (status kept = keep(p); !kept) {
                return kept;
            }
        }
        return now >= p.not_before ? submit(p, now) : status{};
    }
    const auto t = with_.transactions.find(*id);
    if (!t) {
        return t.why();
    }
    if (!*t) {
        return error{"L1 transaction " + std::to_string(*id) + " is not in the store"};
    }
    switch ((*t)->state) {
    case l1::transaction_state::created:
    case l1::transaction_state::sent:
    case l1::transaction_state::mined:
        return (*t)->note.empty() ? status{} : error{range(p.first, p.last) + ": " + (*t)->note};
    case l1::transaction_state::confirmed:
        if (!again) {
            return error{range(p.first, p.last) + " are confirmed by L1 and not seen by the synchronizer"};
        }
        break;
    case l1::transaction_state::reverted:
    case l1::transaction_state::refused:
        break;
    }
    if (again) {
        p.failures = 0;
    }
    return failed(p, (*t)->note.empty() ? "the transaction was reverted" : (*t)->note, now);
}

/// Another attempt, later; with half of the batches where L1 finds them too many.
status sequence_sender::failed(pending_sequence p, const std::string& why, std::uint64_t now) {
    const auto says = [&](const char* text) { return why.find(text) != std::string::npos; };
    ++p.attempt;
    ++p.failures;
    p.not_before = now + static_cast<std::uint64_t>(how_.retry_after.count());
    if (p.last > p.first && (says("oversized") || says("too large") || says("exceeds block gas limit"))) {
        p.last = p.first + (p.last - p.first) / 2;
        const auto half = collect_sequence(with_.db, p.first, p.last, how_.coinbase);
        if (!half) {
            return half.why();
        }
        p.contents = digest_of(*half);
        p.not_before = now;
        --p.failures;
    }
    if (status kept = keep(p); !kept) {
        return kept;
    }
    if (p.failures >= how_.attempts) {
        return stop_for(range(p.first, p.last) + " are not taken by L1: " + why);
    }
    return error{range(p.first, p.last) + " were not taken: " + why};
}

} // namespace zonogon::sequencer
