#include <cstddef>
#include <vector>

#include <zonogon/transcript/cost_backend.hpp>

#include "pcs/fixture.hpp"
#include "support/catch.hpp"

namespace pcs_cost_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

const std::vector<std::vector<table>> tables{{{6, 3, 2}, {3, 2, 1}}, {{6, 2, 1}}};

template <class Config>
status count(const session<Config>& s, transcript::verifier_cost& cost) {
    transcript::cost_backend<Config> backend;
    const status outcome = verify_on(backend, s, [&](const auto& values) { return backend.witness(values); });
    cost = backend.cost();
    return outcome;
}

} // namespace

TEST_CASE("the verifier on the cost back end accepts and refuses like the native one") {
    auto s = prove<small_config>(tables, 5);
    transcript::verifier_cost cost;
    CHECK(count(s, cost).ok());
    s.proof.siblings[1] += small_config::extension::one();
    const status native = verify<small_config>(s);
    const status counted = count(s, cost);
    REQUIRE(!native);
    REQUIRE(!counted);
    CHECK(native.why() == counted.why());
}

TEST_CASE("the cost does not depend on the values, only on the shape") {
    transcript::verifier_cost first;
    transcript::verifier_cost second;
    CHECK(count(prove<small_config>(tables, 5), first).ok());
    CHECK(count(prove<small_config>(tables, 6), second).ok());
    CHECK(first.total() == second.total());
    CHECK(first.multiplications == second.multiplications);
}

TEST_CASE("the cost is that of its parts") {
    const auto s = prove<small_config>(tables, 5);
    transcript::verifier_cost cost;
    REQUIRE(count(s, cost).ok());
    const auto shape = *pcs::derive_shape(small_config::parameters, small_config::field::two_adicity, s.shapes);
    const std::size_t queries = small_config::parameters.queries;
    // One row hash per height and commitment and one per layer, of at most eight elements each but for layers.
    const std::size_t layer_blocks = [&] {
        std::size_t blocks = 0;
        for (const auto& fold : shape.folds) {
            blocks += small_config::hasher::block_count(small_config::extension::degree << fold.log_arity);
        }
        return blocks;
    }();
    CHECK(cost.row_permutations == queries * (3 + layer_blocks));
    // One compression per digest of a path, one more where the table of height 2^3 joins.
    CHECK(cost.tree_permutations == shape.path_digests + queries);
    // A decomposition per query and one for the work.
    CHECK(cost.decompositions == (queries + 1) * 128);
    // x^7 is four multiplications.
    const std::size_t constraints12 = 4 * (8 * 12 + small_config::permutation::partial_rounds);
    CHECK(transcript::detail::permutation_constraints<small_config::permutation>() == constraints12);
    CHECK(cost.total() > cost.permutation_constraints);
}

} // namespace pcs_cost_tests
