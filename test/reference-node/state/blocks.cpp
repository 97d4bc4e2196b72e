#include "support/catch.hpp"

#include <algorithm>

#include "chain.hpp"
#include "state/view.hpp"
#include "store/block_log.hpp"
#include "store/faulty_store.hpp"
#include "store/memory_store.hpp"

namespace state_blocks_tests {

using namespace zonogon;
using namespace zonogon::test;
using rollup::change_l2_block;

namespace {

struct scene {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    std::uint64_t nonce = 0;

    scene() { REQUIRE(state::ensure_genesis(db, test_accounts())); }
    void blocks(std::size_t count) { run(next_batch(db, some_blocks(nonce, count))); }
    void run(const rollup::batch_input& batch) {
        const status done = run_batch(db, batch);
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
    }
    state::head head() const { return **state::read_head(db); }
    void unwind_to_batch(std::uint64_t number) {
        store::write_batch changes;
        REQUIRE(state::collect_batch_unwind(db, number, changes));
        REQUIRE(db.write(changes));
    }
    void unwind_to_block(std::uint64_t number) {
        store::write_batch changes;
        REQUIRE(state::collect_block_unwind(db, number, changes));
        REQUIRE(db.write(changes));
    }
};

} // namespace

TEST_CASE("what a batch did can be read: blocks, transactions, receipts, batch") {
    scene s;
    const u256 genesis = s.head().state_root;
    std::vector<rollup::batch_item> items{change_l2_block{100, 3},     to_contract(1, 0, emitter, two_words(8, 9)),
                                          to_contract(1, 5, emitter), // passed over: nonce
                                          to_contract(2, 0, reverter), change_l2_block{1, 0},
                                          change_l2_block{1, 0},       to_contract(1, 1, creator)};
    rollup::transaction creation;
    creation.nonce = 1;
    creation.gas_limit = 200'000;
    creation.data = *from_hex("6001600c60003960016000f300");
    items.emplace_back(signed_by(2, creation)); // from before EIP-155, free of charge
    const rollup::batch_input input = next_batch(s.db, rollup::encode_batch(items));
    s.run(input);

    CHECK(s.head().number == 3);
    CHECK(s.head().timestamp == 102);
    const auto first = **state::read_block(s.db, 1);
    CHECK(first.parent_state_root == genesis);
    CHECK(first.timestamp == 100);
    CHECK(first.l1_info_index == 3);
    CHECK(first.global_exit_root == u256{0x33});
    CHECK(first.l1_block_hash == u256{0x44});
    CHECK(first.coinbase == input.sequencer);
    CHECK(first.batch == 1);
    const auto& tx0 = *std::get_if<rollup::transaction>(&items[1]);
    const auto& tx1 = *std::get_if<rollup::transaction>(&items[3]);
    CHECK(first.transactions == std::vector{rollup::ethereum_hash(tx0), rollup::ethereum_hash(tx1)});
    auto without = first;
    without.transactions.clear();
    CHECK(**state::read_block_header(s.db, 1) == without);
    CHECK(*state::read_block_header(s.db, 4) == std::nullopt);
    const auto third = **state::read_block(s.db, 3);
    CHECK((*state::read_block(s.db, 2))->state_root == third.parent_state_root);
    CHECK(third.state_root == s.head().state_root);
    CHECK(third.transactions.size() == 2);
    CHECK(**state::find_block(s.db, third.hash()) == 3);
    CHECK(*state::find_block(s.db, bytes32{}) == std::nullopt);
    CHECK(*state::read_block(s.db, 4) == std::nullopt);
    CHECK((*state::read_block(s.db, 0))->state_root == genesis);
    CHECK(**state::find_block(s.db, genesis.to_bytes()) == 0);
    CHECK(**state::head_at(s.db, 0) == state::head{0, 0, genesis});
    CHECK(**state::head_at(s.db, third.hash()) == s.head());
    CHECK((*state::head_at(s.db, first.hash()))->timestamp == 100);
    CHECK(*state::head_at(s.db, 4) == std::nullopt);
    CHECK(*state::head_at(s.db, bytes32{}) == std::nullopt);

    const auto found = **state::read_transaction(s.db, first.transactions[0]);
    CHECK(found == state::transaction_record{1, 0, tx0, key_number(1).owner()});
    const auto made = **state::read_transaction(s.db, third.transactions[1]);
    CHECK(made.what == *std::get_if<rollup::transaction>(&items.back()));
    CHECK(*state::read_transaction(s.db, rollup::ethereum_hash(*std::get_if<rollup::transaction>(&items[2]))) ==
          std::nullopt);

    const auto receipts = *state::read_receipts(s.db, 1);
    REQUIRE(receipts.size() == 2);
    CHECK(receipts[0] == **state::read_receipt(s.db, 1, 0));
    CHECK(receipts[0].success);
    CHECK(**state::find_l2_hash(s.db, receipts[0].l2_hash) == first.transactions[0]);
    CHECK(*state::find_l2_hash(s.db, u256{1}) == std::nullopt);
    CHECK(receipts[0].transaction_hash == first.transactions[0]);
    REQUIRE(receipts[0].logs.size() == 2);
    CHECK(receipts[0].logs[0].where == contract_number(emitter));
    CHECK(receipts[0].logs[0].topics.size() == 3);
    CHECK(receipts[0].logs[0].topics[1] == u256{9}.to_bytes());
    CHECK(receipts[0].logs[0].data == bytes(32, 0));
    CHECK(receipts[0].logs[1].topics.empty());
    CHECK(!receipts[1].success);
    CHECK(receipts[1].logs.empty());
    CHECK(receipts[1].first_log == 2);
    CHECK(receipts[1].cumulative_gas == first.gas_used);
    CHECK(receipts[0].gas_used + receipts[1].gas_used == first.gas_used);
    const auto created = **state::read_receipt(s.db, 3, 1);
    CHECK(created.created == rollup::creation_address(key_number(2).owner(), 1));
    CHECK(*state::read_receipt(s.db, 3, 2) == std::nullopt);

    const auto row = **state::read_batch(s.db, 1);
    CHECK(row == **state::read_last_batch(s.db));
    CHECK(row.first_block == 1);
    CHECK(row.last_block == 3);
    CHECK(row.state_root == s.head().state_root);
    CHECK(row.data == input.batch_l2_data);
    CHECK(row.valid);
    CHECK(row.l1_info_index == 3);
    CHECK(row.closed == state::closing_reason::from_l1);
    CHECK(*state::read_batch(s.db, 2) == std::nullopt);
}

TEST_CASE("forced, invalid and empty batches") {
    scene s;
    const u256 genesis = s.head().state_root;
    rollup::batch_input forced =
        next_batch(s.db, rollup::encode_batch({to_contract(1, 0, creator), to_contract(1, 1, emitter)}));
    forced.forced_block_hash_l1 = u256{5};
    forced.timestamp_limit = 500;
    s.run(forced);
    CHECK(s.head().number == 1);
    const auto block = **state::read_block(s.db, 1);
    CHECK(block.transactions.size() == 2);
    CHECK(block.global_exit_root == forced.l1_info_root);
    CHECK(block.timestamp == 500);

    const u256 before = s.head().state_root;
    CHECK(before != genesis);
    s.run(next_batch(s.db, bytes{0x01, 0x02}));
    s.run(next_batch(s.db, {}));
    CHECK(s.head().number == 1);
    CHECK(s.head().state_root == before);
    const auto invalid = **state::read_batch(s.db, 2);
    CHECK(!invalid.valid);
    CHECK(invalid.first_block == 2);
    CHECK(invalid.last_block == 1);
    CHECK(invalid.state_root == before);
    CHECK((*state::read_batch(s.db, 3))->valid);
    s.blocks(2);
    CHECK((*state::read_batch(s.db, 4))->first_block == 2);
}

TEST_CASE("a transaction that repeats another's fields does not hide it") {
    scene s;
    rollup::transaction plain;
    plain.gas_limit = 50'000;
    plain.to = contract_number(creator);
    plain = signed_by(1, plain);
    // The value's zero as a byte: another text, so that another, unknown signer comes out.
    rollup::transaction odd = plain;
    odd.unusual_payload = rollup::signing_payload(plain);
    odd.unusual_payload[odd.unusual_payload.size() - 2] = 0;
    REQUIRE(rollup::ethereum_hash(odd) == rollup::ethereum_hash(plain));
    s.run(next_batch(s.db, rollup::encode_batch({change_l2_block{1, 0}, plain, odd, change_l2_block{1, 0}})));
    s.run(next_batch(s.db, rollup::encode_batch({change_l2_block{1, 0}, odd})));
    const auto block = **state::read_block(s.db, 1);
    REQUIRE(block.transactions.size() == 2);
    CHECK(block.transactions[0] == block.transactions[1]);
    const auto known = **state::read_transaction(s.db, block.transactions[0]);
    CHECK(known.from == key_number(1).owner());
    CHECK(known.index == 0);
    CHECK(state::read_receipts(s.db, 1)->size() == 2);
    s.unwind_to_batch(1);
    CHECK(state::read_transaction(s.db, block.transactions[0])->has_value());
}

TEST_CASE("unwinding to any block and to any batch gives what was there, and the chain goes on as before") {
    scene s;
    std::vector<decltype(rows_of(s.db))> after_batch{rows_of(s.db)};
    std::vector<rollup::batch_input> inputs;
    for (const std::size_t count : {3U, 0U, 1U, 4U, 0U, 0U, 2U}) {
        // No blocks: an empty and an invalid batch in turn.
        bytes data = some_blocks(s.nonce, count);
        if (count == 0 && inputs.size() % 2 == 0) {
            data = {0xff};
        }
        inputs.push_back(next_batch(s.db, std::move(data)));
        s.run(inputs.back());
        after_batch.push_back(rows_of(s.db));
    }
    const auto full = rows_of(s.db);
    const std::uint64_t last = s.head().number;
    REQUIRE(last == 10);
    // Undo records of blocks that came before batches without blocks name these batches' rows.
    const auto without_undo = [](auto rows) {
        std::erase_if(rows, [](const auto& row) { return row.first.first == static_cast<int>(store::family::undo); });
        return rows;
    };
    for (std::size_t to = 0; to <= inputs.size(); ++to) {
        s.unwind_to_batch(to);
        CHECK(without_undo(rows_of(s.db)) == without_undo(after_batch[to]));
        for (std::size_t again = to; again < inputs.size(); ++again) {
            s.run(inputs[again]);
        }
        CHECK(rows_of(s.db) == full);
    }
    for (std::uint64_t to = last + 1; to-- > 0;) {
        s.unwind_to_block(to);
        CHECK(s.head().number == to);
        CHECK(state::read_block(s.db, to)->has_value());
        CHECK(*state::read_block(s.db, to + 1) == std::nullopt);
        const auto batch = *state::read_last_batch(s.db);
        if (batch && batch->last_block == to) {
            CHECK(batch->state_root == s.head().state_root);
        }
    }
    CHECK(rows_of(s.db) == after_batch[0]);
    store::write_batch changes;
    CHECK(state::collect_block_unwind(s.db, 1, changes).why().message == "there is no block 1 to go back to");
    CHECK(state::collect_batch_unwind(s.db, 1, changes).why().message == "there is no batch 1 to go back to");
    CHECK(changes.empty());
}

TEST_CASE("a block that does not follow, and a row that contradicts, are refused") {
    scene s;
    state::database_state_store nodes{s.db};
    const rollup::batch_input input = next_batch(s.db, some_blocks(s.nonce, 2));
    auto done = *state::execute_batch(input, nodes);
    auto row = state::batch_row(input, done, state::closing_reason::time);
    const auto before = rows_of(s.db);
    for (int what = 0; what < 4; ++what) {
        auto wrong = row;
        what == 0   ? wrong.number += 1
        : what == 1 ? (wrong.state_root += u256{1}, 0)
        : what == 2 ? (wrong.local_exit_root += u256{1}, 0)
                    : (wrong.valid = false, 0);
        CHECK(!state::append_batch(s.db, nodes, done, wrong));
    }
    auto block = done.blocks[0];
    block.outcome.number = 2;
    CHECK(state::append_block(s.db, nodes, block).why().message.find("does not follow block 0") != std::string::npos);
    block = done.blocks[0];
    block.outcome.parent_state_root = u256{1};
    CHECK(!state::append_block(s.db, nodes, block));
    CHECK(rows_of(s.db) == before);
    REQUIRE(state::append_batch(s.db, nodes, done, row));
    done.blocks[0].outcome.state_root = u256{1};
    CHECK(state::append_batch(s.db, nodes, done, row).why().message == "another block 1 is in the database");
    store::memory_store empty;
    store::erased<store::memory_store> nothing{empty};
    CHECK(state::append_block(nothing, nodes, block).why().message == "the database has no genesis block");
}

TEST_CASE("a batch whose last block is known can be closed later") {
    scene s;
    s.blocks(2);
    auto row = **state::read_batch(s.db, 1);
    row.closed = state::closing_reason::open;
    REQUIRE(state::amend_batch(s.db, row));
    CHECK((*state::read_batch(s.db, 1))->is_open());
    row.closed = state::closing_reason::resource_margin;
    REQUIRE(state::amend_batch(s.db, row));
    CHECK(**state::read_batch(s.db, 1) == row);
    s.unwind_to_block(1);
    CHECK((*state::read_batch(s.db, 1))->last_block == 1);
    s.unwind_to_block(0);
    CHECK(*state::read_batch(s.db, 1) == std::nullopt);
}

TEST_CASE("a batch that was interrupted at any write is completed by appending it again") {
    std::map<std::pair<int, bytes>, bytes> expected;
    std::uint64_t writes = 0;
    rollup::batch_input input;
    {
        scene s;
        s.blocks(1);
        input = next_batch(s.db, some_blocks(s.nonce, 4));
        store::faulty_store<store::memory_store> counting{s.memory};
        store::erased<store::faulty_store<store::memory_store>> db{counting};
        REQUIRE(run_batch(db, input));
        writes = counting.writes();
        expected = rows_of(s.db);
    }
    REQUIRE(writes == 4);
    for (const auto what : {store::fault::cut_before, store::fault::cut_after, store::fault::refused}) {
        for (std::uint64_t at = 1; at <= writes; ++at) {
            scene s;
            s.blocks(1);
            store::faulty_store<store::memory_store> faulty{s.memory};
            store::erased<store::faulty_store<store::memory_store>> db{faulty};
            faulty.fail_at(at, what);
            bool done = false;
            try {
                done = run_batch(db, input).ok();
            } catch (const store::power_cut&) {
            }
            CHECK(!done);
            // Whole blocks only, with a state that can be read, and an open batch where it is not all there.
            const std::uint64_t blocks = 1 + at - (what == store::fault::cut_after ? 0 : 1);
            CHECK(s.head().number == blocks);
            const state::view v{s.db, s.head(), chain_id};
            CHECK(v.read_account(key_number(1).owner()));
            const auto batch = **state::read_last_batch(s.db);
            CHECK(batch.last_block == blocks);
            CHECK(batch.is_open() == (batch.number == 2 && blocks != 5));
            CHECK(**state::find_block(s.db, s.head().state_root.to_bytes()) == blocks);
            REQUIRE(run_batch(s.db, input));
            CHECK(rows_of(s.db) == expected);
        }
    }
}

TEST_CASE("damaged rows are errors") {
    scene s;
    s.run(next_batch(s.db, rollup::encode_batch({change_l2_block{1, 0}, to_contract(1, 0, emitter, two_words(1, 2))})));
    const auto block = **state::read_block(s.db, 1);
    const u256 l2_hash = (*state::read_receipt(s.db, 1, 0))->l2_hash;
    const auto readable = [&] {
        return state::find_l2_hash(s.db, l2_hash) && state::head_at(s.db, 0) &&
               state::find_block(s.db, block.parent_state_root.to_bytes()) && state::read_block(s.db, 1).has_value() &&
               state::find_block(s.db, block.hash()).has_value() &&
               state::read_transaction(s.db, block.transactions[0]).has_value() &&
               state::read_receipt(s.db, 1, 0).has_value() && state::read_receipts(s.db, 1).has_value() &&
               state::read_batch(s.db, 1).has_value() && state::read_last_batch(s.db).has_value();
    };
    REQUIRE(readable());
    const auto rows = rows_of(s.db);
    std::size_t tried = 0;
    for (const auto where : {store::family::l2_block, store::family::l2_block_hash, store::family::transaction,
                             store::family::receipt, store::family::batch}) {
        for (const auto& [place, value] : rows) {
            if (place.first != static_cast<int>(where)) {
                continue;
            }
            for (std::size_t size = 0; size <= value.size() + 1; ++size) {
                if (size == value.size()) {
                    continue;
                }
                bytes damaged = value;
                damaged.resize(size, 1);
                store::write_batch change;
                change.put(where, place.second, damaged);
                REQUIRE(s.db.write(change));
                // A receipt may end between two logs.
                const bool whole = readable();
                CHECK((!whole || where == store::family::receipt));
                tried += whole ? 0 : 1;
            }
            // Any other value of a byte is an error or another value, and no more than that.
            for (std::size_t i = 0; i < value.size(); ++i) {
                bytes damaged = value;
                damaged[i] = 0xff;
                store::write_batch change;
                change.put(where, place.second, damaged);
                REQUIRE(s.db.write(change));
                tried += readable() ? 0 : 1;
            }
            store::write_batch repair;
            repair.put(where, place.second, value);
            REQUIRE(s.db.write(repair));
            REQUIRE(readable());
        }
    }
    CHECK(tried > 1000);
}

} // namespace state_blocks_tests
