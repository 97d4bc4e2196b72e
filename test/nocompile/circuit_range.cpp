// must not compile: less_than

// A comparison takes numbers whose range is known: a value that nobody checked is none.

#include <zonogon/snark/gadgets/compare.hpp>

void compare(zonogon::snark::builder& b, const zonogon::snark::linear& x, const zonogon::snark::linear& y) {
    using namespace zonogon::snark;
#ifdef ZONOGON_CONTROL
    gadgets::less_than<32>(b, bounded<32>::check(b, x), bounded<32>::check(b, y));
#else
    gadgets::less_than<32>(b, x, y);
#endif
}
