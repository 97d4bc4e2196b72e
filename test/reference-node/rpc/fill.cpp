#include "support/catch.hpp"

#include "chain_scene.hpp"

namespace rpc_fill_tests {

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;

TEST_CASE("eth_fillTransaction fills in what is missing") {
    chain_scene s;
    const std::string from = to_hex(key_number(1).owner());
    const std::string to = to_hex(contract_number(creator));
    const json filled = s.get("eth_fillTransaction", {json{{"from", from}, {"to", to}, {"value", "0x0"}}});
    const json& tx = filled["tx"];
    CHECK(tx["type"] == "0x0");
    CHECK(tx["chainId"] == "0x3e9");
    CHECK(tx["nonce"] == "0x0");
    CHECK(tx["gasPrice"] == "0x3b9aca00");
    CHECK(tx["gas"] == s.get("eth_estimateGas", {json{{"from", from}, {"to", to}}}));
    CHECK(tx["v"] == "0x0");
    CHECK(tx["maxFeePerGas"].is_null());
    const auto raw = from_hex(filled["raw"].get<std::string>());
    REQUIRE(raw);
    CHECK(tx["hash"] == to_hex(hash::keccak256(*raw)));
    // What the caller says stays.
    const json own = s.get("eth_fillTransaction", {json{{"from", from},
                                                        {"to", to},
                                                        {"nonce", "0x7"},
                                                        {"gas", "0x10000"},
                                                        {"gasPrice", "0x77359400"},
                                                        {"input", "0x01"}}})["tx"];
    CHECK(own["nonce"] == "0x7");
    CHECK(own["gas"] == "0x10000");
    CHECK(own["gasPrice"] == "0x77359400");
    CHECK(own["input"] == "0x01");
}

TEST_CASE("eth_fillTransaction refuses what the rollup cannot carry") {
    chain_scene s;
    const std::string from = to_hex(key_number(1).owner());
    const auto why = [&](json more) {
        more["from"] = from;
        return s.why("eth_fillTransaction", {more})["message"].get<std::string>();
    };
    const std::string to = to_hex(contract_number(creator));
    CHECK(why({{"to", to}, {"maxFeePerGas", "0x1"}}).starts_with("transaction type not supported"));
    CHECK(why({{"to", to}, {"type", "0x2"}}).starts_with("transaction type not supported"));
    CHECK(why({{"to", to}, {"chainId", "0x1"}}) == "chainId does not match node's (have=1, want=1001)");
    CHECK(why({{"value", "0x1"}}) == "contract creation without any data provided");
    CHECK(s.why("eth_fillTransaction", {json{{"from", from}, {"to", to_hex(contract_number(reverter))}}})["code"] == 3);
    CHECK(s.why("eth_fillTransaction", {"x"})["code"] == -32602);
}

} // namespace rpc_fill_tests
