// must not compile: soundness: the configuration has fewer proven bits than its target

#include <zonogon/stark/default_config.hpp>

struct config : zonogon::stark::default_config {
#ifdef ZONOGON_CONTROL
    static constexpr zonogon::soundness::parameters parameters{.queries = 190};
#else
    static constexpr zonogon::soundness::parameters parameters{.queries = 100};
#endif
};

static_assert(zonogon::soundness_of<config>::checked);
