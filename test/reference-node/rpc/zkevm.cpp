#include "chain_scene.hpp"

#include "rpc/admin_methods.hpp"
#include "state/l1_record.hpp"

namespace rpc_zkevm_tests {

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;

namespace {

/// Batch 1 with blocks 1 and 2, batch 2 with block 3; L1 has sequenced what `sequence` said.
struct scene : chain_scene {
    scene() {
        first = to_contract(1, 0, emitter, two_words(1, 2));
        add_batch({rollup::change_l2_block{100, 3}, first, rollup::change_l2_block{1, 0}});
        add_batch({rollup::change_l2_block{10, 0}});
    }
    void write_l1(const std::function<void(store::write_batch&)>& put) {
        store::write_batch changes;
        put(changes);
        REQUIRE(db.write(changes));
    }
    void sequence(std::uint64_t batch) {
        state::virtual_batch_record row;
        row.number = batch;
        row.l1_transaction.fill(0x11);
        write_l1([&](store::write_batch& w) { state::put_virtual_batch(w, row); });
    }
    void verify(std::uint64_t batch) {
        state::verified_batch_record row;
        row.number = batch;
        row.l1_transaction.fill(0x22);
        write_l1([&](store::write_batch& w) { state::put_verified_batch(w, row); });
    }
    void add_exit_root(std::uint32_t index) {
        state::exit_root_record row;
        row.index = index;
        row.mainnet_exit_root = u256{100 + index};
        row.rollup_exit_root = u256{200 + index};
        row.global_exit_root = u256{0x30 + index};
        row.timestamp = 7;
        row.l1_block = 9;
        write_l1([&](store::write_batch& w) { state::put_exit_root(w, row); });
    }
    rollup::transaction first;
};

std::string word(const std::string& digits) {
    return "0x" + std::string(64 - digits.size(), '0') + digits;
}

} // namespace

TEST_CASE("trusted, virtual and verified") {
    scene s;
    CHECK(s.get("zkevm_batchNumber") == "0x2");
    CHECK(s.get("zkevm_virtualBatchNumber") == "0x0");
    CHECK(s.get("zkevm_verifiedBatchNumber") == "0x0");
    CHECK(s.get("zkevm_consolidatedBlockNumber") == "0x0");
    CHECK(s.get("zkevm_isBlockVirtualized", {"0x1"}) == false);
    s.sequence(1);
    CHECK(s.get("zkevm_virtualBatchNumber") == "0x1");
    CHECK(s.get("eth_getBlockByNumber", {"safe", false})["number"] == "0x2");
    CHECK(s.get("eth_getBlockByNumber", {"finalized", false})["number"] == "0x0");
    CHECK(s.get("zkevm_isBlockVirtualized", {"0x2"}) == true);
    CHECK(s.get("zkevm_isBlockVirtualized", {"0x3"}) == false);
    CHECK(s.get("zkevm_isBlockConsolidated", {"0x2"}) == false);
    s.verify(1);
    CHECK(s.get("zkevm_verifiedBatchNumber") == "0x1");
    CHECK(s.get("zkevm_consolidatedBlockNumber") == "0x2");
    CHECK(s.get("zkevm_isBlockConsolidated", {"0x2"}) == true);
    CHECK(s.get("zkevm_isBlockConsolidated", {"0x3"}) == false);
    CHECK(s.get("zkevm_isBlockConsolidated", {"0x33"}) == false);
    CHECK(s.get("eth_getBlockByNumber", {"finalized", false})["number"] == "0x2");
    // L1 may be ahead of what this node has executed.
    s.sequence(2);
    s.sequence(3);
    CHECK(s.get("eth_getBlockByNumber", {"safe", false})["number"] == "0x3");
    CHECK(s.get("zkevm_batchNumberByBlockNumber", {"0x2"}) == "0x1");
    CHECK(s.get("zkevm_batchNumberByBlockNumber", {"0x3"}) == "0x2");
    CHECK(s.get("zkevm_batchNumberByBlockNumber", {"0x4"}) == nullptr);
}

TEST_CASE("batches by number and level") {
    scene s;
    s.add_exit_root(3);
    s.sequence(1);
    const json b = s.get("zkevm_getBatchByNumber", {"0x1"});
    CHECK(b["number"] == "0x1");
    CHECK(b["coinbase"] == to_hex(key_number(9).owner()));
    CHECK(b["blocks"].size() == 2);
    CHECK(b["transactions"] == json{to_hex(rollup::ethereum_hash(s.first))});
    CHECK(b["closed"] == true);
    CHECK(b["sendSequencesTxHash"] == "0x" + [] {
        std::string out;
        for (int i = 0; i < 32; ++i) {
            out += "11";
        }
        return out;
    }());
    CHECK(b["verifyBatchTxHash"] == nullptr);
    CHECK(b["globalExitRoot"] == word("33"));
    CHECK(b["mainnetExitRoot"] == word("67"));
    CHECK(b["stateRoot"] == s.get("eth_getBlockByNumber", {"0x2", false})["stateRoot"]);
    CHECK(b["batchL2Data"].get<std::string>().starts_with("0x0b00000064"));
    CHECK(!b.contains("forcedBatchNumber"));
    const json whole = s.get("zkevm_getBatchByNumber", {"0x1", true});
    CHECK(whole["blocks"][0]["number"] == "0x1");
    CHECK(whole["transactions"][0]["receipt"]["status"] == "0x1");
    CHECK(s.get("zkevm_getBatchByNumber", {"latest"})["number"] == "0x2");
    CHECK(s.get("zkevm_getBatchByNumber", {"safe"})["number"] == "0x1");
    CHECK(s.get("zkevm_getBatchByNumber", {"0x7"}) == nullptr);
    CHECK(s.why("zkevm_getBatchByNumber", {word("1")})["code"] == -32602);
}

TEST_CASE("blocks and transactions as zkEVM nodes show them") {
    scene s;
    const json b = s.get("zkevm_getFullBlockByNumber", {"0x1", true});
    CHECK(b["globalExitRoot"] == word("33"));
    CHECK(b["transactions"][0]["receipt"]["transactionHash"] == to_hex(rollup::ethereum_hash(s.first)));
    CHECK(s.get("zkevm_getFullBlockByHash", {b["hash"], true}) == b);
    CHECK(s.get("zkevm_getFullBlockByNumber", {"0x1"})["transactions"][0].is_string());
    const json l2_hash = b["transactions"][0]["l2Hash"];
    CHECK(s.get("zkevm_getTransactionByL2Hash", {l2_hash}) == b["transactions"][0]);
    CHECK(s.get("zkevm_getTransactionReceiptByL2Hash", {l2_hash}) == b["transactions"][0]["receipt"]);
    CHECK(s.get("zkevm_getTransactionByL2Hash", {word("5")}) == nullptr);
    CHECK(s.get("zkevm_getTransactionReceiptByL2Hash", {word("5")}) == nullptr);
    const json hashes = s.get("zkevm_getNativeBlockHashesInRange", {json{{"fromBlock", "0x0"}, {"toBlock", "0x1"}}});
    CHECK(hashes == json{s.genesis_root.to_hex_full(), b["hash"]});
    CHECK(s.why("zkevm_getNativeBlockHashesInRange", {json{{"fromBlock", "0x3"}, {"toBlock", "0x1"}}})["code"] ==
          -32602);
    CHECK(s.why("zkevm_getNativeBlockHashesInRange", {"0x3"})["code"] == -32602);
    CHECK(s.get("zkevm_getL2BlockInfoTree", {"0x1"})["blockInfoRoot"] == b["blockInfoRoot"]);
}

TEST_CASE("exit roots") {
    scene s;
    CHECK(s.get("zkevm_getExitRootsByGER", {word("33")}) == nullptr);
    CHECK(s.get("zkevm_getExitRootTable") == json::array());
    s.add_exit_root(1);
    s.add_exit_root(2);
    s.add_exit_root(3);
    CHECK(s.get("zkevm_getExitRootsByGER", {word("32")}) == json{{"blockNumber", "0x9"},
                                                                 {"timestamp", "0x7"},
                                                                 {"mainnetExitRoot", word("66")},
                                                                 {"rollupExitRoot", word("ca")}});
    CHECK(s.get("zkevm_getLatestGlobalExitRoot") == word("33"));
    CHECK(s.get("zkevm_getExitRootTable").size() == 3);
    CHECK(s.get("zkevm_getExitRootTable", {"0x2"})[0]["ger"] == word("32"));
}

TEST_CASE("forks, fees, counters") {
    scene s;
    CHECK(s.get("zkevm_getForkId") == "0x9");
    CHECK(s.get("zkevm_getForkIdByBatchNumber", {"0x1"}) == "0x9");
    CHECK(s.get("zkevm_getForkById", {"0x9"})["forkId"] == "0x9");
    CHECK(s.get("zkevm_getForkById", {"0x8"}) == nullptr);
    CHECK(s.get("zkevm_getForks").size() == 1);
    const json transfer{{"from", to_hex(key_number(1).owner())}, {"to", to_hex(key_number(2).owner())}};
    CHECK(s.get("zkevm_estimateGasPrice", {transfer}) == "0x3b9aca00");
    CHECK(s.get("zkevm_estimateFee", {transfer}) ==
          rpc::quantity_text(u256{21'000} * u256{1'000'000'000})
              .substr(1, rpc::quantity_text(u256{21'000'000'000'000}).size() - 2));
    const json c = s.get("zkevm_estimateCounters", {transfer});
    CHECK(c["countersUsed"]["gasUsed"] == "0x5208");
    CHECK(c["countersLimit"]["maxKeccakHashes"] == "0x861");
    CHECK(!c.contains("oocError"));
    CHECK(!c.contains("revert"));
    const auto used = [](const json& of, const char* name) {
        return u256::parse(of["countersUsed"][name].get<std::string>())->low64();
    };
    CHECK(used(c, "usedSteps") > 1'000);
    const json logs =
        s.get("zkevm_estimateCounters", {json{{"to", to_hex(contract_number(emitter))}, {"input", "0x11"}}});
    CHECK(used(logs, "usedSteps") > used(c, "usedSteps"));
    CHECK(s.get("zkevm_estimateCounters", {json{{"to", to_hex(contract_number(reverter))}}})["revert"]["message"] ==
          "execution reverted");
    CHECK(s.why("zkevm_getRollupAddress")["code"] == -32601);
}

TEST_CASE("orders of an operator need the machine and the token") {
    rpc::registry methods;
    rpc::admin_actions actions;
    std::vector<std::string> done;
    actions.start_sequencer = [&] {
        done.push_back("start");
        return status{};
    };
    actions.stop_sequencer = [] { return status{error{"it does not run"}}; };
    actions.halt_at = [&](std::uint64_t batch) {
        done.push_back("halt " + std::to_string(batch));
        return status{};
    };
    const test::chain_scene chain;
    actions.waiting = chain.waiting.get();
    actions.node_info = [] { return std::string{R"({"name":"n"})"}; };
    rpc::add_admin_methods(methods, "secret", actions);
    const rpc::dispatcher calls{methods, {}};
    const auto call = [&](const char* name, const json& parameters, const std::string& host,
                          const std::string& authorization) {
        const json body{{"jsonrpc", "2.0"}, {"id", 1}, {"method", name}, {"params", parameters}};
        return json::parse(calls.handle(body.dump(), {host, nullptr, authorization}));
    };
    const json none = json::array();
    CHECK(call("admin_startSequencer", none, "127.0.0.1", "Bearer secret")["result"] == true);
    CHECK(call("admin_startSequencer", none, "::1", "Bearer secret")["result"] == true);
    CHECK(done.size() == 2);
    for (const auto& [host, token] : std::vector<std::pair<std::string, std::string>>{{"10.0.0.1", "Bearer secret"},
                                                                                      {"127.0.0.1", ""},
                                                                                      {"127.0.0.1", "Bearer secrets"},
                                                                                      {"127.0.0.1", "secret"}}) {
        CHECK(call("admin_startSequencer", none, host, token)["error"]["code"] == -32004);
    }
    CHECK(done.size() == 2);
    const auto good = [&](const char* name, const json& p) { return call(name, p, "127.0.0.1", "Bearer secret"); };
    CHECK(good("admin_stopSequencer", none)["error"] == json{{"code", -32000}, {"message", "it does not run"}});
    CHECK(good("admin_haltAt", {7})["result"] == true);
    CHECK(good("admin_haltAt", {"x"})["error"]["code"] == -32602);
    const std::string seven = "0x" + std::string(40, '7');
    const std::string eight = "0x" + std::string(40, '8');
    CHECK(good("admin_blockAddress", {seven, "spam"})["result"] == true);
    CHECK(good("admin_allowAddress", {eight})["result"] == true);
    CHECK(good("admin_listedAddresses", none)["result"] ==
          json{{"blocked", {{seven, "spam"}}}, {"allowed", json::array({eight})}});
    CHECK(good("admin_unblockAddress", {seven})["result"] == true);
    CHECK(good("admin_disallowAddress", {eight})["result"] == true);
    CHECK(good("admin_listedAddresses", none)["result"] ==
          json{{"blocked", json::object()}, {"allowed", json::array()}});
    CHECK(good("admin_quarantine", none)["result"] == json::array());
    CHECK(good("admin_releaseTransaction", {"0x" + std::string(64, '1')})["error"]["message"] ==
          "no such transaction was put aside");
    CHECK(good("admin_nodeInfo", none)["result"]["name"] == "n");
    CHECK(good("admin_forceCloseBatch", none)["error"]["code"] == -32601);
    CHECK(done == std::vector<std::string>{"start", "start", "halt 7"});
    // Without a token nobody is an operator.
    rpc::registry open;
    rpc::add_admin_methods(open, "", actions);
    const rpc::dispatcher no_token{open, {}};
    CHECK(no_token.handle(R"({"jsonrpc":"2.0","id":1,"method":"admin_nodeInfo"})", {"127.0.0.1", nullptr, "Bearer "})
              .find("-32004") != std::string::npos);
}

} // namespace rpc_zkevm_tests
