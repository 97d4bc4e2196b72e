#include "support/catch.hpp"

#include <set>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>

#include "l1/abi.hpp"
#include "l1/parse.hpp"
#include "scene.hpp"
#include "store/faulty_store.hpp"

namespace synchronizer_follow_tests {

using namespace zonogon;
using nlohmann::json;
using test::act;
using test::content;
using test::fake_l1;
using test::follower;

namespace {

/// A chain with a rollup and `acts` acts on it.
void begin(fake_l1& l1, std::uint64_t acts, std::uint64_t variant = 0) {
    l1.deposit(1);
    l1.create();
    l1.deposit(2);
    for (std::uint64_t i = 0; i < acts; ++i) {
        act(l1, i, variant);
    }
}

} // namespace

TEST_CASE("what L1 says of a rollup is in the store, and its batches are executed") {
    fake_l1 l1;
    l1.deposit(1);
    l1.create();
    const std::uint64_t created = l1.head();
    l1.deposit(2);
    const std::uint64_t second = l1.head();
    l1.force(test::empty_blocks({{1, 0}}), true);
    l1.force({}, false);
    l1.mine(5);
    const auto delta = static_cast<std::uint32_t>(l1.time(l1.head()) + 12 - l1.time(created));
    l1.sequence({{test::empty_blocks({{delta, 1}}), false}, {{}, true}});
    const std::uint64_t sequenced = l1.head();
    l1.sequence_forced(1);
    l1.noise();

    follower f{l1};
    f.how.chunk = 3;
    f.sync();
    CHECK(f.last_batch() == 4);
    const auto one = **state::read_virtual_batch(f.db, 1);
    CHECK(one.is_forced());
    CHECK(one.l1_block == created);
    CHECK(one.coinbase == fake_l1::sequencer());
    CHECK(one.timestamp_limit == l1.time(created));
    const auto row = **state::read_batch(f.db, 1);
    CHECK(row.closed == state::closing_reason::l1_first_batch);
    CHECK(row.valid);
    CHECK(row.accumulated_input_hash == one.accumulated_input_hash);
    CHECK((*state::read_block(f.db, 1))->transactions.size() == 1);
    CHECK((*state::read_block(f.db, 1))->timestamp == l1.time(created));

    const auto two = **state::read_virtual_batch(f.db, 2);
    CHECK(!two.is_forced());
    CHECK(two.l1_block == sequenced);
    CHECK(two.timestamp_limit == l1.time(sequenced) + 36);
    const auto leaf = **state::read_exit_root(f.db, 1);
    CHECK(leaf.l1_block == second);
    CHECK(leaf.global_exit_root ==
          u256::from_bytes(hash::keccak256(leaf.mainnet_exit_root.to_bytes(), leaf.rollup_exit_root.to_bytes())));
    CHECK(leaf.l1_info_root == two.l1_info_root);
    const auto block = **state::read_block(f.db, 2);
    CHECK(block.batch == 2);
    CHECK(block.l1_info_index == 1);
    CHECK(block.global_exit_root == leaf.global_exit_root);
    CHECK(block.l1_block_hash == leaf.parent_block_hash);

    // Forced batch 1 has an item that no forced batch may have: it is invalid, and batch 4 goes on.
    const auto three = **state::read_virtual_batch(f.db, 3);
    CHECK(three.forced_number == 1);
    CHECK(three.data == test::empty_blocks({{1, 0}}));
    CHECK(!(*state::read_batch(f.db, 3))->valid);
    CHECK((*state::read_batch(f.db, 3))->state_root == (*state::read_batch(f.db, 2))->state_root);
    CHECK((*state::read_batch(f.db, 3))->last_block == 2);
    const auto four = **state::read_virtual_batch(f.db, 4);
    CHECK(four.forced_number == 2);
    CHECK(four.coinbase == address{0xee});
    CHECK(four.data.empty());
    CHECK((*state::read_batch(f.db, 4))->valid);
    CHECK(f.head().number == 2);
    CHECK((*state::read_forced_batch(f.db, 1))->sender == address{0xcc});
    CHECK((*state::read_forced_batch(f.db, 2))->sender == address{0xee});

    CHECK((*state::read_last_l1_block(f.db))->number == l1.head());
    CHECK((**store::last_checkpoint(f.db, store::layer::l1)).number == l1.head());
    CHECK(f.events.empty());
    CHECK(f.heads.back() == 2);
    // Nothing new is nothing to do.
    const auto before = content(f.db);
    f.sync();
    CHECK(content(f.db) == before);
}

TEST_CASE("what is read does not depend on when and in which pieces") {
    fake_l1 l1;
    begin(l1, 60);
    follower at_once{l1};
    at_once.sync();
    CHECK(at_once.last_batch() == l1.last_batch());
    CHECK(l1.last_batch() > 20);
    const auto expected = content(at_once.db);
    for (const std::uint64_t chunk : {1U, 2U, 7U, 64U}) {
        follower f{l1};
        f.how.chunk = chunk;
        while (!f.at_head) {
            REQUIRE(f.round());
            if (chunk == 2) {
                f.restart();
            }
        }
        CHECK(content(f.db) == expected);
    }
    // A node that remembers no old states is as good, but for the head.
    fake_l1 forgetful;
    begin(forgetful, 60);
    forgetful.kept_states = 3;
    follower f{forgetful};
    f.how.chunk = 5;
    f.sync();
    CHECK(content(f.db) == expected);
}

TEST_CASE("an L1 node that lies or lags changes nothing") {
    fake_l1 l1;
    begin(l1, 12);
    follower f{l1};
    f.sync();
    const std::uint64_t synced = l1.head();
    for (std::uint64_t i = 12; i < 30; ++i) {
        act(l1, i, 0);
    }
    follower honest{l1};
    honest.sync();
    const auto before = content(f.db);
    const auto refused = [&](const std::string& reason) {
        const status done = f.round();
        REQUIRE(!done);
        INFO(done.why().message);
        CHECK(done.why().message.find(reason) != std::string::npos);
        CHECK(content(f.db) == before);
        CHECK((*state::read_last_l1_block(f.db))->number == synced);
        l1.tamper = nullptr;
        l1.cut = nullptr;
        l1.asked.clear();
    };
    const std::string other = "0x" + std::string(64, '7');
    l1.asked.clear();

    SECTION("logs of a fork") {
        l1.tamper = [&](const std::string& method, const json&, json& answer) {
            if (method == "eth_getLogs") {
                for (json& l : answer) {
                    l["blockHash"] = to_hex(hash::keccak256(*from_hex(l["blockHash"].get<std::string>())));
                }
            }
        };
        refused("another block");
    }
    SECTION("one log of a fork") {
        l1.tamper = [&](const std::string& method, const json&, json& answer) {
            if (method == "eth_getLogs" && !answer.empty()) {
                answer.back()["blockHash"] = other;
            }
        };
        refused("block");
    }
    SECTION("a header that changed after the logs were read") {
        l1.tamper = [&](const std::string& method, const json& parameters, json& answer) {
            if (method == "eth_getBlockByNumber" && l1.asked["eth_getLogs"] > 0 && parameters[0] != "latest") {
                answer["hash"] = other;
            }
        };
        refused("changed at block");
    }
    SECTION("headers of two chains") {
        l1.tamper = [&](const std::string& method, const json& parameters, json& answer) {
            if (method == "eth_getBlockByNumber" && parameters[0] == l1::quantity(u256{synced + 3})) {
                answer["parentHash"] = other;
            }
        };
        refused("two chains");
    }
    SECTION("a header that is not there") {
        l1.tamper = [&](const std::string& method, const json& parameters, json& answer) {
            if (method == "eth_getBlockByNumber" && parameters[0] == l1::quantity(u256{synced + 2})) {
                answer = nullptr;
            }
        };
        refused("does not give block");
    }
    SECTION("no logs at all") {
        l1.tamper = [&](const std::string& method, const json&, json& answer) {
            if (method == "eth_getLogs") {
                answer = json::array();
            }
        };
        refused("than its logs tell");
    }
    SECTION("each single log missing, or twice") {
        const l1::rollup_contracts& c = f.how.contracts;
        const auto logs =
            f.client.logs({synced + 1, l1.head(), {c.rollup_manager, c.rollup, c.global_exit_root_manager}, {}});
        REQUIRE(logs);
        REQUIRE(logs->size() > 20);
        const std::set<bytes32> needed{l1::event_topic("UpdateL1InfoTree(bytes32,bytes32)"),
                                       l1::event_topic("SequenceBatches(uint64,bytes32)"),
                                       l1::event_topic("SequenceForceBatches(uint64)"),
                                       l1::event_topic("ForceBatch(uint64,bytes32,address,bytes)")};
        for (std::size_t i = 0; i < logs->size(); ++i) {
            l1.tamper = [i](const std::string& method, const json&, json& answer) {
                if (method == "eth_getLogs") {
                    answer.insert(answer.begin() + static_cast<std::ptrdiff_t>(i), answer[i]);
                }
            };
            refused("out of order");
            // What has no meaning, and the manager's own count, is not missed.
            const auto& topics = (*logs)[i].topics;
            if (topics.empty() || !needed.contains(topics[0])) {
                continue;
            }
            l1.tamper = [i](const std::string& method, const json&, json& answer) {
                if (method == "eth_getLogs") {
                    answer.erase(i);
                }
            };
            refused("");
        }
    }
    SECTION("a text cut short") {
        l1.cut = [](std::string& text) { text.resize(text.size() / 2); };
        refused("no answer from L1");
    }
    SECTION("a stale head") {
        l1.tamper = [&](const std::string& method, const json& parameters, json& answer) {
            if (method == "eth_getBlockByNumber" && parameters[0] == "latest") {
                answer["number"] = l1::quantity(u256{synced - 4});
            }
        };
        refused("below block");
    }
    SECTION("another transaction than asked for") {
        l1.tamper = [&](const std::string& method, const json&, json& answer) {
            if (method == "eth_getTransactionByHash") {
                answer["hash"] = other;
            }
        };
        refused("does not give transaction");
    }
    SECTION("other calldata") {
        l1.tamper = [&](const std::string& method, const json&, json& answer) {
            if (method == "eth_getTransactionByHash") {
                std::string input = answer["input"];
                input.back() = input.back() == '1' ? '2' : '1';
                // The last byte is padding or part of the data: the data are changed too.
                for (std::size_t i = input.size() / 2; i < input.size(); ++i) {
                    input[i] = input[i] == '0' ? '0' : '1';
                }
                answer["input"] = input;
            }
        };
        refused("");
    }
    SECTION("another hash in the contract") {
        l1.tamper = [&](const std::string& method, const json&, json& answer) {
            if (method == "eth_call" && answer.get<std::string>().size() > 66) {
                std::string text = answer;
                text[10] = text[10] == '1' ? '2' : '1';
                answer = text;
            }
        };
        refused("accumulated input hash");
    }
    // After all of it, an honest answer leads to what everybody has.
    f.sync();
    CHECK(content(f.db) == content(honest.db));
}

TEST_CASE("the power goes at every write") {
    fake_l1 l1;
    begin(l1, 25);
    const auto run = [&l1](store::database& db) {
        follower f{l1, db};
        f.how.chunk = 6;
        f.sync();
        // Then L1 changes, and what it changes to is followed again.
        return content(db);
    };
    store::memory_store whole;
    store::faulty_store counted{whole};
    store::erased counting{counted};
    const auto expected = run(counting);
    const std::uint64_t writes = counted.writes();
    REQUIRE(writes > 30);
    for (std::uint64_t at = 2; at <= writes; ++at) {
        for (const auto what : {store::fault::cut_before, store::fault::cut_after}) {
            store::memory_store medium;
            try {
                store::faulty_store failing{medium};
                store::erased db{failing};
                failing.fail_at(at, what);
                (void)run(db);
                FAIL("the power did not go");
            } catch (const store::power_cut&) {
            }
            store::erased db{medium};
            REQUIRE(run(db) == expected);
        }
    }
    // A write that is refused is tried again.
    for (std::uint64_t at = 2; at <= writes; at += 3) {
        store::memory_store medium;
        store::faulty_store failing{medium};
        store::erased db{failing};
        follower f{l1, db};
        f.how.chunk = 6;
        failing.fail_at(at, store::fault::refused);
        int refusals = 0;
        while (!f.at_head) {
            refusals += f.round() ? 0 : 1;
        }
        REQUIRE(f.round());
        CHECK(refusals == 1);
        CHECK(content(db) == expected);
    }
}

} // namespace synchronizer_follow_tests
