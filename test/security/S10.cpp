// The bus totals must be observed before the challenges that follow them (SP1 audit #5, Plonky3 #1385).

#include "security/stark_attacks.hpp"

using namespace zonogon;
using namespace zonogon::test;

namespace {

struct complete
    : transcript::protocol<transcript::absorb<"cumulative sums", transcript::exts>,
                           transcript::absorb<"bus columns", transcript::digests>, transcript::sample<"composition">> {
};
struct mutant
    : transcript::protocol<transcript::absorb<"bus columns", transcript::digests>, transcript::sample<"composition">> {
};

} // namespace

TEST_CASE("S10: a changed total moves the composition challenge and the point, unless it is not observed") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    const auto honest = challenges_of(key, w.publics, proof);
    REQUIRE(proof.sums.size() == 3);
    // Shifted between two tables, so that they still add up to zero.
    auto shifted = proof;
    shifted.sums[0] += attacked_wide::one();
    shifted.sums[1] -= attacked_wide::one();
    const auto other = challenges_of(key, w.publics, shifted);
    CHECK(other[0] == honest[0]);
    CHECK(other[1] == honest[1]);
    CHECK(other[2] != honest[2]);
    CHECK(other[3] != honest[3]);
    CHECK_FALSE(stark::verify(key.verifying, w.publics, shifted).ok());

    const auto with = [&](const std::vector<attacked_wide>& sums) {
        return first_challenge<complete>([&](auto t, attacked_wide& c) {
            static_cast<void>(std::move(t)
                                  .template absorb<"cumulative sums">(sums)
                                  .template absorb<"bus columns">(proof.bus_columns)
                                  .template sample<"composition">(c));
        });
    };
    const auto without = [&](const std::vector<attacked_wide>&) {
        return first_challenge<mutant>([&](auto t, attacked_wide& c) {
            static_cast<void>(
                std::move(t).template absorb<"bus columns">(proof.bus_columns).template sample<"composition">(c));
        });
    };
    CHECK(without(proof.sums) == without(shifted.sums));
    CHECK(with(proof.sums) != with(shifted.sums));
}
