#pragma once

#include "rpc/chain_services.hpp"
#include "rpc/registry.hpp"

namespace zonogon::rpc {

/// All of the below that the services allow: without `waiting` none of the pool, without `events` no filters.
void add_chain_methods(registry& to, const chain_services& on);

/// eth_blockNumber, eth_getBalance, eth_getTransactionCount, eth_getCode, eth_getStorageAt, eth_getStorageValues,
/// eth_gasPrice, eth_maxPriorityFeePerGas, eth_blobBaseFee, eth_coinbase, and those of add_call_methods.
void add_state_methods(registry& to, const chain_services& on);

/// eth_call, eth_estimateGas, eth_createAccessList, all with state and block overrides.
void add_call_methods(registry& to, const chain_services& on);

/// eth_fillTransaction.
void add_fill_method(registry& to, const chain_services& on);

/// Blocks, transactions and receipts by number, hash and place, eth_feeHistory, eth_syncing, eth_getLogs.
void add_block_methods(registry& to, const chain_services& on);

/// eth_new*Filter, eth_getFilter*, eth_uninstallFilter, eth_subscribe, eth_unsubscribe. Precondition: on.events is set.
void add_filter_methods(registry& to, const chain_services& on);

/// debug_trace*, debug_getRaw*.
void add_debug_methods(registry& to, const chain_services& on);

/// zkevm_getWitness, zkevm_getBlockRangeWitness, zkevm_getBatchWitness, zkevm_getBatchCountersByNumber, eth_getProof.
void add_witness_methods(registry& to, const chain_services& on);

/// zkevm_* but for those.
void add_zkevm_methods(registry& to, const chain_services& on);

/// eth_sendRawTransaction, txpool_content, txpool_contentFrom, txpool_inspect, txpool_status; with on.events
/// eth_sendRawTransactionSync too. Precondition: on.waiting is set.
void add_pool_methods(registry& to, const chain_services& on);

} // namespace zonogon::rpc
