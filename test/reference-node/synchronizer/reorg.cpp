#include "support/catch.hpp"

#include <algorithm>

#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/rollup/l1_info.hpp>

#include "scene.hpp"

namespace synchronizer_reorg_tests {

using namespace zonogon;
using test::act;
using test::content;
using test::empty_blocks;
using test::fake_l1;
using test::follower;

namespace {

bool has(const follower& f, const std::string& id) {
    return std::ranges::any_of(f.events, [&](const monitor::event& e) { return e.id == id; });
}

/// Leaves from 0 without gaps, each with the root that they give so far.
void check_leaves(const store::reader& from, std::uint64_t count) {
    merkle::append_tree tree;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto r = state::read_exit_root(from, static_cast<std::uint32_t>(i));
        REQUIRE((r && *r));
        REQUIRE(tree.append(
            rollup::l1_info_leaf_hash({(*r)->global_exit_root, (*r)->parent_block_hash, (*r)->timestamp, {}})));
        REQUIRE((*r)->l1_info_root == u256::from_bytes(tree.root()));
    }
    REQUIRE(!*state::read_exit_root(from, static_cast<std::uint32_t>(count)));
}

/// A batch that this node makes before it is on L1, as a sequencer does.
void make_batch(follower& f, const bytes& data, std::uint64_t number) {
    rollup::batch_input input;
    input.old_num_batch = number - 1;
    input.chain_id = f.how.contracts.chain_id;
    input.batch_l2_data = data;
    input.sequencer = fake_l1::sequencer();
    input.timestamp_limit = ~std::uint64_t{0};
    input.l1_info_unchecked = true;
    const auto before = state::read_batch(f.db, number - 1);
    REQUIRE((before && *before));
    input.old_state_root = (*before)->state_root;
    const auto leaf = state::read_exit_root(f.db, 1);
    REQUIRE((leaf && *leaf));
    input.l1_info_tree[1] = {(*leaf)->global_exit_root, (*leaf)->parent_block_hash, (*leaf)->timestamp, {}};
    synchronizer::batch_entry entry;
    entry.closed = state::closing_reason::time;
    entry.on_l1 = false;
    const auto made = synchronizer::bring_batch(f.db, input, entry);
    INFO((made ? std::string{} : made.why().message));
    REQUIRE(made);
    REQUIRE(made->row.valid);
}

/// A rollup with two leaves, and how many seconds the first block after batch 1 may add.
std::uint32_t begin(fake_l1& l1) {
    l1.deposit(1);
    l1.create();
    l1.deposit(2);
    l1.mine(3);
    return static_cast<std::uint32_t>(l1.time(l1.head()) - l1.l2_time());
}

} // namespace

TEST_CASE("L1 is reorganised by 1 to 64 blocks") {
    fake_l1 l1;
    l1.deposit(1);
    l1.create();
    l1.deposit(2);
    follower f{l1};
    f.how.chunk = 10;
    for (std::uint64_t i = 0; i < 70; ++i) {
        act(l1, i, 0);
        if (i % 9 == 0) {
            f.sync();
        }
    }
    f.sync();
    for (std::uint64_t depth = 1; depth <= 64; ++depth) {
        const std::uint64_t head = l1.head();
        l1.drop(depth);
        for (std::uint64_t i = 0; l1.head() <= head; ++i) {
            act(l1, i, depth);
        }
        f.sync();
        INFO("depth " << depth);
        follower fresh{l1};
        fresh.sync();
        REQUIRE(content(f.db) == content(fresh.db));
        check_leaves(f.db, l1.leaves());
        REQUIRE(f.last_batch() == l1.last_batch());
    }
    CHECK(l1.last_batch() > 20);
}

TEST_CASE("the same events in other blocks, and their creation itself, are followed again") {
    fake_l1 l1;
    begin(l1);
    l1.deposit(3);
    follower f{l1};
    f.sync();
    const auto before = **state::read_exit_root(f.db, 1);
    check_leaves(f.db, 3);

    // The deposits of leaves 1 and 2 come again, later.
    const std::uint64_t head = l1.head();
    l1.drop(5);
    l1.mine(2);
    l1.deposit(2);
    l1.mine(1);
    l1.deposit(3);
    l1.mine(2);
    REQUIRE(l1.head() > head);
    f.sync();
    check_leaves(f.db, 3);
    const auto after = **state::read_exit_root(f.db, 1);
    CHECK(after.global_exit_root == before.global_exit_root);
    CHECK(after.l1_block == before.l1_block + 2);
    CHECK(after.parent_block_hash != before.parent_block_hash);
    CHECK(after.l1_info_root != before.l1_info_root);

    // In the other order.
    l1.drop(6);
    l1.deposit(3);
    l1.deposit(2);
    l1.mine(6);
    f.sync();
    check_leaves(f.db, 3);
    CHECK((*state::read_exit_root(f.db, 2))->mainnet_exit_root == before.mainnet_exit_root);

    // One is gone, and its index is not.
    l1.drop(8);
    l1.deposit(9);
    l1.mine(10);
    f.sync();
    check_leaves(f.db, 2);

    // The rollup is made anew: batch 1 has another time.
    l1.drop(l1.head() - 1);
    l1.mine(4);
    l1.deposit(1);
    l1.create();
    l1.mine(20);
    const auto one = **state::read_batch(f.db, 1);
    f.sync();
    CHECK((*state::read_batch(f.db, 1))->state_root != one.state_root);
    follower fresh{l1};
    fresh.sync();
    CHECK(content(f.db) == content(fresh.db));
}

