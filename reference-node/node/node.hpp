#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <zonogon/base/result.hpp>

#include "config/configuration.hpp"

namespace zonogon::node {

/// A running node: its services are what the configuration's roles ask for. It works until it is destroyed; everything
/// that it acknowledged is in its store, so its process may also be killed.
class node {
public:
    /// Opens the store (making the genesis state in a new one) and starts the services. Precondition: check_whole of
    /// the configuration.
    static result<std::unique_ptr<node>> start(const config::configuration& how);
    ~node();
    node(const node&) = delete;
    node& operator=(const node&) = delete;

    /// Where it listens; 0 where it does not.
    std::uint16_t rpc_port() const noexcept;
    std::uint16_t monitor_port() const noexcept;
    std::uint16_t bridge_port() const noexcept;

private:
    struct services;
    explicit node(std::unique_ptr<services> inner);
    std::unique_ptr<services> inner_;
};

/// "zonogon/0.1.0/linux-x86_64/..."
std::string client_version();

} // namespace zonogon::node
