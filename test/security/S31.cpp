// Exactly as many independent, uniform queries as the soundness model counts (Plonky3 #1598).

#include <cstdint>
#include <set>
#include <vector>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S31_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

struct drawing
    : transcript::protocol<transcript::absorb<"seed", transcript::felts>, transcript::sample_indices<"queries">> {};

template <class Config>
std::vector<std::size_t> draw(std::uint64_t seed, std::size_t count, std::size_t bits) {
    using backend_type = transcript::native_backend<Config>;
    backend_type backend;
    std::vector<std::vector<typename backend_type::bit>> indices;
    static_cast<void>(transcript::transcript<backend_type, drawing>(backend)
                          .template absorb<"seed">(std::vector<typename Config::field>{typename Config::field{seed}})
                          .template sample_indices<"queries">(count, bits, indices));
    return pcs::detail::to_indices(indices);
}

/// The chi-square statistic of counts against the uniform distribution.
double chi_square(const std::vector<std::size_t>& counts) {
    double total = 0;
    for (const std::size_t c : counts) {
        total += static_cast<double>(c);
    }
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0;
    for (const std::size_t c : counts) {
        sum += (static_cast<double>(c) - expected) * (static_cast<double>(c) - expected) / expected;
    }
    return sum;
}

} // namespace

TEMPLATE_TEST_CASE("S31: query indices pass a test of uniformity", "", small_config, koala_bear_config) {
    // 63 degrees of freedom: 120 is exceeded with probability below 2^-16.
    for (const std::size_t shift : {std::size_t{0}, std::size_t{14}}) {
        std::vector<std::size_t> counts(64);
        for (const std::size_t index : draw<TestType>(5, 64000, 20)) {
            REQUIRE(index >> 20 == 0);
            ++counts[(index >> shift) % 64];
        }
        CHECK(chi_square(counts) < 120);
    }
    // A sampler that reduces modulo a number that is no power of two, as a broken one would, fails the same test.
    std::vector<std::size_t> biased(64);
    for (const std::size_t index : draw<TestType>(5, 64000, 7)) {
        ++biased[(index % 100) % 64];
    }
    CHECK(chi_square(biased) > 1000);
}

TEST_CASE("S31: as many queries as asked for, equal ones included") {
    // Dropping repetitions, as a broken sampler did, would leave fewer checks than the model counts.
    const auto indices = draw<small_config>(1, 50, 3);
    CHECK(indices.size() == 50);
    CHECK(std::set<std::size_t>(indices.begin(), indices.end()).size() <= 8);

    const auto s = prove<small_config>({{{0, 1, 1}}}, 1);
    CHECK(s.proof.rows.size() == small_config::parameters.queries);
    CHECK(verify<small_config>(s).ok());
}

} // namespace security_S31_tests
