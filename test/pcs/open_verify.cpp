#include <cstddef>
#include <vector>

#include "pcs/complete.hpp"

namespace pcs_open_verify_tests {

using namespace zonogon;
using namespace zonogon::test;

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

} // namespace pcs_open_verify_tests
