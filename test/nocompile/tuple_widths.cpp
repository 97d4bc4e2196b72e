// must not compile: stark: a bus has one end only, or carries tuples of different widths

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/static_system.hpp>

namespace {

using namespace zonogon;

constexpr void describe(air::builder& b) {
    const auto x = b.witness("x");
    b.send("numbers", {x, 1});
#ifdef ZONOGON_CONTROL
    b.receive("numbers", {x, 1});
#else
    b.receive("numbers", {x, 1, 0});
#endif
}

static_assert(stark::static_system<stark::default_config, describe>::checked);

} // namespace
