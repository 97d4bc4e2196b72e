// Padding rows must send nothing, and no selector may be free (SP1 v4 #4, #5, #6).

#include "security/stark_attacks.hpp"
#include "support/mutate.hpp"

namespace security_S16_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

enum class flaw { none, free_selector, padding_sends };

/// Squares numbers on request: rows with `on` receive (x, x^2); the rest is padding.
air::owned_ir squarer(flaw f) {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    const auto on = b.witness("on");
    if (f != flaw::free_selector) {
        b.assert_bool(on);
    }
    b.assert_zero("square", on * (y - x * x));
    // All real rows come first.
    b.assert_zero("no row after padding", b.transition() * on.next() * (1 - on));
    b.receive("squares", {x, y}, f == flaw::padding_sends ? air::expr(1) : air::expr(on));
    if (f == flaw::none) {
        b.assert_zero("padding is zero", (1 - on) * x);
        b.assert_zero("padding is zero too", (1 - on) * y);
    }
    return b.build();
}
air::owned_ir asker() {
    air::builder b;
    const auto used = b.witness("used");
    b.assert_bool(used);
    b.send("squares", {b.witness("x"), b.witness("y")}, used);
    return b.build();
}
matrix::row_major<attacked_element> rows(std::vector<std::array<std::uint64_t, 3>> content) {
    matrix::row_major<attacked_element> out(content.size(), 3);
    for (std::size_t i = 0; i < content.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            out(i, c) = attacked_element{content[i][c]};
        }
    }
    return out;
}
attacked_key with(flaw f) {
    return key_for({{"asker", asker()}, {"squarer", squarer(f)}});
}

} // namespace

TEST_CASE("S16: padding that answers and selectors that are no bits prove false squares on the mutants alone") {
    // Columns: used, x, y and x, y, on.
    const attacked_witness honest{
        {rows({{1, 3, 9}, {1, 4, 16}, {0, 5, 5}, {0, 0, 0}}), rows({{3, 9, 1}, {4, 16, 1}, {0, 0, 0}, {0, 0, 0}})},
        {{}, {}}};
    CHECK(outcome_of(with(flaw::none), honest).empty());

    // 3^2 = 10, answered by a padding row.
    const attacked_witness by_padding{
        {rows({{1, 3, 10}, {1, 4, 16}, {1, 0, 0}, {1, 0, 0}}), rows({{4, 16, 1}, {3, 10, 0}, {0, 0, 0}, {0, 0, 0}})},
        {{}, {}}};
    CHECK(outcome_of(with(flaw::padding_sends), by_padding).empty());
    CHECK_FALSE(outcome_of(with(flaw::none), by_padding).empty());

    // One row that answers twice at once.
    const attacked_witness twice{
        {rows({{1, 3, 9}, {1, 3, 9}, {0, 0, 0}, {0, 0, 0}}), rows({{3, 9, 2}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}})},
        {{}, {}}};
    CHECK(outcome_of(with(flaw::free_selector), twice).empty());
    CHECK_FALSE(outcome_of(with(flaw::none), twice).empty());
}

TEST_CASE("S16: changing any cell of the machine, padding included, is noticed; on the flawed one it is not") {
    const auto trace = rows({{3, 9, 1}, {4, 16, 1}, {0, 0, 0}, {0, 0, 0}});
    const std::vector<std::size_t> all{0, 1, 2, 3};
    const auto sound = squarer(flaw::none);
    CHECK(unnoticed_changes<attacked_element>({"squarer", sound.view(), &trace, nullptr, {}}, all).empty());
    air::builder b;
    b.receive("squares", {b.witness("x"), b.witness("y")}, b.witness("on"));
    const auto unsound = b.build();
    // Padding with multiplicity zero may hold anything.
    CHECK(unnoticed_changes<attacked_element>({"squarer", unsound.view(), &trace, nullptr, {}}, all).size() == 4);
}

} // namespace security_S16_tests
