// How often is folded follows from the tables' heights, not from the proof (Plonky3 #1836, #1734).

#include "security/mutants.hpp"
#include "support/catch.hpp"

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
    auto word = quotients.at_height(deeper.log_height);
    std::vector<pcs::tree<attacked_config>> layers;
    for (const auto& fold : deeper.folds) {
        layers.push_back(pcs::commit_layer<attacked_config>(word, fold.log_arity));
        const auto& cap = layers.back().cap();
        proof.layer_digests.insert(proof.layer_digests.end(), cap.begin(), cap.end());
        attacked_ext challenge;
        t = std::move(t).absorb<"layer">(cap).sample<"folding">(challenge);
        word = pcs::fold_codeword(std::move(word), fold.log_arity, challenge);
    }
    proof.final_polynomial = interpolate(word);
    t = std::move(t).absorb<"final polynomial">(proof.final_polynomial);
    proof.work_witness = t.solve<"query work">(attacked_config::parameters.grinding_bits);
    std::vector<std::vector<attacked_backend::bit>> queries;
    static_cast<void>(std::move(t)
                          .grind<"query work">(attacked_config::parameters.grinding_bits, proof.work_witness)
                          .sample_indices<"queries">(attacked_config::parameters.queries, deeper.log_height, queries));
    for (const std::size_t index : pcs::detail::to_indices(queries)) {
        lie.data[0].merkle_tree().open(index, proof.rows, proof.paths);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            pcs::open_layer<attacked_config>(layers[i], deeper.folds[i].log_arity,
                                             index >> (deeper.log_height - deeper.folds[i].log_height), proof.siblings,
                                             proof.paths);
        }
    }

    CHECK(verify_loosely(lie, deeper, proof, "").ok());
    const status ours = verify_loosely(lie, lie.shape(), proof, "");
    REQUIRE(!ours);
    CHECK(ours.why().message == "the proof has another shape than its tables");
    CHECK(!verify_for_real(lie, proof));
}