TEST_CASE("reorganisations are undone in one write") {
    fake_l1 l1;
    const std::uint32_t delta = begin(l1);
    l1.sequence({{empty_blocks({{delta, 1}}), false}, {empty_blocks({{0, 0}, {1, 0}}), false}});
    follower f{l1};
    f.sync();
    REQUIRE(f.head().number == 4);
    l1.drop(1);
    l1.mine(2);
    f.heads.clear();
    const auto step = f.l1->step();
    REQUIRE(step);
    REQUIRE(step->unwound_to);
    // The last stored block that stayed is the one before the sequence: of empty ranges only the end is kept.
    CHECK(*step->unwound_to < l1.head() - 1);
    CHECK(step->last_batch == 1);
    CHECK(f.head().number == 1);
    CHECK(f.last_batch() == 1);
    CHECK((*state::read_last_virtual_batch(f.db))->number == 1);
}

TEST_CASE("a sequencer's own batches are compared, never replaced") {
    fake_l1 l1;
    const std::uint32_t delta = begin(l1);
    follower f{l1, true};
    f.sync();
    CHECK(f.last_batch() == 1);
    f.batches->only_compare();
    const bytes data = empty_blocks({{delta, 1}, {1, 0}});
    make_batch(f, data, 2);
    const auto mine = content(f.db);
    const auto halted = [&] {
        f.sync();
        return f.batches->halted().value_or("");
    };

    SECTION("the same on L1") {
        l1.sequence({{data, false}});
        CHECK(halted().empty());
        CHECK((*state::read_batch(f.db, 2))->closed == state::closing_reason::time);
        CHECK((*state::read_batch(f.db, 2))->accumulated_input_hash.is_zero());
        // That L1 is reorganised does not touch them.
        l1.drop(1);
        l1.mine(3);
        f.sync();
        CHECK(f.last_batch() == 2);
        CHECK(content(f.db) == mine);
        l1.sequence({{data, false}});
        CHECK(halted().empty());
    }
    SECTION("other data") {
        l1.sequence({{empty_blocks({{delta, 0}}), false}});
        CHECK(halted().find("its data are others") != std::string::npos);
        CHECK(has(f, "SYNCHRONIZER HALT"));
        CHECK(f.head().number == 3);
        // It goes on when L1 has the right one.
        l1.drop(1);
        l1.mine(1);
        l1.sequence({{data, false}});
        CHECK(halted().empty());
    }
    SECTION("a time limit that its blocks pass") {
        l1.sequence({{data, false}}, l1.time(l1.head()) - 100);
        CHECK(halted().find("later than L1 allows") != std::string::npos);
    }
    SECTION("a batch that it does not have") {
        l1.sequence({{data, false}, {empty_blocks({{0, 0}}), false}});
        CHECK(halted().find("it is not there") != std::string::npos);
    }
    SECTION("a forced batch that is invalid") {
        l1.force(bytes{0x77});
        f.sync();
        const auto forced = **state::read_forced_batch(f.db, 1);
        rollup::batch_input input;
        input.old_num_batch = 2;
        input.chain_id = f.how.contracts.chain_id;
        input.batch_l2_data = forced.data;
        input.sequencer = fake_l1::sequencer();
        input.old_state_root = f.head().state_root;
        input.l1_info_root = forced.global_exit_root;
        input.timestamp_limit = forced.timestamp;
        input.forced_block_hash_l1 = forced.parent_block_hash;
        synchronizer::batch_entry entry;
        entry.closed = state::closing_reason::forced_batch;
        entry.forced_number = 1;
        entry.on_l1 = false;
        const auto made = synchronizer::bring_batch(f.db, input, entry);
        REQUIRE(made);
        REQUIRE(!made->row.valid);
        l1.sequence({{data, false}, {{}, true}});
        CHECK(halted().empty());
    }
    SECTION("a forced batch that it did not take") {
        l1.force({});
        l1.sequence_forced(1);
        CHECK(!halted().empty());
    }
    SECTION("an import that L1 does not have any more") {
        // Deposit 2 comes again one block later: leaf 1 is another one.
        l1.drop(4);
        l1.mine(1);
        l1.deposit(2);
        l1.mine(4);
        CHECK(halted().find("imports leaf 1") != std::string::npos);
        CHECK(f.last_batch() == 2);
    }
    SECTION("an import that has gone, and comes back as it was") {
        l1.drop(4);
        l1.mine(1);
        l1.drop(1);
        l1.deposit(2);
        l1.mine(5);
        CHECK(halted().empty());
        CHECK(content(f.db) == mine);
    }
    SECTION("an import that L1 does not have, until its first chain is the longest again") {
        l1.drop(4);
        l1.mine(6);
        CHECK(halted().find("imports leaf 1 of the L1 info tree, which L1 does not have") != std::string::npos);
        l1.drop(6);
        l1.deposit(2);
        l1.mine(8);
        CHECK(halted().empty());
        CHECK(content(f.db) == mine);
    }
    SECTION("a halt ends when the batch that imports is undone here") {
        l1.drop(4);
        l1.mine(6);
        CHECK(!halted().empty());
        store::write_batch changes;
        REQUIRE(state::collect_batch_unwind(f.db, 1, changes));
        REQUIRE(f.db.write(changes));
        CHECK(!halted().empty());
        f.batches->look_again();
        CHECK(halted().empty());
    }
    SECTION("the sequence names exit roots from before the import") {
        l1.drop(4);
        l1.mine(6);
        l1.sequence({{data, false}});
        CHECK(halted().find("imports an exit root") != std::string::npos);
    }
}

