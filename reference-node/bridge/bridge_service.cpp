#include "bridge/bridge_service.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "bridge/chain.hpp"
#include "bridge/claimer.hpp"
#include "bridge/follower.hpp"
#include "bridge/ledger.hpp"
#include "bridge/rest.hpp"
#include "bridge/rest_server.hpp"
#include "l1/client.hpp"

namespace zonogon::bridge {
namespace {

/// Exit roots that one look at an L2 behind RPC asks for.
constexpr std::size_t probed_exit_roots = 32;

std::uint64_t now() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

/// A node behind JSON-RPC with its connections, checked to be the chain that is meant.
struct remote {
    std::string name;
    std::uint64_t chain_id = 0;
    std::unique_ptr<l1::transport> transport;
    std::optional<l1::client> client;
    bool checked = false;

    status open(const std::string& url, std::chrono::milliseconds timeout) {
        auto made = l1::http_transport::create(url, {timeout, std::uint64_t{64} << 20});
        if (!made) {
            return error{name + ": " + made.why().message};
        }
        transport = *std::move(made);
        client.emplace(*transport, l1::json_rpc::options{});
        return {};
    }
    status check() {
        if (checked || chain_id == 0) {
            return {};
        }
        const auto id = client->chain_id();
        if (!id) {
            return id.why();
        }
        if (*id != chain_id) {
            return error{"has chain id " + std::to_string(*id) + ", not " + std::to_string(chain_id)};
        }
        checked = true;
        return {};
    }
};

status named(const char* what, const status& s) {
    return s ? s : status{error{std::string{what} + ": " + s.why().message}};
}

} // namespace

/// In the order they depend on each other: the last goes first.
struct bridge_service::core {
    options how;
    store::database& db;
    monitor::log& lines;
    monitor::metrics& numbers;
    std::optional<own_l2> here;

    remote l1{"L1", 0, {}, {}, false}, l2{"L2", 0, {}, {}, false};
    std::unique_ptr<ledger> books;
    std::unique_ptr<chain> l1_chain, l2_chain;
    std::optional<follower> on_l1, on_l2;
    std::unique_ptr<claim_target> target;
    std::unique_ptr<claimer> claims;
    std::optional<rest> answers;
    std::unique_ptr<rest_server> server;

    mutable std::mutex lock;
    std::condition_variable wake;
    bool stopping = false;
    status last{error{"has not looked yet"}};
    std::thread thread;

    core(const options& o, store::database& in, monitor::log& l, monitor::metrics& n, std::optional<own_l2> own)
        : how(o), db(in), lines(l), numbers(n), here(own) {}
    ~core();

