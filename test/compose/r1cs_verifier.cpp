#include <zonogon/compose/r1cs_verifier.hpp>

#include "compose/scene.hpp"

namespace compose_r1cs_verifier_tests {

namespace {

using namespace zonogon;
using test::tiny_config;
static_assert(transcript::verifier_backend<compose::r1cs_backend<tiny_config>>);

const test::proved<tiny_config>& honest() {
    static const auto made = test::prove_fibonacci<tiny_config>();
    return made;
}

} // namespace

TEST_CASE("the STARK verifier over Poseidon2 as a rank-1 constraint system", "[compose]") {
    CHECK(test::check_circuit(honest()) == 1919434);
}

TEST_CASE("S09: the circuit refuses bad proofs for the rule that the native verifier names", "[compose][security]") {
    CHECK(test::check_bad_proofs(honest(), 3) > 9);
}

} // namespace compose_r1cs_verifier_tests
