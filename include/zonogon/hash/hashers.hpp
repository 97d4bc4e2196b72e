#pragma once

#include <zonogon/field/baby_bear.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/hash/compression.hpp>
#include <zonogon/hash/keccak_hasher.hpp>
#include <zonogon/hash/poseidon2_baby_bear_parameters.hpp>
#include <zonogon/hash/poseidon2_goldilocks_parameters.hpp>
#include <zonogon/hash/poseidon2_koala_bear_parameters.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/hash/sponge.hpp>

namespace zonogon::hash {

/// What a configuration needs to know about hashing: a permutation for the transcript, a leaf hash and a compression
/// with the same digests.
///
/// Over Goldilocks: Poseidon2, t = 12 as a sponge of rate 8 and t = 8 with feed-forward in the tree. Digests of
/// 256 bits, so collisions cost 2^128.
struct goldilocks_poseidon2_suite {
    using field = zonogon::field::goldilocks;
    using permutation = poseidon2_goldilocks_12;
    using hasher = sponge<permutation, 8, 4>;
    using compression = feed_forward_compression<poseidon2_goldilocks_8, 4>;
};

/// The original chain's permutation everywhere.
struct goldilocks_poseidon_suite {
    using field = zonogon::field::goldilocks;
    using permutation = poseidon_goldilocks_12;
    using hasher = sponge<permutation, 8, 4>;
    using compression = truncated_permutation<permutation, 4>;
};

/// KoalaBear: Poseidon2, t = 24 as a sponge of rate 16 and t = 16 with feed-forward. Digests of 248 bits.
struct koala_bear_poseidon2_suite {
    using field = zonogon::field::koala_bear;
    using permutation = poseidon2_koala_bear_24;
    using hasher = sponge<permutation, 16, 8>;
    using compression = feed_forward_compression<poseidon2_koala_bear_16, 8>;
};

/// BabyBear, as for KoalaBear.
struct baby_bear_poseidon2_suite {
    using field = zonogon::field::baby_bear;
    using permutation = poseidon2_baby_bear_24;
    using hasher = sponge<permutation, 16, 8>;
    using compression = feed_forward_compression<poseidon2_baby_bear_16, 8>;
};

} // namespace zonogon::hash
