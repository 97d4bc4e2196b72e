#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <zonogon/base/result.hpp>

#include "synchronizer/batch_follower.hpp"
#include "synchronizer/l1_follower.hpp"
#include "synchronizer/options.hpp"
#include "synchronizer/trusted_follower.hpp"

namespace zonogon::synchronizer {

/// Follows L1 in a thread of its own: keeps what the contracts say of the rollup (state/l1_record.hpp), undoes what
/// came from blocks that left the chain, and brings L2 to what the batches on L1 make of it.
///
/// Whoever takes its L2 blocks from here reads them from the store. The genesis must be in the store (ensure_genesis)
/// before the start.
class synchronizer {
public:
    static result<std::unique_ptr<synchronizer>> start(const options& how, const services& with);
    ~synchronizer();
    synchronizer(const synchronizer&) = delete;
    synchronizer& operator=(const synchronizer&) = delete;
    /// Ends the thread after the request or batch at hand. What is in the store is whole at any time.
    void stop();

    /// For /readyz: an error while L1 cannot be followed, contradicts itself, or the node is halted; with the reason.
    status state() const;
    /// Whether all of L1 up to its head, and all batches on it, were in the store at some time since the start: from
    /// then on a sequencer may make blocks (its `ready`).
    bool caught_up() const noexcept { return caught_up_; }
    /// Why the node's own batches must not be continued: L1 has others, or verified another state. Stays until the
    /// difference is gone (an L1 reorganisation, batches undone).
    std::optional<std::string> halted() const;
    /// Compares again after a halt, for batches were undone here.
    void look_again() { look_again_ = true; }
    /// Number of the newest L1 block that has the configured tag and is in the store with all before it: what exit
    /// roots and forced batches may be taken from (read_exit_root_at). An error until it is known.
    result<std::uint64_t> trusted_l1_block() const;
    /// The L1 block up to which everything is in the store; nothing before the first.
    std::optional<std::uint64_t> l1_block() const;

private:
    synchronizer(const options& how, const services& with);
    void run();
    /// One look at L1, the batches on it and the trusted node; true if there is more to do at once.
    result<bool> round();
    result<bool> follow_l1();
    result<bool> follow_batches();
    status find_trusted_block();
    void publish(const status& now);
    bool stops() const;

    const options how_;
    const services with_;
    l1_follower l1_;
    batch_follower batches_;
    std::unique_ptr<l1::transport> trusted_transport_;
    std::unique_ptr<trusted_follower> trusted_;
    // As of the last round; of the thread.
    bool at_head_ = false;
    std::optional<std::uint64_t> read_block_;

    std::atomic<bool> caught_up_ = false;
    std::atomic<bool> look_again_ = false;
    mutable std::mutex lock_;
    std::condition_variable wake_;
    bool stopping_ = false;
    status state_{error{"L1 was not read yet"}};
    std::optional<std::string> halted_;
    result<std::uint64_t> trusted_block_{error{"the final block of L1 is not known yet"}};
    std::optional<std::uint64_t> l1_block_;
    std::thread thread_;
};

} // namespace zonogon::synchronizer
