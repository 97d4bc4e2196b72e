#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include <zonogon/base/bytes.hpp>

#include "pool/pool.hpp"

namespace zonogon::node {

/// Transactions of blocks that were undone, on their way back into the pool, which takes only so many of one sender at
/// a time. In memory: they are lost if the node ends before the pool has them.
class undone_transactions {
public:
    /// In milliseconds, as the pool's own.
    static constexpr std::uint64_t lifetime = 10'800'000;

    /// In the order of the blocks.
    void add(std::vector<bytes> raw, std::uint64_t now);
    /// Gives the pool what it takes now. What the pool may take later waits on: it is full, a nonce is too far ahead,
    /// or the sender gets the funds in a transaction that waits too. What it refuses for good is dropped, and what
    /// waited longer than `lifetime`. To be called after each block. Returns how many it took.
    std::size_t feed(pool::transaction_pool& to, std::uint64_t now);
    std::size_t size() const;

private:
    mutable std::mutex lock_;
    struct entry {
        bytes raw;
        std::uint64_t since = 0;
    };
    std::deque<entry> waiting_;
};

} // namespace zonogon::node
