#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/hash/hashers.hpp>

#include "stark/lookups.hpp"

namespace stark_blowup_tests {

namespace {

using namespace zonogon;

/// A fourfold blow-up: constraints up to degree 5, and so up to four interactions in one column.
struct quick_blowup4 : test::quick_config {
    using field = zonogon::field::baby_bear;
    using extension = zonogon::field::baby_bear5;
    using permutation = hash::poseidon2_baby_bear_24;
    using hasher = hash::sponge<permutation, 16, 8>;
    using compression = hash::truncated_permutation<hash::poseidon2_baby_bear_16, 8>;
    static constexpr soundness::parameters parameters{.log_blowup = 2,
                                                      .log_folding = 2,
                                                      .queries = 8,
                                                      .grinding_bits = 2,
                                                      .max_log_height = 12,
                                                      .log_max_fractions = 20,
                                                      .target = soundness::bits<soundness::proven>{4}};
};

} // namespace

TEST_CASE("the same tables are proved with a larger blow-up", "[stark]") {
    test::prove_lookups<quick_blowup4>();
}

TEST_CASE("a larger blow-up takes higher degrees and longer batches", "[stark]") {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    b.assert_zero("fifth power", y - x * x * x * x * x);
    for (int i = 0; i < 4; ++i) {
        b.send("bus", {x, i});
        b.receive("bus", {x, i});
    }
    const auto key = stark::setup<quick_blowup4>({{"powers", b.build()}});
    REQUIRE(key);
    CHECK(key->verifying.tables[0].chunks == 4);
    CHECK(key->verifying.tables[0].buses.batches.size() == 2);
    using F = quick_blowup4::field;
    matrix::row_major<F> trace(32, 2);
    for (std::size_t i = 0; i < 32; ++i) {
        trace(i, 0) = air::to_field<F>(i);
        trace(i, 1) = air::to_field<F>(i).pow(5);
    }
    const stark::public_values<quick_blowup4> none{{}};
    const auto good = stark::prove(*key, {trace}, none);
    REQUIRE(good);
    CHECK(stark::verify(key->verifying, none, *good).ok());
    trace(9, 1) += F::one();
    const auto bad = stark::prove(*key, {trace}, none);
    REQUIRE(bad);
    CHECK_FALSE(stark::verify(key->verifying, none, *bad).ok());
}

} // namespace stark_blowup_tests
