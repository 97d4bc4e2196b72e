#include "rpc/server_core.hpp"

#include <algorithm>

#include "rpc/http_connection.hpp"

namespace zonogon::rpc {

bool origin_allowed(const std::vector<std::string>& allowed, std::string_view origin) {
    return std::ranges::any_of(allowed, [&](const std::string& one) {
        if (one == "*" || origin == one) {
            return true;
        }
        // Any port, but nothing else: "http://localhost" must not let "http://localhost.example" in.
        return origin.size() > one.size() + 1 && origin.starts_with(one) && origin[one.size()] == ':' &&
               origin.find_first_not_of("0123456789", one.size() + 1) == std::string_view::npos;
    });
}

limited_answer answer_within_limit(server::core& s, std::string_view body, const caller& who) {
    if (!s.limit.allow(who.host, s.calls.count(body), rate_limit::clock::now())) {
        return {false, response_text("null", failure{limit_exceeded, "limit exceeded", {}})};
    }
    return {true, s.calls.handle(body, who)};
}

void server::core::accept() {
    acceptor->async_accept(context.get_executor(), [this](io_error failed, plain_socket socket) {
        if (failed == asio::error::operation_aborted || !acceptor->is_open()) {
            return;
        }
        if (!failed && !full()) {
            io_error ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            std::make_shared<http_connection>(*this, std::move(socket))->start();
        }
        accept();
    });
}

void server::core::watch_connections() {
    using std::chrono::milliseconds;
    watch.expires_after(std::clamp(how.idle / 8, milliseconds{10}, milliseconds{1'000}));
    watch.async_wait([this](io_error failed) {
        if (failed) {
            return;
        }
        {
            const std::scoped_lock hold(lock);
            const auto now = clock::now();
            for (closable* one : open) {
                one->close_if_late(now);
            }
        }
        watch_connections();
    });
}

server::server(std::unique_ptr<core> inner) : inner_(std::move(inner)) {}

result<std::unique_ptr<server>> server::start(const dispatcher& calls, rate_limit& limit, const options& how,
                                              connection_observer connections, close_observer closed) {
    auto inner = std::make_unique<core>(calls, limit, how, std::move(connections), std::move(closed));
    const std::string where = how.host + ":" + std::to_string(how.port);
    io_error failed;
    const auto host = asio::ip::make_address(how.host == "localhost" ? "127.0.0.1" : how.host, failed);
    if (failed) {
        return error{"cannot listen on " + where + ": the host is not an IP address"};
    }
    const tcp::endpoint at{host, how.port};
    // Of its own strand: it is closed while it accepts.
    inner->acceptor.emplace(asio::make_strand(inner->context));
    tcp::acceptor& a = *inner->acceptor;
    a.open(at.protocol(), failed);
    if (!failed) {
        a.set_option(asio::socket_base::reuse_address(true), failed);
        a.bind(at, failed);
    }
    if (!failed) {
        a.listen(4'096, failed);
    }
    if (failed) {
        return error{"cannot listen on " + where + ": " + failed.message()};
    }
    inner->accept();
    inner->watch_connections();
    for (std::size_t i = 0; i < how.threads; ++i) {
        inner->threads.emplace_back([context = &inner->context] { context->run(); });
    }
    return std::unique_ptr<server>{new server{std::move(inner)}};
}

server::~server() {
    core& s = *inner_;
    asio::post(s.acceptor->get_executor(), [&s] {
        io_error ignored;
        s.acceptor->close(ignored);
    });
    {
        const std::scoped_lock hold(s.lock);
        s.stopping = true;
        for (closable* one : s.open) {
            one->close();
        }
    }
    // Without work left the threads come back; a peer in the middle of something is cut after a moment.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (std::chrono::steady_clock::now() < deadline) {
        {
            const std::scoped_lock hold(s.lock);
            if (s.open.empty()) {
                break;
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    s.context.stop();
    for (std::thread& t : s.threads) {
        t.join();
    }
}

std::uint16_t server::port() const noexcept {
    io_error ignored;
    return inner_->acceptor->local_endpoint(ignored).port();
}

} // namespace zonogon::rpc
