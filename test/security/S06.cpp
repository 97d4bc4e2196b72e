// Opened values must be fixed before the challenge that batches them (GHSA-vrmm-4mm5-38vm).

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S06_tests {

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("S06: false values whose errors cancel in the batch are accepted only if they were not absorbed") {
    const statement truth = true_statement(5, 2);
    observations<attacked_backend> seen;
    attacked_proof proof = prove_loosely(truth, "opened values", seen);
    REQUIRE(verify_loosely(truth, truth.shape(), proof, "opened values").ok());
    const attacked_ext batching = seen.challenges.at("batching").front();
    proof.values[0] += batching;
    proof.values[1] -= attacked_ext::one();
    CHECK(verify_loosely(truth, truth.shape(), proof, "opened values").ok());

    observations<attacked_backend> real;
    attacked_proof other = prove_loosely(truth, "", real);
    REQUIRE(verify_loosely(truth, truth.shape(), other, "").ok());
    other.values[0] += real.challenges.at("batching").front();
    other.values[1] -= attacked_ext::one();
    CHECK(!verify_loosely(truth, truth.shape(), other, ""));
    CHECK(!verify_for_real(truth, other));
}

} // namespace security_S06_tests
