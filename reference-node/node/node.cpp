#include "node/node.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>

#include <zonogon/rollup/genesis_reader.hpp>

#include "monitor/event_log.hpp"
#include "monitor/monitor_server.hpp"
#include "node/l1_watch.hpp"
#include "pool/pool.hpp"
#include "rpc/node_methods.hpp"
#include "rpc/server.hpp"
#include "rpc/state_methods.hpp"
#include "state/view.hpp"
#include "store/rocks_store.hpp"
#include "store/schema.hpp"

namespace zonogon::node {
namespace {

std::uint64_t now() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

/// Accounts after the last block.
class head_accounts final : public pool::account_source {
public:
    head_accounts(const store::reader& from, std::uint64_t chain_id) : from_(from), chain_id_(chain_id) {}

    result<pool::account_state> account(const address& of) const override {
        const auto head = state::read_head(from_);
        if (!head) {
            return head.why();
        }
        if (!*head) {
            return error{"this node has no genesis"};
        }
        const auto found = state::view{from_, **head, chain_id_}.read_account(of);
        if (!found) {
            return found.why();
        }
        return pool::account_state{found->nonce, found->balance, !found->code_hash.is_zero()};
    }

private:
    const store::reader& from_;
    std::uint64_t chain_id_;
};

status check_roles(const config::configuration& how) {
    for (const std::string& role : how.roles) {
        if (role != "rpc") {
            return error{"role \"" + role + "\" is not part of this program yet; it has \"rpc\""};
        }
    }
    return {};
}

result<std::vector<rollup::genesis_account>> read_genesis(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        return error{"cannot read the genesis file " + path};
    }
    auto file = rollup::read_genesis_file(text.str());
    return file ? result<std::vector<rollup::genesis_account>>{std::move(file->accounts)}
                : result<std::vector<rollup::genesis_account>>{error{path + ": " + file.why().message}};
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

} // namespace

std::string client_version() {
#ifdef __clang__
    return "zonogon/0.1.0/linux/clang" + std::to_string(__clang_major__);
#else
    return "zonogon/0.1.0/linux/gcc" + std::to_string(__GNUC__);
#endif
}

/// In the order they depend on each other: the last goes first.
struct node::services {
    config::configuration how;
    std::unique_ptr<monitor::log> lines;
    monitor::metrics numbers;
    monitor::health state;
    std::optional<store::rocks_store> disk;
    std::optional<store::erased<store::rocks_store>> db;
    std::optional<monitor::event_log> events;
    std::optional<head_accounts> accounts;
    std::unique_ptr<pool::transaction_pool> waiting;
    std::unique_ptr<l1_watch> l1;
    rpc::registry methods;
    std::optional<rpc::rate_limit> limit;
    std::optional<rpc::dispatcher> calls;
    std::unique_ptr<rpc::server> server;
    std::unique_ptr<monitor::monitor_server> monitor;

    std::mutex lock;
    std::condition_variable wake;
    bool stopping = false;
    std::thread housekeeper;

