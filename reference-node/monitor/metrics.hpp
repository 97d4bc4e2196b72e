#pragma once

#include <map>
#include <memory>
#include <string>

namespace prometheus {
class Counter;
class Histogram;
} // namespace prometheus

namespace zonogon::monitor {

/// One number that is counted often: found once by metrics::counter, then added to without a look-up. Valid as long as
/// the metrics.
class counter {
public:
    void add(double by = 1) const;

private:
    friend class metrics;
    explicit counter(prometheus::Counter& of) : inner_(&of) {}
    prometheus::Counter* inner_;
};

/// The same of metrics::time.
class timer {
public:
    void add(double seconds) const;

private:
    friend class metrics;
    explicit timer(prometheus::Histogram& of) : inner_(&of) {}
    prometheus::Histogram* inner_;
};

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
    /// The numbers that count() and time() add to.
    monitor::counter counter(const std::string& name, const labels& which);
    monitor::timer timer(const std::string& name, const labels& which);

    /// All of them in Prometheus' text format.
    std::string text() const;

private:
    struct inner;
    std::unique_ptr<inner> inner_;
};

} // namespace zonogon::monitor
