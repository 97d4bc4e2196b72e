#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <zonogon/base/result.hpp>

#include "monitor/health.hpp"
#include "monitor/metrics.hpp"

namespace zonogon::monitor {

/// GET /metrics (Prometheus), /healthz (200 while the process answers), /readyz (200, or 503 with the reasons).
class monitor_server {
public:
    /// `before` is called before metrics are shown, to bring gauges up to date.
    static result<std::unique_ptr<monitor_server>> start(const std::string& host, std::uint16_t port,
                                                         const metrics& numbers, const health& state,
                                                         std::function<void()> before = {});
    ~monitor_server();
    monitor_server(const monitor_server&) = delete;
    monitor_server& operator=(const monitor_server&) = delete;

    std::uint16_t port() const noexcept;

private:
    struct inner;
    explicit monitor_server(std::unique_ptr<inner> in);
    std::unique_ptr<inner> inner_;
};

} // namespace zonogon::monitor
