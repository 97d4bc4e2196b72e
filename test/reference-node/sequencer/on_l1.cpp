#include "support/catch.hpp"

#include <set>

#include "rollup_node.hpp"
#include "store/faulty_store.hpp"

namespace sequencer_on_l1_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

using memory_node = rollup_node<store::memory_store>;

} // namespace

TEST_CASE("batches reach L1, with forced ones between them and exit roots in them") {
    devnet chain;
    store::memory_store memory;
    memory_node n{memory, chain};
    REQUIRE(n.closed_batches() == 1);
    CHECK(n.batch(1).closed == state::closing_reason::l1_first_batch);

    n.make_batch({raw_transfer(1, 0), raw_transfer(2, 0)});
    n.make_batch({raw_loop(1, 1, 20)});
    REQUIRE(n.closed_batches() == 3);
    REQUIRE(n.post(3));
    n.check_accumulated();
    // Both in one transaction, and the approval before it.
    CHECK(need(state::read_virtual_batch(n.db, 2))->l1_transaction ==
          need(state::read_virtual_batch(n.db, 3))->l1_transaction);
    CHECK(need(chain.node->nonce(n.manager->sender(), l1::tag::latest)) == 2);

    // A deposit makes a new exit root.
    const auto& contracts = chain.placed.contracts;
    chain.send(contracts.bridge, l1::abi_writer{}
                                     .number(1)
                                     .account({})
                                     .flag(true)
                                     .text(byte_view{})
                                     .call(l1::function_selector("bridgeMessage(uint32,address,bool,bytes)")));
    n.sync();
    n.now = wall_clock();
    n.step();
    const auto importing = need(state::read_block(n.db, n.last_block()));
    REQUIRE(importing);
    CHECK(importing->l1_info_index == 1);
    CHECK(importing->global_exit_root == need(state::read_exit_root(n.db, 1))->global_exit_root);

    // A forced batch.
    chain.send(contracts.fee_token, l1::abi_writer{}
                                        .account(contracts.rollup)
                                        .word(u256::max())
                                        .call(l1::function_selector("approve(address,uint256)")));
    chain.send(contracts.rollup,
               l1::abi_writer{}.text(byte_view{forced_transfer(9, 0)}).word(u256::max()).call(l1::force_batch));
    n.sync();
    n.now = wall_clock();
    n.add(raw_transfer(1, 2));
    n.step();
    n.make_batch({raw_transfer(2, 1)});
    REQUIRE(n.closed_batches() == 6);
    CHECK(n.batch(4).closed == state::closing_reason::before_forced);
    CHECK(n.batch(4).l1_info_index == 1);
    CHECK(n.batch(5).forced_number == 1);
    CHECK(need(state::read_transaction(n.db, pool::decode_transaction(raw_transfer(9, 0))->hash)));
    REQUIRE(n.post(6));
    n.check_accumulated();
    n.check_batches();
    CHECK(n.events.empty());
}

