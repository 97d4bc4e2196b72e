#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

#include "pool/pool.hpp"
#include "rpc/answer.hpp"
#include "state/moments.hpp"
#include "store/store.hpp"

namespace zonogon::rpc {

class chain_events;
class pending_moments;

/// What the methods over the chain work on; all of it outlives the registry.
struct chain_services {
    const store::database& db;
    std::uint64_t chain_id = 0;
    /// The price that eth_gasPrice suggests.
    u256 gas_price{};
    pool::transaction_pool* waiting = nullptr;
    /// Filters, subscriptions and eth_sendRawTransactionSync need it.
    chain_events* events = nullptr;

    struct limits {
        /// Of eth_getLogs.
        std::uint64_t max_log_blocks = 10'000;
        std::size_t max_logs = 10'000;
        /// Bytes of one trace's text, or of the traces of one block.
        std::size_t max_trace_bytes = 100 << 20;
        /// Calls of eth_sendRawTransactionSync that wait at one time; each holds a thread of the server.
        std::size_t max_waiting_calls = 1;
        std::chrono::milliseconds receipt_timeout{2'000};
        std::chrono::milliseconds max_receipt_timeout{10'000};
    };
    limits limit{};

    /// Contracts on L1, as far as they are known.
    struct contracts {
        std::optional<address> rollup{}, rollup_manager{}, exit_root_manager{}, bridge{};
    };
    contracts l1{};

    /// Asks the sequencer's node, on a node without that role: transactions go there. Gets a method and its parameters
    /// as a JSON list. Empty where transactions wait here.
    std::function<answer(const std::string& method, const std::string& parameters)> sequencer{};

    /// The present moment of `db`; add_chain_methods sees to it.
    std::shared_ptr<const state::moments> present{};
    /// Where `pending` is more than the last block.
    std::shared_ptr<const pending_moments> pending{};
};

} // namespace zonogon::rpc
