// Public values must be observed before the first challenge (Plonky3 #358, #359).

#include "security/algebra.hpp"
#include "security/forger.hpp"

namespace security_S03_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

constexpr std::uint32_t count = 4;

/// Column i is the constant 10 + i, and public value i says so.
attacked_key constants() {
    air::builder b;
    const auto columns = b.witness_array("c", count);
    for (std::uint32_t i = 0; i < count; ++i) {
        b.assert_zero("public " + std::to_string(i), columns[i] - b.public_value(i));
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        b.assert_zero("value " + std::to_string(i), columns[i] - (10 + i));
    }
    return key_for({{"constants", b.build()}});
}

forgery<attacked_system> honest_columns() {
    forgery<attacked_system> out;
    out.traces.emplace_back(std::size_t{4}, count);
    out.publics.emplace_back();
    for (std::uint32_t i = 0; i < count; ++i) {
        for (std::size_t row = 0; row < 4; ++row) {
            out.traces[0](row, i) = attacked_element{10 + i};
        }
        out.publics[0].emplace_back(10 + i);
    }
    // Constant columns that satisfy everything leave no quotient.
    out.quotients = [](const auto&) { return std::vector{zeros<attacked_system>(2, attacked_wide::degree)}; };
    return out;
}

/// Numbers d_i, the last of them one, with sum of d_i alpha^i = 0.
std::array<attacked_element, count> cancelling(const attacked_wide& alpha) {
    const attacked_wide square = alpha * alpha;
    const auto first = coordinates(-(square * alpha), {attacked_wide::one(), alpha, square});
    return {first[0], first[1], first[2], attacked_element::one()};
}

} // namespace

TEST_CASE("S03: every public value moves every challenge") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    const auto honest = challenges_of(key, w.publics, proof);
    for (const std::size_t table : {0U, 2U}) {
        auto publics = w.publics;
        publics[table][0] += attacked_element::one();
        const auto other = challenges_of(key, publics, proof);
        for (std::size_t i = 0; i < 4; ++i) {
            CHECK(other[i] != honest[i]);
        }
        CHECK_FALSE(stark::verify(key.verifying, publics, proof).ok());
    }
}

TEST_CASE("S03: public values chosen after the composition challenge prove what is false, unless they are observed") {
    // The four constraints on public values are combined with powers of the challenge. Whoever knows it finds four
    // errors in the base field that cancel; the columns themselves are honest.
    const auto key = constants();
    const auto f = honest_columns();
    const auto shifted = [&](const forgery<attacked_system>::seen_type& seen) {
        auto publics = f.publics;
        const auto change = cancelling(seen.challenges.at("composition").front());
        for (std::uint32_t i = 0; i < count; ++i) {
            publics[0][i] += change[i];
        }
        return publics;
    };
    const skipped_messages missing{"public values"};
    forgery<attacked_system>::seen_type seen;
    const auto forged = forge(key, f, missing, seen);
    CHECK(shifted(seen)[0][3] != f.publics[0][3]);
    CHECK(mutant_verdict(key, shifted(seen), forged, missing).empty());

    const auto refused = forge_for_real(key, f, seen);
    CHECK(our_verdict(key, f.publics, refused).empty());
    CHECK(our_verdict(key, shifted(seen), refused) == "the constraints of a table do not hold at the point");
}

} // namespace security_S03_tests
