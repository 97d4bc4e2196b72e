#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/duplex.hpp>
#include <zonogon/transcript/native_backend.hpp>

#include "support/catch.hpp"

namespace transcript_duplex_tests {

namespace {

using namespace zonogon;
using backend_type = transcript::native_backend<stark::default_config>;
using sponge = transcript::duplex<backend_type>;
using field::goldilocks;

} // namespace

TEST_CASE("squeezing after absorbing is the permutation of the padded block") {
    backend_type backend;
    sponge s(backend);
    s.absorb(goldilocks{5});
    s.absorb(goldilocks{6});
    std::array<goldilocks, 12> expected{};
    expected[0] = goldilocks{5};
    expected[1] = goldilocks{6};
    stark::default_config::permutation::permute(expected);
    for (std::size_t i = 0; i < sponge::rate; ++i) {
        CHECK(s.squeeze() == expected[i]);
    }
    stark::default_config::permutation::permute(expected);
    CHECK(s.squeeze() == expected[0]);
    // What is absorbed next is added to the rate of the present state.
    s.absorb(goldilocks{7});
    expected[0] += goldilocks{7};
    stark::default_config::permutation::permute(expected);
    CHECK(s.squeeze() == expected[0]);
}

TEST_CASE("a full block is permuted once") {
    backend_type backend;
    sponge s(backend);
    std::array<goldilocks, 12> expected{};
    for (std::size_t i = 0; i < sponge::rate; ++i) {
        s.absorb(goldilocks{i + 1});
        expected[i] = goldilocks{i + 1};
    }
    stark::default_config::permutation::permute(expected);
    CHECK(s.state() == expected);
    CHECK(s.squeeze() == expected[0]);
}

TEST_CASE("outputs do not repeat") {
    backend_type backend;
    sponge s(backend);
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i) {
        CHECK(seen.insert(s.squeeze().value()).second);
    }
}

} // namespace transcript_duplex_tests
