#include "state/witness.hpp"

#include "support/catch.hpp"

#include <zonogon/merkle/state_keys.hpp>
#include <zonogon/merkle/tree_record.hpp>
#include <zonogon/rollup/state_store.hpp>

#include "reference-node/state/chain.hpp"
#include "state/batch_counters.hpp"
#include "state/stored_blocks.hpp"
#include "state/version_history.hpp"
#include "store/memory_store.hpp"

namespace state_witness_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

struct scene {
    scene() {
        REQUIRE(state::ensure_genesis(db, test_accounts()));
        std::uint64_t nonce = 0;
        REQUIRE(run_batch(db, next_batch(db, some_blocks(nonce, 4, 3))));
        REQUIRE(run_batch(db, next_batch(db, some_blocks(nonce, 3))));
        last = (**state::read_head(db)).number;
        REQUIRE(last == 7);
    }
    /// Executes the blocks on nothing but these records.
    status run_on(const state::witness& w, std::uint64_t first, std::uint64_t to) const {
        rollup::memory_state_store nodes;
        for (const auto& [name, record] : w.nodes) {
            REQUIRE(hash::to_word(merkle::record_hash(record)) == name);
            REQUIRE(nodes.save(hash::to_hash4(name), record));
        }
        for (const auto& [name, text] : w.codes) {
            REQUIRE(nodes.save_code(name, text));
        }
        return state::run_stored_blocks(
            db, first, to, chain_id, nodes,
            [](auto& run, const state::block_record&, const state::transaction_record& t) -> status {
                const auto done = run.run(t.what, t.from);
                return done ? status{} : status{done.why()};
            },
            [](const auto&, const state::block_record&) {});
    }

    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    std::uint64_t last = 0;
};

} // namespace

TEST_CASE("blocks are executed again on their witness alone, and on nothing less") {
    const scene s;
    for (const auto& [first, to] : {std::pair{std::uint64_t{1}, s.last}, {std::uint64_t{3}, std::uint64_t{3}}}) {
        const auto w = state::witness_of_blocks(s.db, first, to, chain_id);
        REQUIRE(w);
        CHECK(w->root == (**state::read_block(s.db, first)).parent_state_root);
        CHECK(w->nodes.contains(w->root));
        CHECK(s.run_on(*w, first, to));
        for (const auto& [name, record] : w->nodes) {
            state::witness less = *w;
            less.nodes.erase(name);
            CHECK(!s.run_on(less, first, to));
        }
    }
    const auto calls = state::witness_of_blocks(s.db, 2, 3, chain_id);
    REQUIRE(calls);
    CHECK(!calls->codes.empty());
    state::witness less = *calls;
    less.codes.erase(less.codes.begin());
    CHECK(!s.run_on(less, 2, 3));
    CHECK(!state::witness_of_blocks(s.db, 9, 9, chain_id));
}

TEST_CASE("the way to a leaf proves its value, and where there is none that too") {
    const scene s;
    const u256 root = (**state::read_head(s.db)).state_root;
    const auto check = [&](const merkle::hash4& key, const u256& value) {
        const auto way = state::way_to(s.db, root, key);
        REQUIRE(way);
        rollup::memory_state_store nodes;
        for (const merkle::tree_record& record : *way) {
            REQUIRE(nodes.save(merkle::record_hash(record), record));
        }
        CHECK(merkle::record_hash(way->front()) == hash::to_hash4(root));
        const auto found = merkle::tree_value(nodes, hash::to_hash4(root), key);
        REQUIRE(found);
        CHECK(*found == value);
    };
    check(merkle::nonce_key(contract_number(creator)), u256{1});
    check(merkle::storage_key(contract_number(creator), u256{}), u256{2}); // once in each batch
    check(merkle::storage_key(contract_number(creator), u256{7}), u256{});
    check(merkle::balance_key(address{0x99}), u256{});
}

TEST_CASE("a batch is counted again from its blocks") {
    const scene s;
    const auto count = [&](std::uint64_t number) {
        const auto row = state::read_batch(s.db, number);
        REQUIRE((row && *row));
        const auto out = state::count_batch(s.db, **row, 32, chain_id);
        REQUIRE(out);
        return *out;
    };
    const auto first = count(1);
    const auto second = count(2);
    CHECK(first.used.steps > second.used.steps);
    CHECK(second.used.steps > rollup::native_counters{32}.batch().used.steps);
    CHECK(first.used.within(first.reserved));
    CHECK(first.tree_levels >= 32);
    std::uint64_t gas = 0;
    for (std::uint64_t n = 1; n <= 4; ++n) {
        gas += (**state::read_block(s.db, n)).gas_used;
    }
    CHECK(first.gas_used == gas);
}

TEST_CASE("the programs that worked on a database are remembered") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    CHECK(state::read_versions(db)->empty());
    REQUIRE(state::note_version(db, 10, "a"));
    REQUIRE(state::note_version(db, 20, "a"));
    REQUIRE(state::note_version(db, 30, "b"));
    CHECK(*state::read_versions(db) == std::vector<std::pair<std::uint64_t, std::string>>{{10, "a"}, {30, "b"}});
}

} // namespace state_witness_tests
