#include <zonogon/field/goldilocks_sum.hpp>

#include "conformance/edge_values.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

namespace field_goldilocks_sum_tests {

using namespace zonogon;
using field::goldilocks;
using field::goldilocks_sum;

TEST_CASE("a sum of products is reduced once", "[field]") {
    CHECK(goldilocks_sum{}.value().is_zero());
    test::random_stream random(11);
    for (const goldilocks edge : test::edge_values<goldilocks>()) {
        goldilocks_sum sum;
        goldilocks expected;
        for (int i = 0; i < 300; ++i) { // 300 times the largest product passes 2^128 many times over
            const goldilocks other = i % 2 == 0 ? goldilocks{~std::uint64_t{0}} : random.element<goldilocks>();
            sum.add_product(edge, other);
            expected += edge * other;
        }
        CHECK(sum.value() == expected);
        goldilocks_sum twice = sum;
        twice.add(sum);
        CHECK(twice.value() == expected + expected);
    }
}

} // namespace field_goldilocks_sum_tests
