#include "monitor/monitor_server.hpp"

#include <chrono>
#include <thread>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <httplib.h>
#pragma GCC diagnostic pop
#include <nlohmann/json.hpp>

namespace zonogon::monitor {

struct monitor_server::inner {
    httplib::Server server;
    std::thread thread;
    std::uint16_t port = 0;
};

monitor_server::monitor_server(std::unique_ptr<inner> in) : inner_(std::move(in)) {}

result<std::unique_ptr<monitor_server>> monitor_server::start(const std::string& host, std::uint16_t port,
                                                              const metrics& numbers, const health& state,
                                                              std::function<void()> before) {
    auto in = std::make_unique<inner>();
    httplib::Server& s = in->server;
    s.set_tcp_nodelay(true);
    s.set_keep_alive_timeout(1);
    s.set_payload_max_length(1'024);
    s.Get("/metrics", [&numbers, before = std::move(before)](const httplib::Request&, httplib::Response& r) {
        if (before) {
            before();
        }
        r.set_content(numbers.text(), "text/plain; version=0.0.4");
    });
    s.Get("/healthz", [](const httplib::Request&, httplib::Response& r) { r.set_content("ok\n", "text/plain"); });
    s.Get("/readyz", [&state](const httplib::Request&, httplib::Response& r) {
        const auto reasons = state.reasons();
        r.status = reasons.empty() ? 200 : 503;
        r.set_content(nlohmann::json{{"ready", reasons.empty()}, {"reasons", reasons}}.dump() + "\n",
                      "application/json");
    });
    // Otherwise the library lets two processes listen on one port.
    s.set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    const int bound = port == 0 ? s.bind_to_any_port(host) : (s.bind_to_port(host, port) ? port : -1);
    if (bound <= 0) {
        return error{"cannot listen on " + host + ":" + std::to_string(port)};
    }
    in->port = static_cast<std::uint16_t>(bound);
    in->thread = std::thread([&s] { s.listen_after_bind(); });
    // Stopping a server that does not run yet would be lost.
    while (!s.is_running()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return std::unique_ptr<monitor_server>{new monitor_server{std::move(in)}};
}

monitor_server::~monitor_server() {
    inner_->server.stop();
    inner_->thread.join();
}

std::uint16_t monitor_server::port() const noexcept {
    return inner_->port;
}

} // namespace zonogon::monitor
