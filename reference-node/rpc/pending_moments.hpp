#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "state/open_block.hpp"

namespace zonogon::rpc {

/// What `pending` means: the chain with the sequencer's open block as its last one. The block is executed here when
/// somebody asks, and at most a small part of the time: callers in between get what was made a moment before. Any
/// thread.
class pending_moments {
public:
    using open_block = std::shared_ptr<const state::open_block>;
    using clock = std::chrono::steady_clock;

    /// `newest` gives the open block, or null; asked from any thread.
    pending_moments(std::uint64_t chain_id, std::function<open_block()> newest)
        : chain_id_(chain_id), newest_(std::move(newest)) {}

    /// `base` itself where no block is open on it.
    result<std::shared_ptr<const state::moment>> over(const std::shared_ptr<const state::moment>& base) const;

private:
    std::uint64_t chain_id_;
    std::function<open_block()> newest_;
    mutable std::mutex lock_;
    mutable open_block of_;
    mutable std::shared_ptr<const state::moment> last_;
    mutable clock::time_point good_until_;
};

} // namespace zonogon::rpc