TEST_CASE("what a new database of a sequencer lacks comes from L1") {
    fake_l1 l1;
    const std::uint32_t delta = begin(l1);
    l1.sequence({{empty_blocks({{delta, 1}, {1, 0}}), false}});
    follower f{l1, true};
    f.sync();
    CHECK(f.last_batch() == 2);
    // While it is behind, a reorganisation is no reason to halt.
    l1.drop(1);
    l1.mine(1);
    l1.sequence({{empty_blocks({{delta, 1}}), false}});
    f.sync();
    CHECK(!f.batches->halted());
    CHECK(f.head().number == 2);
}

TEST_CASE("a follower takes L1's batch instead of the trusted one") {
    fake_l1 l1;
    const std::uint32_t delta = begin(l1);
    follower f{l1};
    f.sync();
    make_batch(f, empty_blocks({{delta, 1}, {1, 0}}), 2);
    make_batch(f, empty_blocks({{0, 0}}), 3);
    make_batch(f, empty_blocks({{0, 0}}), 4);
    SECTION("all the same") {
        l1.sequence({{empty_blocks({{delta, 1}, {1, 0}}), false}, {empty_blocks({{0, 0}}), false}});
        f.sync();
        CHECK(f.events.empty());
        CHECK(f.last_batch() == 4);
    }
    SECTION("the second is another") {
        l1.sequence({{empty_blocks({{delta, 1}, {1, 0}}), false}, {empty_blocks({{1, 0}}), false}});
        f.sync();
        CHECK(has(f, "TRUSTED REORG"));
        CHECK(f.last_batch() == 3);
        CHECK(f.head().number == 4);
        CHECK(f.heads.back() == 4);
    }
    SECTION("only L1 takes it for invalid") {
        l1.sequence({{empty_blocks({{delta, 1}, {1, 0}}), false}}, l1.l2_time() + delta);
        f.sync();
        CHECK(has(f, "TRUSTED REORG"));
        CHECK(f.last_batch() == 2);
        CHECK(!(*state::read_batch(f.db, 2))->valid);
        CHECK(f.head().number == 1);
    }
}

TEST_CASE("the state that L1 verified is compared") {
    fake_l1 l1;
    const std::uint32_t delta = begin(l1);
    l1.sequence({{empty_blocks({{delta, 1}}), false}});
    follower f{l1};
    f.sync();
    const auto row = **state::read_batch(f.db, 2);
    l1.verify(2, row.state_root, row.local_exit_root);
    f.sync();
    CHECK(!f.batches->halted());
    CHECK((*state::read_last_verified_batch(f.db))->state_root == row.state_root);
    CHECK((*state::read_last_verified_batch(f.db))->aggregator == address{0xab});
    l1.drop(1);
    l1.mine(1);
    l1.verify(2, u256{7}, row.local_exit_root);
    f.sync();
    REQUIRE(f.batches->halted());
    CHECK(f.batches->halted()->find("verified another state after batch 2") != std::string::npos);
    // A new node halts as well.
    follower fresh{l1};
    fresh.sync();
    CHECK(fresh.batches->halted());
    l1.drop(1);
    l1.mine(2);
    f.sync();
    CHECK(!f.batches->halted());
    CHECK(!*state::read_last_verified_batch(f.db));
    // Nothing is verified before it is sequenced.
    l1.verify(9, u256{7}, u256{});
    CHECK(f.round().why().message.find("verified before it is sequenced") != std::string::npos);
}

} // namespace synchronizer_reorg_tests
