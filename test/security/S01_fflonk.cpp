// fflonk's first challenge depends on the statement (Frozen Heart, Trail of Bits 2022; snarkjs's and others' PLONK).

#include <vector>

#include "security/fflonk_attacks.hpp"
#include "support/catch.hpp"

namespace security_S01_fflonk_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::fflonk;

TEST_CASE("S01: fflonk: circuit and every public input move the first challenge") {
    const attacked_fflonk_proof p;
    const scalar honest = beta_challenge(p.key.c0, p.publics, p.content.c1);
    const auto drawn = [&](const g1_point& c0, const std::vector<scalar>& publics) {
        return beta_challenge(c0, publics, p.content.c1);
    };
    // C0 is the commitment to all selectors and to the permutation.
    CHECK(drawn(-p.key.c0, p.publics) != honest);
    CHECK(drawn(p.key.c0.doubled(), p.publics) != honest);
    for (std::size_t i = 0; i < p.publics.size(); ++i) {
        auto publics = p.publics;
        publics[i] += scalar::one();
        CHECK(drawn(p.key.c0, publics) != honest);
        publics = p.publics;
        publics.erase(publics.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(drawn(p.key.c0, publics) != honest);
        publics.push_back(scalar{});
        CHECK(drawn(p.key.c0, publics) != honest);
    }
}

} // namespace security_S01_fflonk_tests
