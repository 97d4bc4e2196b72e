#include "monitor/metrics.hpp"

#include <mutex>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace zonogon::monitor {

struct metrics::inner {
    std::mutex lock;
    std::map<std::string, std::string> help;
    std::map<std::string, prometheus::Family<prometheus::Counter>*> counters;
    std::map<std::string, prometheus::Family<prometheus::Gauge>*> gauges;
    std::map<std::string, prometheus::Family<prometheus::Histogram>*> histograms;
    prometheus::Registry registry;

    /// The family of a name, made with `build` the first time.
    template <class Family, class Build>
    Family& family(std::map<std::string, Family*>& known, const std::string& name, Build&& build) {
        const std::scoped_lock hold(lock);
        Family*& found = known[name];
        if (found == nullptr) {
            const auto text = help.find(name);
            found = &build().Name(name).Help(text == help.end() ? std::string{} : text->second).Register(registry);
        }
        return *found;
    }
};

metrics::metrics() : inner_(std::make_unique<inner>()) {}
metrics::~metrics() = default;

void metrics::describe(const std::string& name, const std::string& help) {
    const std::scoped_lock hold(inner_->lock);
    inner_->help[name] = help;
}

void counter::add(double by) const {
    inner_->Increment(by);
}
void timer::add(double seconds) const {
    inner_->Observe(seconds);
}

monitor::counter metrics::counter(const std::string& name, const labels& which) {
    return monitor::counter{inner_->family(inner_->counters, name, prometheus::BuildCounter).Add(which)};
}
monitor::timer metrics::timer(const std::string& name, const labels& which) {
    const prometheus::Histogram::BucketBoundaries bounds{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10};
    return monitor::timer{inner_->family(inner_->histograms, name, prometheus::BuildHistogram).Add(which, bounds)};
}

void metrics::count(const std::string& name, const labels& which, double by) {
    counter(name, which).add(by);
}
void metrics::set(const std::string& name, const labels& which, double value) {
    inner_->family(inner_->gauges, name, prometheus::BuildGauge).Add(which).Set(value);
}
void metrics::time(const std::string& name, const labels& which, double seconds) {
    timer(name, which).add(seconds);
}

std::string metrics::text() const {
    return prometheus::TextSerializer{}.Serialize(inner_->registry.Collect());
}

} // namespace zonogon::monitor
