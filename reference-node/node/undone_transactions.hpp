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
    /// In the order of the blocks.
    void add(std::vector<bytes> raw);
    /// Gives the pool what it takes, as far as it takes them in order; what it refuses for good is dropped. To be
    /// called after each block. Returns how many it took.
    std::size_t feed(pool::transaction_pool& to, std::uint64_t now);
    std::size_t size() const;

private:
    mutable std::mutex lock_;
    std::deque<bytes> waiting_;
};

} // namespace zonogon::node
