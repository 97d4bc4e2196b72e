// must not compile: soundness: the folding factor must be 2, 4, 8 or 16

#include <zonogon/stark/default_config.hpp>

struct config : zonogon::stark::default_config {
#ifndef ZONOGON_CONTROL
    static constexpr zonogon::soundness::parameters parameters{.log_folding = 5};
#endif
};

static_assert(zonogon::soundness_of<config>::checked);
