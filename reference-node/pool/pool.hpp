#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/native_counters.hpp>

#include "pool/decode.hpp"
#include "pool/quarantine.hpp"
#include "pool/sender_lists.hpp"
#include "store/store.hpp"

namespace zonogon::pool {

/// What the pool needs to know of an account.
struct account_state {
    std::uint64_t nonce = 0;
    u256 balance;
    /// Such an account cannot send (EIP-3607).
    bool has_code = false;
};

/// The state that transactions are checked against: that of the last L2 block. May be asked from several threads.
class account_source {
public:
    account_source() = default;
    account_source(const account_source&) = delete;
    account_source& operator=(const account_source&) = delete;
    virtual ~account_source() = default;
    virtual result<account_state> account(const address& of) const = 0;
};

struct options {
    std::uint64_t chain_id = 0;
    std::size_t capacity = 5'120;
    /// How far a nonce may be ahead of the account's, and so how many one sender has waiting.
    std::uint64_t per_sender = 64;
    std::size_t max_transaction_bytes = 100'132;
    std::size_t max_data_bytes = 100'000;
    std::uint64_t bump_percent = 10;
    u256 min_gas_price{1'000'000'000};
    bool free_transactions = false;
    /// Only senders of the allow list may send, or create contracts.
    bool only_allowed_send = false;
    bool only_allowed_deploy = false;
    std::chrono::milliseconds lifetime{10'800'000};
};

/// What running a transaction came to before the pool took it.
struct tried {
    /// What it takes of a batch at most.
    rollup::counter_estimate takes;
    std::uint64_t gas_used = 0;
};
/// Runs a transaction that executes code; an error says what of a batch it takes too much of. Called outside the pool's
/// lock from any thread.
using trial = std::function<result<pool::tried>(const decoded_transaction&)>;

/// A transaction that waits.
struct entry {
    decoded_transaction what;
    /// Milliseconds of the epoch.
    std::uint64_t arrived = 0;
    std::string host;
    /// Order of arrival, which decides between equal prices.
    std::uint64_t number = 0;
    /// Nothing for one that runs no code, or was read back from the journal.
    std::optional<pool::tried> tried{};
};
using entry_pointer = std::shared_ptr<const entry>;

struct counts {
    std::size_t pending = 0; ///< could be executed now, or after others of their sender
    std::size_t queued = 0;  ///< wait for an earlier nonce
};

/// The transactions that wait to be sequenced, checked in the order of zkEVM nodes with geth's error texts. Every
/// change is in the store before it is acknowledged (it survives the end of the process), and open() reads it back. All
/// functions may be called from any thread.
class transaction_pool {
public:
    static result<std::unique_ptr<transaction_pool>> open(store::database& journal, const account_source& accounts,
                                                          const options& how, std::uint64_t now);

    /// Takes a raw transaction, or says why not. `now` in milliseconds of the epoch.
    result<bytes32> add(byte_view raw, const std::string& host, std::uint64_t now);

    entry_pointer find(const bytes32& hash) const;
    /// The nonce that comes after all that could be executed: eth_getTransactionCount at `pending`.
    result<std::uint64_t> next_nonce(const address& of) const;
    /// What could be executed, best price first and in nonce order for each sender; at most `most`.
    std::vector<entry_pointer> best(std::size_t most) const;
    /// All of one sender (or of all) by nonce: executable ones and the rest.
    struct content {
        std::map<address, std::map<std::uint64_t, entry_pointer>> pending;
        std::map<address, std::map<std::uint64_t, entry_pointer>> queued;
    };
    content list(const std::optional<address>& only) const;
    counts count() const;

    /// After a block: reads the senders' accounts again and drops what was executed or can no longer be.
    status refresh(const std::vector<address>& touched);
    /// Drops one; nothing happens if it is not there.
    status remove(const bytes32& hash);
    /// Moves one to the quarantine, because it cannot be in a block; nothing happens if it is not there. `for_good`
    /// refuses it from now on, otherwise it may be sent again.
    status put_aside(const bytes32& hash, const std::string& reason, bool for_good, std::uint64_t now);
    /// What was put aside, oldest first.
    std::vector<quarantined> put_aside() const;
    /// Takes one back from the quarantine, with all checks; it stays there if they fail.
    status release(const bytes32& hash, std::uint64_t now);
    /// Drops what has waited longer than the lifetime; returns how many.
    result<std::size_t> expire(std::uint64_t now);

    /// Tries every transaction that executes code; set before use. Without it none is tried.
    void try_by(trial t) { trial_ = std::move(t); }
    /// Told of every transaction that is taken; set before use.
    void on_added(std::function<void(const entry_pointer&)> tell) { added_ = std::move(tell); }

    /// Senders whose transactions are refused, with the reason they are told.
    status block(const address& who, const std::string& reason);
    status unblock(const address& who);
    /// Senders that may send where only those do (options::only_allowed_*).
    status allow(const address& who);
    status disallow(const address& who);
    /// Both lists as they are now.
    struct listed {
        std::map<address, std::string> blocked;
        std::vector<address> allowed;
    };
    listed lists() const;

private:
    using by_nonce = std::map<std::uint64_t, entry_pointer>;
    struct sender_queue {
        std::uint64_t account_nonce = 0;
        by_nonce waiting;
        /// What all of `waiting` cost together; below 2^256, since each was payable beside the others when it came.
        u256 cost;
        /// How many of `waiting` follow the account's nonce without a gap.
        std::size_t ready() const;
    };
    /// Cheapest first; of equal ones the latest.
    struct cheaper {
        bool operator()(const entry_pointer& a, const entry_pointer& b) const {
            if (a->what.tx.gas_price != b->what.tx.gas_price) {
                return a->what.tx.gas_price < b->what.tx.gas_price;
            }
            return a->number > b->number;
        }
    };

    transaction_pool(store::database& journal, const account_source& accounts, const options& how)
        : journal_(journal), accounts_(accounts), how_(how), lists_(journal), aside_(journal) {}

    status load(std::uint64_t now);
    status check(const decoded_transaction& t, const account_state& a) const;
    /// Whether it can be taken as far as it and its sender tell; an account to check its place with.
    result<account_state> check_known(const decoded_transaction& t) const;
    result<bool> runs_code(const rollup::transaction& tx) const;
    result<bytes32> take(decoded_transaction decoded, const std::string& host, std::uint64_t now, bool released);
    status check_place(const decoded_transaction& t, const account_state& a, entry_pointer& replaced,
                       entry_pointer& evicted) const;
    void insert(const entry_pointer& e, std::uint64_t account_nonce);
    void forget(const entry_pointer& e);
    status drop(const std::vector<entry_pointer>& gone);

    store::database& journal_;
    const account_source& accounts_;
    options how_;
    std::function<void(const entry_pointer&)> added_;
    trial trial_;

    mutable std::mutex lock_;
    std::map<bytes32, entry_pointer> by_hash_;
    std::map<address, sender_queue> by_sender_;
    std::set<entry_pointer, cheaper> by_price_;
    sender_lists lists_;
    pool::quarantine aside_;
    std::uint64_t next_number_ = 1;
};

} // namespace zonogon::pool
