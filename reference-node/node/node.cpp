#include "node/node.hpp"

#include <chrono>
#include <utility>

#include "node/services.hpp"
#include "state/retention.hpp"

namespace zonogon::node {

std::string client_version() {
#ifdef __clang__
    return "zonogon/0.1.0/linux/clang" + std::to_string(__clang_major__);
#else
    return "zonogon/0.1.0/linux/gcc" + std::to_string(__GNUC__);
#endif
}

std::uint64_t now_in_milliseconds() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

node::services::~services() {
    {
        const std::scoped_lock hold(lock);
        stopping = true;
    }
    wake.notify_all();
    if (housekeeper.joinable()) {
        housekeeper.join();
    }
    // Nobody asks or listens any more before the parts go that answer, and nothing is made before what it is made for.
    monitor.reset();
    server.reset();
    deposits.reset();
    sender.reset();
    producer.reset();
    follower.reset();
    if (events) {
        note({0, 0, 6, "node", "NODE STOP", client_version(), {}});
    }
}

void node::services::keep_house() {
    std::unique_lock hold(lock);
    while (!wake.wait_for(hold, std::chrono::minutes(1), [this] { return stopping; })) {
        const auto dropped = waiting->expire(now_in_milliseconds());
        if (!dropped) {
            lines->write(monitor::level::error, "pool", "old transactions stay", {{"why", dropped.why().message}});
        } else if (*dropped > 0) {
            lines->write(monitor::level::info, "pool", "old transactions dropped",
                         {{"count", std::to_string(*dropped)}});
        }
        if (const status forgotten = state::forget_old_undo(*db, {}); !forgotten) {
            lines->write(monitor::level::error, "state", "old undo records stay", {{"why", forgotten.why().message}});
        }
    }
}

node::node(std::unique_ptr<services> inner) : inner_(std::move(inner)) {}
node::~node() = default;

result<std::unique_ptr<node>> node::start(const config::configuration& how) {
    auto s = std::make_unique<services>();
    s->how = how;
    auto lines = monitor::log::create({monitor::level_named(how.log.level).value_or(monitor::level::info),
                                       how.log.format == "json", how.log.file, true});
    if (!lines) {
        return std::move(lines).why();
    }
    s->lines = *std::move(lines);
    s->describe_numbers();
    status ok = s->read_contracts();
    // A part is there before those that hand it work, and the doors open last.
    for (const auto step :
         {&services::open_store, &services::open_chain, &services::open_l1, &services::open_synchronizer,
          &services::open_sequencer, &services::open_bridge, &services::open_rpc, &services::open_monitor}) {
        ok = ok ? (s.get()->*step)() : ok;
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
std::uint16_t node::bridge_port() const noexcept {
    return inner_->deposits ? inner_->deposits->port() : std::uint16_t{0};
}

} // namespace zonogon::node
