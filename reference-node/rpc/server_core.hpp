#pragma once

#include <utility>
// The order matters: Boost 1.74 uses std::exchange without including it.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#pragma GCC diagnostic pop

#include "rpc/server.hpp"

// What the connections of a server share. For the server's own units only.

namespace zonogon::rpc {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using tcp = asio::ip::tcp;
using io_error = beast::error_code;
/// A socket whose handlers run on the server's threads without a strand: its owner has one operation at a time.
using plain_socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using clock = std::chrono::steady_clock;

/// A connection that the server can end.
class closable {
public:
    closable() = default;
    closable(const closable&) = delete;
    closable& operator=(const closable&) = delete;
    virtual ~closable() = default;
    virtual void close() = 0;
    /// Ends it if its peer has let the time for its next step pass.
    virtual void close_if_late(clock::time_point /*now*/) {}
};

struct server::core {
    const dispatcher& calls;
    rate_limit& limit;
    options how;
    connection_observer connections;
    close_observer closed;

    std::atomic<std::int64_t> http_count = 0;
    std::atomic<std::int64_t> socket_count = 0;
    std::atomic<std::uint64_t> next_channel = 1;
    std::mutex lock;
    std::unordered_set<closable*> open;
    bool stopping = false;

    // Last, so that they go first: connections that their queue still holds leave the set above.
    asio::io_context context;
    std::optional<tcp::acceptor> acceptor;
    asio::steady_timer watch{context};
    std::vector<std::thread> threads;

    core(const dispatcher& d, rate_limit& l, options o, connection_observer c, close_observer gone)
        : calls(d), limit(l), how(std::move(o)), connections(std::move(c)), closed(std::move(gone)),
          context(static_cast<int>(how.threads)) {}

    void changed() const {
        if (connections) {
            connections(http_count, socket_count);
        }
    }
    /// False when the server is going down.
    bool enter(closable* one) {
        const std::scoped_lock hold(lock);
        if (stopping) {
            return false;
        }
        open.insert(one);
        return true;
    }
    void leave(closable* one) {
        const std::scoped_lock hold(lock);
        open.erase(one);
    }
    bool full() {
        const std::scoped_lock hold(lock);
        return open.size() >= how.max_connections;
    }
    void accept();
    /// Looks for late connections again and again: one timer for all instead of one for each step of each.
    void watch_connections();
};

using request_type = http::request<http::string_body>;

/// Answers one body within the caller's rate; nothing if there is nothing to answer.
struct limited_answer {
    bool allowed = true;
    std::string text;
};
limited_answer answer_within_limit(server::core& s, std::string_view body, const caller& who);

} // namespace zonogon::rpc
