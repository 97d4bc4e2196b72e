#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/poly/domain.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace poly_domain_tests {

using namespace zonogon;
using field::goldilocks;
using field::goldilocks3;

TEST_CASE("a coset's points are where its vanishing polynomial vanishes", "[poly]") {
    test::random_stream random(4);
    for (const std::size_t bits : {0U, 1U, 4U, 7U}) {
        const poly::coset<goldilocks> domain(bits, random.element<goldilocks>());
        REQUIRE(domain.size() == std::size_t{1} << bits);
        CHECK(domain.point(0) == domain.shift());
        for (std::size_t i = 0; i < domain.size(); ++i) {
            CHECK(domain.vanishing(domain.point(i)).is_zero());
            CHECK(domain.point(i) * domain.generator() == domain.point((i + 1) % domain.size()));
            CHECK(domain.point_bit_reversed(reverse_bits(i, bits)) == domain.point(i));
        }
        const auto outside = random.element<goldilocks3>();
        CHECK(domain.vanishing(outside) == outside.pow(domain.size()) - domain.shift().pow(domain.size()));
        CHECK_FALSE(domain.vanishing(outside).is_zero());
    }
}

TEST_CASE("the first rows of a bit-reversed coset are a smaller coset", "[poly]") {
    const poly::coset<goldilocks> large(6, goldilocks::generator());
    const poly::coset<goldilocks> small(4, goldilocks::generator());
    for (std::size_t row = 0; row < small.size(); ++row) {
        CHECK(large.point_bit_reversed(row) == small.point_bit_reversed(row));
    }
}

} // namespace poly_domain_tests
