#pragma once

#include <zonogon/hash/poseidon_bn254_goldilocks.hpp>
#include <zonogon/soundness/soundness.hpp>
#include <zonogon/stark/default_config.hpp>

namespace zonogon::compose {

/// The configuration of a STARK whose verifier becomes a circuit over BN254: Goldilocks and its cubic extension, hashed
/// by Poseidon over BN254, few queries into a long code; 100 proven bits.
///
/// Proving takes long for its size (slow hashes, a code of rate 1/16): it is for the last, small STARK before a SNARK.
/// A digest has 253 bits where the model counts four full elements; collisions cost 2^126, far above the target.
struct wrapped_config : stark::default_config {
    using permutation = hash::poseidon_bn254_goldilocks_12;
    using hasher = hash::poseidon_bn254_row_hasher;
    using compression = hash::poseidon_bn254_compression;
    static constexpr soundness::parameters parameters{
        .log_blowup = 4, .queries = 45, .cap_height = 4, .log_final_length = 5};
};

static_assert(soundness_of<wrapped_config>::checked);

} // namespace zonogon::compose
