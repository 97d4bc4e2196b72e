#include "node/options.hpp"

#include <algorithm>

#include <zonogon/base/hex.hpp>

#include "node/node.hpp"

namespace zonogon::node {
namespace {

l1::http_transport::options http_options(const config::configuration& how) {
    return {how.l1.timeout, how.l1.max_response_megabytes << 20};
}

address coinbase_of(const config::configuration& how, const address& otherwise) {
    return how.sequencer.coinbase == address{} ? otherwise : how.sequencer.coinbase;
}

} // namespace

l1::tag tag_of(config::finality f) {
    switch (f) {
    case config::finality::latest:
        return l1::tag::latest;
    case config::finality::safe:
        return l1::tag::safe;
    case config::finality::finalized:
        break;
    }
    return l1::tag::finalized;
}

std::string sequencer_url(const config::configuration& how) {
    if (how.has_role("sequencer")) {
        return {};
    }
    const bool follows = how.has_role("synchronizer");
    return how.rpc.sequencer_url.empty() && follows ? how.synchronizer.trusted_url : how.rpc.sequencer_url;
}

pool::options pool_options(const config::configuration& how) {
    pool::options out;
    out.chain_id = how.chain.id;
    out.capacity = how.pool.capacity;
    out.per_sender = how.pool.per_sender;
    out.max_transaction_bytes = how.pool.max_transaction_bytes;
    out.max_data_bytes = how.pool.max_data_bytes;
    out.bump_percent = how.pool.bump_percent;
    out.min_gas_price = how.pool.min_gas_price;
    out.free_transactions = how.pool.free_transactions;
    out.only_allowed_send = how.pool.only_allowed_send;
    out.only_allowed_deploy = how.pool.only_allowed_deploy;
    out.lifetime = how.pool.lifetime;
    return out;
}

rpc::server::options server_options(const config::configuration& how) {
    rpc::server::options out;
    out.host = how.rpc.host;
    out.port = static_cast<std::uint16_t>(how.rpc.port);
    out.threads = how.rpc.threads;
    out.max_body_bytes = how.rpc.max_body_bytes;
    out.max_connections = how.rpc.max_connections;
    out.idle = how.rpc.idle;
    out.cors = how.rpc.cors;
    out.banner = client_version() + "\n";
    return out;
}

synchronizer::options synchronizer_options(const config::configuration& how, const l1::rollup_contracts& contracts) {
    synchronizer::options out;
    out.contracts = contracts;
    out.chunk = how.synchronizer.chunk;
    out.poll = how.synchronizer.poll;
    out.trusted = tag_of(how.l1.trust);
    out.own_sequencer = how.has_role("sequencer");
    out.trusted_url = how.synchronizer.trusted_url;
    out.trusted_http = http_options(how);
    return out;
}

sequencer::options sequencer_options(const config::configuration& how, const address& coinbase) {
    sequencer::options out;
    out.chain_id = how.chain.id;
    out.coinbase = coinbase_of(how, coinbase);
    out.block_time = how.sequencer.block_time;
    out.poll = how.sequencer.poll;
    out.max_batch_time = how.sequencer.max_batch_time;
    out.forced_batch_timeout = how.sequencer.forced_batch_timeout;
    out.limits.transactions = how.sequencer.max_transactions;
    out.limits.margin_percent = how.sequencer.margin_percent;
    out.empty_blocks = how.sequencer.empty_blocks;
    out.max_unposted_batches = how.sequencer.max_unposted_batches;
    out.halt_at_batch = how.sequencer.halt_at_batch;
    out.price = {how.sequencer.effective_price, how.sequencer.gas_cost, how.pool.min_gas_price,
                 how.sequencer.profit_percent};
    return out;
}

sequencer::sequence_sender::options sender_options(const config::configuration& how,
                                                   const l1::rollup_contracts& contracts, const address& coinbase) {
    sequencer::sequence_sender::options out;
    out.contracts = contracts;
    out.coinbase = coinbase_of(how, coinbase);
    out.max_transaction_bytes = how.sequence_sender.max_transaction_bytes;
    out.max_batches = how.sequence_sender.max_batches;
    out.timestamp_lead = std::chrono::seconds{how.sequence_sender.timestamp_lead};
    out.deadline = how.sequence_sender.deadline;
    out.wait_for_profit = how.sequence_sender.wait_for_profit;
    out.fee_token_price = how.sequence_sender.fee_token_price;
    out.attempts = how.sequence_sender.attempts;
    out.retry_after = how.sequence_sender.retry_after;
    out.poll = how.sequence_sender.poll;
    return out;
}

bridge::bridge_service::options bridge_options(const config::configuration& how,
                                               const l1::rollup_contracts& contracts) {
    bridge::bridge_service::options out;
    out.contracts = contracts;
    out.l1_url = how.l1.url;
    out.l1_timeout = how.l1.timeout;
    out.l2_url = how.bridge.l2_url;
    out.poll = how.bridge.poll;
    out.log_span = how.bridge.log_span;
    out.host = how.bridge.host;
    out.port = static_cast<std::uint16_t>(how.bridge.port);
    out.cors = how.bridge.cors;
    for (const std::string& text : how.bridge.message_senders) {
        if (const auto parsed = from_hex(text); parsed && parsed->size() == sizeof(address)) {
            std::ranges::copy(*parsed, out.message_senders.emplace_back().begin());
        }
    }
    out.claims_in_flight = how.bridge.claims_in_flight;
    out.claim_attempts = how.bridge.claim_attempts;
    out.retry_after = how.bridge.retry_after;
    out.quarantine = how.bridge.quarantine;
    out.resend_after = how.bridge.resend_after;
    return out;
}

} // namespace zonogon::node
