// The extensions that src/wider.cpp compiles for AVX-512 in programs for less.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/poly/lde.hpp>
#include <zonogon/poly/wider.hpp>

#include "support/catch.hpp"

namespace poly_wider_tests {

using namespace zonogon;
using field::goldilocks;

TEST_CASE("wider vectors extend to the same values", "[poly]") {
    if (!poly::use_wider_vectors()) {
        SUCCEED("this processor has none, or the program is compiled for them");
        return;
    }
    using wider = poly::detail::wider<goldilocks>;
    const auto lde = wider::coset_lde.load();
    const auto evaluate = wider::coset_evaluate.load();
    REQUIRE(lde != nullptr);
    REQUIRE(evaluate != nullptr);
    for (const std::size_t bits : {0U, 1U, 4U, 9U, 12U}) {
        for (const std::size_t width : {1U, 7U, 16U, 37U}) {
            matrix::row_major<goldilocks> values(std::size_t{1} << bits, width);
            for (std::size_t i = 0; i < values.data().size(); ++i) {
                values.data()[i] = goldilocks{(i + 1) * 0x9e3779b97f4a7c15ULL};
            }
            const auto shift = goldilocks::generator();
            INFO(bits << ' ' << width);
            const auto extended = lde(values, 1, shift);
            CHECK(std::ranges::equal(extended.data(),
                                     poly::detail::extend_to_cosets<packed::best>(values, 1, shift).data()));
            CHECK(std::ranges::equal(evaluate(values, 2, shift).data(),
                                     poly::detail::evaluate_on_cosets<packed::best>(values, 2, shift).data()));
            // What callers get is one of them.
            CHECK(std::ranges::equal(poly::coset_lde(values, 1, shift).data(), extended.data()));
        }
    }
    wider::coset_lde = nullptr;
    wider::coset_evaluate = nullptr;
}

} // namespace poly_wider_tests
