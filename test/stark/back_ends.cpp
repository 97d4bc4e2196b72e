#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/hash/hashers.hpp>
#include <zonogon/transcript/cost_backend.hpp>

#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace {

using namespace zonogon;

struct quick_koala_bear : test::quick_config {
    using field = zonogon::field::koala_bear;
    using extension = zonogon::field::koala_bear5;
    using permutation = hash::poseidon2_koala_bear_24;
    using hasher = hash::sponge<permutation, 16, 8>;
    using compression = hash::truncated_permutation<hash::poseidon2_koala_bear_16, 8>;
    static constexpr soundness::parameters parameters{.queries = 8,
                                                      .grinding_bits = 2,
                                                      .max_log_height = 12,
                                                      .log_max_fractions = 20,
                                                      .target = soundness::bits<soundness::proven>{4}};
};

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

template <class Config>
void prove_lookups() {
    const auto key = stark::setup<Config>(test::lookup_tables<Config>(3));
    REQUIRE(key);
    auto w = test::lookup_witness<Config>(5, 3);
    const auto proof = stark::prove(*key, w.traces, w.publics);
    REQUIRE(proof);
    CHECK(stark::verify(key->verifying, w.publics, stark::serialize<Config>(*proof)).ok());
    w.traces[0](7, 3) += Config::field::one();
    const auto wrong = stark::prove(*key, w.traces, w.publics);
    REQUIRE(wrong);
    CHECK_FALSE(stark::verify(key->verifying, w.publics, *wrong).ok());
}

/// The quick configuration's proof, as values of the cost back end.
template <class Config>
status verify_counted(const stark::verifying_key<Config>& key, const stark::public_values<Config>& publics,
                      const stark::proof<Config>& p, transcript::verifier_cost& cost) {
    using backend_type = transcript::cost_backend<Config>;
    backend_type backend;
    const auto shape = stark::derive_shape(key, std::span<const std::uint8_t>(p.log_heights));
    REQUIRE(shape);
    stark::basic_proof<typename backend_type::felt, typename backend_type::ext, typename backend_type::digest> values;
    values.log_heights = p.log_heights;
    values.traces = backend.witness(p.traces);
    values.sums = backend.witness(p.sums);
    values.bus_columns = backend.witness(p.bus_columns);
    values.quotients = backend.witness(p.quotients);
    values.opening = {backend.witness(p.opening.values),
                      backend.witness(p.opening.layer_digests),
                      backend.witness(p.opening.final_polynomial),
                      backend.witness(p.opening.work_witness),
                      backend.witness(p.opening.rows),
                      backend.witness(p.opening.siblings),
                      backend.witness(p.opening.paths)};
    std::vector<std::vector<typename backend_type::felt>> inputs;
    for (const auto& list : publics) {
        inputs.push_back(backend.witness(list));
    }
    stark::verify_with<backend_type, Config>(backend, key, *shape,
                                             std::span<const std::vector<typename backend_type::felt>>(inputs), values);
    cost = backend.cost();
    return backend.outcome();
}

} // namespace

TEST_CASE("the same tables are proved over 31-bit fields and with a larger blow-up", "[stark]") {
    prove_lookups<quick_koala_bear>();
    prove_lookups<quick_blowup4>();
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

TEST_CASE("the verifier on the cost back end says what the native one says, at a cost that the shape fixes",
          "[stark]") {
    using config = test::quick_config;
    const auto key = stark::setup<config>(test::lookup_tables<config>(3));
    REQUIRE(key);
    transcript::verifier_cost first;
    transcript::verifier_cost second;
    const auto w = test::lookup_witness<config>(4, 3, 1);
    const auto other = test::lookup_witness<config>(4, 3, 2);
    auto proof = *stark::prove(*key, w.traces, w.publics);
    CHECK(verify_counted(key->verifying, w.publics, proof, first).ok());
    CHECK(verify_counted(key->verifying, other.publics, *stark::prove(*key, other.traces, other.publics), second).ok());
    CHECK(first.total() == second.total());
    CHECK(first.total() > 0);
    proof.sums[0] += config::extension::one();
    const status native = stark::verify(key->verifying, w.publics, proof);
    const status counted = verify_counted(key->verifying, w.publics, proof, first);
    REQUIRE_FALSE(native);
    REQUIRE_FALSE(counted);
    CHECK(native.why() == counted.why());
}
