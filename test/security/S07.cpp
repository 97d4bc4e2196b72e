// The length of the final polynomial is the verifier's (GHSA-f69f-5fx9-w9r9).

#include <zonogon/pcs/serialise.hpp>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S07_tests {

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("S07: a longer final polynomial proves anything to a verifier that takes its length from the proof") {
    const statement lie = false_statement(6);
    const auto shape = lie.shape();
    // The attacker sends all coefficients of the last word, which is of no low degree.
    observations<attacked_backend> seen;
    attacked_backend backend;
    attacked_proof proof;
    const auto rounds = lie.rounds();
    std::vector<attacked_ext> everything;
    loose_transcript<attacked_backend> t(backend, "", seen);
    t.replacements["final polynomial"] = [&] {
        everything = interpolate(last_word(lie, shape, proof.values, seen));
        return everything;
    };
    static_cast<void>(
        pcs::open<attacked_config>(std::span<const pcs::opening_round<attacked_config>>(rounds), std::move(t), proof));
    proof.final_polynomial = everything;

    auto trusting = shape;
    trusting.log_final_length = log2_strict(proof.final_polynomial.size());
    CHECK(verify_loosely(lie, trusting, proof, "").ok());

    const status ours = verify_loosely(lie, shape, proof, "");
    REQUIRE(!ours);
    CHECK(ours.why().message == "the proof has another shape than its tables");
    bytes encoded;
    pcs::append_opening_proof(encoded, proof);
    pcs::value_reader reader(encoded);
    const auto parsed = pcs::read_opening_proof<attacked_config>(reader, shape);
    CHECK((!parsed || !reader.finish()));
}

TEST_CASE("S07: padding the final polynomial with zeros or cutting it is refused, true statements included") {
    const statement truth = true_statement(6, 1);
    const attacked_proof honest = prove_for_real(truth);
    REQUIRE(verify_for_real(truth, honest).ok());
    for (const int change : {-1, 1, 4}) {
        attacked_proof changed = honest;
        changed.final_polynomial.resize(
            static_cast<std::size_t>(static_cast<int>(honest.final_polynomial.size()) + change));
        const status outcome = verify_for_real(truth, changed);
        REQUIRE(!outcome);
        CHECK(outcome.why().message == "the proof has another shape than its tables");
    }
}

} // namespace security_S07_tests
