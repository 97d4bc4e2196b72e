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

/// Follows the head of L1 in a thread of its own, and brings the node's own L1 transactions to their end where a key is
/// configured.
class l1_watch {
public:
    static result<std::unique_ptr<l1_watch>> start(const config::configuration& how, store::database& db,
                                                   monitor::log& lines, monitor::metrics& numbers);
    ~l1_watch();
    l1_watch(const l1_watch&) = delete;
    l1_watch& operator=(const l1_watch&) = delete;

    /// An error while L1 does not answer, is another chain than configured, or a transaction cannot be worked on.
    status state() const;

private:
    l1_watch(const config::configuration& how, store::database& db, monitor::log& lines, monitor::metrics& numbers);
    void run();
    status look();
    void say(const status& now);

    config::configuration how_;
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
    status state_{error{"L1 was not asked yet"}};
    std::thread thread_;
};

} // namespace zonogon::node
