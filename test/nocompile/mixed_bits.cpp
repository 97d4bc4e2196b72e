// must not compile: operator

#include <zonogon/soundness/bits.hpp>

constexpr zonogon::soundness::bits<zonogon::soundness::proven> theorem(100);
#ifdef ZONOGON_CONTROL
constexpr zonogon::soundness::bits<zonogon::soundness::proven> wish(90);
#else
constexpr zonogon::soundness::bits<zonogon::soundness::conjectured> wish(90);
#endif

static_assert(theorem > wish);
