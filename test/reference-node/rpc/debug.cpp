#include "chain_scene.hpp"

#include <zonogon/hash/keccak.hpp>

namespace rpc_debug_tests {

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;

namespace {

constexpr std::uint8_t caller = 30, destroyer = 31;

std::string word(const std::string& digits) {
    return "0x" + std::string(64 - digits.size(), '0') + digits;
}

/// The outer contract calls the emitter with four bytes and more, then the reverter, then a precompiled contract; block
/// 1 has a call of it and a write to a slot.
struct scene : chain_scene {
    static std::vector<rollup::genesis_account> accounts() {
        auto out = test_accounts();
        const auto contract = [&](std::uint8_t i, const char* code) {
            out.push_back({contract_number(i), 1, u256{5}, *from_hex(code), {}});
        };
        // MSTORE(0, 0x11223344 << 224); CALL(gas, 0x101, 0, 0, 36, 0, 0); STATICCALL(gas, 0x102, 0, 0, 0, 0);
        // CALL(gas, 4, 0, 0, 0, 0, 0); STOP
        contract(caller, "631122334460e01b600052"
                         "60006000602460006000610101"
                         "5af150"
                         "60006000600060006101025afa50"
                         "600060006000600060006004"
                         "5af15000");
        contract(destroyer, "61aaaaff");
        return out;
    }
    explicit scene(rpc::chain_services::limits limits = {}) : chain_scene(accounts(), limits) {
        called = to_contract(1, 0, caller);
        wrote = to_contract(2, 0, creator);
        gone = to_contract(3, 0, destroyer);
        add_batch({rollup::change_l2_block{100, 3}, called, wrote, rollup::change_l2_block{1, 0}, gone});
    }
    rollup::transaction called, wrote, gone;
};

std::string hash_of(const rollup::transaction& tx) {
    return to_hex(rollup::ethereum_hash(tx));
}
json with(const char* tracer, const json& config = nullptr) {
    json out{{"tracer", tracer}};
    if (!config.is_null()) {
        out["tracerConfig"] = config;
    }
    return out;
}

} // namespace

TEST_CASE("the instructions of a transaction") {
    const scene s;
    const json t = s.get("debug_traceTransaction", {hash_of(s.wrote)});
    CHECK(t["failed"] == false);
    CHECK(t["returnValue"] == "0x");
    CHECK(rpc::quantity_text(t["gas"].get<std::uint64_t>()) ==
          s.get("eth_getTransactionReceipt", {hash_of(s.wrote)})["gasUsed"].dump());
    const json& steps = t["structLogs"];
    REQUIRE(steps.size() == 7);
    CHECK(steps[0] ==
          json{{"pc", 0}, {"op", "PUSH1"}, {"gas", 79'000}, {"gasCost", 3}, {"depth", 1}, {"stack", json::array()}});
    CHECK(steps[2]["op"] == "PUSH1");
    CHECK(steps[1]["op"] == "SLOAD");
    CHECK(steps[1]["storage"] == json{{word("0"), word("0")}});
    CHECK(steps[5]["op"] == "SSTORE");
    CHECK(steps[5]["stack"] == json{"0x1", "0x0"});
    CHECK(steps[5]["storage"] == json{{word("0"), word("1")}});
    const json bare =
        s.get("debug_traceTransaction",
              {hash_of(s.wrote),
               json{{"disableStack", true}, {"disableStorage", true}, {"enableMemory", true}, {"limit", 2}}});
    REQUIRE(bare["structLogs"].size() == 2);
    CHECK(!bare["structLogs"][0].contains("stack"));
    CHECK(!bare["structLogs"][1].contains("storage"));
    CHECK(bare["structLogs"][0]["memory"] == json::array());
    const json memory = s.get("debug_traceTransaction", {hash_of(s.called), json{{"enableMemory", true}}});
    CHECK(memory["structLogs"][5]["memory"] == json{"0x11223344" + std::string(56, '0')});
    CHECK(s.why("debug_traceTransaction", {word("9")}) == json{{"code", -32000}, {"message", "transaction not found"}});
    CHECK(s.why("debug_traceTransaction", {hash_of(s.wrote), json{{"tracer", "{js}"}}})["code"] == -32602);
    CHECK(s.why("debug_traceTransaction", {hash_of(s.wrote), 5})["code"] == -32602);
    CHECK(s.why("debug_traceTransaction", {hash_of(s.wrote), json{{"enableMemory", 1}}})["code"] == -32602);
}

TEST_CASE("the tree of calls of a transaction") {
    const scene s;
    const json t = s.get("debug_traceTransaction", {hash_of(s.called), with("callTracer")});
    CHECK(t["type"] == "CALL");
    CHECK(t["from"] == to_hex(key_number(1).owner()));
    CHECK(t["to"] == to_hex(contract_number(caller)));
    CHECK(t["gas"] == "0x186a0");
    CHECK(t["gasUsed"] == s.get("eth_getTransactionReceipt", {hash_of(s.called)})["gasUsed"]);
    CHECK(!t.contains("error"));
    CHECK(!t.contains("logs"));
    REQUIRE(t["calls"].size() == 3);
    CHECK(t["calls"][0]["type"] == "CALL");
    CHECK(t["calls"][0]["to"] == to_hex(contract_number(emitter)));
    CHECK(t["calls"][0]["input"] == "0x11223344" + std::string(64, '0'));
    CHECK(t["calls"][1]["type"] == "STATICCALL");
    CHECK(t["calls"][1]["error"] == "write protection");
    CHECK(!t["calls"][1].contains("value"));
    CHECK(t["calls"][2]["to"] == "0x" + std::string(39, '0') + "4");
    const json logged = s.get("debug_traceTransaction", {hash_of(s.called), with("callTracer", {{"withLog", true}})});
    REQUIRE(logged["calls"][0]["logs"].size() == 2);
    CHECK(logged["calls"][0]["logs"][0]["position"] == "0x0");
    const json top = s.get("debug_traceTransaction", {hash_of(s.called), with("callTracer", {{"onlyTopCall", true}})});
    CHECK(!top.contains("calls"));
    const json dead = s.get("debug_traceTransaction", {hash_of(s.gone), with("callTracer")});
    REQUIRE(dead["calls"].size() == 1);
    CHECK(dead["calls"][0]["type"] == "SELFDESTRUCT");
    CHECK(dead["calls"][0]["value"] == "0x5");
}

TEST_CASE("other tracers") {
    const scene s;
    CHECK(s.get("debug_traceTransaction", {hash_of(s.called), with("4byteTracer")}) == json{{"0x11223344-32", 1}});
    CHECK(s.get("debug_traceTransaction", {hash_of(s.called), with("noopTracer")}) == json::object());
    const json before = s.get("debug_traceTransaction", {hash_of(s.wrote), with("prestateTracer")});
    CHECK(before[to_hex(contract_number(creator))]["storage"] == json{{word("0"), word("0")}});
    CHECK(before[to_hex(contract_number(creator))]["nonce"] == 1);
    CHECK(before[to_hex(key_number(2).owner())]["balance"] == "0xde0b6b3a7640000");
    CHECK(before.contains(to_hex(key_number(9).owner())));
    const json diff = s.get("debug_traceTransaction", {hash_of(s.wrote), with("prestateTracer", {{"diffMode", true}})});
    CHECK(diff["post"][to_hex(contract_number(creator))]["storage"] == json{{word("0"), word("1")}});
    CHECK(diff["post"][to_hex(key_number(2).owner())]["nonce"] == 1);
    CHECK(!diff["pre"][to_hex(contract_number(creator))].contains("storage"));
    const json flat = s.get("debug_traceTransaction", {hash_of(s.called), with("flatCallTracer")});
    REQUIRE(flat.size() == 3);
    CHECK(flat[0]["type"] == "call");
    CHECK(flat[0]["traceAddress"] == json::array());
    CHECK(flat[0]["subtraces"] == 2);
    CHECK(flat[0]["transactionPosition"] == 0);
    CHECK(flat[0]["blockNumber"] == 1);
    CHECK(flat[0]["transactionHash"] == hash_of(s.called));
    CHECK(flat[1]["traceAddress"] == json{0});
    CHECK(flat[1]["action"]["callType"] == "call");
    CHECK(flat[2]["traceAddress"] == json{1});
    CHECK(flat[2]["error"] == "write protection");
    CHECK(!flat[2].contains("result"));
    const json parity = s.get(
        "debug_traceTransaction",
        {hash_of(s.called), with("flatCallTracer", {{"convertParityErrors", true}, {"includePrecompiles", true}})});
    REQUIRE(parity.size() == 4);
    CHECK(parity[2]["error"] == "Mutable Call In Static Context");
    const json dead = s.get("debug_traceTransaction", {hash_of(s.gone), with("flatCallTracer")});
    CHECK(dead[1]["type"] == "suicide");
    CHECK(dead[1]["action"]["refundAddress"] == "0x" + std::string(36, '0') + "aaaa");
}

TEST_CASE("traces of blocks, batches and calls") {
    const scene s;
    const json block = s.get("debug_traceBlockByNumber", {"0x1", with("callTracer")});
    REQUIRE(block.size() == 2);
    CHECK(block[0]["txHash"] == hash_of(s.called));
    CHECK(block[0]["result"] == s.get("debug_traceTransaction", {hash_of(s.called), with("callTracer")}));
    CHECK(block[1]["result"] == s.get("debug_traceTransaction", {hash_of(s.wrote), with("callTracer")}));
    const json hash = s.get("eth_getBlockByNumber", {"0x1", false})["hash"];
    CHECK(s.get("debug_traceBlockByHash", {hash, with("callTracer")}) == block);
    CHECK(s.why("debug_traceBlockByNumber", {"0x0"})["message"] == "genesis is not traceable");
    CHECK(s.why("debug_traceBlockByNumber", {"0x9"})["message"] == "block #9 not found");
    const json batch = s.get("debug_traceBatchByNumber", {"0x1", with("callTracer")});
    REQUIRE(batch.size() == 3);
    CHECK(batch[0] == block[0]);
    CHECK(batch[2]["txHash"] == hash_of(s.gone));
    CHECK(s.why("debug_traceBatchByNumber", {"0x5"})["message"] == "batch #5 not found");
    const std::string creator_text = to_hex(contract_number(creator));
    const json call = s.get("debug_traceCall", {json{{"to", creator_text}}, "0x0"});
    CHECK(call["structLogs"][5]["stack"] == json{"0x1", "0x0"});
    const json after = s.get("debug_traceCall", {json{{"to", creator_text}}, "latest"});
    CHECK(after["structLogs"][5]["stack"] == json{"0x2", "0x0"});
    json how{{"stateOverrides", {{creator_text, {{"stateDiff", {{word("0"), word("8")}}}}}}}};
    CHECK(s.get("debug_traceCall", {json{{"to", creator_text}}, "latest", how})["structLogs"][5]["stack"] ==
          json{"0x9", "0x0"});
    CHECK(s.get("debug_traceCall", {json{{"to", creator_text}}, "latest", with("callTracer")})["to"] == creator_text);
    CHECK(s.why("debug_traceCall", {json{{"to", creator_text}, {"gas", "0x1"}}, "latest"})["message"]
              .get<std::string>()
              .starts_with("err: intrinsic gas too low"));
}

TEST_CASE("traces that are too large are refused") {
    rpc::chain_services::limits limits;
    limits.max_trace_bytes = 1'400;
    const scene s{limits};
    CHECK(s.why("debug_traceTransaction", {hash_of(s.called)})["message"].get<std::string>().starts_with(
        "the trace is larger than 700 bytes; ask for fewer instructions"));
    CHECK(s.why("debug_traceTransaction", {hash_of(s.called), with("callTracer")})["message"]
              .get<std::string>()
              .starts_with("the trace is larger than 700 bytes"));
    CHECK(s.get("debug_traceTransaction", {hash_of(s.called), with("callTracer", {{"onlyTopCall", true}})})["type"] ==
          "CALL");
}

TEST_CASE("raw headers are those of Ethereum before base fees") {
    const scene s;
    const bytes header = *from_hex(s.get("debug_getRawHeader", {"0x1"}).get<std::string>());
    const bytes block = *from_hex(s.get("debug_getRawBlock", {"0x1"}).get<std::string>());
    // A list of 15 fields: two bytes of length, then the parent's hash.
    REQUIRE(header.size() > 40);
    CHECK(header[0] == 0xf9);
    CHECK(to_hex(byte_view{header}.subspan(4, 32)) == s.genesis_root.to_hex_full());
    CHECK(std::search(block.begin(), block.end(), header.begin(), header.end()) == block.begin() + 3);
    CHECK(block.back() == 0xc0);
    CHECK(s.get("debug_getRawReceipts", {"latest"}).size() == 1);
}

} // namespace rpc_debug_tests
