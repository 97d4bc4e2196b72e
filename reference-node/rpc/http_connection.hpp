#pragma once

#include <sys/socket.h>

#include <memory>
#include <optional>
#include <string>

#include "rpc/http_reply.hpp"
#include "rpc/plain_post.hpp"
#include "rpc/web_socket.hpp"

namespace zonogon::rpc {

/// A connection that asks by HTTP, one request after the other. What nearly all send is read by read_plain_post and
/// answered from one buffer, without a timer or an allocation of its own; Boost.Beast reads the rest.
///
/// Its handlers run one after the other; other threads only call close() and close_if_late().
class http_connection final : public closable, public std::enable_shared_from_this<http_connection> {
public:
    http_connection(server::core& s, plain_socket&& socket)
        : server_(s), socket_(std::move(socket)), handle_(socket_.native_handle()) {
        io_error failed;
        const auto peer = socket_.remote_endpoint(failed);
        who_.host = failed ? std::string{} : peer.address().to_string();
        ++server_.http_count;
        server_.changed();
    }
    ~http_connection() override {
        // From here on no other thread sees it, so the socket may be closed.
        server_.leave(this);
        --server_.http_count;
        server_.changed();
    }

    void start() {
        io_error ignored;
        socket_.non_blocking(true, ignored);
        if (server_.enter(this)) {
            read();
        }
    }
    /// The peer's end and ours: whatever waits on the socket comes back, and the last handler takes the object along.
    void close() override {
        if (const int handle = handle_; handle >= 0) {
            ::shutdown(handle, SHUT_RDWR);
        }
    }
    void close_if_late(clock::time_point now) override {
        const auto due = due_.load();
        if (due != no_time && now.time_since_epoch().count() > due) {
            close();
        }
    }

private:
    static constexpr clock::rep no_time = 0;
    /// What is read at once.
    static constexpr std::size_t piece = 8'192;
    /// Longer bodies are left to Beast, which does not look at what it has again with every piece.
    static constexpr std::size_t small_body = 256 * 1'024;

    void wait_begins() { due_ = (clock::now() + server_.how.idle).time_since_epoch().count(); }
    void wait_ends() { due_ = no_time; }

    /// Answers what the buffer holds, then waits for more.
    void read() {
        for (;;) {
            plain_post request;
            const auto data = buffer_.data();
            const std::string_view in{static_cast<const char*>(data.data()), data.size()};
            const reading found = read_plain_post(in, std::min(small_body, server_.how.max_body_bytes), request);
            if (found == reading::other) {
                return read_by_beast();
            }
            if (found == reading::partial) {
                return read_more();
            }
            who_.authorization.assign(request.authorization);
            const bool keep = request.keep;
            begin_reply(answer_post(request.content_type, request.body), request.origin, false, keep);
            buffer_.consume(request.size);
            if (!send(keep)) {
                return;
            }
        }
    }

    void read_more() {
        wait_begins();
        socket_.async_read_some(buffer_.prepare(piece), [self = shared_from_this()](io_error failed, std::size_t size) {
            self->wait_ends();
            if (failed) {
                return;
            }
            self->buffer_.commit(size);
            self->read();
        });
    }

