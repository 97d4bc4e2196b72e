// Every declared constraint must be wired into what is proved (ZisK #477, lambda_vm #652).

#include "security/stark_attacks.hpp"

namespace security_S21_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

constexpr std::size_t count = 9;

/// Column i equals i on every row, each by a constraint of its own, the last by a bus.
air::owned_ir constants() {
    air::builder b;
    const auto columns = b.witness_array("c", count);
    for (std::size_t i = 0; i + 1 < count; ++i) {
        b.assert_zero("column " + std::to_string(i), columns[i] - i);
    }
    b.send("last", {columns[count - 1]});
    b.receive("last", {count - 1});
    return b.build();
}

} // namespace

TEST_CASE("S21: breaking any single constraint or bus is refused, and accepted by the mutant that lost it") {
    matrix::row_major<attacked_element> honest(8, count);
    for (std::size_t row = 0; row < 8; ++row) {
        for (std::size_t i = 0; i < count; ++i) {
            honest(row, i) = attacked_element{i};
        }
    }
    const auto key = key_for({{"constants", constants()}});
    CHECK(outcome_of(key, {{honest}, {{}}}).empty());
    for (std::size_t i = 0; i < count; ++i) {
        CAPTURE(i);
        attacked_witness w{{honest}, {{}}};
        w.traces[0](5, i) += attacked_element::one();
        CHECK_FALSE(outcome_of(key, w).empty());
        auto mutant = key;
        auto& ir = mutant.verifying.tables[0].ir;
        if (i + 1 < count) {
            ir.constraints.erase(ir.constraints.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            mutant.verifying.tables[0].buses = {};
        }
        CHECK(outcome_of(mutant, w).empty());
    }
}

} // namespace security_S21_tests
