#include <cstddef>
#include <vector>

#include "pcs/fixture.hpp"
#include "support/catch.hpp"

namespace {

using namespace zonogon;
using namespace zonogon::test;

template <class Base, std::size_t LogBlowup, std::size_t LogFolding, std::size_t CapHeight, std::size_t LogFinalLength>
struct variant : Base {
    static constexpr soundness::parameters parameters{.log_blowup = LogBlowup,
                                                      .log_folding = LogFolding,
                                                      .queries = 7,
                                                      .grinding_bits = 3,
                                                      .cap_height = CapHeight,
                                                      .log_final_length = LogFinalLength,
                                                      .max_log_height = 12};
};

template <class Config>
void check_complete(const std::vector<std::vector<table>>& rounds) {
    const status outcome = verify<Config>(prove<Config>(rounds, 1));
    if (!outcome) {
        FAIL(outcome.why().message);
    }
    SUCCEED();
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
    // A matrix may be committed and not opened.
    check_complete<small_config>({{{5, 1, 1}, {4, 2, 0}}});
}

TEMPLATE_TEST_CASE("openings verify for every folding factor, blow-up, cap and final length", "",
                   (variant<small_config, 1, 1, 0, 0>), (variant<small_config, 1, 3, 4, 3>),
                   (variant<small_config, 2, 4, 3, 1>), (variant<small_config, 3, 2, 12, 12>)) {
    check_complete<TestType>({{{7, 5, 2}, {3, 1, 1}}, {{2, 7, 1}}});
    check_complete<TestType>({{{9, 1, 1}}});
}

TEMPLATE_TEST_CASE("openings verify over other fields and hashes", "", koala_bear_config, baby_bear_config,
                   keccak_tree_config) {
    check_complete<TestType>({{{7, 5, 2}, {3, 1, 1}}, {{5, 7, 1}}});
}
