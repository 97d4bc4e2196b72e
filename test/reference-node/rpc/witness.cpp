#include "support/catch.hpp"

#include <set>

#include "chain_scene.hpp"

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;

namespace {

struct scene : chain_scene {
    scene() {
        add_batch({rollup::change_l2_block{10, 0}, to_contract(1, 0, creator)});
        add_batch({rollup::change_l2_block{10, 0}, to_contract(1, 1, creator), rollup::change_l2_block{5, 0},
                   to_contract(2, 0, emitter)});
    }
};

} // namespace

TEST_CASE("witnesses of blocks, ranges and batches") {
    scene s;
    const json one = s.get("zkevm_getWitness", {"0x2"});
    CHECK(one["stateRoot"] == s.get("eth_getBlockByNumber", {"0x1", false})["stateRoot"]);
    CHECK(one["nodes"].contains(one["stateRoot"].get<std::string>()));
    CHECK(one["nodes"].begin()->get<std::string>().size() == 2 + 2 * 96);
    CHECK(one["codes"].size() == 1);
    const json range = s.get("zkevm_getBlockRangeWitness", {"0x2", "0x3", "trimmed"});
    CHECK(range["stateRoot"] == one["stateRoot"]);
    CHECK(range["nodes"].size() > one["nodes"].size());
    CHECK(range["codes"].size() == 2);
    CHECK(s.get("zkevm_getBatchWitness", {2}) == range);
    CHECK(s.get("zkevm_getWitness", {"latest"})["codes"].size() == 1);
    CHECK(s.get("zkevm_getWitness", {"0x9"}).is_null());
    CHECK(s.get("zkevm_getBatchWitness", {"0x9"}).is_null());
    CHECK(s.why("zkevm_getWitness", {"earliest"})["code"] == -32602);
    CHECK(s.why("zkevm_getWitness", {"0x1", "full"})["message"].get<std::string>().find("trimmed") !=
          std::string::npos);
    CHECK(s.why("zkevm_getBlockRangeWitness", {"0x3", "0x2"})["message"] == "invalid block range");
}

TEST_CASE("the counters of a batch") {
    scene s;
    const json first = s.get("zkevm_getBatchCountersByNumber", {1});
    const json second = s.get("zkevm_getBatchCountersByNumber", {"0x2"});
    CHECK(second["batchNumber"] == 2);
    CHECK(second["blockFrom"] == 2);
    CHECK(second["blockTo"] == 3);
    CHECK(second["countersUsed"].size() == 9);
    CHECK(second["countersLimits"]["maxSteps"].get<std::string>().starts_with("0x"));
    const auto steps = [](const json& of) {
        return u256::parse(of["countersUsed"]["usedSteps"].get<std::string>())->low64();
    };
    CHECK(steps(second) > steps(first));
    CHECK(s.get("zkevm_getBatchCountersByNumber", {9}).is_null());
    CHECK(s.why("zkevm_getBatchCountersByNumber", {"x"})["code"] == -32602);
    CHECK(s.get("zkevm_getVersionHistory") == json::object());
    const json status = s.get("zkevm_syncStatus");
    CHECK(status["trusted"] == json{{"batch", "0x2"}, {"block", "0x3"}});
    CHECK(status["verified"] == json{{"batch", "0x0"}, {"block", "0x0"}});
    CHECK(status["l1Block"].is_null());
    CHECK(status["syncing"] == false);
}

TEST_CASE("eth_getProof gives the nodes from the state root") {
    scene s;
    const std::string who = to_hex(contract_number(creator));
    const json proof = s.get("eth_getProof", {who, {"0x0", "0x7"}, "latest"});
    CHECK(proof["address"] == who);
    CHECK(proof["nonce"] == "0x1");
    CHECK(proof["balance"] == "0x0");
    CHECK(proof["stateRoot"] == s.get("eth_getBlockByNumber", {"latest", false})["stateRoot"]);
    REQUIRE(proof["storageProof"].size() == 2);
    CHECK(proof["storageProof"][0]["key"] == "0x0");
    CHECK(proof["storageProof"][0]["value"] == "0x2");
    CHECK(proof["storageProof"][1]["value"] == "0x0");
    for (const char* part : {"balance", "nonce", "codeHash", "codeLength"}) {
        CHECK(!proof["accountProof"][part].empty());
        CHECK(proof["accountProof"][part][0] == proof["storageProof"][0]["proof"][0]); // the root's record
    }
    CHECK(s.get("eth_getProof", {who, {"0x0"}, "0x1"})["storageProof"][0]["value"] == "0x1");
    CHECK(s.why("eth_getProof", {who, "0x0"})["code"] == -32602);
    CHECK(s.why("eth_getProof", {who, {"0xzz"}})["code"] == -32602);
    CHECK(s.why("eth_getProof", {who, json::array(), "0x99"})["message"] == "header not found");
}
