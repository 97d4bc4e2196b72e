#include <utility>
// The order matters: Boost 1.74 uses std::exchange without including it.

#include "rpc/server.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#pragma GCC diagnostic pop

namespace zonogon::rpc {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using tcp = asio::ip::tcp;
using io_error = beast::error_code;

/// A connection that the server can end.
class closable {
public:
    closable() = default;
    closable(const closable&) = delete;
    closable& operator=(const closable&) = delete;
    virtual ~closable() = default;
    virtual void close() = 0;
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
};

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

namespace {

using request_type = http::request<http::string_body>;
using response_type = http::response<http::string_body>;

std::string host_of(const tcp::socket& s) {
    io_error failed;
    const auto peer = s.remote_endpoint(failed);
    return failed ? std::string{} : peer.address().to_string();
}

/// Answers one body within the caller's rate; nothing if there is nothing to answer.
struct limited_answer {
    bool allowed = true;
    std::string text;
};
limited_answer answer_within_limit(server::core& s, std::string_view body, const caller& who) {
    if (!s.limit.allow(who.host, s.calls.count(body), rate_limit::clock::now())) {
        return {false, response_text("null", failure{limit_exceeded, "limit exceeded", {}})};
    }
    return {true, s.calls.handle(body, who)};
}

class web_socket final : public push_channel, public closable, public std::enable_shared_from_this<web_socket> {
public:
    web_socket(server::core& s, beast::tcp_stream&& stream, std::string host)
        : server_(s), stream_(std::move(stream)), host_(std::move(host)), id_(s.next_channel++) {}

    ~web_socket() override {
        server_.leave(this);
        if (accepted_) {
            --server_.socket_count;
            server_.changed();
        }
        if (server_.closed) {
            server_.closed(id_);
        }
    }

    void start(const request_type& upgrade) {
        if (!server_.enter(this)) {
            return;
        }
        websocket::stream_base::timeout patience{};
        patience.handshake_timeout = std::chrono::seconds(30);
        patience.idle_timeout = server_.how.idle;
        // A peer that only listens is asked for a sign of life before it counts as idle.
        patience.keep_alive_pings = true;
        beast::get_lowest_layer(stream_).expires_never();
        stream_.set_option(patience);
        stream_.read_message_max(server_.how.max_body_bytes);
        stream_.async_accept(upgrade, [self = shared_from_this()](io_error failed) {
            if (!failed) {
                self->accepted_ = true;
                ++self->server_.socket_count;
                self->server_.changed();
                self->read();
            }
        });
    }

    std::uint64_t id() const override { return id_; }

    void push(std::shared_ptr<const std::string> message) override {
        asio::post(stream_.get_executor(), [self = shared_from_this(), message = std::move(message)]() mutable {
            self->enqueue(std::move(message));
        });
    }

    void close() override {
        asio::post(stream_.get_executor(), [self = weak_from_this()] {
            if (const auto alive = self.lock()) {
                beast::get_lowest_layer(alive->stream_).close();
            }
        });
    }

private:
    void read() {
        stream_.async_read(buffer_, [self = shared_from_this()](io_error failed, std::size_t) {
            if (failed) {
                beast::get_lowest_layer(self->stream_).close();
                return;
            }
            self->handle();
        });
    }

    void handle() {
        const auto data = buffer_.data();
        const std::string_view body{static_cast<const char*>(data.data()), data.size()};
        limited_answer a = answer_within_limit(server_, body, {host_, shared_from_this()});
        buffer_.consume(buffer_.size());
        if (!a.text.empty()) {
            enqueue(std::make_shared<const std::string>(std::move(a.text)));
        }
        // The next call is read when this one's answer is queued: a peer that does not read fills its queue and is cut.
        read();
    }

    void enqueue(std::shared_ptr<const std::string> message) {
        queued_ += message->size();
        if (queued_ > server_.how.max_queue_bytes) {
            beast::get_lowest_layer(stream_).close();
            return;
        }
        queue_.push_back(std::move(message));
        if (queue_.size() == 1) {
            write();
        }
    }

    void write() {
        stream_.text(true);
        stream_.async_write(asio::buffer(*queue_.front()), [self = shared_from_this()](io_error failed, std::size_t) {
            if (failed) {
                beast::get_lowest_layer(self->stream_).close();
                return;
            }
            self->queued_ -= self->queue_.front()->size();
            self->queue_.pop_front();
            if (!self->queue_.empty()) {
                self->write();
            }
        });
    }

    server::core& server_;
    websocket::stream<beast::tcp_stream> stream_;
    std::string host_;
    std::uint64_t id_;
    beast::flat_buffer buffer_;
    std::deque<std::shared_ptr<const std::string>> queue_;
    std::size_t queued_ = 0;
    bool accepted_ = false;
};

class http_connection final : public closable, public std::enable_shared_from_this<http_connection> {
public:
    http_connection(server::core& s, tcp::socket&& socket)
        : server_(s), host_(host_of(socket)), stream_(std::move(socket)), executor_(stream_.get_executor()) {
        ++server_.http_count;
        server_.changed();
    }
    ~http_connection() override {
        server_.leave(this);
        --server_.http_count;
        server_.changed();
    }

