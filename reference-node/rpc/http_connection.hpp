#pragma once

#include <memory>
#include <optional>
#include <string>

#include "rpc/web_socket.hpp"

namespace zonogon::rpc {

inline std::string host_of(const tcp::socket& s) {
    io_error failed;
    const auto peer = s.remote_endpoint(failed);
    return failed ? std::string{} : peer.address().to_string();
}

/// A connection that asks by HTTP, one request after the other.
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
        std::make_shared<web_socket>(server_, std::move(stream_), host_, authorization_of(request))->start(request);
    }

    static std::string authorization_of(const request_type& request) {
        const auto text = request[http::field::authorization];
        return {text.data(), text.size()};
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
        limited_answer a = answer_within_limit(server_, request.body(), {host_, nullptr, authorization_of(request)});
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
            response.set(http::field::access_control_allow_headers, "Content-Type, Authorization");
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

} // namespace zonogon::rpc
