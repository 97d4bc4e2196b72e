#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "bridge/claim_target.hpp"
#include "bridge/ledger.hpp"
#include "keys/signature.hpp"
#include "store/store.hpp"

namespace zonogon::bridge {

/// A deposit whose claim was sent or has failed.
struct claim_job {
    /// The deposit's leaf: after a reorg of L1 its count may name another deposit.
    bytes32 leaf{};
    /// Whether a transaction is on its way; else it waits until `next_try` (milliseconds of the epoch).
    bool sent = false;
    std::uint64_t failures = 0;
    std::uint64_t next_try = 0;
    std::uint64_t sent_at = 0;
    std::uint64_t nonce = 0;
    bytes raw;
    /// Why it failed the last time.
    std::string why;

    friend bool operator==(const claim_job&, const claim_job&) = default;
};

bytes encode(const claim_job& j);
result<claim_job> decode_claim_job(byte_view stored);

/// Claims deposits of L1 on the L2 with a key of its own, which nobody else should use.
///
/// Each claim is tried against the state of L2 first; one that fails is put aside with the reason and tried again
/// later, and the others go on. A transaction is in the store before it is sent, so that after a stop it is sent again
/// instead of a second one. Nonces are the lowest that are free: one that was refused leaves no gap.
class claimer {
public:
    struct options {
        address bridge{};
        std::vector<address> message_senders;
        std::size_t in_flight = 16;
        std::uint64_t attempts = 10;
        std::chrono::milliseconds retry_after{1'000};
        std::chrono::milliseconds quarantine{600'000};
        std::chrono::milliseconds resend_after{30'000};
        /// Told of every claim that is sent or has failed.
        std::function<void(std::uint32_t count, const claim_job&)> tell{};
    };

    static result<std::unique_ptr<claimer>> open(store::database& in, const ledger& of, claim_target& to,
                                                 keys::private_key key, const options& how);

    /// One round. `nonce` is the account's on L2, read before the ledger reached L2's head: a claim with a lower one
    /// that the ledger does not show has failed. An error means that L2 or the store cannot be used at the moment.
    status step(std::uint64_t nonce, std::uint64_t now);

    const address& sender() const noexcept { return key_.owner(); }
    /// By count of the deposit.
    const std::map<std::uint32_t, claim_job>& jobs() const noexcept { return jobs_; }
    std::size_t in_flight() const;
    /// Deposits that failed so often that they are only tried rarely.
    std::size_t quarantined() const;

private:
    claimer(store::database& in, const ledger& of, claim_target& to, keys::private_key key, const options& how)
        : store_(in), ledger_(of), target_(to), key_(std::move(key)), how_(how) {}

    status load();
    status keep(std::uint32_t count, const claim_job& j);
    status drop(std::uint32_t count);
    status fail(std::uint32_t count, claim_job j, const std::string& why, std::uint64_t now);
    status settle(std::uint64_t nonce, std::uint64_t now);
    status resend(std::uint64_t now);
    status start(std::uint64_t nonce, std::uint64_t now);
    status start_one(const deposit& d, std::uint64_t nonce, std::uint64_t now);
    bool is_wanted(const deposit_name& name, const open_deposit& d, std::uint64_t now) const;
    std::uint64_t free_nonce(std::uint64_t from) const;

    store::database& store_;
    const ledger& ledger_;
    claim_target& target_;
    keys::private_key key_;
    options how_;
    std::map<std::uint32_t, claim_job> jobs_;
    std::size_t refused_in_row_ = 0;
};

} // namespace zonogon::bridge
