// must not compile: soundness: without a blow-up every word is a codeword

#include <zonogon/stark/default_config.hpp>

struct config : zonogon::stark::default_config {
#ifndef ZONOGON_CONTROL
    static constexpr zonogon::soundness::parameters parameters{.log_blowup = 0};
#endif
};

static_assert(zonogon::soundness_of<config>::checked);
