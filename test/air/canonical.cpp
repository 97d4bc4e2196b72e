#include <zonogon/air/builder.hpp>
#include <zonogon/air/canonical.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/air/owned_ir.hpp>

#include "support/catch.hpp"

namespace air_canonical_tests {

using namespace zonogon;

namespace {

bool same(const air::owned_ir& a, const air::owned_ir& b) {
    const auto roots = [](const air::owned_ir& t) {
        std::vector<air::node_id> out = t.tuple_nodes;
        for (const auto& c : t.constraints) {
            out.push_back(c.root);
        }
        for (const auto& i : t.interactions) {
            out.push_back(i.multiplicity);
        }
        return out;
    };
    return a.nodes == b.nodes && a.constants == b.constants && roots(a) == roots(b);
}

/// One table; the parts of its expressions are made in the given order, as compilers may.
constexpr air::owned_ir table(bool backwards) {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    air::expr left;
    air::expr right;
    if (backwards) {
        right = y.next() - 3 * x;
        left = b.first_row() * (x + 7);
    } else {
        left = b.first_row() * (x + 7);
        right = y.next() - 3 * x;
    }
    // Never read: it takes numbers, too.
    static_cast<void>(backwards ? x * x * 11 : y + 12);
    b.assert_zero("product", left * right);
    b.assert_zero("sum", backwards ? y + x : x + y);
    b.send("bus", {left, x * y}, right);
    b.receive("bus", {y * x, left + 5}, 2);
    return b.build();
}

} // namespace

TEST_CASE("a table does not depend on the order in which its expressions were evaluated", "[air]") {
    CHECK(same(table(false), table(true)));
    // Nor on whether the compiler or the program evaluates it.
    static constexpr std::size_t nodes = table(false).nodes.size();
    static constexpr auto frozen = [] {
        const air::owned_ir made = table(true);
        std::array<air::node, nodes> out{};
        std::copy(made.nodes.begin(), made.nodes.end(), out.begin());
        return out;
    }();
    const air::owned_ir now = table(false);
    CHECK(std::ranges::equal(frozen, now.nodes));
    for (std::size_t i = 0; i < now.nodes.size(); ++i) {
        if (now.nodes[i].kind >= air::op::add) {
            CHECK(now.nodes[i].a < i);
            CHECK((now.nodes[i].kind == air::op::neg || now.nodes[i].b < i));
        }
    }
}

TEST_CASE("differences keep their direction", "[air]") {
    const auto difference = [](bool turned) {
        air::builder b;
        const auto x = b.witness("x");
        const auto y = b.witness("y");
        b.assert_zero("difference", turned ? y - x : x - y);
        return b.build();
    };
    CHECK_FALSE(same(difference(false), difference(true)));
}

TEST_CASE("sums of a hundred thousand terms need no deep stack", "[air]") {
    air::builder b;
    const auto x = b.witness("x");
    air::expr sum = x;
    for (int i = 0; i < 100'000; ++i) {
        sum += i % 2 == 0 ? x.next() : x * x;
        sum *= x;
    }
    b.assert_zero("sum", sum);
    CHECK(b.build().nodes.size() > 200'000);
}

TEST_CASE("an owned description keeps its names through copies, moves and views", "[air]") {
    air::owned_ir first = table(false);
    const air::ir seen = first.view();
    CHECK(seen.witness_names.size() == 2);
    CHECK(seen.witness_names[1] == "y");
    CHECK(seen.names[seen.constraints[1].name] == "sum");
    CHECK(seen.bus_names[seen.interactions[0].bus] == "bus");
    air::owned_ir copy = first;
    const air::owned_ir viewed(first.view());
    first = air::owned_ir();
    CHECK(first.view().witness_names.empty());
    CHECK(copy.view().witness_names[0] == "x");
    CHECK(viewed.view().bus_names[0] == "bus");
    const air::owned_ir moved = std::move(copy);
    CHECK(moved.view().names[0] == "product");
    CHECK(same(moved, viewed));
    STATIC_REQUIRE(air::node{} == air::node{air::op::constant, 0, 0});
}

} // namespace air_canonical_tests
