// Statements and proofs have one spelling, and a batch is not better than its worst proof (Semaphore #16, EIP-7520; UPA
// batching, Zellic; snarkjs #383). On chain: test/snark/run.

#include <vector>

#include "security/fflonk_attacks.hpp"
#include "support/catch.hpp"

namespace security_S36_fflonk_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::fflonk;

TEST_CASE("S36: fflonk: a public input at or above the group's order is refused") {
    const attacked_fflonk_proof p;
    REQUIRE(verify(p.key, p.inputs, p.content));
    for (std::size_t i = 0; i < p.inputs.size(); ++i) {
        auto inputs = p.inputs;
        inputs[i] = inputs[i] + scalar::modulus;
        CHECK_FALSE(verify(p.key, inputs, p.content));
    }
}

TEST_CASE("S36: fflonk: no word of a proof has a second spelling") {
    const attacked_fflonk_proof p;
    const auto words = p.content.to_words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto other = words;
        other[i] = words[i] + (i < 8 ? field::bn254_base::modulus : scalar::modulus);
        CHECK_FALSE(proof::from_words(other));
    }
    // The inverse is no free number either, though no commitment hangs on it.
    proof changed = p.content;
    changed.inverse += scalar::one();
    CHECK_FALSE(verify(p.key, p.inputs, changed));
}

TEST_CASE("S36: fflonk: one bad proof spoils a batch, also when errors cancel") {
    const attacked_fflonk_proof p;
    std::vector<statement> batch(4, {p.inputs, p.content});
    CHECK(verify_batch(p.key, batch));
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i].proof.w2 = p.content.w2 + g1_point::generator();
        CHECK_FALSE(verify_batch(p.key, batch));
        const std::size_t other = (i + 1) % batch.size();
        batch[other].proof.w2 = p.content.w2 - g1_point::generator();
        CHECK_FALSE(verify_batch(p.key, batch));
        batch[i].proof = batch[other].proof = p.content;
    }
}

} // namespace security_S36_fflonk_tests
