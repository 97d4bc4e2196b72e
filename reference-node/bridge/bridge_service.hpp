#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "keys/signature.hpp"
#include "l1/contracts.hpp"
#include "monitor/log.hpp"
#include "monitor/metrics.hpp"
#include "pool/pool.hpp"
#include "store/store.hpp"

namespace zonogon::bridge {

/// The L2 of the node that the service runs in: blocks come from its database, claims go into its pool.
struct own_l2 {
    std::uint64_t chain_id = 0;
    pool::transaction_pool* waiting = nullptr;
    /// What claims pay for gas.
    u256 gas_price;
};

/// Follows the bridge contracts of L1 and of one L2, answers the REST interface of zkEVM bridge services about
/// deposits, claims, tokens and proofs, and claims deposits of L1 on the L2 where a key is given.
///
/// Everything it knows is in the store: the effects of a block with its checkpoint in one write, the effects of blocks
/// that a reorg removed undone in one. One thread follows and claims; the REST server has its own.
class bridge_service {
public:
    struct options {
        /// Uses bridge, global_exit_root_manager, rollup_manager, rollup_id, first_block and the chain ids.
        l1::rollup_contracts contracts;
        std::string l1_url;
        std::chrono::milliseconds l1_timeout{10'000};
        /// An RPC of the L2; empty: the L2 of this node, given to start().
        std::string l2_url;
        /// The bridge on L2; zero: the address it has on L1, where the deployment puts both.
        address l2_bridge{};
        /// The exit root manager on L2 (protocol 9.7).
        address l2_exit_roots{0xa4, 0x0d, 0x5f, 0x56, 0x74, 0x5a, 0x11, 0x8d, 0x09, 0x06,
                              0xa3, 0x4e, 0x69, 0xae, 0xc8, 0xc0, 0xdb, 0x1c, 0xb8, 0xfa};
        /// How often it looks for new blocks.
        std::chrono::milliseconds poll{1'000};
        /// Blocks that one request for logs spans.
        std::uint64_t log_span = 1'000;

        /// The REST server.
        std::string host = "127.0.0.1";
        /// 0 takes a free one.
        std::uint16_t port = 0;
        /// Scheme and host of pages that may read, with any port if none is given; "*" is every page.
        std::vector<std::string> cors{"*"};

        /// Contracts and accounts of L1 whose messages are claimed automatically; assets always are.
        std::vector<address> message_senders{};
        /// Claims that are sent and not seen in a block yet.
        std::size_t claims_in_flight = 16;
        /// A claim that fails is tried again after `retry_after`, and after `claim_attempts` failures only every
        /// `quarantine`; the others go on meanwhile.
        std::uint64_t claim_attempts = 10;
        std::chrono::milliseconds retry_after{1'000};
        std::chrono::milliseconds quarantine{600'000};
        /// A claim that is not in a block after that long is sent again.
        std::chrono::milliseconds resend_after{30'000};
    };

    /// Reads what the store has, listens and begins to follow. `here` is needed without options::l2_url; without
    /// `claimer` nothing is claimed. All references must outlive the service.
    static result<std::unique_ptr<bridge_service>> start(const options& how, store::database& db, monitor::log& lines,
                                                         monitor::metrics& numbers, std::optional<own_l2> here,
                                                         std::optional<keys::private_key> claimer);
    /// Ends the server and the thread.
    ~bridge_service();
    bridge_service(const bridge_service&) = delete;
    bridge_service& operator=(const bridge_service&) = delete;

    /// For /readyz: an error while L1 or L2 cannot be followed or claims cannot be sent.
    status state() const;
    /// Where the REST server listens.
    std::uint16_t port() const noexcept;

private:
    struct core;
    explicit bridge_service(std::unique_ptr<core> inner);
    std::unique_ptr<core> inner_;
};

} // namespace zonogon::bridge