    status open(std::optional<keys::private_key> key);
    status open_chains();
    status open_claimer(keys::private_key key);
    status look();
    void run();
    void say(const status& before, const status& after);
    void measure();
    void report(std::uint32_t count, const claim_job& j);
};

bridge_service::core::~core() {
    {
        const std::scoped_lock hold(lock);
        stopping = true;
    }
    wake.notify_all();
    if (thread.joinable()) {
        thread.join();
    }
}

status bridge_service::core::open(std::optional<keys::private_key> key) {
    if (how.l2_url.empty() && (!here || here->waiting == nullptr)) {
        return error{"the bridge service needs an L2: its own node's or the URL of another"};
    }
    if (how.l2_bridge == address{}) {
        how.l2_bridge = how.contracts.bridge;
    }
    how.log_span = std::max<std::uint64_t>(how.log_span, 1);
    auto opened = ledger::open(db, how.contracts.rollup_id);
    if (!opened) {
        return std::move(opened).why();
    }
    books = *std::move(opened);
    status done = open_chains();
    if (done && key) {
        done = open_claimer(*std::move(key));
    }
    if (!done) {
        return done;
    }
    answers.emplace(*books, [this] {
        const std::scoped_lock hold(lock);
        return last;
    });
    auto started = rest_server::start(*answers, {how.host, how.port, how.cors});
    if (!started) {
        return std::move(started).why();
    }
    server = *std::move(started);
    lines.write(monitor::level::info, "bridge", "listening",
                {{"url", "http://" + how.host + ":" + std::to_string(server->port())}});
    numbers.describe("bridge_deposits", "Deposits known, by network");
    numbers.describe("bridge_deposits_pending", "Deposits that nobody has claimed");
    numbers.describe("bridge_claims", "Automatic claims: on their way, or put aside since they fail");
    thread = std::thread([this] { run(); });
    return {};
}

status bridge_service::core::open_chains() {
    const l1::rollup_contracts& c = how.contracts;
    l1.chain_id = c.l1_chain_id;
    l2.chain_id = c.chain_id;
    status done = l1.open(how.l1_url, how.l1_timeout);
    if (done && !how.l2_url.empty()) {
        done = l2.open(how.l2_url, how.l1_timeout);
    }
    if (!done) {
        return done;
    }
    const watched_contracts of_l1{mainnet, c.bridge, c.global_exit_root_manager, c.rollup_manager};
    const watched_contracts of_l2{c.rollup_id, how.l2_bridge, std::nullopt, std::nullopt};
    l1_chain = std::make_unique<rpc_chain>(*l1.client, of_l1);
    if (l2.client) {
        l2_chain = std::make_unique<rpc_chain>(
            *l2.client, of_l2,
            rpc_chain::imports{how.l2_exit_roots, [this] { return books->not_imported(probed_exit_roots); }});
    } else {
        l2_chain = std::make_unique<own_chain>(db, of_l2);
    }
    const auto undone = [this](const char* where) {
        return [this, where](std::uint64_t to) {
            lines.write(monitor::level::warn, "bridge", "blocks undone",
                        {{"chain", where}, {"last", std::to_string(to)}});
        };
    };
    on_l1.emplace(*books, side::l1, *l1_chain, follower::options{c.first_block, how.log_span, undone("L1")});
    on_l2.emplace(*books, side::l2, *l2_chain, follower::options{0, how.log_span, undone("L2")});
    return {};
}

status bridge_service::core::open_claimer(keys::private_key key) {
    if (l2.client) {
        target = std::make_unique<rpc_target>(*l2.client);
    } else {
        target = std::make_unique<own_target>(db, *here->waiting, here->chain_id, here->gas_price);
    }
    claimer::options o;
    o.bridge = how.l2_bridge;
    o.message_senders = how.message_senders;
    o.in_flight = how.claims_in_flight;
    o.attempts = how.claim_attempts;
    o.retry_after = how.retry_after;
    o.quarantine = how.quarantine;
    o.resend_after = how.resend_after;
    o.tell = [this](std::uint32_t count, const claim_job& j) { report(count, j); };
    auto opened = claimer::open(db, *books, *target, std::move(key), o);
    if (!opened) {
        return std::move(opened).why();
    }
    claims = *std::move(opened);
    lines.write(monitor::level::info, "bridge", "deposits are claimed automatically",
                {{"account", to_hex(claims->sender())}});
    return {};
}

void bridge_service::core::run() {
    std::unique_lock hold(lock);
    while (!stopping) {
        hold.unlock();
        const status now_known = look();
        measure();
        hold.lock();
        const status before = std::exchange(last, now_known);
        say(before, now_known);
        wake.wait_for(hold, how.poll, [this] { return stopping; });
    }
}

/// L1 and L2 one after the other; trouble with one does not hold the other up.
status bridge_service::core::look() {
    const auto follow = [this](remote& r, follower& f) -> status {
        if (status same = r.client ? r.check() : status{}; !same) {
            return same;
        }
        while (true) {
            const auto more = f.step();
            if (!more) {
                return more.why();
            }
            const std::scoped_lock hold(lock);
            if (!*more || stopping) {
                return {};
            }
        }
    };
    const status l1_done = named("L1", follow(l1, *on_l1));
    // The account's nonce before the ledger reaches the head: see claimer::step.
    std::optional<std::uint64_t> nonce;
    status claimed;
    if (claims) {
        const auto read = target->nonce(claims->sender());
        if (read) {
            nonce = *read;
        } else {
            claimed = read.why();
        }
    }
    const status l2_done = named("L2", follow(l2, *on_l2));
    if (nonce && l1_done && l2_done) {
        claimed = claims->step(*nonce, now());
    }
    return !l1_done ? l1_done : !l2_done ? l2_done : named("claims", claimed);
}

void bridge_service::core::say(const status& before, const status& after) {
    if (after && !before) {
        lines.write(monitor::level::info, "bridge", "follows L1 and L2");
    } else if (!after && (before || before.why() != after.why())) {
        lines.write(monitor::level::warn, "bridge", "cannot follow or claim", {{"why", after.why().message}});
    }
}

void bridge_service::core::measure() {
    for (const network_id network : {mainnet, how.contracts.rollup_id}) {
        numbers.set("bridge_deposits", {{"network", std::to_string(network)}},
                    static_cast<double>(books->tree_size(network)));
    }
    numbers.set("bridge_deposits_pending", {}, static_cast<double>(books->open_count()));
    if (claims) {
        numbers.set("bridge_claims", {{"state", "sent"}}, static_cast<double>(claims->in_flight()));
        numbers.set("bridge_claims", {{"state", "put aside"}}, static_cast<double>(claims->quarantined()));
    }
}

void bridge_service::core::report(std::uint32_t count, const claim_job& j) {
    const std::string deposit = std::to_string(count);
    if (j.sent) {
        lines.write(monitor::level::info, "bridge", "claim sent",
                    {{"deposit", deposit}, {"nonce", std::to_string(j.nonce)}});
        return;
    }
    // Each try is for those who look closely; the first and the last that is made soon, for all.
    const bool notable = j.failures == 1 || j.failures == how.claim_attempts;
    lines.write(notable ? monitor::level::warn : monitor::level::debug, "bridge", "claim fails",
                {{"deposit", deposit}, {"failures", std::to_string(j.failures)}, {"why", j.why}});
}

bridge_service::bridge_service(std::unique_ptr<core> inner) : inner_(std::move(inner)) {}
bridge_service::~bridge_service() = default;

result<std::unique_ptr<bridge_service>> bridge_service::start(const options& how, store::database& db,
                                                              monitor::log& lines, monitor::metrics& numbers,
                                                              std::optional<own_l2> here,
                                                              std::optional<keys::private_key> claimer) {
    auto inner = std::make_unique<core>(how, db, lines, numbers, here);
    const status opened = inner->open(std::move(claimer));
    return opened ? result<std::unique_ptr<bridge_service>>{std::unique_ptr<bridge_service>{
                        new bridge_service{std::move(inner)}}}
                  : result<std::unique_ptr<bridge_service>>{opened.why()};
}

status bridge_service::state() const {
    const std::scoped_lock hold(inner_->lock);
    return inner_->last;
}

std::uint16_t bridge_service::port() const noexcept {
    return inner_->server->port();
}

} // namespace zonogon::bridge
