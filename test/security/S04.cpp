// The heights of the tables must be observed (Plonky3 #375).

#include <algorithm>
#include <bit>

#include <zonogon/field/extension.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/hash/poseidon2_koala_bear_parameters.hpp>

#include "security/forger.hpp"

namespace security_S04_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

struct degree_one {
    static constexpr std::size_t degree = 1;
    static constexpr std::array<field::modulus_term, 0> tail{};
};

/// Challenges of 31 bits, so that the search below takes 2^16 steps instead of 2^96.
struct narrow_config : stark::default_config {
    using field = zonogon::field::koala_bear;
    using extension = zonogon::field::extension<field, degree_one>;
    using permutation = hash::poseidon2_koala_bear_16;
    using hasher = hash::sponge<permutation, 8, 8>;
    using compression = hash::truncated_permutation<permutation, 8>;
    static constexpr soundness::parameters parameters{.queries = 4,
                                                      .grinding_bits = 0,
                                                      .cap_height = 1,
                                                      .log_final_length = 1,
                                                      .max_log_height = 4,
                                                      .log_max_claims = 8,
                                                      .log_max_constraints = 8,
                                                      .log_max_fractions = 10,
                                                      .target = soundness::bits<soundness::proven>{0}};
};
using narrow = narrow_config::field;
using narrow_seen = forgery<narrow_config>::seen_type;

constexpr std::size_t clerks = 40;
constexpr std::size_t half = clerks / 2;
constexpr std::uint64_t stolen = 1000;

/// Every row of table i sends coin i. The last table receives a coin that nobody sends.
stark::proving_key<narrow_config> treasury() {
    std::vector<stark::table<narrow_config>> tables;
    for (std::size_t i = 0; i <= clerks; ++i) {
        air::builder b;
        b.assert_zero("idle", b.witness("x"));
        if (i < clerks) {
            b.send("coins", {i});
        } else {
            b.receive("coins", {stolen});
        }
        tables.push_back({"clerk " + std::to_string(i), b.build()});
    }
    return *stark::setup<narrow_config>(std::move(tables));
}

narrow share(const narrow_seen& seen, std::uint64_t coin) {
    const auto denominator = seen.challenges.at("bus offset").front() + narrow::one() +
                             seen.challenges.at("bus base").front() * narrow{static_cast<std::uint32_t>(coin)};
    return denominator.inverse().coefficient(0);
}

/// Tables in `high` have four rows, all others two. Everything committed is zero, so the commitments do not tell which
/// tables are high as long as they are half of them.
forgery<narrow_config> arrangement(std::uint64_t high) {
    forgery<narrow_config> out;
    for (std::size_t i = 0; i <= clerks; ++i) {
        out.traces.push_back(zeros<narrow_config>(1 + ((high >> i) & 1), 1));
    }
    out.publics.resize(clerks + 1);
    out.quotients = [traces = out.traces](const narrow_seen&) { return traces; };
    out.bus_columns = out.quotients;
    out.sums = [high](const narrow_seen& seen) {
        std::vector<narrow_config::extension> sums;
        for (std::size_t i = 0; i < clerks; ++i) {
            sums.emplace_back(share(seen, i) * narrow{2U << ((high >> i) & 1)});
        }
        sums.emplace_back(-(share(seen, stolen) + share(seen, stolen)));
        return sums;
    };
    return out;
}

