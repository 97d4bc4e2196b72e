// must not compile: stark: a bus has one end only, or carries tuples of different widths

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/static_system.hpp>

namespace {

using namespace zonogon;

constexpr void describe(air::builder& b) {
    const auto x = b.witness("x");
    b.send("numbers", {x});
#ifdef ZONOGON_CONTROL
    b.receive("numbers", {x});
#else
    b.receive("number", {x});
#endif
}

static_assert(stark::static_system<stark::default_config, describe>::checked);

} // namespace
