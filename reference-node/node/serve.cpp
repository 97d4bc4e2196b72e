// What others see of the node: JSON-RPC, metrics, health, events.
#include "node/services.hpp"

#include <map>
#include <string_view>
#include <utility>

#include "node/options.hpp"
#include "rpc/node_methods.hpp"
#include "rpc/state_methods.hpp"
#include "state/batch_record.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"

namespace zonogon::node {
namespace {

/// The numbers of every method, which are looked for once.
class call_meters {
public:
    call_meters(monitor::metrics& numbers, const rpc::registry& methods) : unknown_(make(numbers, "unknown")) {
        for (const auto& [name, unused] : methods.all()) {
            of_.emplace(name, make(numbers, name));
        }
    }

    void add(std::string_view method, bool succeeded, double seconds) const {
        const auto found = of_.find(method);
        const meter& m = found == of_.end() ? unknown_ : found->second;
        (succeeded ? m.good : m.bad).add();
        m.took.add(seconds);
    }

private:
    struct meter {
        monitor::counter good, bad;
        monitor::timer took;
    };
    static meter make(monitor::metrics& numbers, const std::string& name) {
        return {numbers.counter("jsonrpc_request_handled", {{"method", name}, {"type", "single"}}),
                numbers.counter("jsonrpc_request_handled", {{"method", name}, {"type", "error"}}),
                numbers.timer("jsonrpc_request_duration", {{"method", name}})};
    }

    std::map<std::string, meter, std::less<>> of_;
    meter unknown_;
};

} // namespace

status node::services::open_rpc() {
    if (!how.has_role("rpc")) {
        return {};
    }
    rpc::chain_services on{*db, how.chain.id, how.pool.min_gas_price, waiting.get(), &*listeners};
    if (contracts) {
        on.l1 = {contracts->rollup, contracts->rollup_manager, contracts->global_exit_root_manager, contracts->bridge};
    }
    on.present = present;
    if (const std::string url = sequencer_url(how); !url.empty()) {
        auto made = trusted_node::create(url, {how.l1.timeout, how.l1.max_response_megabytes << 20});
        if (!made) {
            return std::move(made).why();
        }
        sequencer_node = *std::move(made);
        on.sequencer = [there = sequencer_node.get()](const std::string& method, const std::string& parameters) {
            return there->ask(method, parameters);
        };
    }
    on.pending = std::make_shared<const rpc::pending_moments>(how.chain.id, [this] {
        const std::scoped_lock hold(open_lock);
        return open;
    });
    rpc::add_node_methods(methods, {how.chain.id, client_version()});
    rpc::add_chain_methods(methods, on);
    if (status opened = open_administration(); !opened) {
        return opened;
    }
    limit.emplace(how.rpc.requests_per_second, how.rpc.burst);
    calls.emplace(methods, rpc::dispatcher::limits{how.rpc.max_batch, how.rpc.max_response_bytes});
    calls->observe([meters = call_meters{numbers, methods}](std::string_view method, bool succeeded, double seconds) {
        meters.add(method, succeeded, seconds);
    });
    auto started = rpc::server::start(
        *calls, *limit, server_options(how),
        [this](std::int64_t http, std::int64_t ws) {
            numbers.set("jsonrpc_request_connection", {{"kind", "HTTP"}}, static_cast<double>(http));
            numbers.set("jsonrpc_request_connection", {{"kind", "WS"}}, static_cast<double>(ws));
        },
        [this](std::uint64_t channel) { listeners->forget_channel(channel); });
    if (!started) {
        return std::move(started).why();
    }
    server = *std::move(started);
    lines->write(monitor::level::info, "rpc", "listening",
                 {{"url", "http://" + how.rpc.host + ":" + std::to_string(server->port())}});
    return {};
}

status node::services::open_monitor() {
    if (!how.metrics.enabled) {
        return {};
    }
    auto started = monitor::monitor_server::start(how.metrics.host, static_cast<std::uint16_t>(how.metrics.port),
                                                  numbers, state, [this] { refresh_numbers(); });
    if (!started) {
        return std::move(started).why();
    }
    monitor = *std::move(started);
    lines->write(monitor::level::info, "monitor", "listening",
                 {{"url", "http://" + how.metrics.host + ":" + std::to_string(monitor->port())}});
    return {};
}

void node::services::describe_numbers() {
    numbers.describe("pool_size", "Waiting transactions");
    numbers.describe("l2_head", "Number of the last L2 block");
    numbers.describe("l2_block_time", "When the last L2 block is from, in seconds of the epoch");
    numbers.describe("batch_number", "The last batch by how far it has come: trusted, virtual, verified");
    numbers.describe("events_total", "Entries of the event log, by id");
    numbers.describe("sequencer_batch_closed_total", "Batches closed here, by reason");
    numbers.describe("sequencer_counters_used_ratio", "Part of its bound that the last closed batch used, by counter");
    numbers.describe("jsonrpc_request_handled", "JSON-RPC calls by method and outcome");
    numbers.describe("jsonrpc_request_duration", "Seconds that a JSON-RPC call took, by method");
    numbers.describe("jsonrpc_request_connection", "Open connections");
}

void node::services::refresh_numbers() {
    const auto set_batch = [this](const char* level, std::uint64_t number) {
        numbers.set("batch_number", {{"level", level}}, static_cast<double>(number));
    };
    if (waiting) {
        const pool::counts n = waiting->count();
        numbers.set("pool_size", {{"state", "pending"}}, static_cast<double>(n.pending));
        numbers.set("pool_size", {{"state", "queued"}}, static_cast<double>(n.queued));
    }
    if (const auto head = state::read_head(*db); head && *head) {
        numbers.set("l2_head", {}, static_cast<double>((*head)->number));
        numbers.set("l2_block_time", {}, static_cast<double>((*head)->timestamp));
    }
    if (const auto last = state::read_last_batch(*db); last && *last) {
        set_batch("trusted", (*last)->number);
    }
    if (const auto last = state::read_last_virtual_batch(*db); last && *last) {
        set_batch("virtual", (*last)->number);
    }
    if (const auto last = state::read_last_verified_batch(*db); last && *last) {
        set_batch("verified", (*last)->number);
    }
    if (producer) {
        numbers.set("halted", {{"component", "sequencer"}}, producer->halted() ? 1 : 0);
    }
}

void node::services::note(monitor::event e) {
    e.time = now_in_milliseconds();
    const auto level = e.severity <= 3   ? monitor::level::error
                       : e.severity == 4 ? monitor::level::warn
                                         : monitor::level::info;
    lines->write(level, e.part, e.id, {{"what", e.description}});
    numbers.count("events_total", {{"id", e.id}});
    const std::scoped_lock hold(events_lock);
    if (const status kept = events->add(e); !kept) {
        lines->write(monitor::level::error, "node", "an event was not kept", {{"why", kept.why().message}});
    }
}

} // namespace zonogon::node
