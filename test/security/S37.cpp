// The up-to-capacity conjecture on proximity gaps was refuted in November 2025 (eprint 2025/2010): parameters that were
// set by it are weaker than they look. Ours are set by theorems, and the two kinds of bits do not mix.

#include <type_traits>

#include <zonogon/soundness/soundness.hpp>
#include <zonogon/stark/default_config.hpp>

#include "support/catch.hpp"

namespace security_S37_tests {

namespace {

using namespace zonogon;

/// The default configuration with as few queries as the conjecture allows for 100 bits at rate 1/2.
constexpr soundness::parameters by_conjecture() {
    soundness::parameters p = stark::default_config::parameters;
    p.queries = 90;
    return p;
}

} // namespace

TEST_CASE("S37: parameters set by the refuted conjecture miss the target, and the default does not rest on it") {
    constexpr auto algebra = soundness::algebra_of<stark::default_config>();
    STATIC_REQUIRE(soundness::conjectured_level(by_conjecture(), algebra).whole() >= 100);
    STATIC_REQUIRE(soundness::analyse(by_conjecture(), algebra).total.whole() < 70);

    STATIC_REQUIRE(soundness_of<stark::default_config>::proven.whole() >= 100);
    // The target that a configuration must reach is one of proven bits: a conjectured figure cannot stand in for it
    // (test/nocompile/mixed_bits.cpp).
    STATIC_REQUIRE(std::is_same_v<std::remove_cv_t<decltype(stark::default_config::parameters.target)>,
                                  soundness::bits<soundness::proven>>);
    STATIC_REQUIRE_FALSE(
        std::is_convertible_v<soundness::bits<soundness::conjectured>, soundness::bits<soundness::proven>>);
}

} // namespace security_S37_tests
