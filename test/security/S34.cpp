// A machine that works in blocks of rows must not be shiftable against its period (miden #3386).

#include "security/stark_attacks.hpp"

namespace security_S34_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// Blocks of four rows double a value three times: (x, 2x, 4x, 8x). Its bus offers (x, 8x). The mutant takes the first
/// row of a block from the witness instead of a periodic column.
air::owned_ir doubler(bool shiftable) {
    air::builder b;
    const auto x = b.witness("x");
    const auto start = b.witness("start");
    const auto first = b.witness("is first");
    const auto beat = b.periodic("beat", {1, 0, 0, 0});
    const auto last_beat = b.periodic("last beat", {0, 0, 0, 1});
    if (shiftable) {
        b.assert_bool(first);
        b.assert_zero("a block ends where one begins", (1 - first.next()) * (x.next() - 2 * x));
        b.assert_zero("start", first * (start - x));
        b.assert_zero("start stays", (1 - first.next()) * (start.next() - start));
        b.receive("eightfold", {start, x}, first.next());
        b.assert_zero("beats exist", 0 * x + beat * (1 - beat) + last_beat * (1 - last_beat));
    } else {
        b.assert_zero("first", first - beat);
        b.assert_zero("doubles", (1 - last_beat) * (x.next() - 2 * x));
        b.assert_zero("start", first * (start - x));
        b.assert_zero("start stays", (1 - last_beat) * (start.next() - start));
        b.receive("eightfold", {start, x}, last_beat);
    }
    return b.build();
}
air::owned_ir asker() {
    air::builder b;
    const auto on = b.witness("on");
    b.assert_bool(on);
    b.send("eightfold", {b.witness("x"), b.witness("y")}, on);
    return b.build();
}
matrix::row_major<attacked_element> blocks(std::size_t shift) {
    matrix::row_major<attacked_element> out(8, 3);
    for (std::size_t i = 0; i < 8; ++i) {
        const std::size_t row = (i + shift) % 8;
        const std::uint64_t start = 5 + i / 4;
        out(row, 0) = attacked_element{start << (i % 4)};
        out(row, 1) = attacked_element{start};
        out(row, 2) = attacked_element{i % 4 == 0 ? 1U : 0U};
    }
    return out;
}
/// Asks for (x, y) twice each.
matrix::row_major<attacked_element> asks(std::vector<std::array<std::uint64_t, 2>> pairs) {
    matrix::row_major<attacked_element> out(4, 3);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        out(i, 0) = attacked_element::one();
        out(i, 1) = attacked_element{pairs[i][0]};
        out(i, 2) = attacked_element{pairs[i][1]};
    }
    return out;
}

} // namespace

TEST_CASE("S34: blocks shifted against their period, or cut short, are refused") {
    const auto sound = key_for({{"asker", asker()}, {"doubler", doubler(false)}});
    const auto mutant = key_for({{"asker", asker()}, {"doubler", doubler(true)}});
    const auto honest = asks({{5, 40}, {6, 48}});
    CHECK(outcome_of(sound, {{honest, blocks(0)}, {{}, {}}}).empty());
    for (std::size_t shift = 1; shift < 8; ++shift) {
        CAPTURE(shift);
        const attacked_witness shifted{{honest, blocks(shift)}, {{}, {}}};
        CHECK(outcome_of(mutant, shifted).empty());
        if (shift != 4) {
            CHECK_FALSE(outcome_of(sound, shifted).empty());
        }
    }
    // What shifting buys: a block of one row, which claims that 5 is its own eightfold.
    auto cut = blocks(0);
    for (const auto& [row, start, x] : {std::array<std::uint64_t, 3>{0, 5, 5},
                                        {1, 6, 6},
                                        {2, 6, 12},
                                        {3, 6, 24},
                                        {4, 6, 48},
                                        {5, 7, 7},
                                        {6, 7, 14},
                                        {7, 7, 28}}) {
        cut(row, 0) = attacked_element{x};
        cut(row, 1) = attacked_element{start};
        cut(row, 2) = attacked_element{row == 0 || row == 1 || row == 5 ? 1U : 0U};
    }
    const attacked_witness forged{{asks({{5, 5}, {6, 48}, {7, 28}}), cut}, {{}, {}}};
    CHECK(outcome_of(mutant, forged).empty());
    CHECK_FALSE(outcome_of(sound, forged).empty());
}

} // namespace security_S34_tests
