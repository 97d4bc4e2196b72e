// must not compile: stark: a constraint's degree is above what the blow-up allows

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/static_system.hpp>

namespace {

using namespace zonogon;

constexpr void describe(air::builder& b) {
    const auto x = b.witness("x");
#ifdef ZONOGON_CONTROL
    b.assert_zero("cube", x * x * x - 1);
#else
    b.assert_zero("cube", b.transition() * (x * x * x - 1));
#endif
}

static_assert(stark::static_system<stark::default_config, describe>::checked);

} // namespace
