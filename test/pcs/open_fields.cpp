#include "pcs/complete.hpp"

namespace pcs_open_fields_tests {

using namespace zonogon;
using namespace zonogon::test;

// BabyBear differs from KoalaBear by constants only; test/stark/blowup.cpp proves with it.
TEMPLATE_TEST_CASE("openings verify over other fields and hashes", "", koala_bear_config, keccak_tree_config) {
    check_complete<TestType>({{{7, 5, 2}, {3, 1, 1}}, {{5, 7, 1}}});
    check_complete<TestType>({{{3, 13, 2, 4}, {7, 5, 2}}, {{4, 3, 1, 2}}});
}

} // namespace pcs_open_fields_tests
