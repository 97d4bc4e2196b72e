#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>

#include <zonogon/soundness/analysis.hpp>
#include <zonogon/soundness/parameters.hpp>

namespace zonogon {

namespace soundness {

/// The algebra of a configuration.
template <class Config>
constexpr algebra algebra_of() noexcept {
    return {.log_field = log2_lower(Config::field::modulus),
            .extension_degree = Config::extension::degree,
            .digest_elements = std::tuple_size_v<typename Config::compression::digest>};
}

namespace detail {

/// A class of its own so that the compiler's message shows both numbers.
template <std::int64_t Have, std::int64_t Want>
struct proven_bits {
    static_assert(Have >= Want, "soundness: the configuration has fewer proven bits than its target");
    static constexpr bool enough = Have >= Want;
};

} // namespace detail

} // namespace soundness

/// What a configuration guarantees. Naming `checked` (as prover and verifier do) refuses, at compile time, parameters
/// that are out of range or miss the target.
template <class Config>
struct soundness_of {
    static constexpr soundness::parameters parameters = Config::parameters;
    static constexpr soundness::algebra algebra = soundness::algebra_of<Config>();
    static constexpr soundness::analysis analysis = soundness::analyse(parameters, algebra);
    static constexpr soundness::bits<soundness::proven> proven = analysis.total;
    static constexpr soundness::bits<soundness::conjectured> conjectured =
        soundness::conjectured_level(parameters, algebra);

    static constexpr bool checked = [] {
        static_assert(parameters.queries > 0, "soundness: without queries every proof is accepted");
        static_assert(parameters.log_blowup > 0, "soundness: without a blow-up every word is a codeword");
        static_assert(parameters.log_blowup <= 8, "soundness: the blow-up is above 256");
        static_assert(parameters.log_folding >= 1 && parameters.log_folding <= 4,
                      "soundness: the folding factor must be 2, 4, 8 or 16");
        static_assert(parameters.grinding_bits <= 40, "soundness: nobody can grind that many bits");
        static_assert(parameters.cap_height <= 16, "soundness: the cap is larger than any proof");
        static_assert(parameters.log_final_length <= 16, "soundness: the final polynomial is larger than any proof");
        static_assert(parameters.max_log_height + parameters.log_blowup <= Config::field::two_adicity,
                      "soundness: the field has no subgroup of the extended tables' size");
        static_assert(Config::field::modulus > (std::uint64_t{1} << 30),
                      "soundness: the model of query sampling needs a modulus above 2^30");
        static_assert(parameters.log_max_fractions < 62 && Config::field::modulus >> parameters.log_max_fractions != 0,
                      "soundness: multiplicities of a bus could add up to the field's characteristic");
        static_assert(parameters.max_log_stack <= 16 && parameters.log_max_tables <= 16 &&
                          parameters.log_max_claims <= 24 && parameters.log_max_constraints <= 32 &&
                          parameters.log_max_tuple <= 16,
                      "soundness: a limit is absurdly large");
        return soundness::detail::proven_bits<proven.whole(), parameters.target.whole()>::enough;
    }();
};

} // namespace zonogon
