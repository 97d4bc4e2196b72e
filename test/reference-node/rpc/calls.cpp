#include "chain_scene.hpp"

namespace rpc_calls_tests {

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;

namespace {

constexpr std::uint8_t panicker = 20, speaker = 21, environment = 22, reader = 23, spender = 24;

std::vector<rollup::genesis_account> call_accounts() {
    auto out = test_accounts();
    const auto contract = [&](std::uint8_t i, const char* code) {
        out.push_back({contract_number(i), 1, {}, *from_hex(code), {{u256{0}, u256{0x2a}}, {u256{1}, u256{0x2b}}}});
    };
    contract(panicker, "634e487b7160e01b600052601160045260246000fd");
    // Error("hi"), as Solidity writes it.
    contract(speaker, "62461bcd60e51b6000526020600452600260245261686960f01b60445260646000fd");
    // NUMBER, TIMESTAMP, COINBASE, GASLIMIT, DIFFICULTY, ORIGIN, CHAINID, each a word.
    contract(environment, "43600052426020524160405245606052446080523260a0524660c05260e06000f3");
    contract(reader, "60005460005260015460205260406000f3");
    contract(spender, "5b6001600201600055600056");
    return out;
}

std::string word(const std::string& digits) {
    return "0x" + std::string(64 - digits.size(), '0') + digits;
}
json to(std::uint8_t i) {
    return {{"to", to_hex(contract_number(i))}};
}
std::string word_at(const json& data, std::size_t i) {
    return "0x" + data.get<std::string>().substr(2 + 64 * i, 64);
}

} // namespace

TEST_CASE("what a contract reverts with is told in geth's way") {
    const chain_scene s{call_accounts()};
    CHECK(s.why("eth_call", {to(panicker)}) == json{{"code", 3},
                                                    {"message", "execution reverted: arithmetic underflow or overflow"},
                                                    {"data", "0x4e487b71" + std::string(62, '0') + "11"}});
    const json spoken = s.why("eth_call", {to(speaker), "latest"});
    CHECK(spoken["code"] == 3);
    CHECK(spoken["message"] == "execution reverted: hi");
    CHECK(s.why("eth_estimateGas", {to(speaker)}) == spoken);
    const json plain = s.why("eth_call", {to(reverter)});
    CHECK(plain == json{{"code", 3}, {"message", "execution reverted"}, {"data", "0x"}});
    CHECK(s.why("eth_call", {to(spender)}) == json{{"code", -32000}, {"message", "out of gas"}});
    CHECK(s.why("eth_estimateGas", {to(spender)})["message"] == "gas required exceeds allowance (30000000)");
}

TEST_CASE("instructions that fail are named in geth's way") {
    const chain_scene s;
    const auto why = [&](const char* code) {
        const json call{{"to", "0x00000000000000000000000000000000000000aa"}};
        const json overrides{{"0x00000000000000000000000000000000000000aa", {{"code", code}}}};
        const json failure = s.why("eth_call", {call, "latest", overrides});
        CHECK(failure["code"] == -32000);
        CHECK(s.why("eth_estimateGas", {call, "latest", overrides}) == failure);
        return failure["message"].get<std::string>();
    };
    CHECK(why("0xfe") == "invalid opcode: INVALID");
    CHECK(why("0x6001600c0c") == "invalid opcode: opcode 0xc not defined");
    CHECK(why("0xef") == "invalid opcode: opcode 0xef not defined");
    CHECK(why("0x48") == "invalid opcode: BASEFEE");
    CHECK(why("0x01") == "stack underflow (0 <=> 2)");
    CHECK(why("0x600181") == "stack underflow (1 <=> 2)");
    CHECK(why("0x5b60016000565b") == "stack limit reached 1024 (1023)");
    CHECK(why("0x600056") == "invalid jump destination");
    // What fails is the transaction's own code, not what it called before.
    CHECK(why("0x5f5f5f5f5f305af1fe") == "invalid opcode: INVALID");
}

TEST_CASE("calls that are not started") {
    const chain_scene s{call_accounts()};
    json call = to(reader);
    call["gas"] = "0x1";
    CHECK(s.why("eth_call", {call}) ==
          json{{"code", -32000}, {"message", "err: intrinsic gas too low: have 1, want 21000 (supplied gas 1)"}});
    call = to(reader);
    call["from"] = "0x00000000000000000000000000000000000000AA";
    call["value"] = "0x5";
    CHECK(s.why("eth_call", {call})["message"] ==
          "err: insufficient funds for gas * price + value: address 0x00000000000000000000000000000000000000AA have 0 "
          "want 5 (supplied gas 30000000)");
    CHECK(s.why("eth_estimateGas", {call})["message"] == "insufficient funds for transfer");
    CHECK(s.why("eth_call", {to(reader), "0x9"})["message"] == "header not found");
    CHECK(s.why("eth_call", {"x"})["code"] == -32602);
}

TEST_CASE("a call sees its block, or what it is told of it") {
    chain_scene s{call_accounts()};
    s.add_batch({rollup::change_l2_block{100, 0}, rollup::change_l2_block{1, 0}});
    const json now = s.get("eth_call", {to(environment)});
    CHECK(word_at(now, 0) == word("2"));
    CHECK(word_at(now, 1) == word("65"));
    CHECK(word_at(now, 2) == "0x" + std::string(24, '0') + to_hex(key_number(9).owner()).substr(2));
    CHECK(word_at(now, 3) == word("4000000000000"));
    CHECK(word_at(now, 4) == word("0"));
    CHECK(word_at(now, 6) == word("3e9"));
    CHECK(word_at(s.get("eth_call", {to(environment), "0x1"}), 0) == word("1"));
    const json told = s.get("eth_call", {to(environment), "latest", json::object(),
                                         json{{"number", "0x99"},
                                              {"time", "0x77"},
                                              {"gasLimit", "0x2000000"},
                                              {"feeRecipient", to_hex(contract_number(1))},
                                              {"difficulty", "0x33"},
                                              {"baseFeePerGas", "0x1"}}});
    CHECK(word_at(told, 0) == word("99"));
    CHECK(word_at(told, 1) == word("77"));
    CHECK(word_at(told, 2) == "0x" + std::string(24, '0') + to_hex(contract_number(1)).substr(2));
    CHECK(word_at(told, 3) == word("2000000"));
    CHECK(word_at(told, 4) == word("33"));
    CHECK(s.why("eth_call", {to(environment), "latest", nullptr, json{{"gasLimit", "0x55"}}})["code"] == -32000);
    CHECK(s.why("eth_call", {to(environment), "latest", nullptr, json{{"number", 5}}})["code"] == -32602);
}

TEST_CASE("a call sees accounts as it is told") {
    const chain_scene s{call_accounts()};
    const std::string who = to_hex(contract_number(reader));
    CHECK(s.get("eth_call", {to(reader)}) == word("2a") + word("2b").substr(2));
    json one{{who, {{"stateDiff", {{word("0"), word("77")}}}}}};
    CHECK(s.get("eth_call", {to(reader), "latest", one}) == word("77") + word("2b").substr(2));
    one = json{{who, {{"state", {{word("0"), word("77")}}}}}};
    CHECK(s.get("eth_call", {to(reader), "latest", one}) == word("77") + word("0").substr(2));
    one = json{{who, {{"code", "0x4760005260206000f3"}, {"balance", "0x1234"}}}};
    CHECK(s.get("eth_call", {to(reader), "latest", one}) == word("1234"));
    // An account that is not there, with code and balance; a sender made rich.
    const std::string nobody = "0x00000000000000000000000000000000000000aa";
    json call{{"from", nobody}, {"to", who}, {"value", "0x5"}};
    CHECK(s.get("eth_call", {call, "latest", json{{nobody, {{"balance", "0x5"}}}}}).get<std::string>().size() == 130);
    // From a contract: eth_call and eth_estimateGas take it.
    call = {{"from", who}, {"to", nobody}};
    CHECK(s.get("eth_call", {call}) == "0x");
    CHECK(s.get("eth_estimateGas", {call}) == "0x5208");
    CHECK(s.get("eth_estimateGas", {to(reader), "latest", json{{who, {{"code", "0x"}}}}}) == "0x5208");
    // The nonce decides where a creation goes.
    call = {{"from", nobody}, {"input", "0x3060005260206000f3"}};
    const auto made = rollup::creation_address(address{[] {
                                                   address a{};
                                                   a[19] = 0xaa;
                                                   return a;
                                               }()},
                                               7);
    CHECK(s.get("eth_call", {call, "latest", json{{nobody, {{"nonce", "0x7"}}}}}) ==
          "0x" + std::string(24, '0') + to_hex(made).substr(2));
    const auto refused = [&](const json& o) { return s.why("eth_call", {to(reader), "latest", o})["code"]; };
    CHECK(refused(json{{"0x1", json::object()}}) == -32602);
    CHECK(refused(json{{who, 5}}) == -32602);
    CHECK(refused(json{{who, {{"balance", 5}}}}) == -32602);
    CHECK(refused(json{{who, {{"state", json::object()}, {"stateDiff", json::object()}}}}) == -32602);
    CHECK(refused(json{{who, {{"stateDiff", {{"0x0", word("1")}}}}}}) == -32602);
    CHECK(refused(json{{who, {{"movePrecompileToAddress", who}}}}) == -32602);
    CHECK(refused(json::array()) == -32602);
}

TEST_CASE("access lists") {
    const chain_scene s{call_accounts()};
    json r = s.get("eth_createAccessList", {to(reader)});
    REQUIRE(r["accessList"].size() == 1);
    CHECK(r["accessList"][0]["address"] == to_hex(contract_number(reader)));
    CHECK(r["accessList"][0]["storageKeys"] == json{word("0"), word("1")});
    CHECK(!r.contains("error"));
    // The list is paid for, the slots are warm: 21000 + 2400 + 2 * 1900 + what the code takes.
    const u256 gas = *u256::parse(r["gasUsed"].get<std::string>());
    CHECK(gas > u256{21'000 + 2'400 + 2 * 1'900 + 2 * 100});
    CHECK(gas < u256{21'000 + 2'400 + 2 * 1'900 + 2 * 100 + 100});
    CHECK(s.get("eth_createAccessList", {json{{"to", "0x0100000000000000000000000000000000000000"}}}) ==
          json{{"accessList", json::array()}, {"gasUsed", "0x5208"}});
    CHECK(s.get("eth_createAccessList", {to(speaker)})["error"] == "execution reverted");
}

} // namespace rpc_calls_tests