TEST_CASE("sequences are split where they would be too large, and wait for their fees or the deadline") {
    devnet chain;
    store::memory_store memory;
    sequencer::sequence_sender::options how;
    SECTION("bytes") {
        how.max_transaction_bytes = 2'000;
    }
    SECTION("batches") {
        how.max_batches = 2;
    }
    SECTION("fees") {
        how.wait_for_profit = true;
        how.deadline = std::chrono::hours{1};
        how.fee_token_price = u256{1'000'000'000};
    }
    memory_node n{memory, chain, trusted_sequencer, how};
    const std::size_t each = how.max_batches == 2 ? 1 : 4;
    std::uint64_t nonce = 0;
    const auto batch = [&](const u256& price) {
        std::vector<bytes> out;
        for (std::size_t i = 0; i < each; ++i) {
            out.push_back(raw_transfer(1, nonce++, price));
        }
        n.make_batch(out);
    };
    if (how.wait_for_profit) {
        batch(gwei);
        CHECK(!n.post(2));
        CHECK(n.last_state);
        batch(gwei * u256{1'000'000});
        REQUIRE(n.post(3));
    } else {
        for (int i = 0; i < 5; ++i) {
            batch(gwei);
        }
        REQUIRE(n.post(6));
        std::set<bytes32> transactions;
        for (std::uint64_t i = 2; i <= 6; ++i) {
            transactions.insert(need(state::read_virtual_batch(n.db, i))->l1_transaction);
        }
        CHECK(transactions.size() == 3);
    }
    n.check_accumulated();
}

TEST_CASE("what L1 refuses is tried again, then stops the sender until it is resumed") {
    devnet chain;
    store::memory_store memory;
    sequencer::sequence_sender::options how;
    how.attempts = 3;
    memory_node n{memory, chain, trusted_sequencer, how};
    n.make_batch({raw_transfer(1, 0)});
    const auto& contracts = chain.placed.contracts;
    // The fee is gone.
    l1::transaction_request away;
    away.label = "give the tokens away";
    away.to = contracts.fee_token;
    const u256 all = chain.ask(contracts.fee_token, l1::abi_writer{}.account(n.manager->sender()),
                               l1::function_selector("balanceOf(address)"));
    const auto transfer = l1::function_selector("transfer(address,uint256)");
    away.data = l1::abi_writer{}.account(address{9}).word(all).call(transfer);
    need(n.manager->submit(away, wall_clock()));
    for (int i = 0; i < 5; ++i) {
        need(n.manager->step(wall_clock()));
        chain.mine();
    }
    CHECK(!n.post(2));
    CHECK(n.sender->state().why().message.starts_with("stopped: batches 2 to 2 are not taken by L1: "));
    REQUIRE(n.events.size() == 1);
    CHECK(n.events[0].starts_with("SEQUENCESENDER HALT"));
    CHECK(!n.sender->step(wall_clock()));

    chain.send(contracts.fee_token, l1::abi_writer{}.account(n.manager->sender()).word(all).call(transfer));
    n.sender->resume();
    REQUIRE(n.post(2));
    CHECK(n.sender->state());
    n.check_accumulated();
}

TEST_CASE("a sequence waits for the clock of L1, and is sent again when its block goes") {
    devnet chain;
    store::memory_store memory;
    memory_node n{memory, chain};
    n.make_batch({raw_transfer(1, 0)});
    REQUIRE(n.post(2));
    n.now = wall_clock() + 600'000;
    n.add(raw_transfer(1, 1));
    n.made->want_close();
    n.step();
    CHECK(!n.post(3));
    CHECK(n.last_state.why().message == "batches 3 to 3 wait for the clock of L1");
    chain.tell("evm_increaseTime", "[700]");
    REQUIRE(n.post(3));
    n.check_accumulated();

    n.now = wall_clock() + 601'000;
    n.add(raw_transfer(1, 2));
    n.made->want_close();
    n.step();
    for (int i = 0; i < 10 && n.on_l1() < 4; ++i) {
        (void)n.sender->step(wall_clock()).ok();
        n.sync();
    }
    REQUIRE(n.on_l1() == 4);
    chain.tell("anvil_reorg", "[1, []]");
    n.sync();
    REQUIRE(n.on_l1() == 3);
    REQUIRE(n.post(4));
    n.check_accumulated();
}

TEST_CASE("sequences that were confirmed are sent again when L1 takes them back, with the approval of the fee") {
    devnet chain;
    store::memory_store memory;
    memory_node n{memory, chain};
    const std::uint64_t created = chain.head();
    for (std::uint64_t i = 0; i < 3; ++i) {
        n.make_batch({raw_transfer(1, i)});
        REQUIRE(n.post(2 + i));
        chain.mine(3);
        need(n.sender->step(wall_clock()));
    }
    CHECK(n.manager->pending() == 0);
    const std::uint64_t depth = chain.head() - created;
    REQUIRE(depth < 60);
    chain.tell("anvil_reorg", "[" + std::to_string(depth) + ", []]");
    n.sync();
    REQUIRE(n.on_l1() == 1);
    REQUIRE(n.post(4));
    n.check_accumulated();
    CHECK(n.events.empty());
    CHECK(need(chain.node->nonce(n.manager->sender(), l1::tag::latest)) == 4);
}

TEST_CASE("a batch that imports what L1 does not have any more is not sequenced") {
    devnet chain;
    store::memory_store memory;
    memory_node n{memory, chain};
    n.make_batch({raw_transfer(1, 0)});
    REQUIRE(n.post(2));
    const std::uint64_t before = chain.head();
    const auto deposit = [&](std::uint8_t to) {
        chain.send(chain.placed.contracts.bridge,
                   l1::abi_writer{}
                       .number(1)
                       .account(address{to})
                       .flag(true)
                       .text(byte_view{})
                       .call(l1::function_selector("bridgeMessage(uint32,address,bool,bytes)")));
    };
    deposit(1);
    n.sync();
    n.make_batch({raw_transfer(1, 1)});
    n.make_batch({raw_transfer(1, 2)});
    REQUIRE(n.batch(3).l1_info_index == 1);
    // Taken for final, and gone all the same.
    chain.tell("anvil_reorg", "[" + std::to_string(chain.head() - before) + ", []]");
    const auto nothing_is_sent = [&](const std::string& why) {
        for (int i = 0; i < 50 && !need(n.l1_side->step()).at_head; ++i) {
        }
        for (int i = 0; i < 5; ++i) {
            n.last_state = n.sender->step(wall_clock());
            chain.mine();
        }
        INFO(n.last_state.why().message);
        CHECK(n.last_state.why().message.find(why) != std::string::npos);
        CHECK(n.manager->pending() == 0);
    };
    nothing_is_sent("batch 3 cannot be sequenced: block 3 imports leaf 1 of the L1 info tree, which L1 does not have");
    deposit(2);
    nothing_is_sent("which is another after L1 was reorganised");
}

TEST_CASE("a stop of the sender at any write sequences every batch exactly once") {
    using store::fault;
    devnet chain;
    store::memory_store memory;
    std::uint64_t nonce = 0;
    {
        memory_node n{memory, chain};
        n.make_batch({raw_transfer(1, nonce++)});
        REQUIRE(n.post(2));
    }
    std::uint64_t batch = 2;
    for (const fault what : {fault::cut_before, fault::cut_after, fault::refused}) {
        // The record, the transaction, its signed form, its block, its end, and the cleaning up.
        for (std::uint64_t at = 1; at <= 6; ++at) {
            INFO("write " << at << ", fault " << static_cast<int>(what));
            {
                memory_node n{memory, chain};
                n.make_batch({raw_transfer(1, nonce++)});
                ++batch;
            }
            try {
                store::faulty_store<store::memory_store> faulty{memory};
                rollup_node<store::faulty_store<store::memory_store>> n{faulty, chain};
                const std::uint64_t before = faulty.writes();
                faulty.fail_at(before + at, what);
                for (int i = 0; i < 8; ++i) {
                    (void)n.sender->step(wall_clock()).ok();
                    chain.mine();
                }
            } catch (const store::power_cut&) {
            }
            memory_node n{memory, chain};
            REQUIRE(n.post(batch));
            CHECK(n.on_l1() == batch);
            n.check_accumulated();
        }
    }
}

} // namespace sequencer_on_l1_tests
