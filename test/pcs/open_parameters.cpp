#include <cstddef>

#include "pcs/complete.hpp"

namespace pcs_open_parameters_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

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

} // namespace

TEMPLATE_TEST_CASE("openings verify for every folding factor, blow-up, cap and final length", "",
                   (variant<small_config, 1, 1, 0, 0>), (variant<small_config, 1, 3, 4, 3>),
                   (variant<small_config, 2, 4, 3, 1>), (variant<small_config, 3, 2, 12, 12>)) {
    check_complete<TestType>({{{7, 5, 2}, {3, 1, 1}}, {{2, 7, 1}}});
    check_complete<TestType>({{{9, 1, 1}}});
}

} // namespace pcs_open_parameters_tests
