#include "pool/pool.hpp"

#include <utility>

// What was put aside, and who may send.

namespace zonogon::pool {

status transaction_pool::put_aside(const bytes32& hash, const std::string& reason, bool for_good, std::uint64_t now) {
    const std::scoped_lock hold(lock_);
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end()) {
        return {};
    }
    const entry_pointer gone = found->second;
    const quarantined row{
        hash, gone->what.from, gone->what.tx.nonce, encode_transaction(gone->what.tx), gone->host, reason, for_good,
        now};
    store::write_batch changes;
    changes.erase(store::family::pool, hash);
    if (status written = aside_.add(row, std::move(changes)); !written) {
        return written;
    }
    forget(gone);
    return {};
}

std::vector<quarantined> transaction_pool::put_aside() const {
    const std::scoped_lock hold(lock_);
    return aside_.list();
}

status transaction_pool::release(const bytes32& hash, std::uint64_t now) {
    std::optional<quarantined> row;
    {
        const std::scoped_lock hold(lock_);
        if (const quarantined* found = aside_.find(hash)) {
            row = *found;
        }
    }
    if (!row) {
        return error{"no such transaction was put aside"};
    }
    auto decoded = decode_transaction(row->raw);
    if (!decoded) {
        return std::move(decoded).why();
    }
    const auto taken = take(*std::move(decoded), row->host, now, true);
    return taken ? status{} : status{taken.why()};
}

status transaction_pool::block(const address& who, const std::string& reason) {
    const std::scoped_lock hold(lock_);
    return lists_.block(who, reason);
}
status transaction_pool::unblock(const address& who) {
    const std::scoped_lock hold(lock_);
    return lists_.unblock(who);
}
status transaction_pool::allow(const address& who) {
    const std::scoped_lock hold(lock_);
    return lists_.allow(who);
}
status transaction_pool::disallow(const address& who) {
    const std::scoped_lock hold(lock_);
    return lists_.disallow(who);
}

transaction_pool::listed transaction_pool::lists() const {
    const std::scoped_lock hold(lock_);
    listed out{lists_.blocked(), {}};
    for (const auto& [who, unused] : lists_.allowed()) {
        out.allowed.push_back(who);
    }
    return out;
}

} // namespace zonogon::pool
