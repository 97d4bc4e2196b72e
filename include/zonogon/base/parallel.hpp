#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <thread>
#include <vector>

namespace zonogon {

/// Threads a parallel loop uses: ZONOGON_THREADS if set to a positive number, else the machine's.
inline std::size_t thread_count() {
    static const std::size_t count = [] {
        if (const char* text = std::getenv("ZONOGON_THREADS")) {
            const long wanted = std::strtol(text, nullptr, 10);
            if (wanted > 0) {
                return static_cast<std::size_t>(std::min(wanted, 1024L));
            }
        }
        return static_cast<std::size_t>(std::max(1U, std::thread::hardware_concurrency()));
    }();
    return count;
}

/// Calls body(begin, end) on disjoint chunks of at most `grain` indices that together cover [0, count).
///
/// Chunks are handed out dynamically, so the order is not fixed; body must not throw. Runs on the calling thread
/// alone when there is one chunk or one thread. A thread costs some 30 us to start: give each at least a
/// millisecond of work.
template <class Body>
void parallel_chunks(std::size_t count, std::size_t grain, Body&& body) {
    if (count == 0) {
        return;
    }
    grain = std::max<std::size_t>(grain, 1);
    const std::size_t chunks = (count + grain - 1) / grain;
    const std::size_t workers = std::min(chunks, thread_count());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t chunk = next.fetch_add(1); chunk < chunks; chunk = next.fetch_add(1)) {
            const std::size_t begin = chunk * grain;
            body(begin, std::min(count, begin + grain));
        }
    };
    std::vector<std::jthread> helpers;
    helpers.reserve(workers - 1);
    for (std::size_t i = 1; i < workers; ++i) {
        helpers.emplace_back(work);
    }
    work();
}

/// Calls body(i) for every i in [0, count); see parallel_chunks.
template <class Body>
void parallel_for(std::size_t count, std::size_t grain, Body&& body) {
    parallel_chunks(count, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            body(i);
        }
    });
}

} // namespace zonogon
