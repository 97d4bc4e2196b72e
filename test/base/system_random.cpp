#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <zonogon/base/system_random.hpp>

#include "support/catch.hpp"

namespace base_system_random_tests {

using namespace zonogon;

TEST_CASE("the system's randomness fills all of what it is given and nothing else") {
    // More than the kernel gives at once without being asked again.
    std::vector<std::uint8_t> all(1 << 20, 0);
    constexpr std::size_t margin = 64;
    REQUIRE(fill_system_random(std::span(all).subspan(margin, all.size() - 2 * margin)));
    CHECK(std::all_of(all.begin(), all.begin() + margin, [](auto b) { return b == 0; }));
    CHECK(std::all_of(all.end() - margin, all.end(), [](auto b) { return b == 0; }));
    // Each value some 4,096 times; one in 2^60 runs is off by a sixth or more.
    std::array<std::size_t, 256> seen{};
    for (const std::uint8_t b : std::span(all).subspan(margin, all.size() - 2 * margin)) {
        ++seen[b];
    }
    CHECK(*std::ranges::min_element(seen) > 3'400);
    CHECK(*std::ranges::max_element(seen) < 4'800);
    CHECK(fill_system_random({}));
}

TEST_CASE("no two fillings are the same") {
    std::array<std::array<std::uint8_t, 32>, 100> drawn{};
    for (auto& one : drawn) {
        REQUIRE(fill_system_random(one));
    }
    std::ranges::sort(drawn);
    CHECK(std::ranges::adjacent_find(drawn) == drawn.end());
}

} // namespace base_system_random_tests
