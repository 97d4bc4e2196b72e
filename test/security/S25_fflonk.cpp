// Claims about one commitment are all checked (query collisions in Halo2, zkSecurity 2025; PSE halo2 #400).

#include "security/fflonk_attacks.hpp"
#include "support/catch.hpp"

namespace security_S25_fflonk_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::fflonk;

TEST_CASE("S25: fflonk: C2 is opened at two points, and equal commitments are two claims") {
    const attacked_fflonk_proof p;
    // The claims at xi w, with the values that belong to xi.
    proof changed = p.content;
    changed.values.zw = changed.values.z;
    CHECK_FALSE(verify(p.key, p.inputs, changed));
    // Both commitments the same point, with different values claimed of them.
    changed = p.content;
    changed.c2 = changed.c1;
    CHECK_FALSE(verify(p.key, p.inputs, changed));
    changed = p.content;
    changed.c1 = p.key.c0;
    CHECK_FALSE(verify(p.key, p.inputs, changed));
    changed = p.content;
    changed.w2 = changed.w1;
    CHECK_FALSE(verify(p.key, p.inputs, changed));
}

} // namespace security_S25_fflonk_tests
