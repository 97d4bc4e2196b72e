#include <zonogon/transcript/cost_backend.hpp>

#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace stark_back_ends_tests {

namespace {

using namespace zonogon;

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

} // namespace stark_back_ends_tests
