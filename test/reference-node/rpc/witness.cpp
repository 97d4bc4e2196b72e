#include "support/catch.hpp"

#include <set>
#include <variant>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/rollup/l1_info.hpp>
#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/rollup/vector_run.hpp>

#include "chain_scene.hpp"
#include "state/l1_record.hpp"

namespace rpc_witness_tests {

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

/// Runs a prover's input on nothing but itself: the first difference to the results it names, or why it cannot run.
std::string run_alone(const json& input) {
    const auto file = rollup::read_vector_file(input.dump());
    if (!file) {
        return file.why().message;
    }
    const rollup::native_executor<> engine;
    auto run = rollup::vector_run<rollup::native_executor<>>::create(*file, engine);
    if (!run) {
        return run.why().message;
    }
    const auto done = run->run_next();
    if (const auto* failed = std::get_if<rollup::batch_failure>(&done)) {
        return failed->why.message;
    }
    const json told =
        rollup::describe_batch(run->last_input(), file->batches[0].expected, std::get<rollup::batch_outcome>(done));
    return told.value("difference", std::string{});
}

/// Leaves 1 to `count` of the L1 info tree, behind an empty place; the last one's root.
u256 put_leaves(store::database& db, std::uint32_t count) {
    store::write_batch changes;
    merkle::append_tree tree;
    REQUIRE(tree.append(bytes32{}));
    for (std::uint32_t i = 1; i <= count; ++i) {
        state::exit_root_record r;
        r.index = i;
        r.mainnet_exit_root = u256{100 + i};
        r.rollup_exit_root = u256{200 + i};
        r.global_exit_root =
            u256::from_bytes(hash::keccak256(r.mainnet_exit_root.to_bytes(), r.rollup_exit_root.to_bytes()));
        r.parent_block_hash = u256{300 + i};
        r.timestamp = 7;
        r.l1_block = 1;
        REQUIRE(tree.append(rollup::l1_info_leaf_hash({r.global_exit_root, r.parent_block_hash, r.timestamp, {}})));
        r.l1_info_root = u256::from_bytes(tree.root());
        state::put_exit_root(changes, r);
    }
    REQUIRE(db.write(changes));
    return u256::from_bytes(tree.root());
}

} // namespace

TEST_CASE("a prover's input runs on nothing but itself") {
    scene s;
    for (const int number : {1, 2}) {
        const json input = s.get("zkevm_getProverInput", {number});
        INFO(input.dump(1));
        CHECK(run_alone(input).empty());
        CHECK(input["oldNumBatch"] == number - 1);
        // Each record is needed.
        json less = input;
        less["db"].erase(less["db"].begin());
        CHECK(run_alone(less).find("is not in the store") != std::string::npos);
        json other = input;
        other["timestampLimit"] = "1";
        CHECK(!run_alone(other).empty());
    }
    CHECK(s.get("zkevm_getProverInput", {1})["newStateRoot"] == s.get("zkevm_getProverInput", {2})["oldStateRoot"]);
    CHECK(s.get("zkevm_getProverInput", {9}).is_null());
    CHECK(s.why("zkevm_getProverInput", {1, "full"})["code"] == -32602);
    CHECK(s.why("zkevm_getProverInput", {"x"})["code"] == -32602);
}

TEST_CASE("a prover's input has proofs of the leaves of L1's tree that its batch imports") {
    scene s;
    const u256 root = put_leaves(s.db, 3);
    const state::exit_root_record leaf = **state::read_exit_root(s.db, 2);
    rollup::batch_input batch = next_batch(s.db, rollup::encode_batch({rollup::change_l2_block{10, 2}}));
    batch.l1_info_unchecked = true;
    batch.l1_info_root = root;
    batch.l1_info_tree[2] = {leaf.global_exit_root, leaf.parent_block_hash, leaf.timestamp, {}};
    REQUIRE(run_batch(s.db, batch));
    const json input = s.get("zkevm_getProverInput", {3});
    INFO(input.dump(1));
    CHECK(run_alone(input).empty());
    CHECK(input["l1InfoRoot"] == root.to_hex_full());
    REQUIRE(input["l1InfoTree"]["2"]["smtProof"].size() == 32);
    json forged = input;
    forged["l1InfoTree"]["2"]["smtProof"][0] = u256{1}.to_hex_full();
    CHECK(run_alone(forged).find("does not lead") != std::string::npos);
    // On L1 with the tree before that leaf: it is empty there, and the batch invalid.
    state::virtual_batch_record on_l1;
    on_l1.number = 3;
    on_l1.l1_block = 1;
    on_l1.coinbase = batch.sequencer;
    on_l1.l1_info_root = (**state::read_exit_root(s.db, 1)).l1_info_root;
    on_l1.timestamp_limit = batch.timestamp_limit;
    on_l1.data = batch.batch_l2_data;
    store::write_batch changes;
    state::put_virtual_batch(changes, on_l1);
    REQUIRE(s.db.write(changes));
    const json earlier = s.get("zkevm_getProverInput", {3});
    CHECK(earlier["newStateRoot"] == earlier["oldStateRoot"]);
    CHECK(earlier["l1InfoTree"]["2"]["timestamp"] == "0");
    CHECK(run_alone(earlier).empty());
}

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

} // namespace rpc_witness_tests
