// Parameters under which every proof passes must not be usable (Plonky3 #1735, #2019). That they do not compile is in
// test/nocompile/zero_queries.cpp and zero_blowup.cpp; here: that they would be fatal, and that the model knows.

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S29_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

struct no_queries : small_config {
    static constexpr soundness::parameters parameters{
        .queries = 0, .grinding_bits = 2, .log_final_length = 2, .max_log_height = 12};
};

} // namespace

TEST_CASE("S29: without queries a false claim is accepted; with them it is not") {
    auto forged = prove<no_queries>({{{5, 2, 1}}}, 1);
    forged.proof.values[0] += attacked_ext::one();
    const auto backend_accepts = [&] {
        // The work must be done anew for the changed values: try witnesses.
        for (std::uint64_t witness = 0; witness < 1000; ++witness) {
            forged.proof.work_witness = attacked_field{witness};
            if (verify<no_queries>(forged)) {
                return true;
            }
        }
        return false;
    };
    CHECK(backend_accepts());

    auto refused = prove<small_config>({{{5, 2, 1}}}, 1);
    refused.proof.values[0] += attacked_ext::one();
    for (std::uint64_t witness = 0; witness < 100; ++witness) {
        refused.proof.work_witness = attacked_field{witness};
        CHECK(!verify<small_config>(refused));
    }
}

TEST_CASE("S29: the soundness model gives vacuous parameters next to nothing") {
    constexpr soundness::algebra algebra = soundness::algebra_of<small_config>();
    const auto bits = [&](const soundness::parameters& p) { return soundness::analyse(p, algebra).total.whole(); };
    CHECK(bits({.queries = 0, .grinding_bits = 16}) <= 16);
    CHECK(bits({.queries = 0, .grinding_bits = 0}) == 0);
    CHECK(bits({.log_blowup = 0, .queries = 1000, .grinding_bits = 0}) == 0);
}

} // namespace security_S29_tests
