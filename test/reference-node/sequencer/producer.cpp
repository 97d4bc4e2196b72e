#include "support/catch.hpp"

#include <algorithm>

#include "scene.hpp"

namespace sequencer_producer_tests {

using namespace zonogon;
using namespace zonogon::test;
using state::closing_reason;

TEST_CASE("transactions become blocks, best price first and in nonce order, and leave the pool") {
    store::memory_store memory;
    scene s{memory};
    s.step();
    CHECK(s.blocks.empty());
    const auto cheap = s.add(raw_transfer(1, 0));
    const auto second = s.add(raw_transfer(2, 1, gwei * u256{9}));
    const auto first = s.add(raw_transfer(2, 0, gwei * u256{3}));
    s.add(raw_transfer(3, 1)); // waits for nonce 0
    s.step();
    REQUIRE(s.blocks.size() == 1);
    const auto block = **state::read_block(s.db, 1);
    CHECK(block.transactions == std::vector<bytes32>{first, second, cheap});
    CHECK(block.coinbase == s.how.coinbase);
    CHECK(block.timestamp == start_time / 1'000);
    CHECK(block.batch == 1);
    const auto receipts = *state::read_receipts(s.db, 1);
    REQUIRE(receipts.size() == 3);
    CHECK(receipts[2].success);
    CHECK(receipts[2].cumulative_gas == 63'000);
    CHECK(s.waiting->count().pending == 0);
    CHECK(s.waiting->count().queued == 1);

    // The open batch is in the store as far as it is.
    CHECK(s.batches.empty());
    const auto row = s.batch(1);
    CHECK(row.is_open());
    CHECK(row.first_block == 1);
    CHECK(row.last_block == 1);
    CHECK(row.state_root == block.state_root);
    const auto items = *rollup::decode_batch(row.data);
    REQUIRE(items.size() == 4);
    CHECK(std::get<rollup::change_l2_block>(items[0]) ==
          rollup::change_l2_block{static_cast<std::uint32_t>(start_time / 1'000), 0});
    CHECK(std::get<rollup::transaction>(items[1]).percentage == 0xff);
    CHECK(rollup::ethereum_hash(std::get<rollup::transaction>(items[1])) == first);

    // The next block waits for its time, the batch closes at its age, with nothing in it too.
    s.add(raw_transfer(3, 0));
    s.step(999);
    CHECK(s.last_block() == 1);
    s.step(1);
    CHECK(s.last_block() == 2);
    CHECK(state::read_block(s.db, 2)->value_or(state::block_record{}).transactions.size() == 2);
    CHECK(s.batches.empty());
    s.step(9'000);
    REQUIRE(s.batches.size() == 1);
    CHECK(s.batch(1).closed == closing_reason::time);
    // Of its last block, which was opened a millisecond before that second.
    CHECK(s.batch(1).timestamp == start_time / 1'000);
    CHECK(s.last_block() == 2);
    s.add(raw_transfer(1, 1));
    s.step();
    CHECK(s.batch(2).first_block == 3);
    CHECK(s.last_block() == 3);
    s.check_batches();
}

TEST_CASE("a batch is closed when it is full, for the right reason") {
    auto how = quick_options();
    std::size_t closed = 0;
    closing_reason expected = closing_reason::open;
    const auto run = [&](auto add) {
        store::memory_store memory;
        scene s{memory, how};
        add(s);
        s.step();
        s.step(1'000);
        REQUIRE(s.batches.size() == closed);
        for (std::size_t i = 0; i < closed; ++i) {
            CHECK(s.batches[i].closed == expected);
            CHECK(how.limits.passed_by(s.resources[i]).empty());
            CHECK(s.resources[i].bytes == s.batches[i].data.size());
        }
        CHECK(s.waiting->count().pending == 0);
        s.check_batches();
    };
    SECTION("number of transactions") {
        how.limits.transactions = 3;
        closed = 2;
        expected = closing_reason::transactions_full;
        run([](auto& s) {
            for (std::uint64_t n = 0; n < 8; ++n) {
                s.add(raw_transfer(1, n));
            }
        });
    }
    SECTION("nothing that waits fits") {
        how.limits.margin_percent = 1;
        closed = 1;
        expected = closing_reason::no_transaction_fits;
        run([](auto& s) {
            rollup::transaction tx;
            tx.gas_price = gwei;
            tx.gas_limit = 2'000'000;
            tx.to = address{1};
            tx.data = bytes(70'000, 1);
            s.add(raw_transaction(1, tx));
            s.add(raw_transaction(2, tx));
            s.add(raw_transfer(3, 0));
        });
    }
    SECTION("the margin of a counter") {
        closed = 1;
        expected = closing_reason::resource_margin;
        // Three transfers' Keccaks above 90 %.
        how.limits.counters.keccak_f = 21;
        how.limits.margin_percent = 20;
        run([](auto& s) {
            for (std::uint64_t n = 0; n < 4; ++n) {
                s.add(raw_transfer(1, n));
            }
        });
    }
    SECTION("a counter that only the execution tells") {
        closed = 1;
        expected = closing_reason::no_transaction_fits;
        how.limits.counters.steps = 700'000;
        how.limits.margin_percent = 0;
        run([](auto& s) {
            s.add(raw_transfer(4, 0));
            s.add(raw_loop(1, 0, 1'500));
            s.add(raw_loop(2, 0, 1'500));
            s.add(raw_transfer(3, 0));
        });
    }
}

TEST_CASE("many batches in one go") {
    store::memory_store memory;
    auto how = quick_options();
    how.limits.transactions = 1;
    scene s{memory, how};
    for (std::uint64_t n = 0; n < 44; ++n) {
        for (std::uint8_t key = 1; key <= 3; ++key) {
            s.add(raw_transfer(key, n));
        }
    }
    s.step();
    CHECK(s.batches.size() == 132);
    CHECK(s.last_block() == 132);
    CHECK(s.waiting->count().pending == 0);
    CHECK(state::view{s.db, **state::read_head(s.db), chain_id}.read_account(account_number(1))->nonce == 44);
    s.check_batches();
}

TEST_CASE("a large transaction does not end a batch that small ones still come for") {
    store::memory_store memory;
    auto how = quick_options();
    how.limits.margin_percent = 1;
    scene s{memory, how};
    rollup::transaction tx;
    tx.gas_price = gwei;
    tx.gas_limit = 2'000'000;
    tx.to = address{1};
    tx.data = bytes(70'000, 1);
    s.add(raw_transaction(1, tx));
    s.step();
    const auto large = s.add(raw_transaction(2, tx));
    for (std::uint64_t i = 0; i < 4; ++i) {
        s.add(raw_transfer(3, i));
        s.step(1'000);
    }
    CHECK(s.batches.empty());
    CHECK(s.last_block() == 5);
    s.step(1'000);
    REQUIRE(s.batches.size() == 1);
    CHECK(s.batches[0].closed == closing_reason::no_transaction_fits);
    CHECK((**state::read_transaction(s.db, large)).block == 6);
    s.step(20'000);
    s.check_batches();
}

TEST_CASE("a transaction that no batch has room for leaves the pool, and others go on") {
    auto how = quick_options();
    how.limits.counters.steps = 400'000;
    store::memory_store memory;
    scene s{memory, how};
    const auto hash = s.add(raw_loop(1, 0, 10'000));
    s.add(raw_transfer(1, 1));
    s.add(raw_transfer(2, 0));
    s.step();
    CHECK(s.waiting->find(hash) == nullptr);
    CHECK(s.last_block() == 1);
    CHECK((**state::read_block(s.db, 1)).transactions.size() == 1);
    REQUIRE(s.events.size() == 1);
    CHECK(s.events[0].starts_with("NODE OOC"));
    CHECK(s.waiting->count().queued == 1);
    REQUIRE(s.waiting->put_aside().size() == 1);
    CHECK(s.waiting->put_aside()[0].hash == hash);
    CHECK(s.waiting->put_aside()[0].reason == "it takes more steps than a batch has");
    CHECK(s.waiting->put_aside()[0].for_good);
    s.step(20'000);
    s.check_batches();
}

TEST_CASE("a transaction that cannot be executed is passed over and dropped, with those behind it waiting") {
    store::memory_store memory;
    scene s{memory};
    s.accounts.flattered = account_number(1);
    rollup::transaction tx;
    tx.gas_price = gwei;
    tx.gas_limit = 21'000;
    tx.to = address{5};
    tx.value = u256::power_of_two(81);
    const auto poor = s.add(raw_transaction(1, tx));
    s.add(raw_transfer(1, 1));
    s.step();
    CHECK(s.last_block() == 0);
    CHECK(s.batches.empty());
    s.add(raw_transfer(2, 0));
    s.step();
    CHECK(s.waiting->find(poor) == nullptr);
    CHECK(s.waiting->count().queued == 1);
    REQUIRE(s.waiting->put_aside().size() == 1);
    CHECK(s.waiting->put_aside()[0].reason.starts_with("it cannot be executed: "));
    CHECK(!s.waiting->put_aside()[0].for_good);
    CHECK((**state::read_block(s.db, 1)).transactions.size() == 1);
    s.add(raw_transfer(1, 0));
    s.step(1'000);
    CHECK((**state::read_block(s.db, 2)).transactions.size() == 2);
}

TEST_CASE("no blocks while the sequencer must wait") {
    store::memory_store memory;
    auto how = quick_options();
    SECTION("for readiness") {
        scene s{memory, how};
        s.ready = error{"still catching up"};
        s.add(raw_transfer(1, 0));
        CHECK(s.try_step().why().message == "still catching up");
        CHECK(s.last_block() == 0);
        s.ready = {};
        s.step();
        CHECK(s.last_block() == 1);
    }
    SECTION("for batch 1") {
        how.first_batch_from_l1 = true;
        scene s{memory, how};
        s.add(raw_transfer(1, 0));
        CHECK(s.try_step().why().message.starts_with("batch 1, which the creation"));
        CHECK(s.last_block() == 0);
    }
    SECTION("at the batch it was told to stop at") {
        how.halt_at_batch = 2;
        scene s{memory, how};
        s.add(raw_transfer(1, 0));
        s.step();
        s.made->want_close();
        s.step();
        CHECK(s.batch(1).closed == closing_reason::by_administrator);
        s.add(raw_transfer(1, 1));
        CHECK(s.try_step(1'000).why().message == "no batch is made from number 2 on");
        CHECK(s.last_block() == 1);
        s.made->halt_at(0);
        s.step();
        CHECK(s.last_block() == 2);
    }
    SECTION("because too many batches are not on L1") {
        how.max_unposted_batches = 1;
        how.limits.transactions = 1;
        scene s{memory, how};
        for (std::uint64_t n = 0; n < 4; ++n) {
            s.add(raw_transfer(1, n));
        }
        CHECK(s.try_step().why().message == "2 closed batches are not on L1 yet");
        CHECK(s.last_block() == 2);
        store::write_batch changes;
        state::virtual_batch_record v;
        v.number = 1;
        state::put_virtual_batch(changes, v);
        s.from_l1(10, std::move(changes));
        CHECK(!s.try_step(1'000));
        CHECK(s.last_block() == 3);
    }
    SECTION("because L1 has a batch that was not made here") {
        scene s{memory, how};
        store::write_batch changes;
        state::virtual_batch_record v;
        v.number = 1;
        state::put_virtual_batch(changes, v);
        s.from_l1(10, std::move(changes));
        s.add(raw_transfer(1, 0));
        CHECK(s.try_step().why().message == "batch 1 is on L1 and not closed here");
        CHECK(s.last_block() == 0);
    }
}

TEST_CASE("the newest final exit root is imported once, never index 0, never back") {
    store::memory_store memory;
    scene s{memory};
    const std::uint64_t seconds = start_time / 1'000;
    s.exit_root(0, 10, seconds - 100);
    s.trusted = std::uint64_t{10};
    s.step();
    CHECK(s.blocks.empty());
    s.exit_root(1, 11, seconds - 90);
    s.exit_root(2, 12, seconds - 80);
    s.exit_root(3, 13, seconds - 70);
    s.step(1'000);
    CHECK(s.blocks.empty());
    s.trusted = std::uint64_t{12};
    s.step(1'000);
    REQUIRE(s.blocks.size() == 1);
    const auto block = **state::read_block(s.db, 1);
    CHECK(block.l1_info_index == 2);
    CHECK(block.global_exit_root == u256{0x1002});
    CHECK(block.l1_block_hash == u256{0x2002});
    CHECK(s.batch(1).l1_info_index == 2);
    s.step(1'000);
    CHECK(s.blocks.size() == 1);
    // An L1 node that takes less for final than before.
    s.trusted = std::uint64_t{11};
    s.add(raw_transfer(1, 0));
    s.step(1'000);
    REQUIRE(s.blocks.size() == 2);
    CHECK(s.blocks[1].l1_info_index == 0);
    s.start();
    s.step(1'000);
    CHECK(s.blocks.size() == 2);
    // A leaf from a block later than the clock here waits for it.
    s.exit_root(4, 14, s.now / 1'000 + 5);
    s.trusted = std::uint64_t{14};
    s.step(1'000);
    CHECK(s.blocks.size() == 2);
    s.step(4'000);
    REQUIRE(s.blocks.size() == 3);
    CHECK(s.blocks[2].l1_info_index == 4);
    s.step(20'000);
    CHECK(!s.batch(1).is_open());
    s.check_batches();
}

TEST_CASE("forced batches come in when final, between batches, in order") {
    store::memory_store memory;
    auto how = quick_options();
    how.max_batch_time = std::chrono::milliseconds{100'000};
    how.forced_batch_timeout = std::chrono::milliseconds{3'000};
    scene s{memory, how};
    s.add(raw_transfer(1, 0));
    s.step();
    s.forced(1, 20, forced_transfer(9, 0));
    s.forced(2, 21, {});
    s.forced(3, 22, {0x0b, 1, 2});
    s.forced(4, 30, forced_transfer(9, 1));
    s.trusted = std::uint64_t{19};
    s.step(1'000);
    CHECK(s.batches.empty());
    s.trusted = std::uint64_t{29};
    s.add(raw_transfer(1, 1));
    s.step(1'000);
    CHECK(s.last_block() == 2);
    CHECK(s.batches.empty());
    s.add(raw_transfer(1, 2));
    s.step(500); // in a block that is not sealed yet
    s.step(2'500);
    REQUIRE(s.batches.size() == 4);
    CHECK(s.batches[0].closed == closing_reason::before_forced);
    CHECK(s.batches[0].last_block == 3);
    for (std::size_t i = 1; i <= 3; ++i) {
        CHECK(s.batches[i].closed == closing_reason::forced_batch);
        CHECK(s.batches[i].forced_number == i);
        CHECK(s.batch(i + 1) == s.batches[i]);
    }
    CHECK(s.batch(2).first_block == 4);
    CHECK(s.batch(2).last_block == 4);
    CHECK(s.batch(3).last_block < s.batch(3).first_block);
    CHECK(!s.batch(4).valid);
    CHECK((**state::read_block(s.db, 4)).global_exit_root == u256{0x3001});
    CHECK((**state::read_block(s.db, 4)).transactions.size() == 1);
    // After them it goes on, also from the store alone, and does not take them again.
    s.start();
    s.add(raw_transfer(1, 3));
    s.step(1'000);
    CHECK(s.last_block() == 5);
    CHECK(s.batch(5).is_open());
    s.made->want_close();
    s.step();
    s.trusted = std::uint64_t{30};
    s.step(1'000);
    CHECK(s.batches.size() == 6);
    CHECK(s.batches.back().forced_number == 4);
    s.check_batches();
}

TEST_CASE("empty blocks where they are wanted") {
    store::memory_store memory;
    auto how = quick_options();
    how.empty_blocks = true;
    scene s{memory, how};
    s.step();
    s.step(500);
    s.step(500);
    s.step(1'000);
    CHECK(s.last_block() == 3);
    CHECK((**state::read_block(s.db, 3)).transactions.empty());
    s.step(10'000);
    s.check_batches();
}

TEST_CASE("a difference between the two executions is found") {
    store::memory_store memory;
    scene s{memory};
    s.add(raw_transfer(1, 0));
    s.made->want_close();
    s.step();
    const auto right = s.batch(1);
    const sequencer::batch_checker checker{s.db, chain_id};
    const auto verdict_of = [&](state::batch_record row) {
        store::write_batch changes;
        state::put_batch(changes, row);
        REQUIRE(s.db.write(changes));
        const auto verdict = checker.check(1);
        REQUIRE(verdict);
        return *verdict;
    };
    CHECK(verdict_of(right).agrees);
    auto wrong = right;
    wrong.state_root += u256{1};
    CHECK(verdict_of(wrong).difference.starts_with("batch 1 has state root 0x"));
    wrong = right;
    wrong.local_exit_root = u256{1};
    CHECK(verdict_of(wrong).difference.starts_with("batch 1 has local exit root"));
    wrong = right;
    wrong.data.pop_back();
    CHECK(verdict_of(wrong).difference.starts_with("batch 1 has validity"));
    wrong = right;
    append(wrong.data, rollup::encode_batch({rollup::change_l2_block{0, 0}}));
    CHECK(!verdict_of(wrong).agrees);
    wrong = right;
    wrong.closed = closing_reason::open;
    (void)verdict_of(right);
    CHECK(!checker.check(2));
}

TEST_CASE("others are told of the open block as it grows, and when it is gone") {
    store::memory_store memory;
    scene s{memory};
    s.add(raw_transfer(1, 0));
    s.step();
    CHECK(s.open == nullptr); // sealed at once
    const auto first = s.add(raw_transfer(1, 1));
    const auto second = s.add(raw_transfer(2, 0));
    s.step(100);
    REQUIRE(s.open != nullptr);
    CHECK(s.open->parent_state_root == (**state::read_head(s.db)).state_root);
    CHECK(s.open->batch == 1);
    REQUIRE(s.open->transactions.size() == 2);
    const auto one = s.open;
    s.step(10);
    CHECK(s.open == one); // nothing new
    s.add(raw_transfer(3, 0));
    s.step(10);
    REQUIRE(s.open != nullptr);
    REQUIRE(s.open->transactions.size() == 3);
    CHECK((s.open->transactions[0]->hash == first || s.open->transactions[0]->hash == second));
    CHECK(s.open->transactions[2]->sender == account_number(3));
    CHECK(one->transactions.size() == 2);
    s.step(2'000);
    CHECK(s.open == nullptr);
    CHECK((**state::read_block(s.db, 2)).transactions.size() == 3);
}

} // namespace sequencer_producer_tests
