#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::config {

using std::chrono::milliseconds;

/// Which L1 block a reader trusts.
enum class finality : std::uint8_t { latest, safe, finalized };

struct chain_settings {
    std::uint64_t id = 1001;
    std::uint64_t fork_id = 9;
    std::string genesis;
};

struct store_settings {
    std::string path = "zonogon-data";
    std::uint64_t cache_megabytes = 256;
};

struct l1_settings {
    std::string url;
    std::uint64_t chain_id = 0;
    milliseconds timeout{10'000};
    std::uint64_t attempts = 5;
    milliseconds first_backoff{100};
    std::uint64_t max_response_megabytes = 64;
    std::uint64_t confirmations = 4;
    milliseconds poll{2'000};
    finality trust = finality::finalized;
};

struct transaction_settings {
    std::string keystore;
    std::string password_file;
    milliseconds poll{1'000};
    milliseconds stuck_after{120'000};
    std::uint64_t bump_percent = 13;
    u256 max_fee{500'000'000'000};
    u256 tip{1'000'000'000};
};

struct rpc_settings {
    std::string host = "127.0.0.1";
    std::uint64_t port = 8545;
    std::uint64_t threads = 2;
    std::uint64_t max_batch = 100;
    std::uint64_t max_body_bytes = 5'242'880;
    std::uint64_t max_response_bytes = 26'214'400;
    std::uint64_t max_connections = 10'000;
    std::uint64_t requests_per_second = 0;
    std::uint64_t burst = 0;
    milliseconds idle{120'000};
    std::vector<std::string> cors{"http://localhost", "http://127.0.0.1"};
    std::string sequencer_url;
};

struct pool_settings {
    std::uint64_t capacity = 5'120;
    std::uint64_t per_sender = 64;
    std::uint64_t max_transaction_bytes = 100'132;
    std::uint64_t max_data_bytes = 100'000;
    std::uint64_t bump_percent = 10;
    u256 min_gas_price{1'000'000'000};
    bool free_transactions = false;
    bool only_allowed_send = false;
    bool only_allowed_deploy = false;
    bool trial = true;
    milliseconds lifetime{10'800'000};
};

struct contract_settings {
    std::string file;
};

struct synchronizer_settings {
    std::uint64_t chunk = 100;
    milliseconds poll{1'000};
    std::string trusted_url;
};

struct sequencer_settings {
    address coinbase{};
    milliseconds block_time{3'000};
    milliseconds poll{50};
    milliseconds max_batch_time{10'000};
    milliseconds forced_batch_timeout{60'000};
    std::uint64_t max_transactions = 300;
    std::uint64_t margin_percent = 10;
    bool empty_blocks = false;
    std::uint64_t max_unposted_batches = 0;
    std::uint64_t halt_at_batch = 0;
    bool effective_price = false;
    u256 gas_cost{100'000'000};
    std::uint64_t profit_percent = 10;
};

struct sequence_sender_settings {
    milliseconds poll{1'000};
    milliseconds deadline{0};
    bool wait_for_profit = false;
    u256 fee_token_price{1'000'000'000'000'000'000};
    std::uint64_t max_transaction_bytes = 131'072;
    std::uint64_t max_batches = 1'000;
    std::uint64_t timestamp_lead = 6;
    std::uint64_t attempts = 5;
    milliseconds retry_after{10'000};
};

struct bridge_settings {
    std::string host = "127.0.0.1";
    std::uint64_t port = 8080;
    std::vector<std::string> cors{"*"};
    std::string l2_url;
    std::string keystore;
    std::string password_file;
    milliseconds poll{1'000};
    std::uint64_t log_span = 1'000;
    std::vector<std::string> message_senders;
    std::uint64_t claims_in_flight = 16;
    std::uint64_t claim_attempts = 10;
    milliseconds retry_after{1'000};
    milliseconds quarantine{600'000};
    milliseconds resend_after{30'000};
};

struct admin_settings {
    std::string token_file;
};

struct metrics_settings {
    std::string host = "127.0.0.1";
    std::uint64_t port = 9091;
    bool enabled = true;
    std::uint64_t min_free_disk_megabytes = 256;
};

struct log_settings {
    std::string level = "info";
    std::string format = "text";
    std::string file;
};

/// Everything that can be configured; settings() names each place, gives its bounds and says what it means.
struct configuration {
    std::vector<std::string> roles{"rpc"};
    chain_settings chain;
    store_settings store;
    l1_settings l1;
    transaction_settings transactions;
    rpc_settings rpc;
    pool_settings pool;
    contract_settings contracts;
    synchronizer_settings synchronizer;
    sequencer_settings sequencer;
    sequence_sender_settings sequence_sender;
    bridge_settings bridge;
    admin_settings admin;
    metrics_settings metrics;
    log_settings log;

    bool has_role(std::string_view name) const { return std::ranges::find(roles, name) != roles.end(); }
    /// The file that the genesis is read from.
    const std::string& genesis_file() const { return chain.genesis.empty() ? contracts.file : chain.genesis; }
};

} // namespace zonogon::config
