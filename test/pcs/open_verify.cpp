#include <cstdint>
#include <random>
#include <vector>

#include "pcs/fixture.hpp"
#include "support/catch.hpp"

namespace {

using namespace zonogon;
using namespace zonogon::test;

template <class Config>
void check_complete(const std::vector<std::vector<table>>& rounds) {
    auto session = prove<Config>(rounds, 1);
    const status outcome = verify<Config>(session);
    if (!outcome) {
        FAIL(outcome.why().message);
    }
}

} // namespace

TEST_CASE("openings verify for one table") {
    for (std::size_t log_height = 0; log_height <= 9; ++log_height) {
        check_complete<small_config>({{{log_height, 3, 2}}});
    }
}

TEST_CASE("openings verify for tables of different heights in several commitments") {
    check_complete<small_config>({{{8, 5, 2}, {3, 1, 1}, {6, 2, 2}, {8, 1, 1}}, {{6, 7, 1}, {0, 2, 2}}});
    check_complete<small_config>({{{5, 1, 1}}, {{9, 1, 1}, {7, 4, 2}}, {{2, 3, 1}}});
}
