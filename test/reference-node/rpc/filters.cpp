#include "chain_scene.hpp"

#include <atomic>
#include <memory>
#include <thread>

#include "rpc/server.hpp"
#include "web_socket_client.hpp"

namespace rpc_filters_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

std::vector<rollup::batch_item> block_with(const rollup::transaction& tx) {
    return {rollup::change_l2_block{10, 0}, tx};
}
const std::string emitter_text = to_hex(contract_number(emitter));

} // namespace

TEST_CASE("a filter of logs collects what comes, and gives all of its range") {
    chain_scene s;
    const json id = s.get("eth_newFilter", {json{{"address", emitter_text}, {"fromBlock", "0x0"}}});
    const json other = s.get("eth_newFilter", {json{{"address", to_hex(contract_number(creator))}}});
    CHECK(id != other);
    CHECK(s.get("eth_getFilterChanges", {id}) == json::array());
    s.add_batch(block_with(to_contract(1, 0, emitter, two_words(1, 2))));
    const json logs = s.get("eth_getFilterChanges", {id});
    REQUIRE(logs.size() == 2);
    CHECK(logs == s.get("eth_getLogs", {json{{"fromBlock", "0x1"}}}));
    CHECK(s.get("eth_getFilterChanges", {id}) == json::array());
    CHECK(s.get("eth_getFilterChanges", {other}) == json::array());
    s.add_batch(block_with(to_contract(1, 1, emitter, two_words(3, 4))));
    CHECK(s.get("eth_getFilterLogs", {id}).size() == 4);
    CHECK(s.get("eth_getFilterChanges", {id}).size() == 2);
    CHECK(s.get("eth_uninstallFilter", {id}) == true);
    CHECK(s.get("eth_uninstallFilter", {id}) == false);
    CHECK(s.why("eth_getFilterChanges", {id}) == json{{"code", -32000}, {"message", "filter not found"}});
    CHECK(s.why("eth_getFilterLogs", {id})["message"] == "filter not found");
    CHECK(s.why("eth_newFilter", {json{{"topics", 3}}})["code"] == -32602);
}

TEST_CASE("a filter's range bounds what it collects") {
    chain_scene s;
    const json id = s.get("eth_newFilter", {json{{"fromBlock", "0x2"}, {"toBlock", "0x2"}}});
    for (std::uint64_t nonce = 0; nonce < 3; ++nonce) {
        s.add_batch(block_with(to_contract(1, nonce, emitter, two_words(1, 2))));
    }
    const json logs = s.get("eth_getFilterChanges", {id});
    REQUIRE(logs.size() == 2);
    CHECK(logs[0]["blockNumber"] == "0x2");
}

TEST_CASE("filters of blocks and of waiting transactions") {
    chain_scene s;
    const json blocks = s.get("eth_newBlockFilter");
    const json pending = s.get("eth_newPendingTransactionFilter");
    const json whole = s.get("eth_newPendingTransactionFilter", {true});
    const rollup::transaction tx = to_contract(1, 0, emitter);
    const json hash = s.get("eth_sendRawTransaction", {to_hex(pool::encode_transaction(tx))});
    CHECK(s.get("eth_getFilterChanges", {pending}) == json::array({hash}));
    const json texts = s.get("eth_getFilterChanges", {whole});
    REQUIRE(texts.size() == 1);
    CHECK(texts[0]["hash"] == hash);
    s.add_batch(block_with(tx));
    s.add_batch({rollup::change_l2_block{1, 0}});
    CHECK(s.get("eth_getFilterChanges", {blocks}) == json{s.get("eth_getBlockByNumber", {"0x1", false})["hash"],
                                                          s.get("eth_getBlockByNumber", {"0x2", false})["hash"]});
    CHECK(s.why("eth_getFilterLogs", {blocks})["message"] == "filter not found");
}

