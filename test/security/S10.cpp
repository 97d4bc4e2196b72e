// The bus totals must be observed before the challenges that follow them (SP1 audit #5, Plonky3 #1385).

#include "security/forger.hpp"

namespace security_S10_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// Sends or receives one constant on every row.
air::owned_ir clerk(std::uint64_t coin, bool sends) {
    air::builder b;
    b.assert_zero("idle", b.witness("x"));
    if (sends) {
        b.send("coins", {coin});
    } else {
        b.receive("coins", {coin});
    }
    return b.build();
}

constexpr std::size_t low = 2;
constexpr std::size_t high = low + 1;

/// Four coins 1 are sent and eight coins 2 received. The attacker leaves the totals open until the point z is known:
/// the higher table's running sum is b z^4, which makes its total depend on z^4, and the lower table's quotient is a
/// constant a, which does the same there. a and b are such that the totals cancel whatever z is.
forgery<attacked_system> open_totals() {
    using seen_type = forgery<attacked_system>::seen_type;
    const auto element = [](std::uint64_t v) { return attacked_element{v}; };
    const auto denominator = [=](const seen_type& seen, std::uint64_t coin) {
        return seen.challenges.at("bus offset").front() + attacked_element::one() +
               seen.challenges.at("bus base").front() * element(coin);
    };
    const auto sent = [=](const seen_type& seen) { return denominator(seen, 1).inverse() * element(1 << low); };
    const auto received = [=](const seen_type& seen) { return denominator(seen, 2).inverse() * element(1 << high); };
    // The generator of the higher domain to the power of the lower height is -1.
    const auto b = [=](const seen_type& seen) { return (received(seen) - sent(seen)) * element(2 << high).inverse(); };
    const auto a = [=](const seen_type& seen) {
        return (sent(seen) - received(seen)) * seen.challenges.at("composition").front() * denominator(seen, 1) *
               element(1 << low).inverse();
    };
    forgery<attacked_system> out;
    out.traces = {zeros<attacked_system>(low, 1), zeros<attacked_system>(high, 1)};
    out.publics = {{}, {}};
    out.bus_columns = [=](const seen_type& seen) {
        auto sums = zeros<attacked_system>(high, attacked_wide::degree);
        for (std::size_t row = 0; row < sums.height(); ++row) {
            set_wide<attacked_system>(sums, row, 0, row % 2 == 0 ? b(seen) : -b(seen));
        }
        return std::vector{zeros<attacked_system>(low, attacked_wide::degree), sums};
    };
    out.quotients = [=](const seen_type& seen) {
        auto quotient = zeros<attacked_system>(low, attacked_wide::degree);
        for (std::size_t row = 0; row < quotient.height(); ++row) {
            set_wide<attacked_system>(quotient, row, 0, a(seen));
        }
        return std::vector{quotient, zeros<attacked_system>(high, attacked_wide::degree)};
    };
    out.sums = [=](const seen_type& seen) {
        // Before the point is known any guess is as good as another.
        const auto point = seen.challenges.find("point");
        const attacked_wide z = point == seen.challenges.end() ? attacked_wide{} : point->second.front();
        const attacked_wide total = element(2 << high) * b(seen) * z.pow(1 << low) - received(seen);
        return std::vector{-total, total};
    };
    return out;
}

} // namespace

TEST_CASE("S10: totals chosen when the point is known balance any bus, unless they are observed") {
    const auto key = key_for({{"sender", clerk(1, true)}, {"receiver", clerk(2, false)}});
    const auto f = open_totals();
    const skipped_messages missing{"cumulative sums"};
    forgery<attacked_system>::seen_type seen;
    CHECK(mutant_verdict(key, f.publics, forge(key, f, missing, seen), missing).empty());
    CHECK(our_verdict(key, f.publics, forge_for_real(key, f, seen)) ==
          "the constraints of a table do not hold at the point");
    const attacked_witness w{f.traces, f.publics};
    CHECK(outcome_of(key, w) == "the buses do not balance");
}

TEST_CASE("S10: a changed total moves the composition challenge and the point") {
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
}

} // namespace security_S10_tests
