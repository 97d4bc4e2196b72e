#pragma once

#include <cstddef>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/hash/compression.hpp>
#include <zonogon/hash/poseidon2_goldilocks_parameters.hpp>
#include <zonogon/hash/sponge.hpp>
#include <zonogon/soundness/soundness.hpp>

namespace zonogon::stark {

/// The configuration that proofs of this project use unless they say otherwise: Goldilocks, its cubic extension and
/// Poseidon2, at 100 proven bits.
///
/// A configuration is a struct with these members; everything else is derived from them. To change one thing, derive
/// and redeclare it.
struct default_config {
    using field = zonogon::field::goldilocks;
    using extension = zonogon::field::goldilocks3;
    /// Of the transcript.
    using permutation = hash::poseidon2_goldilocks_12;
    /// Of matrix rows.
    using hasher = hash::sponge<permutation, 8, 4>;
    /// Of tree nodes.
    using compression = hash::feed_forward_compression<hash::poseidon2_goldilocks_8, 4>;
    static constexpr soundness::parameters parameters{
        .queries = 186, .cap_height = 7, .log_final_length = 7, .log_max_claims = 15};
};

static_assert(soundness_of<default_config>::checked);

} // namespace zonogon::stark