    ~services();
    status open_store();
    status open_chain();
    status open_rpc();
    status open_monitor();
    void keep_house();
};

node::services::~services() {
    {
        const std::scoped_lock hold(lock);
        stopping = true;
    }
    wake.notify_all();
    if (housekeeper.joinable()) {
        housekeeper.join();
    }
}

status node::services::open_store() {
    auto opened = store::rocks_store::open(how.store.path, {how.store.cache_megabytes, true});
    if (!opened) {
        return std::move(opened).why();
    }
    disk.emplace(*std::move(opened));
    db.emplace(*disk);
    if (status ready = store::prepare_schema(*db); !ready) {
        return ready;
    }
    auto log = monitor::event_log::open(*db);
    if (!log) {
        return std::move(log).why();
    }
    events = *std::move(log);
    state.add("store", [this] {
        const auto head = state::read_head(*db);
        return head ? status{} : status{head.why()};
    });
    state.add("disk",
              [this] { return monitor::check_free_space(how.store.path, how.metrics.min_free_disk_megabytes << 20); });
    return events->add({0, now(), 6, "node", "NODE START", client_version(), {}});
}

status node::services::open_chain() {
    const auto genesis = read_genesis(how.chain.genesis);
    if (!genesis) {
        return genesis.why();
    }
    const auto root = state::ensure_genesis(*db, *genesis);
    if (!root) {
        return root.why();
    }
    lines->write(monitor::level::info, "state", "genesis", {{"root", root->to_hex_full()}});
    accounts.emplace(*db, how.chain.id);
    auto opened = pool::transaction_pool::open(*db, *accounts, pool_options(how), now());
    if (!opened) {
        return std::move(opened).why();
    }
    waiting = *std::move(opened);
    numbers.describe("pool_size", "Waiting transactions");
    housekeeper = std::thread([this] { keep_house(); });
    return {};
}

status node::services::open_rpc() {
    const rpc::chain_services on{*db, how.chain.id, how.pool.min_gas_price, waiting.get()};
    rpc::add_node_methods(methods, {how.chain.id, client_version()});
    rpc::add_state_methods(methods, on);
    rpc::add_pool_methods(methods, on);
    limit.emplace(how.rpc.requests_per_second, how.rpc.burst);
    calls.emplace(methods, rpc::dispatcher::limits{how.rpc.max_batch, how.rpc.max_response_bytes});
    numbers.describe("jsonrpc_request_handled", "JSON-RPC calls by method and outcome");
    numbers.describe("jsonrpc_request_duration", "Seconds that a JSON-RPC call took, by method");
    numbers.describe("jsonrpc_request_connection", "Open connections");
    calls->observe([this](std::string_view method, bool succeeded, double seconds) {
        const std::string name = method.empty() ? "unknown" : std::string{method};
        numbers.count("jsonrpc_request_handled", {{"method", name}, {"type", succeeded ? "single" : "error"}});
        numbers.time("jsonrpc_request_duration", {{"method", name}}, seconds);
    });
    auto started = rpc::server::start(*calls, *limit, server_options(how), [this](std::int64_t http, std::int64_t ws) {
        numbers.set("jsonrpc_request_connection", {{"kind", "HTTP"}}, static_cast<double>(http));
        numbers.set("jsonrpc_request_connection", {{"kind", "WS"}}, static_cast<double>(ws));
    });
    if (!started) {
        return std::move(started).why();
    }
    server = *std::move(started);
    lines->write(monitor::level::info, "rpc", "listening",
                 {{"url", "http://" + how.rpc.host + ":" + std::to_string(server->port())}});
    return {};
}

status node::services::open_monitor() {
    auto started = monitor::monitor_server::start(
        how.metrics.host, static_cast<std::uint16_t>(how.metrics.port), numbers, state, [this] {
            const pool::counts n = waiting->count();
            numbers.set("pool_size", {{"state", "pending"}}, static_cast<double>(n.pending));
            numbers.set("pool_size", {{"state", "queued"}}, static_cast<double>(n.queued));
        });
    if (!started) {
        return std::move(started).why();
    }
    monitor = *std::move(started);
    lines->write(monitor::level::info, "monitor", "listening",
                 {{"url", "http://" + how.metrics.host + ":" + std::to_string(monitor->port())}});
    return {};
}

void node::services::keep_house() {
    std::unique_lock hold(lock);
    while (!wake.wait_for(hold, std::chrono::minutes(1), [this] { return stopping; })) {
        const auto dropped = waiting->expire(now());
        if (!dropped) {
            lines->write(monitor::level::error, "pool", "old transactions stay", {{"why", dropped.why().message}});
        } else if (*dropped > 0) {
            lines->write(monitor::level::info, "pool", "old transactions dropped",
                         {{"count", std::to_string(*dropped)}});
        }
    }
}

node::node(std::unique_ptr<services> inner) : inner_(std::move(inner)) {}
node::~node() = default;

result<std::unique_ptr<node>> node::start(const config::configuration& how) {
    if (status known = check_roles(how); !known) {
        return known.why();
    }
    auto s = std::make_unique<services>();
    s->how = how;
    auto lines = monitor::log::create({monitor::level_named(how.log.level).value_or(monitor::level::info),
                                       how.log.format == "json", how.log.file, true});
    if (!lines) {
        return std::move(lines).why();
    }
    s->lines = *std::move(lines);
    status ok = s->open_store();
    ok = ok ? s->open_chain() : ok;
    if (ok && !how.l1.url.empty()) {
        auto watch = l1_watch::start(how, *s->db, *s->lines, s->numbers);
        if (!watch) {
            return std::move(watch).why();
        }
        s->l1 = *std::move(watch);
        s->state.add("l1", [l1 = s->l1.get()] { return l1->state(); });
    }
    ok = ok ? s->open_rpc() : ok;
    if (ok && how.metrics.enabled) {
        ok = s->open_monitor();
    }
    if (!ok) {
        return ok.why();
    }
    return std::unique_ptr<node>{new node{std::move(s)}};
}

std::uint16_t node::rpc_port() const noexcept {
    return inner_->server ? inner_->server->port() : std::uint16_t{0};
}
std::uint16_t node::monitor_port() const noexcept {
    return inner_->monitor ? inner_->monitor->port() : std::uint16_t{0};
}

} // namespace zonogon::node
