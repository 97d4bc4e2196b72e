#include "chain_scene.hpp"

#include <zonogon/hash/keccak.hpp>

namespace rpc_blocks_tests {

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;

namespace {

/// Block 1 with two transactions to the emitter of logs and one that reverts, block 2 empty, block 3 with a creation.
struct scene : chain_scene {
    explicit scene(rpc::chain_services::limits limits = {}) : chain_scene(test_accounts(), limits) {
        first = to_contract(1, 0, emitter, two_words(5, 6));
        second = to_contract(2, 0, reverter);
        third = to_contract(1, 1, emitter, two_words(7, 8));
        creation.nonce = 1;
        creation.gas_price = u256{2'000'000'000};
        creation.gas_limit = 100'000;
        creation.data = *from_hex("6001600c60003960016000f300");
        creation = signed_by(2, creation);
        add_batch({rollup::change_l2_block{100, 3}, first, second, third, rollup::change_l2_block{1, 0},
                   rollup::change_l2_block{1, 0}, creation});
    }
    rollup::transaction first, second, third, creation;
};

std::string hash_of(const rollup::transaction& tx) {
    return to_hex(rollup::ethereum_hash(tx));
}

} // namespace

TEST_CASE("a block by number, hash and tag") {
    const scene s;
    const json b = s.get("eth_getBlockByNumber", {"0x1", false});
    CHECK(b["number"] == "0x1");
    CHECK(b["parentHash"] == s.genesis_root.to_hex_full());
    CHECK(b["hash"] == b["stateRoot"]);
    CHECK(b["transactions"] == json{hash_of(s.first), hash_of(s.second), hash_of(s.third)});
    CHECK(b["timestamp"] == "0x64");
    CHECK(b["gasLimit"] == "0x4000000000000");
    CHECK(b["miner"] == text_of(key_number(9).owner()));
    CHECK(b["difficulty"] == "0x0");
    CHECK(b["totalDifficulty"] == "0x0");
    CHECK(b["nonce"] == "0x0000000000000000");
    CHECK(b["extraData"] == "0x");
    CHECK(b["uncles"] == json::array());
    CHECK(b["mixHash"] == "0x" + std::string(64, '0'));
    CHECK(b["sha3Uncles"] == "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
    // Wallets send EIP-1559 transactions where a block has a base fee, and batches cannot carry them.
    CHECK(!b.contains("baseFeePerGas"));
    CHECK(!b.contains("globalExitRoot"));
    CHECK(s.get("eth_getBlockByHash", {b["hash"], false}) == b);
    CHECK(s.get("eth_getBlockByNumber", {"0x1", false, true})["globalExitRoot"] == "0x" + std::string(62, '0') + "33");
    CHECK(s.get("eth_getBlockByNumber", {"0x1", false, true})["blockInfoRoot"] ==
          (*state::read_block(s.db, 1))->block_info_root.to_hex_full());
    CHECK(s.get("eth_getBlockByNumber", {"latest", false})["number"] == "0x3");
    CHECK(s.get("eth_getBlockByNumber", {"pending", false})["number"] == "0x3");
    CHECK(s.get("eth_getBlockByNumber", {"safe", false})["number"] == "0x0");
    const json genesis = s.get("eth_getBlockByNumber", {"earliest", true});
    CHECK(genesis["hash"] == s.genesis_root.to_hex_full());
    CHECK(genesis["transactions"] == json::array());
    // Roots of empty tries.
    CHECK(genesis["transactionsRoot"] == "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    CHECK(genesis["receiptsRoot"] == "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    CHECK(genesis["transactionsRoot"] != b["transactionsRoot"]);
    CHECK(s.get("eth_getBlockByNumber", {"0x4", false}) == nullptr);
    CHECK(s.get("eth_getBlockByHash", {"0x" + std::string(64, '1'), false}) == nullptr);
    CHECK(s.why("eth_getBlockByNumber", {"4", false})["code"] == -32602);
    CHECK(s.why("eth_getBlockByNumber", {"0x1"})["code"] == -32602);
    const std::string raw = s.get("debug_getRawBlock", {"0x1"});
    CHECK(json::parse(rpc::quantity_text(raw.size() / 2 - 1)) == b["size"]);
}

TEST_CASE("counts, uncles, and what a block does not have") {
    const scene s;
    const json hash = s.get("eth_getBlockByNumber", {"0x1", false})["hash"];
    CHECK(s.get("eth_getBlockTransactionCountByNumber", {"0x1"}) == "0x3");
    CHECK(s.get("eth_getBlockTransactionCountByHash", {hash}) == "0x3");
    CHECK(s.get("eth_getBlockTransactionCountByNumber", {"0x2"}) == "0x0");
    CHECK(s.get("eth_getBlockTransactionCountByNumber", {"0x9"}) == nullptr);
    CHECK(s.get("eth_getUncleCountByBlockNumber", {"0x1"}) == "0x0");
    CHECK(s.get("eth_getUncleCountByBlockHash", {hash}) == "0x0");
    CHECK(s.get("eth_getUncleByBlockNumberAndIndex", {"0x1", "0x0"}) == nullptr);
    CHECK(s.get("eth_getUncleByBlockHashAndIndex", {hash, "0x0"}) == nullptr);
    CHECK(s.get("eth_syncing") == false);
    CHECK(s.get("eth_accounts") == json::array());
    CHECK(s.get("eth_coinbase") == text_of(key_number(9).owner()));
}

TEST_CASE("transactions by hash and by place") {
    const scene s;
    const json t = s.get("eth_getTransactionByHash", {hash_of(s.third)});
    CHECK(t["blockNumber"] == "0x1");
    CHECK(t["blockTimestamp"] == "0x64");
    CHECK(t["transactionIndex"] == "0x2");
    CHECK(t["from"] == text_of(key_number(1).owner()));
    CHECK(t["to"] == text_of(contract_number(emitter)));
    CHECK(t["input"] == to_hex(s.third.data));
    CHECK(t["chainId"] == "0x3e9");
    CHECK(t["type"] == "0x0");
    CHECK((t["v"] == "0x7f5" || t["v"] == "0x7f6"));
    CHECK(s.get("eth_getTransactionByBlockNumberAndIndex", {"0x1", "0x2"}) == t);
    CHECK(s.get("eth_getTransactionByBlockHashAndIndex", {t["blockHash"], "0x2"}) == t);
    CHECK(s.get("eth_getTransactionByBlockNumberAndIndex", {"0x1", "0x3"}) == nullptr);
    CHECK(s.get("eth_getTransactionByBlockNumberAndIndex", {"0x7", "0x0"}) == nullptr);
    CHECK(s.get("eth_getBlockByNumber", {"0x1", true})["transactions"][2] == t);
    const json more = s.get("eth_getTransactionByHash", {hash_of(s.third), true});
    CHECK(more["l2Hash"] == more["receipt"]["transactionL2Hash"]);
    CHECK(more["receipt"]["transactionHash"] == hash_of(s.third));
    const json made = s.get("eth_getTransactionByHash", {hash_of(s.creation)});
    CHECK(made["to"] == nullptr);
    CHECK(!made.contains("chainId"));
    CHECK((made["v"] == "0x1b" || made["v"] == "0x1c"));
    CHECK(s.get("eth_getTransactionByHash", {"0x" + std::string(64, '2')}) == nullptr);
    // The raw form hashes to the hash.
    const bytes raw = *from_hex(s.get("eth_getRawTransactionByHash", {hash_of(s.third)}).get<std::string>());
    CHECK(to_hex(hash::keccak256(raw)) == hash_of(s.third));
    CHECK(s.get("debug_getRawTransaction", {hash_of(s.third)}) == to_hex(raw));
    CHECK(s.get("eth_getRawTransactionByBlockNumberAndIndex", {"0x1", "0x2"}) == to_hex(raw));
    CHECK(s.get("eth_getRawTransactionByHash", {"0x" + std::string(64, '2')}) == nullptr);
}

TEST_CASE("a transaction of the pool is pending") {
    const scene s;
    const rollup::transaction tx = to_contract(3, 0, emitter);
    const std::string raw = to_hex(pool::encode_transaction(tx));
    const json hash = s.get("eth_sendRawTransaction", {raw});
    CHECK(hash == hash_of(tx));
    const json t = s.get("eth_getTransactionByHash", {hash});
    CHECK(t["blockHash"] == nullptr);
    CHECK(t["blockNumber"] == nullptr);
    CHECK(t["transactionIndex"] == nullptr);
    CHECK(t["from"] == text_of(key_number(3).owner()));
    CHECK(s.get("eth_getTransactionReceipt", {hash}) == nullptr);
    CHECK(s.get("eth_getRawTransactionByHash", {hash}) == raw);
    CHECK(s.get("eth_getTransactionCount", {text_of(key_number(3).owner()), "pending"}) == "0x1");
    CHECK(s.get("eth_getTransactionCount", {text_of(key_number(3).owner()), "latest"}) == "0x0");
}

TEST_CASE("receipts") {
    const scene s;
    const json r = s.get("eth_getTransactionReceipt", {hash_of(s.third)});
    CHECK(r["status"] == "0x1");
    CHECK(r["blockNumber"] == "0x1");
    CHECK(r["transactionIndex"] == "0x2");
    CHECK(r["effectiveGasPrice"] == "0x3b9aca00");
    CHECK(r["contractAddress"] == nullptr);
    CHECK(r["to"] == text_of(contract_number(emitter)));
    REQUIRE(r["logs"].size() == 2);
    // Logs count over the block, those of what was undone do not count.
    CHECK(r["logs"][0]["logIndex"] == "0x2");
    CHECK(r["logs"][1]["logIndex"] == "0x3");
    CHECK(r["logs"][0]["transactionHash"] == hash_of(s.third));
    CHECK(r["logs"][0]["topics"].size() == 3);
    CHECK(r["logs"][0]["topics"][0] == "0x" + std::string(63, '0') + "7");
    CHECK(r["logs"][0]["removed"] == false);
    CHECK(r["logsBloom"] != "0x" + std::string(512, '0'));
    CHECK(!r.contains("transactionL2Hash"));
    const json all = s.get("eth_getBlockReceipts", {"0x1"});
    REQUIRE(all.size() == 3);
    CHECK(all[2] == r);
    CHECK(all[1]["status"] == "0x0");
    CHECK(all[1]["logs"] == json::array());
    CHECK(all[2]["cumulativeGasUsed"] == s.get("eth_getBlockByNumber", {"0x1", false})["gasUsed"]);
    CHECK(s.get("eth_getBlockReceipts", {r["blockHash"]}) == all);
    CHECK(s.get("eth_getBlockReceipts", {json{{"blockHash", r["blockHash"]}}}) == all);
    CHECK(s.get("eth_getBlockReceipts", {"0x2"}) == json::array());
    CHECK(s.get("eth_getBlockReceipts", {"0x22"}) == nullptr);
    const json made = s.get("eth_getTransactionReceipt", {hash_of(s.creation)});
    CHECK(made["contractAddress"] == text_of(rollup::creation_address(key_number(2).owner(), 1)));
    CHECK(made["to"] == nullptr);
    CHECK(s.get("eth_getTransactionReceipt", {"0x" + std::string(64, '2')}) == nullptr);
    CHECK(s.get("debug_getRawReceipts", {"0x1"}).size() == 3);
    CHECK(s.why("debug_getRawReceipts", {"0x9"}) == json{{"code", -32000}, {"message", "block #9 not found"}});
}

TEST_CASE("logs of ranges, contracts, topics and one block") {
    const scene s;
    const json everything{{"fromBlock", "0x0"}, {"toBlock", "latest"}};
    CHECK(s.get("eth_getLogs", {everything}).size() == 4);
    CHECK(s.get("eth_getLogs", {json::object()}).empty());
    const json hash = s.get("eth_getBlockByNumber", {"0x1", false})["hash"];
    CHECK(s.get("eth_getLogs", {json{{"blockHash", hash}}}) == s.get("eth_getLogs", {everything}));
    json wanted = everything;
    wanted["address"] = json::array({text_of(contract_number(reverter)), text_of(contract_number(emitter))});
    CHECK(s.get("eth_getLogs", {wanted}).size() == 4);
    wanted["address"] = text_of(contract_number(creator));
    CHECK(s.get("eth_getLogs", {wanted}).empty());
    wanted = everything;
    const auto word = [](int i) { return "0x" + std::string(63, '0') + std::to_string(i); };
    wanted["topics"] = json::array({word(5)});
    CHECK(s.get("eth_getLogs", {wanted}).size() == 1);
    wanted["topics"] = json::array({json::array({word(5), word(7)})});
    CHECK(s.get("eth_getLogs", {wanted}).size() == 2);
    wanted["topics"] = json::array({nullptr, word(8)});
    CHECK(s.get("eth_getLogs", {wanted}).size() == 1);
    wanted["topics"] = json::array({word(5), word(8)});
    CHECK(s.get("eth_getLogs", {wanted}).empty());
    wanted["topics"] = json::array({json::array(), json::array()});
    CHECK(s.get("eth_getLogs", {wanted}).size() == 2);
    CHECK(s.why("eth_getLogs", {json{{"fromBlock", "0x3"}, {"toBlock", "0x2"}}})["message"] ==
          "invalid block range params");
    CHECK(s.why("eth_getLogs", {json{{"fromBlock", "0x1"}, {"toBlock", "0x4"}}})["code"] == -32602);
    CHECK(s.why("eth_getLogs", {json{{"blockHash", hash}, {"fromBlock", "0x1"}}})["message"].get<std::string>().find(
              "cannot specify both BlockHash and FromBlock/ToBlock") != std::string::npos);
    CHECK(s.why("eth_getLogs", {json{{"blockHash", "0x" + std::string(64, '1')}}})["message"] == "unknown block");
    CHECK(s.why("eth_getLogs", {json{{"address", "0x12"}}})["code"] == -32602);
    CHECK(s.why("eth_getLogs",
                {json{{"topics", json::array({nullptr, nullptr, nullptr, nullptr, nullptr})}}})["code"] == -32602);
    CHECK(s.why("eth_getLogs", {"all"})["code"] == -32602);
}

TEST_CASE("the limits of eth_getLogs are named") {
    rpc::chain_services::limits limits;
    limits.max_log_blocks = 3;
    limits.max_logs = 3;
    const scene s{limits};
    const json long_range = s.why("eth_getLogs", {json{{"fromBlock", "0x0"}, {"toBlock", "0x3"}}});
    CHECK(long_range["code"] == -32005);
    CHECK(long_range["message"] == "query exceeds the limit of 3 blocks; blocks 0 to 2 would fit");
    const json many = s.why("eth_getLogs", {json{{"fromBlock", "0x1"}, {"toBlock", "0x3"}}});
    CHECK(many["code"] == -32005);
    CHECK(many["message"].get<std::string>().find("more than 3") != std::string::npos);
    CHECK(s.get("eth_getLogs", {json{{"fromBlock", "0x2"}, {"toBlock", "0x3"}}}).empty());
}

TEST_CASE("fee history") {
    const scene s;
    const json h = s.get("eth_feeHistory", {"0x2", "latest", {0, 50, 100}});
    CHECK(h["oldestBlock"] == "0x2");
    CHECK(h["baseFeePerGas"] == json{"0x0", "0x0", "0x0"});
    CHECK(h["gasUsedRatio"].size() == 2);
    CHECK(h["gasUsedRatio"][0] == 0);
    CHECK(h["reward"] == json{{"0x0", "0x0", "0x0"}, {"0x77359400", "0x77359400", "0x77359400"}});
    CHECK(s.get("eth_feeHistory", {5, "latest"})["oldestBlock"] == "0x0");
    CHECK(s.get("eth_feeHistory", {"10", "0x1"})["gasUsedRatio"].size() == 2);
    CHECK(s.get("eth_feeHistory", {0, "latest"})["oldestBlock"] == "0x0");
    CHECK(s.why("eth_feeHistory", {1, "0x44"})["message"] == "request beyond head block");
    CHECK(s.why("eth_feeHistory", {1, "latest", {50, 20}})["code"] == -32602);
    CHECK(s.why("eth_feeHistory", {1, "latest", {101}})["code"] == -32602);
    CHECK(s.why("eth_feeHistory", {json::object(), "latest"})["code"] == -32602);
}

TEST_CASE("state at any block") {
    const scene s;
    const json who = text_of(key_number(1).owner());
    CHECK(s.get("eth_getTransactionCount", {who, "0x0"}) == "0x0");
    CHECK(s.get("eth_getTransactionCount", {who, "0x1"}) == "0x2");
    CHECK(s.get("eth_getTransactionCount", {who, "safe"}) == "0x0");
    CHECK(s.get("eth_getBalance", {who, "0x0"}) == "0xde0b6b3a7640000");
    CHECK(s.get("eth_getBalance", {who, "0x1"}) != "0xde0b6b3a7640000");
    CHECK(s.get("eth_getBalance", {who, json{{"blockHash", s.genesis_root.to_hex_full()}}}) == "0xde0b6b3a7640000");
    const json made = text_of(rollup::creation_address(key_number(2).owner(), 1));
    CHECK(s.get("eth_getCode", {made, "0x2"}) == "0x");
    CHECK(s.get("eth_getCode", {made, "0x3"}) == "0x00");
    CHECK(s.why("eth_getBalance", {who, "0x4"}) == json{{"code", -32000}, {"message", "header not found"}});
    CHECK(s.why("eth_getBalance", {who, json{{"blockHash", "0x" + std::string(64, '1')}}})["message"] ==
          "header for hash not found");
    // The system contract's last block number.
    CHECK(s.get("eth_getStorageAt", {"0x000000000000000000000000000000005ca1ab1e", "0x0", "0x2"}) ==
          "0x" + std::string(63, '0') + "2");
}

} // namespace rpc_blocks_tests
