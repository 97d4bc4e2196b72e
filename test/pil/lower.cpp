#include "support/catch.hpp"

#include <zonogon/air/analyse.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/air/freeze.hpp>
#include <zonogon/pil/check.hpp>
#include <zonogon/pil/compile.hpp>
#include <zonogon/pil/fill.hpp>

namespace pil_lower_tests {

using namespace zonogon;
using pil::element;

namespace {

// The worked example of docs/pil.md: a byte counter that emits every fourth partial sum, two lookups, a permutation,
// a connection and an intermediate of high degree.
constexpr std::string_view counter = R"(
constant %N = 2**8;
namespace Sys(%N);
  pol constant FIRST, BYTE, CLK4;
namespace Acc(%N);
  pol commit in8, sum;
  pol keep = 1 - Sys.CLK4;
  in8 in Sys.BYTE;
  sum' = keep * sum + in8;
  public first = in8(0);
  Sys.FIRST * (in8 - :first) = 0;
namespace Copy(2**4);
  pol constant SEL;
  pol commit a, b, c;
  SEL {a, b} is SEL {b, a};
  pol square = a * a;
  pol fourth = square * square;
  pol eighth = fourth * fourth;
  eighth = c;
namespace Wire(8);
  pol commit x, y;
  pol constant SX, SY;
  {x, y} connect {SX, SY};
  pol ahead = x' - x;
  ahead' - ahead = 0;
)";

pil::assignment honest(const pil::program& p) {
    pil::assignment v = pil::assignment::zeros(p);
    const auto column = [&](std::string_view name) -> std::vector<element>& { return *v.find(p, name); };
    for (std::size_t i = 0; i < 256; ++i) {
        column("Sys.FIRST")[i] = element{i == 0 ? 1U : 0U};
        column("Sys.BYTE")[i] = element{i};
        column("Sys.CLK4")[i] = element{i % 4 == 3 ? 1U : 0U};
        column("Acc.in8")[i] = element{(i * 37 + 5) % 256};
    }
    for (std::size_t turn = 0; turn < 2; ++turn) {
        for (std::size_t i = 0; i < 256; ++i) {
            const element keep = element::one() - column("Sys.CLK4")[i];
            column("Acc.sum")[(i + 1) % 256] = keep * column("Acc.sum")[i] + column("Acc.in8")[i];
        }
    }
    for (std::size_t i = 0; i < 16; ++i) {
        column("Copy.SEL")[i] = element{i < 12 ? 1U : 0U};
        column("Copy.a")[i] = element{i};
        column("Copy.b")[i] = element{i < 12 ? 11 - i : i * i};
        column("Copy.c")[i] = element{i}.pow(8);
    }
    const element root = element::two_adic_generator(3);
    const element shift{pil::connection_shift};
    for (std::size_t i = 0; i < 8; ++i) {
        // x is constant and equal to y everywhere: one cycle through all cells.
        column("Wire.x")[i] = element{99};
        column("Wire.y")[i] = element{99};
        column("Wire.SX")[i] = shift * root.pow(i);
        column("Wire.SY")[i] = root.pow((i + 1) % 8);
    }
    return v;
}

std::size_t problems(const pil::program& p, const std::vector<pil::lowered_table>& tables, const pil::assignment& v) {
    pil::filler fill(p, v);
    std::vector<pil::filled_table> filled;
    std::vector<air::instance<element>> instances;
    for (const auto& t : tables) {
        filled.push_back(fill(t.plan));
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
        instances.push_back({tables[i].plan.name, tables[i].arithmetisation.view(), &filled[i].trace,
                             &filled[i].preprocessed, filled[i].publics});
    }
    std::size_t found = air::check_buses(std::span<const air::instance<element>>(instances)).size();
    for (const auto& i : instances) {
        found += air::check(i).size();
    }
    return found;
}

} // namespace

TEST_CASE("an honest assignment satisfies the program and its tables; any changed cell is noticed by both") {
    const auto c = pil::compile("counter.pil", counter);
    INFO(c.describe(c.failure));
    REQUIRE(c.ok());
    const pil::program& p = c.result;
    const auto tables = pil::lower(p);
    REQUIRE(tables);
    REQUIRE(tables->size() == 4);
    for (const auto& t : *tables) {
        CHECK(air::max_constraint_degree(t.arithmetisation.view()) <= 3);
        CHECK(air::unused_columns(t.arithmetisation.view(), air::op::witness).empty());
    }
    const pil::assignment good = honest(p);
    CHECK(pil::check(p, good).empty());
    CHECK(problems(p, *tables, good) == 0);

    // Unselected rows of Copy.a/Copy.b are tied to nothing but the power; b there is free by the program's own text.
    for (std::size_t id = 0; id < p.committed_count; ++id) {
        for (const std::size_t row : {0U, 3U, 7U}) {
            pil::assignment bad = good;
            bad.committed[id][row] += element{1000};
            INFO(p.cell_name(p.committed_column[id], static_cast<std::uint32_t>(id)) << " row " << row);
            CHECK(!pil::check(p, bad).empty());
            CHECK(problems(p, *tables, bad) != 0);
        }
    }
}

TEST_CASE("selectors that are not 0 or 1 are reported") {
    const auto c = pil::compile("s", "namespace G(4); pol commit s, a; pol constant T; s {a} in {T};");
    REQUIRE(c.ok());
    pil::assignment v = pil::assignment::zeros(c.result);
    CHECK(pil::check(c.result, v).empty());
    v.find(c.result, "G.s")->at(2) = element{2};
    REQUIRE(pil::check(c.result, v).size() == 1);
    CHECK(pil::check(c.result, v)[0].row == 2);
}

namespace {
constexpr std::string_view fibonacci = R"(
namespace Fib(2**10);
  pol constant FIRST, LAST;
  pol commit a, b;
  public out = b(%N - 1);
  (a' - b) * (1 - LAST) = 0;
  (b' - a - b) * (1 - LAST) = 0;
  FIRST * (a - 1) = 0;
  FIRST * (b - 1) = 0;
  LAST * (b - :out) = 0;
)";
constexpr void describe_fibonacci(air::builder& b) {
    pil::compile_options options;
    options.defines.emplace_back("N", element{1024});
    pil::lower_options selectors;
    selectors.selectors = {{"Fib.FIRST", pil::row_selector::first_row}, {"Fib.LAST", pil::row_selector::last_row}};
    pil::describe(b, pil::compile("fibonacci.pil", fibonacci, options).result, "Fib", selectors);
}
} // namespace

TEST_CASE("a program compiles in constant evaluation, row selectors cost no column") {
    constexpr air::ir table = air::freeze<describe_fibonacci>();
    static_assert(table.witness_names.size() == 2);
    static_assert(table.preprocessed_names.empty());
    static_assert(table.public_count == 1);
    static_assert(air::max_constraint_degree(table) == 2);
    static_assert(!pil::compile("t", "namespace G(4); pol commit a; a=b;").ok());
    CHECK(table.constraints.size() == 5);
}

TEST_CASE("programs that no table can hold are refused with the place") {
    const auto mixed = pil::compile("m.pil", "namespace H(4); pol commit x; namespace G(8); pol commit y; H.x = y;");
    REQUIRE(mixed.ok());
    const auto lowered = pil::lower(mixed.result);
    REQUIRE(!lowered);
    CHECK(lowered.why().message.find("4 and 8 rows") != std::string::npos);
    const auto odd = pil::compile("o.pil", "namespace H(6); pol commit x; x = 0;");
    REQUIRE(odd.ok());
    CHECK(!pil::lower(odd.result));
}

} // namespace pil_lower_tests
