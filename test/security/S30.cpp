// The geometry of trees is the verifier's: widths, heights and where lower tables join (Plonky3 #1793, #1921, #1768).

#include <vector>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S30_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

/// Verifies a session as the tables `claimed` that the verifier knows.
status verify_as(session<small_config> s, const std::vector<pcs::round_shape>& claimed) {
    s.shapes = claimed;
    return verify<small_config>(s);
}

} // namespace

TEST_CASE("S30: a row cannot be split between tables otherwise than was agreed") {
    // Tables of one height share a leaf: the tree alone does not tell widths 1 + 3 from 2 + 2, the verifier must.
    std::vector<attacked_field> row{attacked_field{1}, attacked_field{2}, attacked_field{3}, attacked_field{4}};
    std::vector<matrix::row_major<attacked_field>> one_three;
    std::vector<matrix::row_major<attacked_field>> two_two;
    one_three.emplace_back(8, 1);
    one_three.emplace_back(8, 3);
    two_two.emplace_back(8, 2);
    two_two.emplace_back(8, 2);
    for (std::size_t r = 0; r < 8; ++r) {
        one_three[0](r, 0) = row[0];
        for (std::size_t c = 0; c < 3; ++c) {
            one_three[1](r, c) = row[c + 1];
        }
        for (std::size_t c = 0; c < 2; ++c) {
            two_two[0](r, c) = row[c];
            two_two[1](r, c) = row[c + 2];
        }
    }
    const pcs::committed<small_config> first(std::move(one_three));
    const pcs::committed<small_config> second(std::move(two_two));
    REQUIRE(first.commitment() == second.commitment());

    // A verifier that takes the widths from whoever sends them accepts either reading; ours has one.
    const auto s = open_session<small_config>({&first, 1});
    CHECK(verify_as(s, s.shapes).ok());
    CHECK(!verify_as(s, {{{2, 2, 1}, {2, 2, 1}}}));
    CHECK(!verify_as(s, {{{2, 3, 1}, {2, 1, 1}}}));
    CHECK(!verify_as(s, {{{2, 4, 1}}}));
}

TEST_CASE("S30: a table cannot be moved to another height, merged with another or left out") {
    const auto s = prove<small_config>({{{6, 2, 1}, {4, 2, 1}, {4, 1, 1}}}, 2);
    REQUIRE(verify<small_config>(s));
    CHECK(!verify_as(s, {{{6, 2, 1}, {5, 2, 1}, {4, 1, 1}}}));
    CHECK(!verify_as(s, {{{6, 2, 1}, {3, 2, 1}, {4, 1, 1}}}));
    CHECK(!verify_as(s, {{{6, 2, 1}, {4, 1, 1}, {4, 2, 1}}}));
    CHECK(!verify_as(s, {{{6, 2, 1}, {4, 3, 1}}}));
    CHECK(!verify_as(s, {{{6, 2, 1}, {4, 2, 1}}}));
    CHECK(!verify_as(s, {{{4, 2, 1}, {6, 2, 1}, {4, 1, 1}}}));
    CHECK(!verify_as(s, {{{7, 2, 1}, {4, 2, 1}, {4, 1, 1}}}));
    CHECK(!verify_as(s, {{{5, 2, 1}, {4, 2, 1}, {4, 1, 1}}}));
}

} // namespace security_S30_tests
