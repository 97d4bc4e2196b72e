// Chains of intermediates as long as a text can make them: compiled, checked, lowered and compared without recursion.

#include <string>

#include <zonogon/air/analyse.hpp>
#include <zonogon/pil/check.hpp>
#include <zonogon/pil/compile.hpp>
#include <zonogon/pil/fingerprint.hpp>
#include <zonogon/pil/lower.hpp>

#include "support/catch.hpp"

namespace pil_long_chains_tests {

using namespace zonogon;

namespace {

/// p0 = x, p1 = p0 + x, ...; the last is tied to y. Definitions in order or in reverse.
std::string chain(std::size_t length, bool reversed) {
    std::string out = "namespace Chain(8);\n  pol commit x, y;\n";
    for (std::size_t i = 0; i < length; ++i) {
        const std::size_t k = reversed ? length - 1 - i : i;
        out += "  pol p" + std::to_string(k) + " = " +
               (k == 0 ? std::string("x") : "p" + std::to_string(k - 1) + " + x") + ";\n";
    }
    return out + "  p" + std::to_string(length - 1) + " = y;\n";
}

} // namespace

TEST_CASE("chains of a hundred thousand intermediates, in order and in reverse") {
    constexpr std::size_t length = 100'000;
    for (const bool reversed : {false, true}) {
        CAPTURE(reversed);
        const auto c = pil::compile("chain.pil", chain(length, reversed));
        INFO(c.describe(c.failure));
        REQUIRE(c.ok());
        const auto tables = pil::lower(c.result);
        REQUIRE(tables);
        REQUIRE(tables->size() == 1);
        CHECK((*tables)[0].arithmetisation.view().witness_names.size() == 2);

        pil::assignment values = pil::assignment::zeros(c.result);
        for (std::size_t row = 0; row < 8; ++row) {
            (*values.find(c.result, "Chain.x"))[row] = pil::element{row};
            (*values.find(c.result, "Chain.y"))[row] = pil::element{row * length};
        }
        CHECK(pil::check(c.result, values).empty());
        (*values.find(c.result, "Chain.y"))[5] += pil::element::one();
        CHECK_FALSE(pil::check(c.result, values).empty());
        CHECK(pil::fingerprinter(c.result).identities() != pil::element{});
    }
}

TEST_CASE("chains that square or look ahead are committed to where they have to be") {
    std::string text = "namespace Chain(8);\n  pol commit x, y;\n  pol p0 = x;\n";
    for (std::size_t i = 1; i < 500; ++i) {
        const std::string before = "p" + std::to_string(i - 1);
        text += "  pol p" + std::to_string(i) + " = " + (i % 2 == 0 ? before + " * " + before : before + "'") + ";\n";
    }
    text += "  p499 = y;\n";
    const auto c = pil::compile("chain.pil", text);
    INFO(c.describe(c.failure));
    REQUIRE(c.ok());
    const auto tables = pil::lower(c.result);
    REQUIRE(tables);
    CHECK(air::max_constraint_degree((*tables)[0].arithmetisation.view()) <= 3);
}

} // namespace pil_long_chains_tests
