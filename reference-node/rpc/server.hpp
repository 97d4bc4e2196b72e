#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>

#include "rpc/dispatcher.hpp"
#include "rpc/rate_limit.hpp"

namespace zonogon::rpc {

/// JSON-RPC over HTTP (POST) and WebSocket on one port.
///
/// Calls run on the server's threads. GET / answers a line of text; other verbs 405, other content types 415, bodies
/// above the limit 413, callers above their rate 429, pages of origins that are not listed get no CORS headers.
class server {
public:
    struct options {
        std::string host = "127.0.0.1";
        /// 0 takes a free one.
        std::uint16_t port = 0;
        std::size_t threads = 2;
        std::size_t max_body_bytes = 5 << 20;
        std::size_t max_connections = 10'000;
        /// Messages that wait for a WebSocket peer before it is disconnected, in bytes.
        std::size_t max_queue_bytes = 64 << 20;
        std::chrono::milliseconds idle{120'000};
        /// Scheme and host of pages that may call, with any port if none is given; "*" is every page.
        std::vector<std::string> cors{};
        /// What GET / says.
        std::string banner = "JSON-RPC";
    };
    /// Told when the number of open connections changes: HTTP, WebSocket.
    using connection_observer = std::function<void(std::int64_t http, std::int64_t web_socket)>;
    /// Told the id of a push channel that is gone.
    using close_observer = std::function<void(std::uint64_t channel)>;

    /// Listens at once. The dispatcher and the limit must outlive the server.
    static result<std::unique_ptr<server>> start(const dispatcher& calls, rate_limit& limit, const options& how,
                                                 connection_observer connections = {}, close_observer closed = {});
    /// Closes every connection; calls that run are finished first.
    ~server();
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    std::uint16_t port() const noexcept;

    struct core;

private:
    explicit server(std::unique_ptr<core> inner);
    std::unique_ptr<core> inner_;
};

/// Whether a page of `origin` may call.
bool origin_allowed(const std::vector<std::string>& allowed, std::string_view origin);

} // namespace zonogon::rpc
