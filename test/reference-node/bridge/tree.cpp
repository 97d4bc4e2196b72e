#include "bridge/deposit_tree.hpp"

#include <chrono>

#include <zonogon/hash/keccak.hpp>

#include "bridge/contract.hpp"
#include "bridge/records.hpp"
#include "l1/abi.hpp"
#include "reference-node/bridge/support.hpp"
#include "support/vectors.hpp"

namespace bridge_tree_tests {

using namespace zonogon;
using namespace zonogon::bridge;
using nlohmann::json;

namespace {

/// The vectors' leaves, whose keys have two spellings.
deposit leaf_in(const json& v) {
    deposit d;
    d.type = v.contains("leafType") && v["leafType"] == 1 ? leaf_type::message : leaf_type::asset;
    d.origin_network = v["originNetwork"];
    d.origin = test::account(v.contains("tokenAddress") ? v["tokenAddress"] : v["originAddress"]);
    d.destination_network = v["destinationNetwork"];
    d.destination = test::account(v["destinationAddress"]);
    d.amount = *u256::parse(v["amount"].get<std::string>());
    d.metadata = *from_hex(v["metadata"].get<std::string>());
    return d;
}

} // namespace

TEST_CASE("leaves of deposits are those of the known answers") {
    for (const json& v : test::load_vector("bridge/bridge-leaf-vectors.json")) {
        CHECK(v["leafValue"] == to_hex(leaf_of(leaf_in(v))));
    }
    for (const json& v : test::load_vector("bridge/bridge-deposit-raw.json")) {
        CHECK(to_hex(leaf_of(leaf_in(v))) == "0x" + v["leafValue"].get<std::string>());
    }
    const json tree = test::load_vector("bridge/deposit-tree.json");
    for (const json& v : tree["deposits"]) {
        CHECK(v["leaf"] == to_hex(leaf_of(leaf_in(v))));
    }
}

TEST_CASE("the deposit tree gives the known roots and proofs") {
    const json all = test::load_vector("bridge/deposit-tree.json");
    deposit_tree tree;
    CHECK(all["emptyRoot"] == to_hex(tree.root(0)));
    for (const json& v : all["deposits"]) {
        REQUIRE(tree.append(test::word(v["leaf"])));
    }
    // Roots of every former size, after the fact.
    for (const json& v : all["deposits"]) {
        const auto index = v["depositCount"].get<std::uint32_t>();
        CHECK(v["rootAfter"] == to_hex(tree.root(index + 1)));
        const merkle::append_proof proof = tree.proof(index, tree.size());
        for (std::size_t h = 0; h < proof.size(); ++h) {
            CHECK(v["proofInFinalTree"][h] == to_hex(proof[h]));
        }
    }
    for (const json& v : test::load_vector("bridge/bridge-root-vectors.json")) {
        deposit_tree growing;
        for (const json& leaf : v["previousLeafsValues"]) {
            REQUIRE(growing.append(test::word(leaf)));
        }
        CHECK(v["currentRoot"] == to_hex(growing.root(growing.size())));
        REQUIRE(growing.append(leaf_of(leaf_in(v["newLeaf"]))));
        CHECK(v["newRoot"] == to_hex(growing.root(growing.size())));
    }
    for (const json& v : test::load_vector("bridge/bridge-claim-vectors.json")) {
        deposit_tree whole;
        for (const json& leaf : v["leafs"]) {
            REQUIRE(whole.append(test::word(leaf["leafValue"])));
        }
        const merkle::append_proof proof = whole.proof(v["index"].get<std::uint32_t>(), whole.size());
        for (std::size_t h = 0; h < proof.size(); ++h) {
            CHECK(v["proof"][h] == to_hex(proof[h]));
        }
        CHECK(v["root"] == to_hex(whole.root(whole.size())));
    }
    for (const json& v : test::load_vector("bridge/rollup-exit-tree.json")) {
        local_roots locals;
        network_id network = 1;
        for (const json& root : v["localExitRoots"]) {
            locals[network++] = test::word(root);
        }
        const deposit_tree rollups = rollups_tree(locals);
        CHECK(v["rollupExitRoot"] == to_hex(rollups.root(rollups.size())));
    }
}

TEST_CASE("a deposit is proved against the tree of every size since") {
    constexpr std::uint32_t leaves = 70;
    deposit_tree tree;
    merkle::append_tree oracle;
    for (std::uint32_t size = 1; size <= leaves; ++size) {
        REQUIRE(tree.append(test::hash_number(size)));
        REQUIRE(oracle.append(test::hash_number(size)));
        REQUIRE(tree.root(size) == oracle.root());
    }
    for (std::uint32_t size = 1; size <= leaves; ++size) {
        for (std::uint32_t index = 0; index < size; ++index) {
            const bytes32 leaf = test::hash_number(index + 1);
            REQUIRE(merkle::root_of_proof(leaf, index, tree.proof(index, size)) == tree.root(size));
        }
        REQUIRE(merkle::root_of_proof(test::hash_number(1), 0, tree.proof(0, size)) == tree.root(size));
        REQUIRE(merkle::root_of_proof(test::hash_number(2), 0, tree.proof(0, size)) != tree.root(size));
    }
    // Shorter and longer again, with other leaves.
    for (const std::uint64_t cut : {64U, 63U, 33U, 32U, 1U, 0U}) {
        tree.truncate(cut);
        CHECK(tree.size() == cut);
        deposit_tree other = tree;
        merkle::append_tree again;
        for (std::uint32_t i = 0; i < cut; ++i) {
            REQUIRE(again.append(test::hash_number(i + 1)));
        }
        for (std::uint32_t i = 0; i < 40; ++i) {
            REQUIRE(other.append(test::hash_number(i, 5)));
            REQUIRE(again.append(test::hash_number(i, 5)));
            REQUIRE(other.root(other.size()) == again.root());
        }
    }
}

TEST_CASE("ten thousand deposits grow a tree in a moment, and each is proved by 32 hashes") {
    constexpr std::uint32_t leaves = 10'000;
    deposit_tree tree;
    const auto start = std::chrono::steady_clock::now();
    for (std::uint32_t i = 0; i < leaves; ++i) {
        REQUIRE(tree.append(test::hash_number(i)));
    }
    const auto grown = std::chrono::steady_clock::now();
    const bytes32 root = tree.root(leaves);
    std::uint32_t wrong = 0;
    for (std::uint32_t i = 0; i < leaves; i += 10) {
        wrong += merkle::root_of_proof(test::hash_number(i), i, tree.proof(i, leaves)) == root ? 0 : 1;
    }
    const auto proved = std::chrono::steady_clock::now();
    CHECK(wrong == 0);
    const auto ms = [](auto d) { return std::chrono::duration_cast<std::chrono::milliseconds>(d).count(); };
    WARN("10,000 appends " << ms(grown - start) << " ms, 1,000 proofs made and checked " << ms(proved - grown)
                           << " ms");
    // Two hashes per leaf; a tree that hashed to the root each time would need sixteen times that.
    CHECK(ms(grown - start) < 2'000);
}

TEST_CASE("global indices name deposits") {
    for (const json& v : test::load_vector("bridge/global-index.json")) {
        const std::uint64_t local = std::stoull(v["indexLocal"].get<std::string>());
        const std::uint64_t rollup = std::stoull(v["indexRollup"].get<std::string>());
        const bool of_l1 = v["isMainnet"];
        if (local > 0xffffffff) {
            // The vector counts on the values being cut to 32 bits.
            continue;
        }
        const network_id network = of_l1 ? mainnet : static_cast<network_id>(rollup + 1);
        const auto count = static_cast<std::uint32_t>(local);
        CHECK(v["expectedGlobalIndex"] == global_index(network, count).to_decimal());
        CHECK(deposit_named(global_index(network, count)) == std::pair{network, count});
    }
    // Further bits do not count (protocol 9.4).
    CHECK(deposit_named(u256::power_of_two(200) + u256::power_of_two(64) + u256{5}) ==
          std::pair<network_id, std::uint32_t>{0, 5});
    CHECK(deposit_named(u256::power_of_two(64) + (u256{3} << 32) + u256{5}) ==
          std::pair<network_id, std::uint32_t>{0, 5});
}

TEST_CASE("records come back as they were stored, and damaged ones are refused") {
    deposit d;
    d.network = 1;
    d.count = 9;
    d.type = leaf_type::message;
    d.origin_network = 3;
    d.origin = {4};
    d.destination_network = 0;
    d.destination = {5};
    d.amount = u256::max();
    d.metadata = {1, 2, 3};
    d.where = {6, 7, {8}};
    CHECK(*decode_deposit(encode(d)) == d);
    const claim c{1, global_index(0, 3), 2, {3}, {4}, u256{5}, {6, 7, {8}}};
    CHECK(*decode_claim(encode(c)) == c);
    const wrapped_token t{1, 0, {2}, {3}, {4, 5}};
    CHECK(*decode_wrapped_token(encode(t)) == t);
    const local_roots r{{1, {2}}, {7, {3}}};
    CHECK(*decode_local_roots(encode(r)) == r);
    bytes cut = encode(d);
    cut.pop_back();
    CHECK(!decode_deposit(cut));
    cut = encode(r);
    cut.push_back(0);
    CHECK(!decode_local_roots(cut));
}

TEST_CASE("what a token says of itself is read where it can be") {
    const json v = test::load_vector("bridge/wrapped-token-address.json")[0];
    wrapped_token t;
    t.metadata = *from_hex(v["constructorArgs"].get<std::string>());
    CHECK(describe(t).name == "Test Token");
    CHECK(describe(t).symbol == "TST");
    CHECK(describe(t).decimals == 18);
    t.metadata.resize(100);
    CHECK(describe(t).name.empty());
    t.metadata.clear();
    CHECK(describe(t).symbol.empty());
}

TEST_CASE("events are read from logs, those of other contracts passed over, misshapen ones refused") {
    const json abi = test::load_vector("contracts/abi-signatures.json");
    const auto topic = [&](const char* contract, const char* name) {
        return test::word(abi[contract]["events"][name]["topic0"]);
    };
    const bytes32 bridged =
        topic("PolygonZkEVMBridgeV2", "BridgeEvent(uint8,uint32,address,uint32,address,uint256,bytes,uint32)");
    const bytes32 claimed = topic("PolygonZkEVMBridgeV2", "ClaimEvent(uint256,uint32,address,address,uint256)");
    const bytes32 wrapped = topic("PolygonZkEVMBridgeV2", "NewWrappedToken(uint32,address,address,bytes)");
    const bytes32 updated = topic("PolygonZkEVMGlobalExitRootV2", "UpdateL1InfoTree(bytes32,bytes32)");
    const watched_contracts of{0, {1}, address{2}, address{3}};
    const place where{10, 11, {12}};
    l1::abi_writer data;
    data.number(1).number(0).account({7}).number(1).account({8}).word(u256{9}).text(bytes{0xaa}).number(4);
    const auto read = [&](const address& from, std::vector<bytes32> topics, const bytes& text) {
        return read_event(of, from, topics, text, where);
    };
    deposit d;
    d.count = 4;
    d.type = leaf_type::message;
    d.origin = {7};
    d.destination_network = 1;
    d.destination = {8};
    d.amount = u256{9};
    d.metadata = {0xaa};
    d.where = where;
    CHECK(std::get<deposit>(**read({1}, {bridged}, data.take())) == d);
    CHECK(!*read({2}, {bridged}, data.take()));
    CHECK(!*read({9}, {bridged}, data.take()));
    CHECK(!*read({1}, {bytes32{1}}, data.take()));
    CHECK(!*read({1}, {}, data.take()));
    bytes cut = data.take();
    cut.resize(cut.size() - 33);
    CHECK(!read({1}, {bridged}, cut));
    l1::abi_writer odd;
    odd.number(2).number(0).account({7}).number(1).account({8}).word(u256{9}).text(bytes{}).number(4);
    CHECK(read({1}, {bridged}, odd.take()).why().message.find("unknown leaf type") != std::string::npos);
    l1::abi_writer wide;
    wide.number(0).number(std::uint64_t{1} << 32).account({7}).number(1).account({8}).word(u256{9}).text(bytes{});
    CHECK(!read({1}, {bridged}, wide.number(4).take()));

    l1::abi_writer claim_data;
    claim_data.word(global_index(0, 4)).number(0).account({7}).account({8}).word(u256{9});
    CHECK(std::get<claim>(**read({1}, {claimed}, claim_data.take())).index == global_index(0, 4));
    l1::abi_writer token_data;
    token_data.number(0).account({7}).account({8}).text(bytes{1});
    CHECK(std::get<wrapped_token>(**read({1}, {wrapped}, token_data.take())).wrapped == address{8});
    CHECK(std::get<exit_roots>(**read({2}, {updated, {5}, {6}}, {})) == exit_roots{{5}, {6}});
    CHECK(!read({2}, {updated, {5}}, {}));

    // All four events of the manager that name a rollup's exit root.
    bytes32 first_rollup{};
    first_rollup[31] = 1;
    l1::abi_writer verified;
    verified.number(5).hash({6}).hash({7}).account({8});
    for (const char* name : {"VerifyBatches(uint32,uint64,bytes32,bytes32,address)",
                             "VerifyBatchesTrustedAggregator(uint32,uint64,bytes32,bytes32,address)",
                             "ConsolidatePendingState(uint32,uint64,bytes32,bytes32,uint64)",
                             "OverridePendingState(uint32,uint64,bytes32,bytes32,address)"}) {
        INFO(name);
        const bytes32 what = topic("PolygonRollupManager", name);
        CHECK(std::get<verified_exit_root>(**read({3}, {what, first_rollup}, verified.take())) ==
              verified_exit_root{1, {7}});
        CHECK(!read({3}, {what}, verified.take()));
        CHECK(!read({3}, {what, bytes32{}}, verified.take()));
        CHECK(!read({3}, {what, bytes32{9}}, verified.take()));
    }
    CHECK(watched_topics().size() == 8);

    const json& calls = abi["PolygonZkEVMBridgeV2"]["functions"];
    const auto starts = [](const bytes& call, const json& signature) {
        return signature["selector"] == to_hex(byte_view{call}.first(4));
    };
    const char* asset =
        "claimAsset(bytes32[32],bytes32[32],uint256,bytes32,bytes32,uint32,address,uint32,address,uint256,bytes)";
    const char* message =
        "claimMessage(bytes32[32],bytes32[32],uint256,bytes32,bytes32,uint32,address,uint32,address,uint256,bytes)";
    CHECK(starts(claim_call(d, {}), calls[message]));
    d.type = leaf_type::asset;
    CHECK(starts(claim_call(d, {}), calls[asset]));
    CHECK(starts(deposit_count_call(), calls["depositCount()"]));
    CHECK(
        starts(exit_root_map_call({}), abi["PolygonZkEVMGlobalExitRootL2"]["functions"]["globalExitRootMap(bytes32)"]));
}

} // namespace bridge_tree_tests
