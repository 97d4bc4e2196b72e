#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/abi_rollup.hpp"
#include "l1/client.hpp"
#include "l1/contracts.hpp"
#include "l1/transaction_manager.hpp"
#include "monitor/event_log.hpp"
#include "sequencer/data_availability.hpp"
#include "sequencer/pending_sequence.hpp"
#include "store/store.hpp"

namespace zonogon::sequencer {

/// Brings closed batches to L1, in order, several in one transaction where they fit.
///
/// What it wants sequenced is in the store before L1 hears of it, and the transactions are named after it, so a stop at
/// any instruction sequences every batch once. One transaction is on its way at a time; the next follows when the
/// synchronizer has seen it on L1.
class sequence_sender {
public:
    struct options {
        l1::rollup_contracts contracts;
        /// Who gets the fees on L2: that of sequencer::options.
        address coinbase{};
        /// L1 nodes do not take larger transactions; what is around the data is set aside.
        std::size_t max_transaction_bytes = 131'072;
        /// Of one transaction; the contract's limit is 1000.
        std::uint64_t max_batches = 1'000;
        /// L1's clock must be at most this far behind the last block of a sequence; the contract's bound is 36.
        std::chrono::seconds timestamp_lead{6};
        /// With profit wanted, batches wait until their fees cover the cost on L1, but not longer than the deadline
        /// after the oldest was closed; 0 sends at once.
        std::chrono::milliseconds deadline{0};
        bool wait_for_profit = false;
        /// What 10^18 of the smallest unit of the fee token are worth in wei, for that.
        u256 fee_token_price{1'000'000'000'000'000'000};
        /// After so many refusals or reverts in a row it stops.
        std::uint64_t attempts = 5;
        std::chrono::milliseconds retry_after{10'000};
        std::chrono::milliseconds poll{1'000};
    };
    /// All must outlive it.
    struct services {
        store::database& db;
        l1::client& node;
        /// Of the trusted sequencer's key. This object calls its step().
        l1::transaction_manager& transactions;
        data_availability& data;
        /// The last batch that may be sent: sequencer::checked_batch.
        std::function<std::uint64_t()> checked_batch;
        /// Whether anything may be sent, for example because the synchronizer is not halted; may be empty.
        std::function<status()> ready;
        std::function<void(const monitor::event&)> on_event;
        /// Milliseconds of the epoch; the system's clock if empty.
        std::function<std::uint64_t()> clock;
    };

    /// With a thread of its own.
    static result<std::unique_ptr<sequence_sender>> start(const options& how, const services& with);
    /// Without: the caller calls step().
    sequence_sender(const options& how, const services& with);
    ~sequence_sender();
    sequence_sender(const sequence_sender&) = delete;
    sequence_sender& operator=(const sequence_sender&) = delete;

    /// One look at everything. An error is one that may go away: call again later.
    status step(std::uint64_t now);
    /// An error while it is stopped or cannot work; with the reason.
    status state() const;
    /// Tries again after a stop.
    void resume();

private:
    void run();
    status work(std::uint64_t now);
    result<std::string> approval_label() const;
    /// Whether the contract may take the fee of so many batches; asks for it where not.
    result<bool> may_pay(std::uint64_t batches, std::uint64_t now);
    status clean(std::uint64_t on_l1);
    /// The sequence that begins with this batch, if one was begun.
    result<std::optional<pending_sequence>> begun(std::uint64_t first) const;
    status begin(std::uint64_t first, std::uint64_t now);
    status follow(pending_sequence p, std::uint64_t now);
    status may_send(const l1::managed_transaction& t) const;
    status forget(const pending_sequence& p);
    status failed(pending_sequence p, const std::string& why, std::uint64_t now);
    status submit(const pending_sequence& p, std::uint64_t now);
    status keep(const pending_sequence& p);
    /// Whether it is time to send what is there, which is all that fits if `full`.
    result<bool> due(const l1::sequence_call& s, bool full, std::uint64_t now);
    result<u256> cost_of(const l1::sequence_call& s) const;
    result<u256> ask(const address& contract, bytes call) const;
    status stop_for(const std::string& reason);

    options how_;
    services with_;
    /// Of the thread: what failed is tried once more without counting.
    bool retry_ = false;

    mutable std::mutex lock_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::optional<std::string> stopped_;
    bool resumed_ = false;
    status state_;
    std::thread thread_;
};

} // namespace zonogon::sequencer
