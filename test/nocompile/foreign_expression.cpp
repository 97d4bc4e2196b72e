// must not compile: an expression of one table's builder was used in another's

#include <zonogon/air/freeze.hpp>

namespace {

using namespace zonogon;

constexpr void describe(air::builder& b) {
    const auto x = b.witness("x");
#ifdef ZONOGON_CONTROL
    const auto y = b.witness("y");
#else
    air::builder other;
    const auto y = other.witness("y");
#endif
    b.assert_zero("equal", x - y);
}

static_assert(air::freeze<describe>().constraints.size() == 1);

} // namespace
