#include <zonogon/packed/cpu.hpp>

#include "support/catch.hpp"

namespace packed_cpu_tests {

using zonogon::packed::check_level;
using zonogon::packed::x86_level;

TEST_CASE("a program refuses a processor that lacks its instructions", "[packed]") {
    CHECK(zonogon::packed::check_cpu().ok()); // it runs, after all
    CHECK(check_level(x86_level::v3, x86_level::v3).ok());
    CHECK(check_level(x86_level::v3, x86_level::v4).ok());
    CHECK(check_level(x86_level::other, x86_level::other).ok());
    const auto refused = check_level(x86_level::v4, x86_level::v3);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.why().message == "this program was compiled for x86-64-v4 but the processor has only x86-64-v3: "
                                   "build with -DZONOGON_X86_LEVEL=v3");
}

TEST_CASE("the best back end is one that the compiler may use", "[packed]") {
#if defined(__x86_64__)
    CHECK(static_cast<int>(zonogon::packed::cpu_level()) >= static_cast<int>(zonogon::packed::compiled_level()));
#else
    CHECK(zonogon::packed::compiled_level() == x86_level::other);
#endif
}

} // namespace packed_cpu_tests
