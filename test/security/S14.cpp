// Equal tuples on different buses must not cancel (SP1 v4 #7: two bus kinds shared digests).

#include "security/stark_attacks.hpp"

namespace security_S14_tests {

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("S14: swapping what two buses carry is refused, unless the bus is left out of the fingerprint") {
    air::builder s;
    s.send("reads", {s.witness("x"), 1});
    s.send("writes", {s.witness("y"), 1});
    air::builder r;
    r.receive("reads", {r.witness("x"), 1});
    r.receive("writes", {r.witness("y"), 1});
    const auto key = key_for({{"sender", s.build()}, {"receiver", r.build()}});
    const auto pairs = [](std::uint64_t x, std::uint64_t y) {
        matrix::row_major<attacked_element> out(4, 2);
        for (std::size_t i = 0; i < 4; ++i) {
            out(i, 0) = attacked_element{x};
            out(i, 1) = attacked_element{y};
        }
        return out;
    };
    CHECK(outcome_of(key, {{pairs(1, 2), pairs(1, 2)}, {{}, {}}}).empty());
    const attacked_witness swapped{{pairs(1, 2), pairs(2, 1)}, {{}, {}}};
    CHECK(outcome_of(key, swapped) == "the buses do not balance");

    auto mutant = key;
    for (auto& table : mutant.verifying.tables) {
        table.buses.bus_numbers.assign(table.buses.bus_numbers.size(), 1);
    }
    CHECK(outcome_of(mutant, swapped).empty());
}

} // namespace security_S14_tests
