#include "bridge/rest_server.hpp"

#include <chrono>
#include <thread>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <httplib.h>
#pragma GCC diagnostic pop

#include "rpc/server.hpp"

namespace zonogon::bridge {

struct rest_server::inner {
    httplib::Server server;
    std::thread thread;
    std::uint16_t port = 0;
};

namespace {

constexpr int unimplemented = 12;

void answer(const rest_answer& from, httplib::Response& to) {
    to.status = from.code;
    to.set_content(from.body, "application/json");
}

void add_cors(const std::vector<std::string>& allowed, const httplib::Request& request, httplib::Response& response) {
    const std::string origin = request.get_header_value("Origin");
    response.set_header("Vary", "Origin");
    if (origin.empty() || !rpc::origin_allowed(allowed, origin)) {
        return;
    }
    response.set_header("Access-Control-Allow-Origin", origin);
    if (request.method == "OPTIONS") {
        response.set_header("Access-Control-Allow-Methods", "GET, OPTIONS");
        response.set_header("Access-Control-Allow-Headers", "Content-Type");
        response.set_header("Access-Control-Max-Age", "600");
    }
}

} // namespace

rest_server::rest_server(std::unique_ptr<inner> in) : inner_(std::move(in)) {}

result<std::unique_ptr<rest_server>> rest_server::start(const rest& answers, const options& how) {
    auto in = std::make_unique<inner>();
    httplib::Server& s = in->server;
    s.set_tcp_nodelay(true);
    s.set_keep_alive_timeout(5);
    s.set_read_timeout(5);
    s.set_payload_max_length(1'024);
    // Before the library decodes the path itself.
    s.set_pre_routing_handler([&answers, cors = how.cors](const httplib::Request& q, httplib::Response& r) {
        add_cors(cors, q, r);
        if (q.method == "OPTIONS") {
            r.status = 204;
        } else if (q.method == "GET" || q.method == "HEAD") {
            answer(answers.get(q.target), r);
        } else {
            r.set_header("Allow", "GET, HEAD, OPTIONS");
            answer(rest_error(405, unimplemented, "Method Not Allowed"), r);
        }
        return httplib::Server::HandlerResponse::Handled;
    });
    // Otherwise the library lets two processes listen on one port.
    s.set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    const int bound =
        how.port == 0 ? s.bind_to_any_port(how.host) : (s.bind_to_port(how.host, how.port) ? how.port : -1);
    if (bound <= 0) {
        return error{"cannot listen on " + how.host + ":" + std::to_string(how.port)};
    }
    in->port = static_cast<std::uint16_t>(bound);
    in->thread = std::thread([&s] { s.listen_after_bind(); });
    // Stopping a server that does not run yet would be lost.
    while (!s.is_running()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return std::unique_ptr<rest_server>{new rest_server{std::move(in)}};
}

rest_server::~rest_server() {
    inner_->server.stop();
    inner_->thread.join();
}

std::uint16_t rest_server::port() const noexcept {
    return inner_->port;
}

} // namespace zonogon::bridge
