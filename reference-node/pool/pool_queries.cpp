#include "pool/pool.hpp"

#include <queue>

// What the pool tells of what waits in it.

namespace zonogon::pool {

std::size_t transaction_pool::sender_queue::ready() const {
    std::size_t out = 0;
    std::uint64_t expected = account_nonce;
    for (const auto& [nonce, e] : waiting) {
        if (nonce != expected) {
            break;
        }
        ++expected;
        ++out;
    }
    return out;
}

entry_pointer transaction_pool::find(const bytes32& hash) const {
    const std::scoped_lock hold(lock_);
    const auto found = by_hash_.find(hash);
    return found == by_hash_.end() ? nullptr : found->second;
}

result<std::uint64_t> transaction_pool::next_nonce(const address& of) const {
    const auto account = accounts_.account(of);
    if (!account) {
        return account.why();
    }
    const std::scoped_lock hold(lock_);
    std::uint64_t next = account->nonce;
    const auto queue = by_sender_.find(of);
    if (queue != by_sender_.end()) {
        for (auto at = queue->second.waiting.find(next); at != queue->second.waiting.end() && at->first == next; ++at) {
            ++next;
        }
    }
    return next;
}

std::vector<entry_pointer> transaction_pool::best(std::size_t most) const {
    const std::scoped_lock hold(lock_);
    struct head {
        by_nonce::const_iterator at;
        by_nonce::const_iterator end;
    };
    const auto worse = [](const head& a, const head& b) { return cheaper{}(a.at->second, b.at->second); };
    std::priority_queue<head, std::vector<head>, decltype(worse)> heads(worse);
    for (const auto& [who, queue] : by_sender_) {
        if (!queue.waiting.empty() && queue.waiting.begin()->first == queue.account_nonce) {
            heads.push({queue.waiting.begin(), queue.waiting.end()});
        }
    }
    std::vector<entry_pointer> out;
    while (!heads.empty() && out.size() < most) {
        head one = heads.top();
        heads.pop();
        out.push_back(one.at->second);
        const std::uint64_t nonce = one.at->first;
        if (++one.at != one.end && one.at->first == nonce + 1) {
            heads.push(one);
        }
    }
    return out;
}

transaction_pool::content transaction_pool::list(const std::optional<address>& only) const {
    const std::scoped_lock hold(lock_);
    content out;
    for (const auto& [who, queue] : by_sender_) {
        if (only && *only != who) {
            continue;
        }
        std::size_t ready = queue.ready();
        for (const auto& [nonce, e] : queue.waiting) {
            (ready > 0 ? out.pending : out.queued)[who][nonce] = e;
            ready -= ready > 0 ? 1 : 0;
        }
    }
    return out;
}

counts transaction_pool::count() const {
    const std::scoped_lock hold(lock_);
    counts out;
    for (const auto& [who, queue] : by_sender_) {
        const std::size_t ready = queue.ready();
        out.pending += ready;
        out.queued += queue.waiting.size() - ready;
    }
    return out;
}

} // namespace zonogon::pool
