// Two claims about one commitment at one point are two claims (query collisions in Halo2, zkSecurity 2025; PSE halo2
// #400): a verifier that keeps claims in a map by commitment and point drops one of them.

#include <map>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S25_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

/// One column, opened `times` times at the same point, each as a claim of its own.
statement repeated(std::size_t times) {
    statement out;
    for (std::size_t i = 0; i < times; ++i) {
        statement one = true_statement(5, 1);
        out.data.push_back(std::move(one.data.front()));
        out.shapes.push_back(one.shapes.front());
    }
    return out;
}

/// A verifier of the claims that are left in a map: of each commitment (all are opened at the same point) the first.
status verify_by_map(const statement& s, const attacked_proof& proof) {
    std::map<std::vector<std::uint64_t>, std::size_t> first_claim;
    for (std::size_t r = 0; r < s.data.size(); ++r) {
        std::vector<std::uint64_t> name;
        for (const auto& digest : s.data[r].commitment()) {
            for (const auto& element : digest) {
                name.push_back(element.value());
            }
        }
        first_claim.emplace(std::move(name), r);
    }
    attacked_proof kept = proof;
    kept.values.clear();
    for (const auto& [name, claim] : first_claim) {
        kept.values.push_back(proof.values[claim]);
    }
    const statement left = repeated(first_claim.size());
    return verify_loosely(left, left.shape(), kept, "");
}

} // namespace

TEST_CASE("S25: a second claim with another value is refused, but not by a verifier that keeps claims in a map") {
    const statement once = repeated(1);
    observations<attacked_backend> seen;
    attacked_proof lie = prove_loosely(once, "", seen);
    // p(z) = v and p(z) = v + 1, with the proof of the former.
    lie.values.push_back(lie.values.front() + attacked_ext::one());
    const statement twice = repeated(2);
    CHECK(verify_by_map(twice, lie).ok());
    CHECK(!verify_for_real(twice, lie));

    // The same with a proof of two claims.
    attacked_proof two = prove_for_real(twice);
    CHECK(verify_for_real(twice, two).ok());
    CHECK(two.values[0] == two.values[1]);
    for (const std::size_t which : {0U, 1U}) {
        attacked_proof changed = two;
        changed.values[which] += attacked_ext::one();
        CHECK(!verify_for_real(twice, changed));
    }
}

TEST_CASE("S25: the same point twice in one claim takes two values") {
    auto twice = prove<small_config>({{{5, 1, 1}}}, 3);
    CHECK(verify<small_config>(twice));
    twice.shapes[0][0].points = 2;
    twice.proof.values.push_back(twice.proof.values.front() + attacked_ext::one());
    CHECK(!verify<small_config>(twice));
}

} // namespace security_S25_tests
