#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <condition_variable>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "pool/pool.hpp"
#include "rpc/block_text.hpp"
#include "rpc/log_filter.hpp"
#include "rpc/registry.hpp"
#include "store/store.hpp"

namespace zonogon::rpc {

/// How far a node that is behind has come.
struct sync_progress {
    std::uint64_t starting_block = 0, current_block = 0, highest_block = 0;

    friend bool operator==(const sync_progress&, const sync_progress&) = default;
};

/// Brings what happens to the chain to those who wait for it: subscriptions (pushed), filters (asked for), calls that
/// wait for a receipt. Whoever changes the chain calls on_*() after the change is in the store, in the order of the
/// changes; the work is done in the caller's thread and is next to nothing while nobody listens. Any thread may call
/// anything.
class chain_events {
public:
    using clock = std::chrono::steady_clock;
    struct options {
        /// A filter that nobody asks for this long is gone.
        std::chrono::milliseconds filter_idle{300'000};
        std::size_t max_filters = 10'000;
        std::size_t max_filters_per_host = 100;
        std::size_t max_subscriptions_per_channel = 100;
        /// What one filter may have waiting; a filter with more is gone.
        std::size_t max_changes = 10'000;
        /// Blocks whose logs are remembered, for the messages that take them back.
        std::size_t remembered_blocks = 256;
    };

    chain_events(const store::database& db, const pool::transaction_pool* waiting, const options& how);
    chain_events(const store::database& db, const pool::transaction_pool* waiting)
        : chain_events(db, waiting, options{}) {}

    // For the sequencer, the synchronizer and the pool.

    /// Block `number` is in the store and is the last one.
    void on_new_block(std::uint64_t number);
    /// The blocks above `number` are gone.
    void on_unwound(std::uint64_t number);
    /// The pool took a transaction.
    void on_pending(const bytes32& hash);
    /// Nothing: the node has caught up.
    void on_syncing(const std::optional<sync_progress>& progress);

    // For the methods.

    enum class kind : std::uint8_t { blocks, logs, pending, syncing };
    struct wish {
        kind what = kind::blocks;
        log_filter logs;
        /// Whole transactions instead of their hashes.
        bool whole = false;
    };
    /// The id, as JSON text; or why not.
    result<std::string> subscribe(const wish& w, const std::shared_ptr<push_channel>& to);
    /// Whether there was one of that id on the channel.
    bool unsubscribe(const std::string& id, std::uint64_t channel);
    /// The channel is closed. May be called while this object pushes to it.
    void forget_channel(std::uint64_t channel);

    result<std::string> add_filter(const wish& w, const std::string& host, clock::time_point now);
    /// What came since the last call, as a JSON list; nothing if there is no such filter.
    std::optional<std::string> changes(const std::string& id, clock::time_point now);
    /// The wish of a filter; counts as a sign of life.
    std::optional<wish> find_filter(const std::string& id, clock::time_point now);
    bool remove_filter(const std::string& id);

    std::optional<sync_progress> syncing() const;
    /// Waits until a block comes, or until then. Returns a count that grows with every block; ask it before looking.
    std::uint64_t blocks_seen() const;
    bool wait_for_block(std::uint64_t seen, clock::time_point until);

private:
    struct subscription {
        wish what;
        std::uint64_t channel_id = 0;
        std::weak_ptr<push_channel> channel;
    };
    struct filter {
        wish what;
        std::string host;
        clock::time_point last_asked;
        std::vector<std::string> changes;
    };
    struct known_log {
        evm::log what;
        log_place place;
    };
    struct known_block {
        std::uint64_t number = 0;
        std::vector<known_log> logs;
    };

    bool wanted(kind what) const;
    std::string next_id();
    void push(const std::string& id, const subscription& to, const std::string& result);
    /// To subscriptions and filters of that kind.
    void tell(kind what, const std::string& text);
    void tell_log(const known_log& l, bool removed);
    void unwind(std::uint64_t number);
    void drop_idle(clock::time_point now);
    void drop_closed();

    const store::database& db_;
    const pool::transaction_pool* waiting_;
    options how_;

    mutable std::mutex lock_;
    std::condition_variable came_;
    std::uint64_t blocks_seen_ = 0;
    std::uint64_t next_id_ = 0;
    std::uint64_t salt_ = 0;
    std::map<std::string, subscription> subscriptions_;
    std::map<std::string, filter> filters_;
    std::deque<known_block> known_;
    std::optional<sync_progress> syncing_;

    std::mutex closed_lock_;
    std::vector<std::uint64_t> closed_;
};

} // namespace zonogon::rpc
