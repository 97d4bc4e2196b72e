#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/matrix/bit_reverse.hpp>
#include <zonogon/matrix/flatten.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace matrix_flatten_tests {

using namespace zonogon;
using field::goldilocks;
using field::goldilocks3;

TEST_CASE("flattening spreads coefficients over columns and is undone", "[matrix]") {
    test::random_stream random(5);
    const auto m = random.elements<goldilocks3>(7, 2);
    const auto flat = matrix::flatten(m);
    REQUIRE(flat.height() == 7);
    REQUIRE(flat.width() == 6);
    CHECK(flat(4, 5) == m(4, 1).coefficient(2));
    CHECK(flat(6, 0) == m(6, 0).coefficient(0));
    CHECK(std::ranges::equal(matrix::unflatten<goldilocks3>(flat).data(), m.data()));
}

TEST_CASE("bit reversal of rows", "[matrix]") {
    matrix::row_major<int> m(std::vector<int>{0, 1, 10, 11, 20, 21, 30, 31}, 2);
    matrix::bit_reverse_rows(m);
    CHECK(std::ranges::equal(m.data(), std::vector<int>{0, 1, 20, 21, 10, 11, 30, 31}));
    matrix::row_major<int> one(std::vector<int>{5}, 1);
    matrix::bit_reverse_rows(one);
    CHECK(one(0, 0) == 5);
    matrix::row_major<int> none;
    matrix::bit_reverse_rows(none);
    CHECK(none.height() == 0);
}

} // namespace matrix_flatten_tests
