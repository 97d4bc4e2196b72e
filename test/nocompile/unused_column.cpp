// must not compile: stark: a column is read by no constraint and no bus

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/static_system.hpp>

namespace {

using namespace zonogon;

constexpr void describe(air::builder& b) {
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    b.assert_bool(x);
#ifdef ZONOGON_CONTROL
    b.assert_bool(y);
#else
    b.assert_bool(x);
#endif
}

static_assert(stark::static_system<stark::default_config, describe>::checked);

} // namespace