    void read_by_beast() {
        parser_.emplace();
        parser_->body_limit(server_.how.max_body_bytes);
        parser_->header_limit(16'384);
        wait_begins();
        http::async_read(socket_, buffer_, *parser_, [self = shared_from_this()](io_error failed, std::size_t) {
            self->wait_ends();
            self->on_read(failed);
        });
    }

    void on_read(io_error failed) {
        if (failed == http::error::end_of_stream || failed == asio::error::eof ||
            failed == asio::error::connection_reset || failed == asio::error::operation_aborted) {
            return;
        }
        if (failed) {
            begin_reply(failed == http::error::body_limit ? plain("413 Payload Too Large", "content length too large")
                                                          : plain("400 Bad Request", "this is no HTTP request"),
                        {}, false, false);
            send(false);
            return;
        }
        const request_type request = parser_->release();
        parser_.reset();
        const std::string_view origin = field(request, http::field::origin);
        const bool upgrades = websocket::is_upgrade(request);
        if (upgrades && (origin.empty() || origin_allowed(server_.how.cors, origin))) {
            return upgrade(request);
        }
        const bool keep = !upgrades && request.keep_alive();
        begin_reply(upgrades ? plain("403 Forbidden", "origin not allowed") : answer(request), origin,
                    request.method() == http::verb::options, keep);
        if (send(keep)) {
            read();
        }
    }

    static std::string_view field(const request_type& request, http::field name) {
        const auto text = request[name];
        return {text.data(), text.size()};
    }
    static http_reply plain(std::string_view status, std::string text, std::string_view lines = {}) {
        return {status, "text/plain", std::move(text), lines};
    }

    void upgrade(const request_type& request) {
        io_error failed;
        const auto protocol = socket_.local_endpoint(failed).protocol();
        handle_ = -1;
        tcp::socket moved(asio::make_strand(server_.context));
        const auto handle = socket_.release(failed);
        if (!failed) {
            moved.assign(protocol, handle, failed);
        }
        if (failed) {
            return;
        }
        who_.authorization.assign(field(request, http::field::authorization));
        std::make_shared<web_socket>(server_, beast::tcp_stream{std::move(moved)}, who_.host, who_.authorization)
            ->start(request);
    }

    http_reply answer(const request_type& request) {
        if (request.method() == http::verb::options) {
            return {"204 No Content"};
        }
        if (request.method() == http::verb::get) {
            return request.target() == "/" ? plain("200 OK", server_.how.banner) : plain("404 Not Found", "not found");
        }
        if (request.method() != http::verb::post) {
            return plain("405 Method Not Allowed", "method not allowed", "Allow: GET, POST, OPTIONS\r\n");
        }
        who_.authorization.assign(field(request, http::field::authorization));
        return answer_post(field(request, http::field::content_type), request.body());
    }

    http_reply answer_post(std::string_view content_type, std::string_view body) {
        if (!is_json(content_type)) {
            return plain("415 Unsupported Media Type", "invalid content type, only application/json is supported");
        }
        limited_answer a = answer_within_limit(server_, body, who_);
        return {a.allowed ? "200 OK" : "429 Too Many Requests", "application/json", std::move(a.text)};
    }

    static bool is_json(std::string_view type) {
        const std::string_view bare = type.substr(0, type.find(';'));
        return bare == "application/json" || bare == "application/json-rpc" || bare == "application/jsonrequest";
    }

    void begin_reply(const http_reply& reply, std::string_view origin, bool preflight, bool keep) {
        out_.clear();
        const bool shown = !origin.empty() && origin_allowed(server_.how.cors, origin);
        append_http(out_, reply, {shown ? origin : std::string_view{}, preflight}, keep);
    }

    /// Sends the reply that was begun. True when it is gone and the next request may be read; otherwise a handler goes
    /// on, or this was the last.
    bool send(bool keep) {
        io_error failed;
        const std::size_t sent = socket_.write_some(asio::buffer(out_), failed);
        if (!failed && sent == out_.size()) {
            if (!keep) {
                finish();
            }
            return keep;
        }
        if (failed && failed != asio::error::would_block) {
            return false;
        }
        wait_begins();
        asio::async_write(socket_, asio::buffer(out_) + (failed ? 0 : sent),
                          [self = shared_from_this(), keep](io_error broken, std::size_t) {
                              self->wait_ends();
                              if (broken) {
                                  return;
                              }
                              if (keep) {
                                  self->read();
                              } else {
                                  self->finish();
                              }
                          });
        return false;
    }

    void finish() {
        io_error ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }

    server::core& server_;
    plain_socket socket_;
    /// The socket's, for other threads; -1 when it has gone to a WebSocket.
    std::atomic<int> handle_;
    /// When the peer is late, in the clock's ticks.
    std::atomic<clock::rep> due_ = no_time;
    caller who_;
    beast::flat_buffer buffer_;
    std::string out_;
    std::optional<http::request_parser<http::string_body>> parser_;
};

} // namespace zonogon::rpc
