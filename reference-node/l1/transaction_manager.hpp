#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "keys/signature.hpp"
#include "l1/client.hpp"
#include "l1/managed_transaction.hpp"
#include "store/store.hpp"

namespace zonogon::l1 {

/// What a caller wants done on L1.
struct transaction_request {
    /// A name of the caller's choice. Asking again under a name that exists gives the same transaction, so that a
    /// caller that died between asking and noting it may simply ask again.
    std::string label;
    /// Nothing creates a contract.
    std::optional<address> to;
    u256 value;
    bytes data;
    /// 0 asks the node for an estimate and adds a fifth.
    std::uint64_t gas_limit = 0;
};

/// Brings transactions of one key to their end: signs them in order, sends, raises fees of those that stick, sends
/// again those that were dropped or whose block went, gives a new nonce to those whose nonce somebody else used, and
/// waits for confirmations. One that was executed is watched until L1 calls its block final: if the chain takes it
/// back, it is sent again as it was, and so are those before and after it. Where L1 takes back what it called final,
/// the nonces that are free again are filled, so that what was sent after them is not held up. Everything is in the
/// store before it is sent, so it can be stopped at any instruction: at most one form of each transaction is ever
/// executed.
class transaction_manager {
public:
    struct options {
        std::uint64_t chain_id = 0;
        /// Blocks on top of a transaction's until it is final.
        std::uint64_t confirmations = 4;
        std::chrono::milliseconds stuck_after{120'000};
        /// By how much both fees rise when it sticks; nodes ask for at least 10.
        std::uint64_t bump_percent = 13;
        u256 max_fee{500'000'000'000};
        u256 tip{1'000'000'000};
    };

    static result<std::unique_ptr<transaction_manager>> open(store::database& in, client& node, keys::private_key key,
                                                             const options& how);

    /// Notes a transaction and returns its number; it is sent by the next steps. `now` in milliseconds of the epoch.
    result<std::uint64_t> submit(const transaction_request& what, std::uint64_t now);
    /// Asked before a transaction is sent, each time; an error holds it back, with the reason as its note. Must not
    /// call this object.
    void ask_before_sending(std::function<status(const managed_transaction&)> may);
    /// Gives up a transaction that is in no block: it is refused, and its nonce is free for the next. What was sent of
    /// it may still be executed, which is for the caller to expect.
    status abandon(std::uint64_t id, const std::string& why);
    /// One look at everything that is not final. An error means that the node or the store failed: call again later.
    status step(std::uint64_t now);

    result<std::optional<managed_transaction>> find(std::uint64_t id) const;
    std::optional<std::uint64_t> find(const std::string& label) const;
    /// Transactions that are not final.
    std::size_t pending() const;
    /// Whether L1 can no longer take back what became of it.
    bool settled(std::uint64_t id) const;
    const address& sender() const noexcept { return key_.owner(); }

private:
    transaction_manager(store::database& in, client& node, keys::private_key key, const options& how)
        : store_(in), node_(node), key_(std::move(key)), how_(how) {}

    /// An executed transaction whose block may still go.
    struct executed {
        bytes32 hash{};
        std::uint64_t block = 0;
    };

    status load();
    void watch(const managed_transaction& t);
    status look_back(const block_header& head, std::uint64_t now);
    status reopen(std::uint64_t id, bool executed_again, std::uint64_t now);
    status keep(const managed_transaction& t);
    status fill_gaps(std::uint64_t now);
    status start(managed_transaction& t, std::uint64_t now, bool first_in_line);
    status review(managed_transaction& t, std::uint64_t now);
    status settle(managed_transaction& t, const receipt& r);
    status sign_and_send(managed_transaction& t, attempt form, std::uint64_t now);
    status send(managed_transaction& t);
    result<bool> held_back(managed_transaction& t);
    status send_if_unknown(managed_transaction& t);
    status raise_fees(managed_transaction& t, std::uint64_t now);
    std::uint64_t next_nonce() const;

    store::database& store_;
    client& node_;
    keys::private_key key_;
    options how_;
    std::function<status(const managed_transaction&)> may_send_;

    mutable std::mutex lock_;
    std::map<std::uint64_t, managed_transaction> open_;
    std::map<std::uint64_t, executed> watched_;
    /// The head of L1 when those were last looked for.
    bytes32 looked_at_{};
    std::map<std::string, std::uint64_t> labels_;
    std::uint64_t next_id_ = 1;
    /// The last block of L1 that is known to have executed one.
    std::uint64_t executed_up_to_ = 0;
    // As of the current step.
    std::uint64_t head_ = 0;
    std::uint64_t account_nonce_ = 0;
};

} // namespace zonogon::l1
