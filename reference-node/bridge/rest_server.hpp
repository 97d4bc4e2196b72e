#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>

#include "bridge/rest.hpp"

namespace zonogon::bridge {

/// Serves a rest interface over HTTP/1.1. GET only, without bodies; connections are kept for some seconds.
class rest_server {
public:
    struct options {
        std::string host = "127.0.0.1";
        /// 0 takes a free one.
        std::uint16_t port = 0;
        /// As rpc::server takes them.
        std::vector<std::string> cors;
    };

    /// Listens at once. `answers` must outlive the server.
    static result<std::unique_ptr<rest_server>> start(const rest& answers, const options& how);
    ~rest_server();
    rest_server(const rest_server&) = delete;
    rest_server& operator=(const rest_server&) = delete;

    std::uint16_t port() const noexcept;

private:
    struct inner;
    explicit rest_server(std::unique_ptr<inner> in);
    std::unique_ptr<inner> inner_;
};

} // namespace zonogon::bridge
