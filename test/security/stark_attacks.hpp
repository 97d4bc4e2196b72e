#pragma once

// What the attacks on whole proofs share: small systems, provers that do not care whether a trace is honest, and back
// ends that show or force the verifier's challenges.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace zonogon::test {

using attacked_system = quick_config;
using attacked_element = attacked_system::field;
using attacked_wide = attacked_system::extension;
using attacked_table = stark::table<attacked_system>;
using attacked_key = stark::proving_key<attacked_system>;
using attacked_witness = witness<attacked_system>;

attacked_key key_for(std::vector<attacked_table> tables);

/// Runs the prover on whatever the witness says, then the verifier; "" when it accepts, else its reason.
std::string outcome_of(const attacked_key& key, const attacked_witness& w);

/// The native back end, with the extension elements that it composes from squeezed ones in order: the challenges.
class recording_backend : public transcript::native_backend<attacked_system> {
public:
    attacked_wide compose(std::span<const attacked_element> parts) {
        challenges.push_back(native_backend::compose(parts));
        return challenges.back();
    }
    std::vector<attacked_wide> challenges;
};

/// The challenges of a verifier's run, whether it accepts or not: bus offset, bus base, composition, point, ...
std::vector<attacked_wide> challenges_of(const attacked_key& key, const stark::public_values<attacked_system>& publics,
                                         const stark::proof<attacked_system>& proof);

/// The first challenge of a protocol that absorbs `values` under one name, as a broken one that leaves some out would.
template <class Protocol, class Absorb>
attacked_wide first_challenge(Absorb&& absorb) {
    transcript::native_backend<attacked_system> backend;
    attacked_wide challenge;
    absorb(transcript::transcript<transcript::native_backend<attacked_system>, Protocol>(backend), challenge);
    return challenge;
}

} // namespace zonogon::test
