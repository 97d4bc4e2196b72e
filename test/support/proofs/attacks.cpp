// What test/security/stark_attacks.hpp declares.

#include "security/stark_attacks.hpp"

namespace zonogon::test {

attacked_key key_for(std::vector<attacked_table> tables) {
    auto key = stark::setup<attacked_system>(std::move(tables));
    INFO((key ? "" : key.why().message));
    REQUIRE(key);
    return *key;
}

std::string outcome_of(const attacked_key& key, const attacked_witness& w) {
    const auto proof = stark::prove(key, w.traces, w.publics);
    if (!proof) {
        return proof.why().message;
    }
    const status verified = stark::verify(key.verifying, w.publics, *proof);
    return verified ? "" : verified.why().message;
}

std::vector<attacked_wide> challenges_of(const attacked_key& key, const stark::public_values<attacked_system>& publics,
                                         const stark::proof<attacked_system>& proof) {
    recording_backend backend;
    const auto shape = stark::derive_shape(key.verifying, std::span<const std::uint8_t>(proof.log_heights));
    REQUIRE(shape);
    stark::verify_with<recording_backend, attacked_system>(
        backend, key.verifying, *shape, std::span<const std::vector<attacked_element>>(publics), proof);
    REQUIRE(backend.challenges.size() > 4);
    return backend.challenges;
}

} // namespace zonogon::test
