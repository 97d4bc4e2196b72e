#include <cstddef>
#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/rollup/genesis_reader.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace rollup_genesis_reader_tests {

using namespace zonogon;

TEST_CASE("genesis file: the node's local genesis has the root it says", "[rollup][genesis]") {
    const auto json = test::load_vector("smt/node-local-genesis.json");
    const auto file = rollup::read_genesis_file(json.dump());
    REQUIRE(file.has_value());
    REQUIRE(file->root.has_value());
    CHECK(file->accounts.size() == json["genesis"].size());
    merkle::memory_node_store store;
    const auto root = rollup::build_genesis(store, file->accounts);
    REQUIRE(root.has_value());
    CHECK(hash::to_word(*root) == *file->root);
    CHECK(file->root->to_hex_full() == "0xcc9ec17819f4ac7f282949ca8c379c4d3ee1b8b7908c51b9b405b6319af67b32");
}

TEST_CASE("genesis file: one changed value changes the root", "[rollup][genesis]") {
    auto json = test::load_vector("smt/node-local-genesis.json");
    json["genesis"][0]["nonce"] = "77";
    const auto file = rollup::read_genesis_file(json.dump());
    REQUIRE(file.has_value());
    merkle::memory_node_store store;
    const auto root = rollup::build_genesis(store, file->accounts);
    REQUIRE(root.has_value());
    CHECK_FALSE(hash::to_word(*root) == *file->root);
}

TEST_CASE("genesis file: what is refused, and why", "[rollup][genesis]") {
    const std::string a = "0x00000000000000000000000000000000000000aa";
    const std::string account = R"({"address":")" + a + R"(","nonce":"1","balance":"2"})";
    const auto why = [](const std::string& text) {
        const auto file = rollup::read_genesis_file(text);
        return file ? std::string{"taken"} : file.why().message;
    };
    CHECK(why(R"({"genesis":[)" + account + "]}") == "taken");
    CHECK(why("[]") == "the file is not an object");
    CHECK(why("{}").find("genesis") != std::string::npos);
    CHECK(why(R"({"genesis":{}})") == "field genesis is not an array");
    CHECK(why(R"({"genesis":[7]})") == "field genesis[0] is not an object");
    CHECK(why(R"({"genesis":[)" + account + "," + account + "]}") ==
          "field genesis[1] has the address of an earlier account");
    CHECK(why(R"({"genesis":[{"address":"0x00","nonce":"1","balance":"2"}]})") ==
          "field genesis[0].address has 1 bytes instead of 20");
    CHECK(why(R"({"genesis":[{"address":")" + a + R"(","nonce":"x","balance":"2"}]})").find("nonce") !=
          std::string::npos);
    CHECK(why(R"({"genesis":[{"address":")" + a + R"(","nonce":"1","balance":"2","storage":{"q":"1"}}]})")
              .find("genesis[0].storage.q is not named by a slot") != std::string::npos);
    CHECK(why(R"({"genesis":[],"root":"0x12"})") == "field root has 1 bytes instead of 32");
}

} // namespace rollup_genesis_reader_tests
