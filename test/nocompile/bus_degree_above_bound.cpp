// must not compile: stark: a bus interaction's degree is above what the blow-up allows

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/static_system.hpp>

namespace {

using namespace zonogon;

constexpr void describe(air::builder& b) {
    const auto x = b.witness("x");
    b.receive("numbers", {x});
#ifdef ZONOGON_CONTROL
    b.send("numbers", {x * x});
#else
    b.send("numbers", {x * x * x});
#endif
}

static_assert(stark::static_system<stark::default_config, describe>::checked);

} // namespace
