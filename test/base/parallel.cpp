#include <zonogon/base/parallel.hpp>

#include <atomic>
#include <vector>

#include "support/catch.hpp"

namespace base_parallel_tests {

using namespace zonogon;

TEST_CASE("every index is visited once, in chunks of at most the grain") {
    for (const std::size_t count : {0U, 1U, 7U, 64U, 1000U}) {
        for (const std::size_t grain : {0U, 1U, 7U, 64U, 5000U}) {
            CAPTURE(count, grain);
            std::vector<std::atomic<int>> visits(count);
            std::atomic<std::size_t> longest{0};
            parallel_chunks(count, grain, [&](std::size_t begin, std::size_t end) {
                std::size_t seen = longest.load();
                while (end - begin > seen && !longest.compare_exchange_weak(seen, end - begin)) {
                }
                for (std::size_t i = begin; i < end; ++i) {
                    ++visits[i];
                }
            });
            CHECK(longest.load() <= std::max<std::size_t>(grain, 1));
            CHECK(std::ranges::all_of(visits, [](const auto& n) { return n == 1; }));
            std::atomic<std::size_t> sum{0};
            parallel_for(count, grain, [&](std::size_t i) { sum += i + 1; });
            CHECK(sum == count * (count + 1) / 2);
        }
    }
    CHECK(thread_count() >= 1);
}

} // namespace base_parallel_tests
