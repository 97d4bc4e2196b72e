#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace zonogon::test {

/// A connection that sends what it is told, byte by byte if need be, with a little of RFC 6455 on top.
class raw_connection {
public:
    explicit raw_connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockaddr any{};
        std::memcpy(&any, &at, sizeof at);
        connected_ = ::connect(socket_, &any, sizeof at) == 0;
        const timeval patience{5, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    raw_connection(const raw_connection&) = delete;
    raw_connection& operator=(const raw_connection&) = delete;
    ~raw_connection() { ::close(socket_); }

    bool connected() const noexcept { return connected_; }
    bool send(const std::string& text) const {
        std::size_t done = 0;
        while (done < text.size()) {
            const auto n = ::send(socket_, text.data() + done, text.size() - done, MSG_NOSIGNAL);
            if (n <= 0) {
                return false;
            }
            done += static_cast<std::size_t>(n);
        }
        return true;
    }
    /// Exactly `size` bytes, or nothing when the peer closed or said nothing for five seconds.
    std::optional<std::string> receive(std::size_t size) const {
        std::string out(size, '\0');
        std::size_t done = 0;
        while (done < size) {
            const auto n = ::recv(socket_, out.data() + done, size - done, 0);
            if (n <= 0) {
                return std::nullopt;
            }
            done += static_cast<std::size_t>(n);
        }
        return out;
    }
    std::string receive_until(const std::string& mark) const {
        std::string out;
        while (!out.ends_with(mark)) {
            const auto one = receive(1);
            if (!one) {
                break;
            }
            out += *one;
        }
        return out;
    }
    bool upgrade(const std::string& more = {}) const {
        send("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
             more + "\r\n");
        return receive_until("\r\n\r\n").starts_with("HTTP/1.1 101");
    }
    bool send_text(const std::string& text) const {
        std::string frame = "\x81";
        if (text.size() < 126) {
            frame += static_cast<char>(0x80 | text.size());
        } else {
            frame += static_cast<char>(0xff);
            for (int i = 7; i >= 0; --i) {
                frame += static_cast<char>(static_cast<std::uint64_t>(text.size()) >> (8 * i));
            }
        }
        // A mask of zeros leaves the text as it is.
        return send(frame + std::string(4, '\0') + text);
    }
    /// The next text message; nothing when the peer closed.
    std::optional<std::string> receive_text() const {
        const auto head = receive(2);
        if (!head || (*head)[0] != '\x81') {
            return std::nullopt;
        }
        std::size_t size = static_cast<unsigned char>((*head)[1]);
        const std::size_t more = size == 126 ? 2 : size == 127 ? 8 : 0;
        if (more != 0) {
            const auto text = receive(more);
            if (!text) {
                return std::nullopt;
            }
            size = 0;
            for (const char c : *text) {
                size = size << 8 | static_cast<unsigned char>(c);
            }
        }
        return receive(size);
    }

private:
    int socket_;
    bool connected_ = false;
};

} // namespace zonogon::test
