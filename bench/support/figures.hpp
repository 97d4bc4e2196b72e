#pragma once

#include <cstddef>
#include <cstdlib>
#include <string>

#include <sys/resource.h>

#include <benchmark/benchmark.h>

namespace zonogon::bench {

/// The most memory the process has held so far, in MiB.
inline double peak_memory_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// Throughput and peak memory beside the time.
inline void report(benchmark::State& state, std::size_t elements_per_iteration) {
    state.counters["elements/s"] =
        benchmark::Counter(static_cast<double>(elements_per_iteration) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
    state.counters["peak_MiB"] = peak_memory_mib();
}

/// The number given as `name`=N among the arguments that the benchmark library left over.
inline std::size_t size_argument(int argc, char** argv, const std::string& name, std::size_t otherwise) {
    for (int i = 1; i < argc; ++i) {
        const std::string text = argv[i];
        if (text.starts_with(name + "=")) {
            return std::strtoull(text.c_str() + name.size() + 1, nullptr, 10);
        }
    }
    return otherwise;
}

} // namespace zonogon::bench
