#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include <zonogon/base/result.hpp>

#include "config/configuration.hpp"
#include "l1/transaction_manager.hpp"
#include "monitor/log.hpp"
#include "monitor/metrics.hpp"
#include "store/store.hpp"

namespace zonogon::node {

/// The node's way to L1: a client that its parts share, the manager of its own transactions where a key is configured,
/// and a thread that follows the head and says whether L1 can be used.
class l1_watch {
public:
    /// `chain_id` is what L1 must have, 0 for any. With one, the transaction manager is there at once; otherwise it
    /// comes with the first answer of L1, and the thread of this object works it.
    static result<std::unique_ptr<l1_watch>> start(const config::configuration& how, std::uint64_t chain_id,
                                                   store::database& db, monitor::log& lines, monitor::metrics& numbers);
    ~l1_watch();
    l1_watch(const l1_watch&) = delete;
    l1_watch& operator=(const l1_watch&) = delete;

    /// An error while L1 does not answer, is another chain than configured, or a transaction cannot be worked on.
    status state() const;
    /// Base fee of the last block that was seen and the configured tip; nothing before the first.
    std::optional<u256> gas_price() const;

    l1::client& client() noexcept { return *client_; }
    /// For who knows the chain id at the start; nothing without a key. The caller works it from now on.
    l1::transaction_manager* take_sender();

private:
    l1_watch(const config::configuration& how, std::uint64_t chain_id, store::database& db, monitor::log& lines,
             monitor::metrics& numbers);
    status open_sender(std::uint64_t chain_id);
    void run();
    status look();
    void say(const status& now);

    config::configuration how_;
    std::uint64_t wanted_chain_id_;
    store::database& db_;
    monitor::log& log_;
    monitor::metrics& metrics_;
    std::unique_ptr<l1::transport> transport_;
    std::unique_ptr<l1::client> client_;
    std::optional<keys::private_key> key_;
    std::optional<std::uint64_t> chain_id_;
    std::unique_ptr<l1::transaction_manager> sender_;

    mutable std::mutex lock_;
    std::condition_variable wake_;
    bool stopping_ = false;
    bool sender_taken_ = false;
    std::optional<u256> gas_price_;
    status state_{error{"L1 was not asked yet"}};
    std::thread thread_;
};

} // namespace zonogon::node
