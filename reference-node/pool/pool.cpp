#include "pool/pool.hpp"

#include <algorithm>

#include <zonogon/base/hex.hpp>

#include "store/record.hpp"

namespace zonogon::pool {
namespace {

using store::family;

constexpr std::uint64_t most_gas = 30'000'000;

bytes encode(const entry& e) {
    return store::record_writer{}
        .number(e.number)
        .number(e.arrived)
        .text(e.host)
        .text(byte_view{encode_transaction(e.what.tx)})
        .take();
}

/// Gas before the first instruction; there are no access lists and no bound on creation code.
std::uint64_t intrinsic_gas(const rollup::transaction& tx) {
    std::uint64_t gas = tx.to ? 21'000 : 53'000;
    for (const std::uint8_t b : tx.data) {
        gas += b == 0 ? 4 : 16;
    }
    return gas;
}

/// Gas times price plus value; nothing if that has more than 256 bits.
std::optional<u256> cost(const rollup::transaction& tx) {
    const auto fee = tx.gas_price.mul_full(u256{tx.gas_limit});
    if (fee > u512{u256::max()}) {
        return std::nullopt;
    }
    const auto [sum, overflow] = u256::add_carry(u256{fee}, tx.value);
    return overflow ? std::nullopt : std::optional{sum};
}

} // namespace

result<std::unique_ptr<transaction_pool>> transaction_pool::open(store::database& journal,
                                                                 const account_source& accounts, const options& how,
                                                                 std::uint64_t now) {
    std::unique_ptr<transaction_pool> out{new transaction_pool{journal, accounts, how}};
    if (status loaded = out->load(now); !loaded) {
        return loaded.why();
    }
    return out;
}

status transaction_pool::load(std::uint64_t now) {
    std::vector<entry_pointer> found;
    status failed;
    status scanned =
        journal_.scan(family::pool, store::key_range::all(), store::order::ascending, [&](byte_view, byte_view value) {
            store::record_reader r{value};
            entry e;
            e.number = r.number();
            e.arrived = r.number();
            e.host = r.string();
            const byte_view raw = r.text();
            failed = r.outcome("pool transaction");
            auto decoded = failed ? decode_transaction(raw) : result<decoded_transaction>{failed.why()};
            if (!decoded) {
                failed = decoded.why();
                return false;
            }
            e.what = *std::move(decoded);
            found.push_back(std::make_shared<const entry>(std::move(e)));
            return true;
        });
    if (!scanned || !failed) {
        return scanned ? failed : scanned;
    }
    std::ranges::sort(found, {}, [](const entry_pointer& e) { return e->number; });
    std::vector<entry_pointer> gone;
    for (const entry_pointer& e : found) {
        const auto account = accounts_.account(e->what.from);
        if (!account) {
            return account.why();
        }
        next_number_ = e->number + 1;
        const bool old = now >= e->arrived + static_cast<std::uint64_t>(how_.lifetime.count());
        if (old || e->what.tx.nonce < account->nonce) {
            gone.push_back(e);
        } else {
            insert(e, account->nonce);
        }
    }
    scanned = lists_.load();
    scanned = scanned ? aside_.load() : scanned;
    return scanned ? drop(gone) : scanned;
}

status transaction_pool::check(const decoded_transaction& t, const account_state& a) const {
    const rollup::transaction& tx = t.tx;
    if (tx.chain_id && *tx.chain_id != how_.chain_id) {
        return error{"invalid chain id for signer: have " + std::to_string(*tx.chain_id) + " want " +
                     std::to_string(how_.chain_id)};
    }
    if (t.size > how_.max_transaction_bytes) {
        return error{"oversized data: transaction size " + std::to_string(t.size) + ", limit " +
                     std::to_string(how_.max_transaction_bytes)};
    }
    if (const auto why = lists_.why_blocked(t.from)) {
        return error{"sender is blocked: " + *why};
    }
    if ((how_.only_allowed_send || (how_.only_allowed_deploy && !tx.to)) && !lists_.is_allowed(t.from)) {
        return error{how_.only_allowed_send ? "sender is not on the allow list"
                                            : "sender is not on the allow list for creating contracts"};
    }
    if (a.has_code) {
        return error{"sender not an eoa: address " + to_hex(t.from)};
    }
    if (tx.nonce < a.nonce) {
        return error{"nonce too low: next nonce " + std::to_string(a.nonce) + ", tx nonce " + std::to_string(tx.nonce)};
    }
    if (tx.nonce - a.nonce >= how_.per_sender || tx.nonce == ~std::uint64_t{0}) {
        return error{"nonce too high: next nonce " + std::to_string(a.nonce) + ", tx nonce " +
                     std::to_string(tx.nonce)};
    }
    if (tx.gas_limit > most_gas) {
        return error{"exceeds block gas limit"};
    }
    const bool free = how_.free_transactions && tx.gas_price.is_zero();
    if (!free && tx.gas_price < how_.min_gas_price) {
        return error{"transaction underpriced: gas price " + tx.gas_price.to_decimal() + ", minimum needed " +
                     how_.min_gas_price.to_decimal()};
    }
    const auto price = cost(tx);
    if (!price || *price > a.balance) {
        std::string why = "insufficient funds for gas * price + value: balance " + a.balance.to_decimal();
        if (price) {
            why += ", tx cost " + price->to_decimal() + ", overshot " + (*price - a.balance).to_decimal();
        }
        return error{why};
    }
    if (const std::uint64_t least = intrinsic_gas(tx); tx.gas_limit < least) {
        return error{"intrinsic gas too low: gas " + std::to_string(tx.gas_limit) + ", minimum needed " +
                     std::to_string(least)};
    }
    if (tx.data.size() > how_.max_data_bytes) {
        return error{"oversized data: data size " + std::to_string(tx.data.size()) + ", limit " +
                     std::to_string(how_.max_data_bytes)};
    }
    return {};
}

/// Room for one more: what it replaces, or what must go for it.
status transaction_pool::check_place(const decoded_transaction& t, const account_state& a, entry_pointer& replaced,
                                     entry_pointer& evicted) const {
    const auto queue = by_sender_.find(t.from);
    if (queue != by_sender_.end()) {
        const auto same = queue->second.waiting.find(t.tx.nonce);
        if (same != queue->second.waiting.end()) {
            const u256& old = same->second->what.tx.gas_price;
            const auto least = u512::divide(old.mul_full(u256{100 + how_.bump_percent}) + u512{99}, u512{100}).first;
            if (u512{t.tx.gas_price} < least || t.tx.gas_price <= old) {
                return error{"replacement transaction underpriced"};
            }
            replaced = same->second;
        }
        // All of a sender must be payable together, else queued ones crowd out what others could pay for.
        const u256 others = queue->second.cost - (replaced == nullptr ? u256{} : *cost(replaced->what.tx));
        const auto [sum, overflow] = u256::add_carry(others, *cost(t.tx));
        if (overflow || sum > a.balance) {
            return error{"insufficient funds for gas * price + value: balance " + a.balance.to_decimal() +
                         ", waiting transactions of the sender cost the rest"};
        }
    }
    if (replaced == nullptr && by_hash_.size() >= how_.capacity) {
        const entry_pointer& cheapest = *by_price_.begin();
        if (t.tx.gas_price <= cheapest->what.tx.gas_price) {
            return error{"txpool is full"};
        }
        evicted = cheapest;
    }
    return {};
}

result<account_state> transaction_pool::check_known(const decoded_transaction& t) const {
    if (by_hash_.contains(t.hash)) {
        return error{"already known"};
    }
    auto account = accounts_.account(t.from);
    if (!account) {
        return account;
    }
    const status good = check(t, *account);
    return good ? std::move(account) : result<account_state>{good.why()};
}

/// A transfer to an account without code runs none, and what it takes of a batch follows from its form.
result<bool> transaction_pool::runs_code(const rollup::transaction& tx) const {
    if (!tx.to) {
        return true;
    }
    const auto to = accounts_.account(*tx.to);
    // Addresses of precompiles have no code and run some.
    const bool precompiled = std::all_of(tx.to->begin(), tx.to->end() - 1, [](std::uint8_t b) { return b == 0; });
    return to ? result<bool>{to->has_code || precompiled} : to.why();
}

result<bytes32> transaction_pool::add(byte_view raw, const std::string& host, std::uint64_t now) {
    if (raw.size() > 2 * how_.max_transaction_bytes) {
        return error{"oversized data: transaction size " + std::to_string(raw.size()) + ", limit " +
                     std::to_string(how_.max_transaction_bytes)};
    }
    // Recovering the signer is most of the work and needs no lock.
    auto decoded = decode_transaction(raw);
    return decoded ? take(*std::move(decoded), host, now, false) : std::move(decoded).why();
}

result<bytes32> transaction_pool::take(decoded_transaction decoded, const std::string& host, std::uint64_t now,
                                       bool released) {
    std::optional<pool::tried> outcome;
    const auto runs = trial_ ? runs_code(decoded.tx) : result<bool>{false};
    if (!runs) {
        return runs.why();
    }
    if (*runs) {
        // What can be told without running it comes first; it is looked at again when it is taken.
        {
            const std::scoped_lock hold(lock_);
            if (const auto known = check_known(decoded); !known) {
                return known.why();
            }
        }
        auto done = trial_(decoded);
        if (!done) {
            return std::move(done).why();
        }
        outcome = *done;
    }
    entry_pointer made;
    {
        const std::scoped_lock hold(lock_);
        const auto account = check_known(decoded);
        if (!account) {
            return account.why();
        }
        const quarantined* const before = aside_.find(decoded.hash);
        if (before != nullptr && before->for_good && !released) {
            return error{"transaction was put aside: " + before->reason};
        }
        entry_pointer replaced;
        entry_pointer evicted;
        if (status fits = check_place(decoded, *account, replaced, evicted); !fits) {
            return fits.why();
        }
        made = std::make_shared<const entry>(entry{std::move(decoded), now, host, next_number_, outcome});
        store::write_batch changes;
        changes.put(family::pool, made->what.hash, encode(*made));
        for (const entry_pointer& gone : {replaced, evicted}) {
            if (gone != nullptr) {
                changes.erase(family::pool, gone->what.hash);
            }
        }
        if (status written = journal_.write(changes, store::durability::process); !written) {
            return written.why();
        }
        ++next_number_;
        for (const entry_pointer& gone : {replaced, evicted}) {
            if (gone != nullptr) {
                forget(gone);
            }
        }
        insert(made, account->nonce);
        if (before != nullptr) {
            if (status removed = aside_.remove(made->what.hash); !removed) {
                return removed.why();
            }
        }
    }
    if (added_) {
        added_(made);
    }
    return made->what.hash;
}

void transaction_pool::insert(const entry_pointer& e, std::uint64_t account_nonce) {
    by_hash_[e->what.hash] = e;
    sender_queue& queue = by_sender_[e->what.from];
    queue.account_nonce = account_nonce;
    entry_pointer& place = queue.waiting[e->what.tx.nonce];
    if (place != nullptr) {
        queue.cost = queue.cost - *cost(place->what.tx);
    }
    place = e;
    queue.cost = queue.cost + *cost(e->what.tx);
    by_price_.insert(e);
}

void transaction_pool::forget(const entry_pointer& e) {
    by_price_.erase(e);
    const auto queue = by_sender_.find(e->what.from);
    if (queue != by_sender_.end()) {
        if (queue->second.waiting.erase(e->what.tx.nonce) != 0) {
            queue->second.cost = queue->second.cost - *cost(e->what.tx);
        }
        if (queue->second.waiting.empty()) {
            by_sender_.erase(queue);
        }
    }
    by_hash_.erase(e->what.hash);
}

status transaction_pool::drop(const std::vector<entry_pointer>& gone) {
    if (gone.empty()) {
        return {};
    }
    store::write_batch changes;
    for (const entry_pointer& e : gone) {
        changes.erase(family::pool, e->what.hash);
    }
    if (status written = journal_.write(changes, store::durability::process); !written) {
        return written;
    }
    for (const entry_pointer& e : gone) {
        forget(e);
    }
    return {};
}

status transaction_pool::refresh(const std::vector<address>& touched) {
    const std::scoped_lock hold(lock_);
    std::vector<entry_pointer> gone;
    for (const address& who : touched) {
        const auto queue = by_sender_.find(who);
        if (queue == by_sender_.end()) {
            continue;
        }
        const auto account = accounts_.account(who);
        if (!account) {
            return account.why();
        }
        queue->second.account_nonce = account->nonce;
        u256 sum;
        for (const auto& [nonce, e] : queue->second.waiting) {
            const auto [next, overflow] = u256::add_carry(sum, *cost(e->what.tx));
            if (nonce < account->nonce || overflow || next > account->balance || account->has_code) {
                gone.push_back(e);
            } else {
                sum = next;
            }
        }
    }
    return drop(gone);
}

status transaction_pool::remove(const bytes32& hash) {
    const std::scoped_lock hold(lock_);
    const auto found = by_hash_.find(hash);
    return found == by_hash_.end() ? status{} : drop({found->second});
}

result<std::size_t> transaction_pool::expire(std::uint64_t now) {
    const std::scoped_lock hold(lock_);
    std::vector<entry_pointer> gone;
    for (const auto& [hash, e] : by_hash_) {
        if (now >= e->arrived + static_cast<std::uint64_t>(how_.lifetime.count())) {
            gone.push_back(e);
        }
    }
    const status dropped = drop(gone);
    return dropped ? result<std::size_t>{gone.size()} : result<std::size_t>{dropped.why()};
}

} // namespace zonogon::pool
