// must not compile: soundness: multiplicities of a bus could add up to the field's characteristic

#include <zonogon/field/koala_bear8.hpp>
#include <zonogon/hash/poseidon2_koala_bear_parameters.hpp>
#include <zonogon/stark/default_config.hpp>

struct config : zonogon::stark::default_config {
    using field = zonogon::field::koala_bear;
    using extension = zonogon::field::koala_bear8;
    using permutation = zonogon::hash::poseidon2_koala_bear_16;
    using hasher = zonogon::hash::sponge<permutation, 8, 8>;
    using compression = zonogon::hash::truncated_permutation<permutation, 8>;
#ifdef ZONOGON_CONTROL
    static constexpr zonogon::soundness::parameters parameters{.queries = 190, .log_max_fractions = 30};
#else
    static constexpr zonogon::soundness::parameters parameters{.queries = 190, .log_max_fractions = 31};
#endif
};

static_assert(zonogon::soundness_of<config>::checked);
