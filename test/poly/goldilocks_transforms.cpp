#include <zonogon/field/goldilocks.hpp>

#include "poly/transform_laws.hpp"

namespace poly_goldilocks_transforms_tests {

using zonogon::field::goldilocks;
using zonogon::test::check_transforms;

TEST_CASE("transforms of Goldilocks columns agree with the definition", "[poly]") {
    for (std::size_t bits = 0; bits <= 7; ++bits) {
        for (const std::size_t width : {1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U, 12U, 16U, 17U, 24U, 33U, 100U}) {
            check_transforms<goldilocks>(bits, width);
        }
    }
}

TEST_CASE("transforms of tall Goldilocks matrices agree with the definition", "[poly]") {
    for (std::size_t bits = 8; bits <= 14; ++bits) {
        for (const std::size_t width : {1U, 3U, 13U, 16U}) {
            check_transforms<goldilocks>(bits, width, 4);
        }
    }
    check_transforms<goldilocks>(13, 50, 3);
    check_transforms<goldilocks>(17, 2, 2);
}

TEST_CASE("an empty matrix stays empty", "[poly]") {
    zonogon::matrix::row_major<goldilocks> empty;
    zonogon::poly::ntt(empty);
    zonogon::poly::intt(empty);
    CHECK(empty.height() == 0);
    CHECK(zonogon::poly::coset_lde(empty, 1, goldilocks::generator()).height() == 0);
    CHECK(zonogon::poly::coset_interpolate(empty, goldilocks::generator()).height() == 0);
}

} // namespace poly_goldilocks_transforms_tests
