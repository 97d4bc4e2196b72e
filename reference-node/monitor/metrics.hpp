#pragma once

#include <map>
#include <memory>
#include <string>

namespace zonogon::monitor {

/// Numbers for Prometheus. Counters and gauges come into being when they are first used; from any thread.
class metrics {
public:
    using labels = std::map<std::string, std::string>;

    metrics();
    ~metrics();
    metrics(const metrics&) = delete;
    metrics& operator=(const metrics&) = delete;

    /// What a name means; once, before its first use.
    void describe(const std::string& name, const std::string& help);
    void count(const std::string& name, const labels& which = {}, double by = 1);
    void set(const std::string& name, const labels& which, double value);
    /// Seconds, in buckets from a tenth of a millisecond to ten seconds.
    void time(const std::string& name, const labels& which, double seconds);

    /// All of them in Prometheus' text format.
    std::string text() const;

private:
    struct inner;
    std::unique_ptr<inner> inner_;
};

} // namespace zonogon::monitor
