// A proof carries nothing that the verifier can derive (SP1 audits #8, #9).

#include "security/stark_attacks.hpp"

namespace security_S12_tests {

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("S12: the members of a proof are its messages and nothing else") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    // Exhaustive: a new member does not compile until this list says why it cannot be derived.
    const auto& [log_heights, traces, sums, bus_columns, quotients, opening] = proof;
    const auto& [values, layer_digests, final_polynomial, work_witness, rows, siblings, paths] = opening;
    static_cast<void>(work_witness);
    const auto shape = *stark::derive_shape(key.verifying, std::span<const std::uint8_t>(log_heights));
    // The fixed table's height is not stated, and every other length follows from the heights.
    CHECK(log_heights.size() == 2);
    CHECK(traces.size() == shape.cap_size(shape.traces_round));
    CHECK(sums.size() == shape.sums);
    CHECK(bus_columns.size() == shape.cap_size(shape.bus_round));
    CHECK(quotients.size() == shape.cap_size(shape.quotients_round));
    CHECK(pcs::opening_claims(opening).has_shape(shape.opening));
    // The encoding has no room for a length, an index or a flag.
    constexpr std::size_t digest = pcs::encoded_size<attacked_system::compression::digest>;
    constexpr std::size_t wide = pcs::encoded_size<attacked_wide>;
    constexpr std::size_t element = pcs::encoded_size<attacked_element>;
    CHECK(stark::serialize<attacked_system>(proof).size() ==
          1 + log_heights.size() +
              digest * (traces.size() + bus_columns.size() + quotients.size() + layer_digests.size() + paths.size()) +
              wide * (sums.size() + values.size() + final_polynomial.size() + siblings.size()) +
              element * (1 + rows.size()));
}

TEST_CASE("S12: a mutant that reads the chunk count from the proof accepts what ours refuses") {
    // x^3 - x + e has degree 3 and leaves a remainder e by the vanishing polynomial: with as many chunks as a prover
    // likes, any polynomial is a quotient of itself. The verifier's own count comes from the constraints' degree.
    const auto key = key_for({fibonacci_table<attacked_system>()});
    CHECK(key.verifying.tables[0].chunks == 1);
    auto mutant = key;
    mutant.verifying.tables[0].chunks = 2;
    const auto w = fibonacci_witness<attacked_system>(4);
    const auto proof = *stark::prove(mutant, w.traces, w.publics);
    CHECK(stark::verify(mutant.verifying, w.publics, proof).ok());
    CHECK_FALSE(stark::verify(key.verifying, w.publics, proof).ok());
}

} // namespace security_S12_tests
