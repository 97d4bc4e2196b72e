// must not compile: select

// A condition is a bit, which only a constraint makes of a value.

#include <zonogon/snark/gadgets/select.hpp>

void pick_one(zonogon::snark::builder& b, const zonogon::snark::linear& c, const zonogon::snark::linear& x) {
    using namespace zonogon::snark;
#ifdef ZONOGON_CONTROL
    gadgets::select(b, bit::assert_boolean(b, c), x, linear{});
#else
    gadgets::select(b, c, x, linear{});
#endif
}
