#include <vector>

#include <zonogon/air/poseidon2_table.hpp>

#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace stark_poseidon2_table_tests {

using namespace zonogon;

TEST_CASE("a table of Poseidon2 permutations is proved, a wrong one is not", "[stark]") {
    using config = test::quick_config;
    using permutation = hash::poseidon2_goldilocks_8;
    using table = air::poseidon2_table<permutation>;
    air::builder b;
    table::describe(b);
    const auto key = stark::setup<config>({{"poseidon2", b.build()}});
    REQUIRE(key);
    std::vector<permutation::state> inputs(8);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        inputs[k].fill(config::field{k});
    }
    auto trace = table::trace(inputs);
    const stark::public_values<config> publics{{}};
    const auto accepted = [&](const matrix::row_major<config::field>& t) {
        const auto proof = stark::prove(*key, {t}, publics);
        return proof && stark::verify(key->verifying, publics, stark::serialize<config>(*proof)).ok();
    };
    REQUIRE(accepted(trace));
    trace(5, table::columns - 1) += config::field::one();
    REQUIRE(!accepted(trace));
}

} // namespace stark_poseidon2_table_tests