    void start() {
        if (server_.enter(this)) {
            read();
        }
    }
    void close() override {
        asio::post(executor_, [self = weak_from_this()] {
            if (const auto alive = self.lock(); alive && !alive->upgraded_) {
                alive->stream_.close();
            }
        });
    }

private:
    void read() {
        parser_.emplace();
        parser_->body_limit(server_.how.max_body_bytes);
        parser_->header_limit(16'384);
        stream_.expires_after(server_.how.idle);
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](io_error failed, std::size_t) { self->on_read(failed); });
    }

    void on_read(io_error failed) {
        if (failed == http::error::body_limit) {
            return send(plain(http::status::payload_too_large, "content length too large"), false);
        }
        if (failed == http::error::end_of_stream || failed == beast::error::timeout || failed == asio::error::eof ||
            failed == asio::error::connection_reset || failed == asio::error::operation_aborted) {
            stream_.close();
            return;
        }
        if (failed) {
            return send(plain(http::status::bad_request, "this is no HTTP request"), false);
        }
        const request_type& request = parser_->get();
        if (websocket::is_upgrade(request)) {
            return upgrade(request);
        }
        response_type response = answer(request);
        add_cors(request, response);
        send(std::move(response), request.keep_alive());
    }

    void upgrade(const request_type& request) {
        const auto origin = request[http::field::origin];
        if (!origin.empty() && !origin_allowed(server_.how.cors, {origin.data(), origin.size()})) {
            return send(plain(http::status::forbidden, "origin not allowed"), false);
        }
        stream_.expires_never();
        upgraded_ = true;
        std::make_shared<web_socket>(server_, std::move(stream_), host_)->start(request);
    }

    static response_type plain(http::status code, std::string text) {
        response_type out{code, 11};
        out.set(http::field::content_type, "text/plain");
        out.body() = std::move(text);
        return out;
    }

    response_type answer(const request_type& request) {
        if (request.method() == http::verb::options) {
            return response_type{http::status::no_content, 11};
        }
        if (request.method() == http::verb::get) {
            return request.target() == "/" ? plain(http::status::ok, server_.how.banner)
                                           : plain(http::status::not_found, "not found");
        }
        if (request.method() != http::verb::post) {
            response_type out = plain(http::status::method_not_allowed, "method not allowed");
            out.set(http::field::allow, "GET, POST, OPTIONS");
            return out;
        }
        if (!is_json(request[http::field::content_type])) {
            return plain(http::status::unsupported_media_type,
                         "invalid content type, only application/json is supported");
        }
        limited_answer a = answer_within_limit(server_, request.body(), {host_, nullptr});
        response_type out{a.allowed ? http::status::ok : http::status::too_many_requests, 11};
        out.set(http::field::content_type, "application/json");
        out.body() = std::move(a.text);
        return out;
    }

    static bool is_json(beast::string_view type) {
        const beast::string_view bare = type.substr(0, type.find(';'));
        return bare == "application/json" || bare == "application/json-rpc" || bare == "application/jsonrequest";
    }

    void add_cors(const request_type& request, response_type& response) const {
        const auto origin = request[http::field::origin];
        response.set(http::field::vary, "Origin");
        if (origin.empty() || !origin_allowed(server_.how.cors, {origin.data(), origin.size()})) {
            return;
        }
        response.set(http::field::access_control_allow_origin, origin);
        if (request.method() == http::verb::options) {
            response.set(http::field::access_control_allow_methods, "POST, GET, OPTIONS");
            response.set(http::field::access_control_allow_headers, "Content-Type");
            response.set(http::field::access_control_max_age, "600");
        }
    }

    void send(response_type&& response, bool keep) {
        response_.emplace(std::move(response));
        response_->keep_alive(keep);
        response_->prepare_payload();
        stream_.expires_after(server_.how.idle);
        http::async_write(stream_, *response_, [self = shared_from_this(), keep](io_error failed, std::size_t) {
            if (failed || !keep) {
                io_error ignored;
                self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
                self->stream_.close();
                return;
            }
            self->read();
        });
    }

    server::core& server_;
    std::string host_;
    beast::tcp_stream stream_;
    beast::tcp_stream::executor_type executor_;
    bool upgraded_ = false;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    std::optional<response_type> response_;
};

} // namespace

void server::core::accept() {
    acceptor->async_accept(asio::make_strand(context), [this](io_error failed, tcp::socket socket) {
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
    inner->acceptor.emplace(inner->context);
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
    for (std::size_t i = 0; i < how.threads; ++i) {
        inner->threads.emplace_back([context = &inner->context] { context->run(); });
    }
    return std::unique_ptr<server>{new server{std::move(inner)}};
}

server::~server() {
    core& s = *inner_;
    asio::post(s.context, [&s] {
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