/// Half of the tables such that the totals add up to zero when these are the high ones; 0 if there is no such half.
std::uint64_t balancing(const narrow_seen& seen) {
    // Sum over all of 2 / D_i and over the high ones once more 2 / D_i is 2 / D_stolen. Meet in the middle.
    narrow wanted = share(seen, stolen);
    for (std::size_t i = 0; i < clerks; ++i) {
        wanted -= share(seen, i);
    }
    const auto subsets = [&](std::size_t begin) {
        std::vector<std::pair<std::uint32_t, std::uint64_t>> out;
        std::vector<narrow> shares;
        for (std::size_t i = 0; i < half; ++i) {
            shares.push_back(share(seen, begin + i));
        }
        std::vector<narrow> sums(std::size_t{1} << half);
        for (std::size_t set = 1; set < sums.size(); ++set) {
            sums[set] = sums[set & (set - 1)] + shares[static_cast<std::size_t>(std::countr_zero(set))];
            if (std::popcount(set) == half / 2) {
                out.emplace_back(sums[set].value(), std::uint64_t{set} << begin);
            }
        }
        std::ranges::sort(out);
        return out;
    };
    const auto left = subsets(0);
    for (const auto& [sum, set] : subsets(half)) {
        const std::uint32_t missing = (wanted - narrow{sum}).value();
        const auto found = std::ranges::lower_bound(left, std::pair{missing, std::uint64_t{0}});
        if (found != left.end() && found->first == missing) {
            return found->second | set;
        }
    }
    return 0;
}

} // namespace

TEST_CASE("S04: heights chosen after the bus challenges balance any bus, unless they are observed") {
    const auto key = treasury();
    const auto attack = [&](const auto& prover) {
        narrow_seen seen;
        static_cast<void>(prover(arrangement((std::uint64_t{1} << half) - 1), seen));
        const std::uint64_t high = balancing(seen);
        REQUIRE(high != 0);
        return prover(arrangement(high), seen);
    };
    const stark::public_values<narrow_config> publics(clerks + 1);
    // The opening describes the shapes once more.
    const skipped_messages missing{"heights", "opening shape"};
    const auto forged = attack([&](const auto& f, narrow_seen& seen) { return forge(key, f, missing, seen); });
    CHECK(mutant_verdict(key, publics, forged, missing).empty());
    const auto refused = attack([&](const auto& f, narrow_seen& seen) { return forge_for_real(key, f, seen); });
    CHECK(our_verdict(key, publics, refused) == "the buses do not balance");
}

TEST_CASE("S04: another height of any table moves every challenge and is refused") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    // Heights that leave the proof's size unchanged, so that the verifier's run gets past the lengths: none does, as
    // the number of digests on a path depends on it.
    for (const int change : {-1, 1}) {
        for (std::size_t i = 0; i < proof.log_heights.size(); ++i) {
            auto other = proof;
            other.log_heights[i] = static_cast<std::uint8_t>(other.log_heights[i] + change);
            CHECK_FALSE(stark::verify(key.verifying, w.publics, other).ok());
            CHECK_FALSE(stark::verify(key.verifying, w.publics, stark::serialize<attacked_system>(other)).ok());
        }
    }
    // Two tables that swap heights keep the opening's size: the challenges must differ all the same.
    air::builder b;
    const auto x = b.witness("x");
    b.assert_zero("constant", b.transition() * (x.next() - x));
    const auto table = b.build();
    const auto twins = key_for({{"left", table}, {"right", table}});
    attacked_witness flat{{matrix::row_major<attacked_element>(8, 1), matrix::row_major<attacked_element>(16, 1)},
                          {{}, {}}};
    std::ranges::fill(flat.traces[0].data(), attacked_element{5});
    std::ranges::fill(flat.traces[1].data(), attacked_element{9});
    const auto flat_proof = *stark::prove(twins, flat.traces, flat.publics);
    REQUIRE(stark::verify(twins.verifying, flat.publics, flat_proof).ok());
    auto swapped = flat_proof;
    std::swap(swapped.log_heights[0], swapped.log_heights[1]);
    const auto honest = challenges_of(twins, flat.publics, flat_proof);
    const auto other = challenges_of(twins, flat.publics, swapped);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(honest[i] != other[i]);
    }
    CHECK_FALSE(stark::verify(twins.verifying, flat.publics, swapped).ok());
}

} // namespace security_S04_tests
