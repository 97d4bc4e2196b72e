#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/poly/barycentric.hpp>

#include "poly/transform_laws.hpp"

namespace poly_barycentric_tests {

using namespace zonogon;
using field::goldilocks;
using field::goldilocks3;

namespace {

goldilocks3 value_at_extension(const matrix::row_major<goldilocks>& coefficients, std::size_t column, goldilocks3 z) {
    goldilocks3 sum;
    for (std::size_t i = coefficients.height(); i-- > 0;) {
        sum = sum * z + coefficients(i, column);
    }
    return sum;
}

} // namespace

TEST_CASE("columns evaluate out of their domain by values or by coefficients", "[poly]") {
    test::random_stream random(3);
    for (const std::size_t bits : {0U, 1U, 2U, 5U, 10U, 13U}) {
        for (const std::size_t width : {1U, 3U, 20U}) {
            CAPTURE(bits, width);
            const auto coefficients = random.elements<goldilocks>(std::size_t{1} << bits, width);
            auto z = random.element<goldilocks3>();
            if (width == 3) {
                z = goldilocks3(random.element<goldilocks>()); // a point of the base field is as good as any
            }
            const auto shift = random.element<goldilocks>();
            std::vector<goldilocks3> expected;
            for (std::size_t c = 0; c < width; ++c) {
                expected.push_back(value_at_extension(coefficients, c, z));
            }

            CHECK(poly::evaluate_coefficients(coefficients, z) == expected);
            auto values = coefficients;
            poly::ntt(values);
            CHECK(poly::evaluate_natural(values, poly::coset<goldilocks>(bits), z) == expected);
            const auto extension = poly::coset_lde(values, 2, shift);
            CHECK(poly::evaluate_bit_reversed(extension, poly::coset<goldilocks>(bits, shift), z) == expected);
            CHECK(poly::evaluate_bit_reversed(extension, poly::coset<goldilocks>(bits + 2, shift), z) == expected);
            if (bits > 0) { // not a constant
                const auto elsewhere = z + goldilocks::one();
                CHECK(poly::evaluate_bit_reversed(extension, poly::coset<goldilocks>(bits, shift), elsewhere) !=
                      expected);
            }
        }
    }
}

TEST_CASE("a matrix without columns has no values", "[poly]") {
    const matrix::row_major<goldilocks> none;
    CHECK(poly::evaluate_coefficients(none, goldilocks3::one()).empty());
}

} // namespace poly_barycentric_tests
