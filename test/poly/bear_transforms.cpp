#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/matrix/flatten.hpp>
#include <zonogon/poly/barycentric.hpp>

#include "poly/transform_laws.hpp"

namespace poly_bear_transforms_tests {

using namespace zonogon;
using field::baby_bear;
using field::baby_bear5;
using field::koala_bear;
using test::check_transforms;

TEST_CASE("transforms over the 31-bit fields agree with the definition", "[poly]") {
    for (const std::size_t bits : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 9U, 11U, 12U}) {
        for (const std::size_t width : {1U, 3U, 8U, 16U, 21U}) {
            check_transforms<koala_bear>(bits, width, 6);
            check_transforms<baby_bear>(bits, width, 6);
        }
    }
}

TEST_CASE("transforms work over a field without a packed form", "[poly]") {
    for (const std::size_t bits : {0U, 1U, 2U, 3U, 6U}) {
        check_transforms<field::bn254_scalar>(bits, 2, 4);
    }
}

TEST_CASE("columns of an extension transform as columns of its coefficients", "[poly]") {
    test::random_stream random(8);
    const auto coefficients = random.elements<baby_bear5>(32, 2);
    const poly::coset<baby_bear> domain(5, baby_bear{9});
    const auto values =
        matrix::unflatten<baby_bear5>(poly::coset_evaluate(matrix::flatten(coefficients), 1, domain.shift()));
    const poly::coset<baby_bear> large(6, domain.shift());
    for (std::size_t row = 0; row < values.height(); ++row) {
        for (std::size_t c = 0; c < 2; ++c) {
            CHECK(values(row, c) == test::value_at(coefficients, c, baby_bear5(large.point_bit_reversed(row))));
        }
    }
    const auto z = random.element<baby_bear5>();
    const auto flat = matrix::flatten(coefficients);
    CHECK(poly::evaluate_bit_reversed(poly::coset_evaluate(flat, 1, domain.shift()), domain, z) ==
          poly::evaluate_coefficients(flat, z));
}

} // namespace poly_bear_transforms_tests
