#include "state/moments.hpp"

#include "support/catch.hpp"

#include "reference-node/state/chain.hpp"
#include "state/open_block.hpp"
#include "state/read_cache.hpp"
#include "state/view.hpp"
#include "store/memory_store.hpp"

namespace state_moments_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

struct scene {
    scene() { REQUIRE(state::ensure_genesis(db, test_accounts())); }

    store::memory_store memory;
    store::erased<store::memory_store> plain{memory};
    state::cached_database db{plain};
};

store::write_batch one_write(store::family where) {
    store::write_batch out;
    out.put(where, bytes{1}, bytes{2});
    return out;
}

} // namespace

TEST_CASE("one moment serves until the database is written to") {
    scene s;
    const state::moments present{s.db};
    const auto first = present.now();
    REQUIRE(first);
    CHECK((*first)->head.number == 0);
    CHECK((*first)->header.state_root == (*first)->head.state_root);
    CHECK(*present.now() == *first);
    REQUIRE(s.db.write(one_write(store::family::pool))); // the journal of the pool is no part of it
    CHECK(*present.now() == *first);
    REQUIRE(s.db.write(one_write(store::family::meta)));
    const auto second = present.now();
    REQUIRE(second);
    CHECK(*second != *first);
    CHECK(!*(*first)->from->get(store::family::meta, bytes{1}));
    CHECK((*second)->from->get(store::family::meta, bytes{1})->has_value());
    // Without a count every call gets a moment of its own.
    const state::moments always{s.plain};
    CHECK(*always.now() != *always.now());
}

TEST_CASE("without a genesis there is no moment") {
    store::memory_store memory;
    store::erased<store::memory_store> plain{memory};
    state::cached_database db{plain};
    const state::moments present{db};
    CHECK(present.now().why().message == "this node has no genesis");
}

} // namespace state_moments_tests
