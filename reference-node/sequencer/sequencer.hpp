#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <zonogon/base/result.hpp>

#include "sequencer/batch_checker.hpp"
#include "sequencer/options.hpp"
#include "sequencer/producer.hpp"

namespace zonogon::sequencer {

/// Makes L2 blocks and batches (producer) in a thread, and executes every closed batch again in a second one
/// (batch_checker). A difference between the two halts it: with a reason, an event, until resume().
class sequencer {
public:
    static result<std::unique_ptr<sequencer>> start(const options& how, const services& with, observers tell);
    ~sequencer();
    sequencer(const sequencer&) = delete;
    sequencer& operator=(const sequencer&) = delete;

    /// An error while no blocks can be made: halted, waiting for L1, or a failure of the store; with the reason.
    status state() const;
    /// Stops after the block at hand.
    void halt(const std::string& reason);
    /// Ends a halt; after a difference between the two executions the batch is looked at again.
    void resume();
    /// Whether it is halted and the block at hand is done: nothing is written any more.
    bool halted() const;
    /// No batch from this one on; 0 for no end.
    void halt_at(std::uint64_t batch);
    /// Closes the open batch as soon as it has a block.
    void close_batch();

    /// The last batch of which both executions agree; what may be sequenced on L1.
    std::uint64_t checked_batch() const;

private:
    sequencer(const options& how, const services& with, observers tell);
    void produce();
    void check();
    void say(std::uint8_t severity, const std::string& id, const std::string& description) const;

    options how_;
    services with_;
    observers tell_;
    std::unique_ptr<producer> producer_;
    std::unique_ptr<batch_checker> checker_;

    mutable std::mutex lock_;
    std::condition_variable wake_;
    bool stopping_ = false;
    bool stepping_ = false;
    std::optional<std::string> halted_;
    status state_{error{"no block was made yet"}};
    status checked_state_;
    std::uint64_t halt_at_ = 0;
    bool close_wanted_ = false;
    std::uint64_t checked_ = 0;
    std::thread producing_, checking_;
};

} // namespace zonogon::sequencer
