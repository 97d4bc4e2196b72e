#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace stark_optional_tests {

namespace {

using namespace zonogon;
using config = test::quick_config;
using F = config::field;
using table = stark::table<config>;

/// Asks for the double of x where `on` is 1.
table asker() {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    const auto on = b.witness("on");
    b.assert_bool(on);
    b.send("double", {x, y}, on);
    return {"asker", b.build()};
}
table doubler() {
    air::builder b;
    const auto v = b.witness("v");
    const auto times = b.witness("times");
    b.receive("double", {v, 2 * v}, times);
    return {"doubler", b.build()};
}

stark::proving_key<config> key_of(std::vector<table> tables) {
    auto key = stark::setup<config>(std::move(tables));
    INFO((key ? "" : key.why().message));
    REQUIRE(key);
    return *key;
}

/// Asks for the double of 5 in the first `asked` of eight rows.
matrix::row_major<F> asking(std::size_t asked) {
    matrix::row_major<F> trace(8, 3);
    for (std::size_t i = 0; i < asked; ++i) {
        trace(i, 0) = F{5};
        trace(i, 1) = F{10};
        trace(i, 2) = F::one();
    }
    return trace;
}
matrix::row_major<F> doubling(std::size_t asked) {
    matrix::row_major<F> trace(4, 2);
    trace(0, 0) = F{5};
    trace(0, 1) = F{asked};
    return trace;
}

const stark::public_values<config> no_publics{{}, {}};

std::string verdict(const stark::proving_key<config>& key, const stark::proof<config>& proof) {
    const status outcome = stark::verify(key.verifying, no_publics, stark::serialize<config>(proof));
    return outcome ? "accepted" : outcome.why().message;
}

} // namespace

TEST_CASE("an optional table that nobody asks may be left out", "[stark]") {
    const auto key = key_of({asker(), doubler().optional()});
    const auto with = stark::prove(key, {asking(0), doubling(0)}, no_publics);
    const auto without = stark::prove(key, {asking(0), {}}, no_publics);
    REQUIRE(with);
    REQUIRE(without);
    CHECK(verdict(key, *with) == "accepted");
    CHECK(verdict(key, *without) == "accepted");
    CHECK(without->log_heights == std::vector<std::uint8_t>{3, stark::absent});
    CHECK(stark::serialize<config>(*without).size() < stark::serialize<config>(*with).size());
}

TEST_CASE("an optional table that is asked cannot be left out", "[stark]") {
    const auto key = key_of({asker(), doubler().optional()});
    const auto honest = stark::prove(key, {asking(3), doubling(3)}, no_publics);
    REQUIRE(honest);
    CHECK(verdict(key, *honest) == "accepted");
    const auto missing = stark::prove(key, {asking(3), {}}, no_publics);
    REQUIRE(missing);
    CHECK(verdict(key, *missing) == "the buses do not balance");
    // Nor can it be taken out of a proof, or put into one.
    auto taken = *honest;
    taken.log_heights[1] = stark::absent;
    CHECK(verdict(key, taken) != "accepted");
    auto put = *stark::prove(key, {asking(0), {}}, no_publics);
    put.log_heights[1] = 2;
    CHECK(verdict(key, put) != "accepted");
}

TEST_CASE("a table that is not optional cannot be left out", "[stark]") {
    const auto key = key_of({asker(), doubler()});
    const auto refused = stark::prove(key, {asking(0), {}}, no_publics);
    REQUIRE(!refused);
    CHECK(refused.why().message == "the trace of table doubler has 0 columns, not 2");
    auto changed = *stark::prove(key, {asking(0), doubling(0)}, no_publics);
    changed.log_heights[1] = stark::absent;
    CHECK(verdict(key, changed) == "table doubler cannot be left out");
    CHECK(key.verifying.digest != key_of({asker(), doubler().optional()}).verifying.digest);
}

TEST_CASE("a proof of no table at all is refused", "[stark]") {
    const auto key = key_of({asker().optional(), doubler().optional()});
    const auto nothing = stark::prove(key, {{}, {}}, no_publics);
    REQUIRE(!nothing);
    CHECK(nothing.why().message == "all tables are left out");
    auto proof = *stark::prove(key, {asking(0), {}}, no_publics);
    proof.log_heights[0] = stark::absent;
    CHECK(verdict(key, proof) == "all tables are left out");
}

TEST_CASE("tables that say something by being there cannot be optional", "[stark]") {
    const auto reason = [](std::vector<table> tables) -> std::string {
        const auto key = stark::setup<config>(std::move(tables));
        return key ? "accepted" : key.why().message;
    };
    const std::string expected = "table fibonacci cannot be optional: it has public values or preprocessed columns, or "
                                 "no bus";
    CHECK(reason({test::fibonacci_table<config>().optional()}) == expected);
    auto lookup = test::lookup_tables<config>(2);
    lookup[1].may_be_absent = true;
    CHECK(reason(std::move(lookup)).find("table squares cannot be optional") == 0);
    air::builder b;
    const auto x = b.witness("x");
    b.assert_zero("five", x - 5);
    CHECK(reason({table{"five", b.build()}.optional()}).find("table five cannot be optional") == 0);
}

} // namespace stark_optional_tests
