// must not compile: soundness: without queries every proof is accepted

#include <zonogon/stark/default_config.hpp>

struct config : zonogon::stark::default_config {
#ifndef ZONOGON_CONTROL
    static constexpr zonogon::soundness::parameters parameters{.queries = 0};
#endif
};

static_assert(zonogon::soundness_of<config>::checked);
