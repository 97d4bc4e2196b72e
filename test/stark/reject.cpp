#include <algorithm>

#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace stark_reject_tests {

namespace {

using namespace zonogon;
using test::quick_config;
using F = quick_config::field;

struct honest {
    stark::proving_key<quick_config> key;
    test::witness<quick_config> witness;
    stark::proof<quick_config> proof;
    bytes encoded;
};

const honest& lookups() {
    static const honest built = [] {
        auto key = *stark::setup<quick_config>(test::lookup_tables<quick_config>(3));
        auto w = test::lookup_witness<quick_config>(4, 3);
        auto p = *stark::prove(key, w.traces, w.publics);
        auto encoded = stark::serialize<quick_config>(p);
        return honest{std::move(key), std::move(w), std::move(p), std::move(encoded)};
    }();
    return built;
}

/// Proves whatever the witness says and returns the verifier's reason; empty when it accepts.
std::string reason_for(const stark::proving_key<quick_config>& key, const test::witness<quick_config>& w) {
    const auto p = stark::prove(key, w.traces, w.publics);
    REQUIRE(p);
    const status outcome = stark::verify(key.verifying, w.publics, *p);
    return outcome ? "" : outcome.why().message;
}

TEST_CASE("a trace with any one cell changed is refused", "[stark]") {
    const auto& h = lookups();
    test::random_stream random(3);
    for (std::size_t t = 0; t < h.witness.traces.size(); ++t) {
        for (std::size_t column = 0; column < h.witness.traces[t].width(); ++column) {
            for (int trial = 0; trial < 3; ++trial) {
                auto w = h.witness;
                const std::size_t row = random.below(w.traces[t].height());
                w.traces[t](row, column) += trial == 0 ? F::one() : random.element<F>();
                CAPTURE(t, column, row);
                const auto x = test::instances(h.key, w);
                if (air::check(x[t]).empty() && air::check_buses<F>(x).empty()) {
                    // An unsent row's square and an unreceived mirror row may hold anything.
                    continue;
                }
                CHECK(reason_for(h.key, w) != "");
            }
        }
    }
}

TEST_CASE("the reason says which rule is broken", "[stark]") {
    const auto& h = lookups();
    auto w = h.witness;
    w.traces[0](3, 3) += F::one();
    CHECK(reason_for(h.key, w) == "the constraints of a table do not hold at the point");
    w = h.witness;
    w.traces[1](0, 0) += F::one();
    CHECK(reason_for(h.key, w) == "the buses do not balance");
}

TEST_CASE("another public value, or another number of them, is refused", "[stark]") {
    const auto& h = lookups();
    for (const std::size_t t : {0U, 2U}) {
        auto publics = h.witness.publics;
        publics[t][0] += F::one();
        CHECK_FALSE(stark::verify(h.key.verifying, publics, h.proof).ok());
        publics[t].push_back(F::zero());
        CHECK_FALSE(stark::verify(h.key.verifying, publics, h.proof).ok());
    }
    CHECK_FALSE(stark::verify(h.key.verifying, {}, h.proof).ok());
}

TEST_CASE("a proof with any byte changed, truncated or extended is refused", "[stark]") {
    const auto& h = lookups();
    test::random_stream random(5);
    REQUIRE(stark::verify(h.key.verifying, h.witness.publics, h.encoded).ok());
    // All of the head (version, heights, commitments, sums), then a sample of the rest.
    const std::size_t head = std::min<std::size_t>(h.encoded.size(), 900);
    for (std::size_t i = 0; i < head + 400; ++i) {
        const std::size_t at = i < head ? i : random.below(h.encoded.size());
        bytes changed = h.encoded;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ (1U << random.below(8)));
        CAPTURE(at);
        CHECK_FALSE(stark::verify(h.key.verifying, h.witness.publics, changed).ok());
    }
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, std::size_t{3}, h.encoded.size() / 2, h.encoded.size() - 1}) {
        CHECK_FALSE(stark::verify(h.key.verifying, h.witness.publics, byte_view(h.encoded).first(length)).ok());
    }
    bytes longer = h.encoded;
    longer.push_back(0);
    CHECK_FALSE(stark::verify(h.key.verifying, h.witness.publics, longer).ok());
}

TEST_CASE("every part of a proof counts", "[stark]") {
    const auto& h = lookups();
    const auto refused = [&](auto&& change) {
        auto p = h.proof;
        change(p);
        return !stark::verify(h.key.verifying, h.witness.publics, p).ok();
    };
    CHECK(refused([](auto& p) { p.log_heights[0] = 5; }));
    CHECK(refused([](auto& p) { std::swap(p.log_heights[0], p.log_heights[1]); }));
    CHECK(refused([](auto& p) { p.log_heights[0] = 200; }));
    CHECK(refused([](auto& p) { p.log_heights.pop_back(); }));
    CHECK(refused([](auto& p) { p.log_heights.push_back(3); }));
    CHECK(refused([](auto& p) { p.traces[0][0] += F::one(); }));
    CHECK(refused([](auto& p) { p.traces.pop_back(); }));
    CHECK(refused([](auto& p) { p.bus_columns.clear(); }));
    CHECK(refused([](auto& p) { p.quotients[1][3] += F::one(); }));
    CHECK(refused([](auto& p) { std::swap(p.sums[0], p.sums[1]); }));
    CHECK(refused([](auto& p) { p.sums.push_back({}); }));
    CHECK(refused([](auto& p) { p.sums.clear(); }));
    CHECK(refused([](auto& p) { p.opening.values.back() += quick_config::extension::one(); }));
    CHECK(refused([](auto& p) { p.opening.values.pop_back(); }));
    CHECK(refused([](auto& p) { p.opening.rows.clear(); }));
}

