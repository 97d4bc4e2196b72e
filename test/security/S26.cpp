// Multiplicities are counted modulo the characteristic and must not reach it (Plonky3 #1748, #1771).

#include "security/stark_attacks.hpp"

namespace security_S26_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// Sends 1 with a multiplicity so large that a few rows of it add up to the characteristic.
air::owned_ir heavy(std::uint64_t weight) {
    air::builder b;
    const auto x = b.witness("x");
    b.assert_bool(x);
    b.send("coins", {x}, weight);
    return b.build();
}
air::owned_ir collector() {
    air::builder b;
    const auto on = b.witness("on");
    b.assert_bool(on);
    b.receive("coins", {1}, on);
    b.receive("coins", {0}, on);
    return b.build();
}

} // namespace

TEST_CASE("S26: heights at which multiplicities could wrap are refused by prover, parser and verifier") {
    // Sixteen rows of 2^60 weigh 2^64, which is above p.
    constexpr std::uint64_t weight = std::uint64_t{1} << 60;
    const auto key = key_for({{"heavy", heavy(weight)}, {"collector", collector()}});
    const auto limit = [&](std::size_t heavy_height) { return stark::derive_shape(key.verifying, {heavy_height, 3}); };
    CHECK(limit(0));
    CHECK(limit(3));
    REQUIRE_FALSE(limit(4));
    CHECK(limit(4).why().message == "the tables are so high that bus multiplicities could wrap around the field");
    attacked_witness w{{matrix::row_major<attacked_element>(16, 1), matrix::row_major<attacked_element>(8, 1)},
                       {{}, {}}};
    CHECK(outcome_of(key, w) == "the tables are so high that bus multiplicities could wrap around the field");
    const bytes claim{stark::proof_version, 4, 3};
    CHECK(stark::parse(key.verifying, claim).why().message ==
          "the tables are so high that bus multiplicities could wrap around the field");
}

TEST_CASE("S26: on a mutant without the limit a wrapped bus balances") {
    constexpr std::uint64_t quarter = (attacked_element::modulus - 1) / 4;
    const auto receiver = collector();
    // Four rows send p - 1 coins, and the first row one more.
    air::builder b;
    const auto x = b.witness("x");
    b.assert_bool(x);
    b.send("coins", {x}, quarter);
    b.send("coins", {x}, b.first_row());
    const auto wrapping = b.build();
    matrix::row_major<attacked_element> coins(4, 1);
    matrix::row_major<attacked_element> nothing(4, 1);
    const std::vector<air::instance<attacked_element>> tables{{"sender", wrapping.view(), &coins, nullptr, {}},
                                                              {"collector", receiver.view(), &nothing, nullptr, {}}};
    // Coins were sent and none received, yet modulo p the bus balances.
    CHECK(air::check_buses<attacked_element>(tables).empty());
    const auto key = key_for({{"sender", wrapping}, {"collector", receiver}});
    const attacked_witness w{{coins, nothing}, {{}, {}}};
    CHECK(outcome_of(key, w) == "the tables are so high that bus multiplicities could wrap around the field");
}

} // namespace security_S26_tests
