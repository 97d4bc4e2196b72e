#include <zonogon/merkle/append_tree.hpp>

#include <string>

#include <zonogon/base/hex.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace merkle_append_tree_tests {

using namespace zonogon;
using merkle::append_proof;
using merkle::append_tree;

namespace {

bytes32 word(const std::string& text) {
    const bytes raw = *from_hex(text);
    REQUIRE(raw.size() == 32);
    bytes32 out{};
    std::ranges::copy(raw, out.begin());
    return out;
}

append_proof proof_of(const nlohmann::json& siblings) {
    REQUIRE(siblings.size() == merkle::append_tree_depth);
    append_proof out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = word(siblings[i]);
    }
    return out;
}

void add(append_tree& tree, const nlohmann::json& leaf) {
    REQUIRE(tree.append(word(leaf)));
}

} // namespace

TEST_CASE("append tree: zero hashes and the empty root", "[append_tree]") {
    const nlohmann::json v = test::load_vector("bridge/deposit-tree.json");
    for (std::size_t h = 0; h < v["zeroHashes"].size(); ++h) {
        CHECK(to_hex(merkle::zero_hashes()[h]) == v["zeroHashes"][h].get<std::string>());
    }
    CHECK(to_hex(append_tree{}.root()) == v["emptyRoot"].get<std::string>());
}

TEST_CASE("append tree: deposits", "[append_tree]") {
    const nlohmann::json v = test::load_vector("bridge/deposit-tree.json");
    append_tree tree;
    for (const auto& deposit : v["deposits"]) {
        CHECK(tree.size() == deposit["depositCount"].get<std::uint64_t>());
        add(tree, deposit["leaf"]);
        CHECK(to_hex(tree.root()) == deposit["rootAfter"].get<std::string>());
    }
    CHECK(to_hex(tree.root()) == v["finalRoot"].get<std::string>());
    for (const auto& deposit : v["deposits"]) {
        const auto index = deposit["depositCount"].get<std::uint32_t>();
        const append_proof proof = tree.proof(index);
        CHECK(proof == proof_of(deposit["proofInFinalTree"]));
        CHECK(merkle::root_of_proof(word(deposit["leaf"]), index, proof) == tree.root());
        CHECK(merkle::root_of_proof(word(deposit["leaf"]), index ^ 1, proof) != tree.root());
        append_proof wrong = proof;
        wrong[31][0] ^= 1;
        CHECK(merkle::root_of_proof(word(deposit["leaf"]), index, wrong) != tree.root());
    }
    // A place that is still empty holds zero.
    CHECK(merkle::root_of_proof(bytes32{}, 1000, tree.proof(1000)) == tree.root());
    CHECK(merkle::root_of_proof(bytes32{}, 0xffffffff, tree.proof(0xffffffff)) == tree.root());
}

TEST_CASE("append tree: L1 info tree", "[append_tree]") {
    append_tree tree;
    const nlohmann::json info = test::load_vector("l1-info-tree/l1-info-leaves.json");
    for (const auto& leaf : info["leaves"]) {
        bytes content = *from_hex(leaf["globalExitRoot"].get<std::string>());
        append(content, *from_hex(leaf["blockHash"].get<std::string>()));
        append_big_endian<8>(content, leaf["timestamp"].get<std::uint64_t>());
        CHECK(to_hex(hash::keccak256(content)) == leaf["leaf"].get<std::string>());
        add(tree, leaf["leaf"]);
        CHECK(to_hex(tree.root()) == leaf["rootAfter"].get<std::string>());
    }
    for (const auto& leaf : info["leaves"]) {
        CHECK(tree.proof(leaf["index"].get<std::uint32_t>()) == proof_of(leaf["proofInFinalTree"]));
    }
    for (const auto& v : test::load_vector("l1-info-tree/root-vectors.json")) {
        append_tree growing;
        for (const auto& leaf : v["previousLeafValues"]) {
            add(growing, leaf);
        }
        CHECK(to_hex(growing.root()) == v["currentRoot"].get<std::string>());
        add(growing, v["newLeafValue"]);
        CHECK(to_hex(growing.root()) == v["newRoot"].get<std::string>());
    }
    for (const auto& v : test::load_vector("l1-info-tree/proof-vectors.json")) {
        append_tree whole;
        for (const auto& leaf : v["leaves"]) {
            add(whole, leaf);
        }
        const append_proof proof = whole.proof(v["index"].get<std::uint32_t>());
        CHECK(to_hex(whole.root()) == v["root"].get<std::string>());
        for (std::size_t h = 0; h < v["proof"].size(); ++h) {
            CHECK(to_hex(proof[h]) == v["proof"][h].get<std::string>());
        }
    }
}

TEST_CASE("append tree: rollup exit roots", "[append_tree]") {
    for (const auto& v : test::load_vector("bridge/rollup-exit-tree.json")) {
        append_tree tree;
        for (const auto& root : v["localExitRoots"]) {
            add(tree, root);
        }
        CHECK(to_hex(tree.root()) == v["rollupExitRoot"].get<std::string>());
    }
}

} // namespace merkle_append_tree_tests
