// must not compile: stark: at the greatest height, bus multiplicities could wrap around the field

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/static_system.hpp>

namespace {

using namespace zonogon;

constexpr void describe(air::builder& b) {
    const auto x = b.witness("x");
    b.receive("numbers", {x}, x);
#ifdef ZONOGON_CONTROL
    b.send("numbers", {x}, 1U << 20);
#else
    b.send("numbers", {x}, std::uint64_t{1} << 42);
#endif
}

static_assert(stark::static_system<stark::default_config, describe>::checked);

} // namespace