TEST_CASE("a proof for one key is refused under another", "[stark]") {
    const auto& h = lookups();
    const auto other = stark::setup<quick_config>(test::lookup_tables<quick_config>(2));
    REQUIRE(other);
    CHECK_FALSE(stark::verify(other->verifying, h.witness.publics, h.encoded).ok());
    auto swapped_tables = test::lookup_tables<quick_config>(3);
    std::swap(swapped_tables[0], swapped_tables[2]);
    const auto swapped = stark::setup<quick_config>(std::move(swapped_tables));
    REQUIRE(swapped);
    CHECK_FALSE(stark::verify(swapped->verifying, h.witness.publics, h.encoded).ok());
    auto publics = h.witness.publics;
    std::swap(publics[0], publics[2]);
    CHECK_FALSE(stark::verify(swapped->verifying, publics, h.encoded).ok());
}

TEST_CASE("the prover refuses what does not fit the key", "[stark]") {
    const auto& h = lookups();
    auto w = h.witness;
    w.traces.pop_back();
    CHECK_FALSE(stark::prove(h.key, w.traces, w.publics));
    w = h.witness;
    w.traces[0] = matrix::row_major<F>(12, 4);
    CHECK_FALSE(stark::prove(h.key, w.traces, w.publics));
    w.traces[0] = matrix::row_major<F>(16, 3);
    CHECK_FALSE(stark::prove(h.key, w.traces, w.publics));
    // Shorter than its periodic column, and the fixed table at another height.
    w.traces[0] = matrix::row_major<F>(2, 4);
    CHECK_FALSE(stark::prove(h.key, w.traces, w.publics));
    w = h.witness;
    w.traces[1] = matrix::row_major<F>(16, 1);
    CHECK_FALSE(stark::prove(h.key, w.traces, w.publics));
}

TEST_CASE("a table with row selectors cannot be proved on a single row", "[stark]") {
    // On one row "starts at 0" and "ends at 0" say the same, and nothing says how one leads to the other.
    air::builder b;
    const auto x = b.witness("x");
    b.assert_zero("starts", b.first_row() * x);
    b.assert_zero("counts", b.transition() * (x.next() - x - 1));
    b.assert_zero("ends", b.last_row() * (x - b.public_value(0)));
    const auto key = stark::setup<quick_config>({{"counter", b.build()}});
    REQUIRE(key);
    CHECK_FALSE(stark::prove(*key, {matrix::row_major<F>(1, 1)}, {{F{}}}));
    CHECK_FALSE(stark::derive_shape(key->verifying, {std::size_t{0}}));
    // A key that forgets the rule accepts the empty run.
    auto mutant = *key;
    mutant.verifying.tables[0].min_log_height = 0;
    CHECK(reason_for(mutant, {{matrix::row_major<F>(1, 1)}, {{F{}}}}) == "");
}

std::string setup_problem(std::vector<stark::table<quick_config>> tables) {
    const auto key = stark::setup<quick_config>(std::move(tables));
    return key ? "" : key.why().message;
}

TEST_CASE("setup names the table and the rule that it breaks", "[stark]") {
    using Catch::Matchers::Contains;
    CHECK_THAT(setup_problem({}), Contains("at least one table"));
    {
        air::builder b;
        const auto x = b.witness("x");
        b.assert_zero("fourth power", x * x * x * x - 1);
        CHECK_THAT(setup_problem({{"t", b.build()}}), Contains("degree 4"));
    }
    {
        air::builder b;
        b.assert_bool(b.witness("used"));
        b.witness("idle");
        CHECK_THAT(setup_problem({{"t", b.build()}}), Contains("no constraint and no bus reads: idle"));
    }
    {
        air::builder b;
        b.send("nowhere", {b.witness("x")});
        CHECK_THAT(setup_problem({{"t", b.build()}}), Contains("bus nowhere has no table that receives"));
    }
    {
        air::builder b;
        const auto x = b.witness("x");
        b.send("bus", {x});
        b.receive("bus", {x, x});
        CHECK_THAT(setup_problem({{"t", b.build()}}), Contains("different widths"));
    }
    {
        air::builder b;
        const auto x = b.witness("x");
        b.send("bus", {x * x * x});
        b.receive("bus", {x});
        CHECK_THAT(setup_problem({{"t", b.build()}}), Contains("above the bound"));
    }
    {
        air::builder b;
        const auto x = b.witness("x");
        b.assert_zero("k", x - b.preprocessed("k"));
        CHECK_THAT(setup_problem({{"t", b.build()}}), Contains("preprocessed matrix"));
    }
    auto twice = test::fibonacci_table<quick_config>();
    CHECK_THAT(setup_problem({twice, twice}), Contains("two tables are named"));
}

} // namespace

} // namespace stark_reject_tests
