#pragma once

#include <cstdint>

#include <zonogon/base/u256.hpp>

#include "pool/pool.hpp"
#include "rpc/registry.hpp"
#include "state/view.hpp"
#include "store/store.hpp"

namespace zonogon::rpc {

/// What the methods below work on; all of it outlives the registry.
struct chain_services {
    const store::database& db;
    std::uint64_t chain_id = 0;
    /// The price that eth_gasPrice suggests.
    u256 gas_price;
    pool::transaction_pool* waiting = nullptr;
};

/// eth_blockNumber, eth_getBalance, eth_getTransactionCount, eth_getCode, eth_getStorageAt, eth_call,
/// eth_estimateGas, eth_gasPrice, eth_maxPriorityFeePerGas, eth_blobBaseFee.
void add_state_methods(registry& to, const chain_services& on);

/// eth_sendRawTransaction, txpool_content, txpool_contentFrom,
/// txpool_inspect, txpool_status. Precondition: on.waiting is set.
void add_pool_methods(registry& to, const chain_services& on);

} // namespace zonogon::rpc
