#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>

#include "rpc/server_core.hpp"

namespace zonogon::rpc {

/// A connection that became a WebSocket: calls are answered in their order, messages pushed between the answers.
class web_socket final : public push_channel, public closable, public std::enable_shared_from_this<web_socket> {
public:
    web_socket(server::core& s, beast::tcp_stream&& stream, std::string host, std::string authorization)
        : server_(s), stream_(std::move(stream)), host_(std::move(host)), authorization_(std::move(authorization)),
          id_(s.next_channel++) {}

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
        limited_answer a = answer_within_limit(server_, body, {host_, shared_from_this(), authorization_});
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
    std::string authorization_;
    std::uint64_t id_;
    beast::flat_buffer buffer_;
    std::deque<std::shared_ptr<const std::string>> queue_;
    std::size_t queued_ = 0;
    bool accepted_ = false;
};

} // namespace zonogon::rpc