TEST_CASE("filters end when nobody asks, and there are not too many") {
    rpc::chain_events::options how;
    how.max_filters_per_host = 2;
    how.max_filters = 3;
    how.max_changes = 3;
    how.filter_idle = 1'000ms;
    chain_scene s{test_accounts(), {}, chain_id, how};
    using clock = rpc::chain_events::clock;
    const auto t = clock::now();
    const rpc::chain_events::wish all{rpc::chain_events::kind::logs, {}, false};
    const auto a = s.events.add_filter(all, "a", t);
    REQUIRE(a);
    REQUIRE(s.events.add_filter(all, "a", t));
    CHECK(s.events.add_filter(all, "a", t).why().message == "too many filters, at most 2 of one caller");
    REQUIRE(s.events.add_filter(all, "b", t));
    CHECK(s.events.add_filter(all, "c", t).why().message == "too many filters, at most 3");
    CHECK(s.events.changes(*a, t + 900ms) == "[]");
    CHECK(s.events.changes(*a, t + 1'800ms) == "[]");
    // The others were not asked for: there is room again.
    CHECK(s.events.add_filter(all, "c", t + 1'800ms));
    CHECK(s.events.add_filter(all, "c", t + 1'800ms));
    CHECK(s.events.changes(*a, t + 3'000ms) == std::nullopt);
    // One that collects too much is gone.
    const auto b = s.events.add_filter(all, "d", clock::now());
    REQUIRE(b);
    s.add_batch(block_with(to_contract(1, 0, emitter, two_words(1, 2))));
    CHECK(s.events.find_filter(*b, clock::now()));
    s.add_batch(block_with(to_contract(1, 1, emitter, two_words(1, 2))));
    CHECK(!s.events.find_filter(*b, clock::now()));
}

TEST_CASE("subscriptions: heads, logs, waiting transactions, syncing") {
    chain_scene s;
    const auto peer = std::make_shared<listener>(7);
    const json heads = s.get("eth_subscribe", {"newHeads"}, peer);
    const json logs = s.get("eth_subscribe", {"logs", json{{"address", emitter_text}}}, peer);
    const json pending = s.get("eth_subscribe", {"newPendingTransactions"}, peer);
    const json syncing = s.get("eth_subscribe", {"syncing"}, peer);
    CHECK(peer->messages.empty());
    const rollup::transaction tx = to_contract(1, 0, emitter, two_words(1, 2));
    const json hash = s.get("eth_sendRawTransaction", {to_hex(pool::encode_transaction(tx))});
    REQUIRE(peer->messages.size() == 1);
    CHECK(peer->messages[0] == json{{"jsonrpc", "2.0"},
                                    {"method", "eth_subscription"},
                                    {"params", {{"subscription", pending}, {"result", hash}}}});
    s.add_batch(block_with(tx));
    REQUIRE(peer->messages.size() == 4);
    CHECK(peer->messages[1]["params"]["subscription"] == heads);
    const json head = peer->messages[1]["params"]["result"];
    const json block = s.get("eth_getBlockByNumber", {"0x1", false});
    CHECK(head["hash"] == block["hash"]);
    CHECK(head["logsBloom"] == block["logsBloom"]);
    CHECK(!head.contains("transactions"));
    CHECK(peer->messages[2]["params"]["subscription"] == logs);
    CHECK(peer->messages[2]["params"]["result"] == s.get("eth_getTransactionReceipt", {hash})["logs"][0]);
    CHECK(peer->messages[3]["params"]["result"]["logIndex"] == "0x1");

    s.events.on_syncing(rpc::sync_progress{1, 5, 9});
    s.events.on_syncing(rpc::sync_progress{1, 6, 9});
    CHECK(s.get("eth_syncing") == json{{"startingBlock", "0x1"}, {"currentBlock", "0x6"}, {"highestBlock", "0x9"}});
    s.events.on_syncing(std::nullopt);
    CHECK(s.get("eth_syncing") == false);
    REQUIRE(peer->messages.size() == 6);
    CHECK(peer->messages[4]["params"]["result"]["syncing"] == true);
    CHECK(peer->messages[4]["params"]["subscription"] == syncing);
    CHECK(peer->messages[5]["params"]["result"] == false);

    CHECK(s.get("eth_unsubscribe", {heads}, peer) == true);
    CHECK(s.why("eth_unsubscribe", {heads}, peer)["message"] == "subscription not found");
    // Another connection cannot end it.
    CHECK(s.why("eth_unsubscribe", {logs}, std::make_shared<listener>(8))["message"] == "subscription not found");
    s.events.forget_channel(7);
    s.add_batch({rollup::change_l2_block{1, 0}});
    CHECK(peer->messages.size() == 6);
}

TEST_CASE("blocks that go take their logs back") {
    chain_scene s;
    const auto peer = std::make_shared<listener>(1);
    s.get("eth_subscribe", {"logs"}, peer);
    const json id = s.get("eth_newFilter", {json::object()});
    s.add_batch(block_with(to_contract(1, 0, emitter, two_words(1, 2))));
    s.add_batch(block_with(to_contract(1, 1, emitter, two_words(3, 4))));
    REQUIRE(peer->messages.size() == 4);
    s.unwind(1);
    REQUIRE(peer->messages.size() == 6);
    json taken = peer->messages[2]["params"]["result"];
    CHECK(taken["removed"] == false);
    taken["removed"] = true;
    CHECK(peer->messages[4]["params"]["result"] == taken);
    CHECK(s.get("eth_getFilterChanges", {id}).size() == 6);
    CHECK(s.get("eth_blockNumber") == "0x1");
    CHECK(s.get("eth_getBlockByNumber", {"0x2", false}) == nullptr);
    // Another block takes the place.
    s.add_batch(block_with(to_contract(2, 0, emitter, two_words(5, 6))));
    REQUIRE(peer->messages.size() == 8);
    CHECK(peer->messages[6]["params"]["result"]["blockNumber"] == "0x2");
    CHECK(peer->messages[6]["params"]["result"]["removed"] == false);
    // Nobody says that block 2 goes, but another block 2 comes.
    s.events.on_new_block(2);
    REQUIRE(peer->messages.size() == 12);
    CHECK(peer->messages[8]["params"]["result"]["removed"] == true);
    CHECK(peer->messages[10]["params"]["result"]["removed"] == false);
}

TEST_CASE("what cannot be subscribed to") {
    rpc::chain_events::options how;
    how.max_subscriptions_per_channel = 2;
    chain_scene s{test_accounts(), {}, chain_id, how};
    CHECK(s.why("eth_subscribe", {"newHeads"}) == json{{"code", -32601}, {"message", "notifications not supported"}});
    const auto peer = std::make_shared<listener>(1);
    CHECK(s.why("eth_subscribe", {"news"}, peer)["message"] == "no \"news\" subscription in eth namespace");
    CHECK(s.why("eth_subscribe", {"logs", json{{"address", "0x1"}}}, peer)["code"] == -32602);
    s.get("eth_subscribe", {"newHeads"}, peer);
    s.get("eth_subscribe", {"newHeads"}, peer);
    CHECK(s.why("eth_subscribe", {"newHeads"}, peer)["code"] == -32005);
    s.get("eth_subscribe", {"newHeads"}, std::make_shared<listener>(2));
}

TEST_CASE("a call waits for its receipt") {
    chain_scene s;
    const rollup::transaction tx = to_contract(1, 0, emitter, two_words(1, 2));
    const std::string raw = to_hex(pool::encode_transaction(tx));
    std::thread maker([&] {
        while (s.waiting->count().pending == 0) {
            std::this_thread::sleep_for(1ms);
        }
        s.add_batch(block_with(tx));
    });
    const json r = s.get("eth_sendRawTransactionSync", {raw, 5'000});
    maker.join();
    CHECK(r["transactionHash"] == to_hex(rollup::ethereum_hash(tx)));
    CHECK(r["status"] == "0x1");
    const rollup::transaction next = to_contract(1, 1, emitter);
    const json late = s.why("eth_sendRawTransactionSync", {to_hex(pool::encode_transaction(next)), "0x1"});
    CHECK(late["code"] == 4);
    CHECK(late["data"] == to_hex(rollup::ethereum_hash(next)));
    CHECK(s.why("eth_sendRawTransactionSync", {"0x02c0"})["message"].get<std::string>().starts_with(
        "transaction type not supported"));
}

TEST_CASE("subscriptions over a real WebSocket, and an operator's token") {
    chain_scene s;
    s.methods.add(
        {"test_token", "", {}, rpc::schema::text, [](rpc::parameters&, const rpc::caller& who) -> rpc::answer {
             return rpc::json_string(who.authorization);
         }});
    rpc::rate_limit limit(0, 0);
    std::atomic<std::uint64_t> closed = 0;
    auto server = rpc::server::start(s.calls, limit, {}, {}, [&](std::uint64_t channel) {
        s.events.forget_channel(channel);
        closed = channel;
    });
    REQUIRE(server);
    auto peer = std::make_unique<raw_connection>((*server)->port());
    REQUIRE(peer->upgrade("Authorization: Bearer abc\r\n"));
    const auto ask = [&](const json& body) {
        peer->send_text(body.dump());
        return json::parse(*peer->receive_text());
    };
    CHECK(ask({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "test_token"}})["result"] == "Bearer abc");
    const json id = ask(
        {{"jsonrpc", "2.0"}, {"id", 1}, {"method", "eth_subscribe"}, {"params", json::array({"newHeads"})}})["result"];
    for (int i = 1; i <= 3; ++i) {
        s.add_batch({rollup::change_l2_block{1, 0}});
        const json told = json::parse(*peer->receive_text());
        CHECK(told["params"]["subscription"] == id);
        CHECK(told["params"]["result"]["number"] == rpc::quantity_text(static_cast<std::uint64_t>(i)).substr(1, 3));
    }
    peer.reset();
    for (int i = 0; i < 500 && closed == 0; ++i) {
        s.add_batch({rollup::change_l2_block{1, 0}});
        std::this_thread::sleep_for(2ms);
    }
    CHECK(closed != 0);
    s.add_batch({rollup::change_l2_block{1, 0}});
}

} // namespace rpc_filters_tests
