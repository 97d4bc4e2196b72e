#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace stark_complete_tests {

namespace {

using namespace zonogon;
using test::quick_config;

template <class Config>
void require_accepted(const stark::proving_key<Config>& key, const test::witness<Config>& w) {
    const auto instances = test::instances(key, w);
    for (const auto& x : instances) {
        for (const auto& v : air::check(x)) {
            FAIL_CHECK(air::describe(v));
        }
    }
    for (const auto& u : air::check_buses<typename Config::field>(instances)) {
        FAIL_CHECK(air::describe(u));
    }
    const auto proof = stark::prove(key, w.traces, w.publics);
    REQUIRE(proof);
    const status direct = stark::verify(key.verifying, w.publics, *proof);
    INFO((direct ? "" : direct.why().message));
    REQUIRE(direct.ok());
    const bytes encoded = stark::serialize<Config>(*proof);
    const auto parsed = stark::parse(key.verifying, encoded);
    REQUIRE(parsed);
    CHECK(*parsed == *proof);
    CHECK(stark::verify(key.verifying, w.publics, encoded).ok());
}

TEST_CASE("one table of any height is proved", "[stark]") {
    const auto key = stark::setup<quick_config>({test::fibonacci_table<quick_config>()});
    REQUIRE(key);
    for (const std::size_t log_height : {1U, 2U, 3U, 4U, 7U, 10U}) {
        CAPTURE(log_height);
        require_accepted(*key, test::fibonacci_witness<quick_config>(log_height));
    }
}

TEST_CASE("tables of different heights with buses are proved", "[stark]") {
    for (const auto& [asker, fixed] : {std::pair{2, 1}, {2, 5}, {5, 2}, {3, 1}, {8, 6}}) {
        CAPTURE(asker, fixed);
        const auto key = stark::setup<quick_config>(test::lookup_tables<quick_config>(static_cast<std::size_t>(fixed)));
        REQUIRE(key);
        require_accepted(
            *key, test::lookup_witness<quick_config>(static_cast<std::size_t>(asker), static_cast<std::size_t>(fixed)));
    }
}

TEST_CASE("a table without row selectors may have a single row", "[stark]") {
    using F = quick_config::field;
    air::builder b;
    const auto x = b.witness("x");
    b.assert_zero("fixed point", x.next() - x);
    b.send("bus", {x});
    b.receive("bus", {b.public_value(0)});
    const auto key = stark::setup<quick_config>({{"single", b.build()}});
    REQUIRE(key);
    require_accepted(*key, test::witness<quick_config>{{matrix::row_major<F>(std::vector<F>{F{5}}, 1)}, {{F{5}}}});
}

} // namespace

} // namespace stark_complete_tests
