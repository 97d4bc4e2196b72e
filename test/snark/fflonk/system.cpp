#include <zonogon/snark/fflonk/system.hpp>

#include <vector>

#include <zonogon/pcs/ptau/development.hpp>
#include <zonogon/pcs/ptau/write.hpp>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"

namespace snark_fflonk_system_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

namespace {

/// What a program does that takes the proof system as a parameter.
template <snark::proof_system S>
bool proves_and_verifies(const r1cs<typename S::scalar>& circuit, byte_view powers, const std::vector<u256>& witness) {
    bytes file;
    const status made = S::setup(circuit, powers, [&](byte_view part) {
        append(file, part);
        return status{};
    });
    REQUIRE(made);
    const auto key = S::parse(file);
    REQUIRE(key);
    const auto proof = S::prove(*key, witness);
    REQUIRE(proof);
    std::vector<u256> publics(witness.begin() + 1, witness.begin() + 1 + circuit.public_count());
    const bool valid = S::verify(S::verifying(*key), publics, *proof).ok();
    publics[0] = publics[0] + u256{1};
    CHECK_FALSE(S::verify(S::verifying(*key), publics, *proof));
    return valid;
}

} // namespace

TEST_CASE("fflonk is a proof system, from powers of tau that are prepared or not", "[fflonk]") {
    snark::deterministic_randomness_for_tests random;
    const auto ceremony = pcs::ptau::develop(6, random, "test");
    REQUIRE(ceremony);
    const satisfied_system drawn = random_system(17, 2, 2);
    REQUIRE(circuit::from_r1cs(drawn.system)->power() <= 3);
    for (const bytes& powers :
         {pcs::ptau::write_file(ceremony->powers), pcs::ptau::write_file(ceremony->powers, &ceremony->prepared)}) {
        CHECK(proves_and_verifies<snark::fflonk::system>(drawn.system, powers, drawn.values()));
    }
}

} // namespace snark_fflonk_system_tests
