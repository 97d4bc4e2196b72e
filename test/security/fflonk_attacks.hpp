#pragma once

#include <string>
#include <vector>

#include <zonogon/snark/fflonk/json.hpp>
#include <zonogon/snark/fflonk/verifier.hpp>

#include "support/vectors.hpp"

namespace zonogon::test::fflonk {

using namespace snark::fflonk;

/// A proof of snarkjs, with three public inputs, which the tests attack.
struct attacked_fflonk_proof {
    verification_key key = *read_verification_key(text("vk"));
    std::vector<u256> inputs = *snark::read_publics(text("public"));
    std::vector<scalar> publics{inputs.begin(), inputs.end()};
    proof content = *read_proof(text("proof"));

private:
    static std::string text(const std::string& kind) {
        return read_source_file("test/vectors/snark/fflonk/small." + kind + ".json");
    }
};

} // namespace zonogon::test::fflonk
