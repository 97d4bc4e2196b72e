#include <zonogon/compose/r1cs_verifier.hpp>

#include <zonogon/hash/poseidon_bn254_goldilocks.hpp>

#include "compose/scene.hpp"

namespace compose_r1cs_verifier_bn254_tests {

namespace {

using namespace zonogon;

/// The tiny configuration with the hashes that are cheap in a circuit over BN254.
struct wrapped_config : test::tiny_config {
    using permutation = hash::poseidon_bn254_goldilocks_12;
    using hasher = hash::poseidon_bn254_row_hasher;
    using compression = hash::poseidon_bn254_compression;
};
static_assert(transcript::verifier_backend<compose::r1cs_backend<wrapped_config>>);

const test::proved<wrapped_config>& honest() {
    static const auto made = test::prove_fibonacci<wrapped_config>();
    return made;
}

} // namespace

TEST_CASE("the STARK verifier over Poseidon of BN254 as a rank-1 constraint system", "[compose]") {
    CHECK(test::check_circuit(honest()) == 99381);
}

TEST_CASE("S09: the circuit over BN254's hashes refuses all bad proofs for the same rules", "[compose][security]") {
    CHECK(test::check_bad_proofs(honest(), 1) > 25);
}

TEST_CASE("proofs of another shape make no circuit", "[compose]") {
    snark::builder b;
    auto bad = honest();
    bad.proof.opening.rows.pop_back();
    CHECK_FALSE(compose::add_verifier(b, bad.key, bad.publics, bad.proof).ok());
    bad = honest();
    bad.proof.traces.pop_back();
    CHECK_FALSE(compose::add_verifier(b, bad.key, bad.publics, bad.proof).ok());
    bad = honest();
    bad.proof.log_heights[0] = 60;
    CHECK_FALSE(compose::add_verifier(b, bad.key, bad.publics, bad.proof).ok());
    bad = honest();
    bad.publics[0].clear();
    CHECK_FALSE(compose::add_verifier(b, bad.key, bad.publics, bad.proof).ok());
    CHECK(b.constraints() == 0);
}

} // namespace compose_r1cs_verifier_bn254_tests
