// A point in the domain of the code must not turn the check of an opening into nothing (Plonky3 #1760, #1791).

#include <vector>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S33_opening_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

/// Divides by zero without complaint: the inverse of zero is zero.
struct careless_backend : attacked_backend {
    static attacked_ext inverse(const attacked_ext& value, std::string_view) { return value.inverse(); }
};

/// What the claim p(z) = `value` adds to the combined quotient at the query's own point z.
template <class B>
attacked_ext quotient_at_own_point(B& backend, const attacked_ext& value) {
    const std::vector<typename B::bit> bits(4);
    const pcs::detail::query_point<B> at(backend, bits);
    std::vector<pcs::claim_round<B>> rounds(1);
    rounds[0].shape = {{3, 1, 1}};
    rounds[0].points = {{attacked_ext(at.point(4) * pcs::code_shift<attacked_config>())}};
    const std::vector<attacked_ext> values{value};
    const pcs::detail::claims<B> claims(backend, std::span<const pcs::claim_round<B>>(rounds),
                                        transcript::fixed(std::span<const attacked_ext>(values)), attacked_ext::one());
    std::vector<attacked_ext> opened(5);
    claims.add(backend, 0, {{attacked_field{9}}}, at, opened);
    return opened[4];
}

} // namespace

TEST_CASE("S33: a point in the code's domain is refused instead of making every claim true") {
    careless_backend careless;
    // Right (9) and wrong values look alike, and nothing is noticed.
    CHECK(quotient_at_own_point(careless, attacked_ext(attacked_field{9})).is_zero());
    CHECK(quotient_at_own_point(careless, attacked_ext(attacked_field{1234})).is_zero());
    CHECK(careless.ok());

    attacked_backend ours;
    static_cast<void>(quotient_at_own_point(ours, attacked_ext(attacked_field{1234})));
    REQUIRE(!ours.ok());
    CHECK(ours.outcome().why().message == "a point lies in the domain of the code");
}

} // namespace security_S33_opening_tests
