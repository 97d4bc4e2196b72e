#include "pcs/complete.hpp"

using namespace zonogon;
using namespace zonogon::test;

TEMPLATE_TEST_CASE("openings verify over other fields and hashes", "", koala_bear_config, baby_bear_config,
                   keccak_tree_config) {
    check_complete<TestType>({{{7, 5, 2}, {3, 1, 1}}, {{5, 7, 1}}});
}
