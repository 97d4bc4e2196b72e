// must not compile: soundness: the field has no subgroup of the extended tables' size

#include <zonogon/stark/default_config.hpp>

struct config : zonogon::stark::default_config {
#ifndef ZONOGON_CONTROL
    static constexpr zonogon::soundness::parameters parameters{.max_log_height = 32};
#endif
};

static_assert(zonogon::soundness_of<config>::checked);
