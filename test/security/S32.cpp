// How often is folded follows from the tables' heights, not from the proof (Plonky3 #1836, #1734).

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S32_tests {

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("S32: further folds prove anything to a verifier that counts them in the proof") {
    // Folded until the domain has no more points than the final polynomial has coefficients, every word passes.
    const statement lie = false_statement(6);
    auto parameters = attacked_config::parameters;
    parameters.log_final_length -= parameters.log_blowup;
    auto deeper = *pcs::derive_shape(parameters, attacked_field::two_adicity, lie.shapes);
    deeper.log_final_length = attacked_config::parameters.log_final_length;
    REQUIRE(deeper.log_final_height == deeper.log_final_length);

    // The prover's own steps, for the deeper shape.
    attacked_backend backend;
    observations<attacked_backend> seen;
    attacked_proof proof;
    const auto rounds = lie.rounds();
    proof.values = pcs::evaluate_at_points<attacked_config>(rounds);
    attacked_ext batching;
    auto t = loose_transcript<attacked_backend>(backend, "", seen)
                 .absorb<"opening shape">(pcs::encode_shape(attacked_config::parameters, lie.shapes))
                 .absorb<"opened values">(proof.values)
                 .sample<"batching">(batching);
    const pcs::deep_quotients<attacked_config> quotients(rounds, proof.values, batching);
    fold_and_open(lie, deeper, quotients.at_height(deeper.log_height), std::move(t), proof);

    CHECK(verify_loosely(lie, deeper, proof, "").ok());
    const status ours = verify_loosely(lie, lie.shape(), proof, "");
    REQUIRE(!ours);
    CHECK(ours.why().message == "the proof has another shape than its tables");
    CHECK(!verify_for_real(lie, proof));
}

} // namespace security_S32_tests
