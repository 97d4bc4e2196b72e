#include "support/catch.hpp"

#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>

#include "rpc/dispatcher.hpp"
#include "rpc/node_methods.hpp"
#include "rpc/rate_limit.hpp"

namespace rpc_dispatcher_tests {

using namespace zonogon;
using nlohmann::json;

namespace {

struct served {
    rpc::registry methods;
    rpc::dispatcher calls{methods, {.max_batch = 5, .max_response_bytes = 200}};

    served() {
        rpc::add_node_methods(methods, {1001, "zonogon/test"});
        methods.add({"test_echo",
                     "",
                     {{"address", rpc::schema::address},
                      {"block", rpc::schema::block, false},
                      {"flag", rpc::schema::boolean, false}},
                     rpc::schema::anything,
                     [](rpc::parameters& p, const rpc::caller& who) -> rpc::answer {
                         const auto a = p.address(0);
                         const auto b = p.block(1);
                         const bool f = p.boolean(2, false);
                         if (p.wrong()) {
                             return *p.wrong();
                         }
                         return "[" + rpc::data_text(a) + "," + std::to_string(b.index()) + "," + (f ? "1" : "0") +
                                "," + rpc::json_string(who.host) + "]";
                     }});
        methods.add({"test_quantity",
                     "",
                     {{"q", rpc::schema::quantity}, {"n", rpc::schema::quantity}},
                     rpc::schema::anything,
                     [](rpc::parameters& p, const rpc::caller&) -> rpc::answer {
                         const u256 q = p.quantity(0);
                         const std::uint64_t n = p.number(1);
                         return p.wrong() ? rpc::answer{*p.wrong()} : rpc::answer{rpc::quantity_text(q + u256{n})};
                     }});
        methods.add(
            {"test_revert", "", {}, rpc::schema::anything, [](rpc::parameters&, const rpc::caller&) -> rpc::answer {
                 return rpc::failure{rpc::reverted, "execution reverted: \"no\"\n", "\"0x08c379a0\""};
             }});
        methods.add(
            {"test_throw", "", {}, rpc::schema::anything, [](rpc::parameters&, const rpc::caller&) -> rpc::answer {
                 throw std::runtime_error("out of luck");
             }});
    }
    json ask(const std::string& body) const {
        const std::string text = calls.handle(body, {"1.2.3.4", nullptr});
        return text.empty() ? json{} : json::parse(text);
    }
    json call(const std::string& name, const json& parameters) const {
        return ask(json{{"jsonrpc", "2.0"}, {"id", 1}, {"method", name}, {"params", parameters}}.dump());
    }
    std::string why(const std::string& name, const json& parameters, int code) const {
        const json got = call(name, parameters);
        INFO(got.dump());
        REQUIRE(got.contains("error"));
        CHECK(got["error"]["code"] == code);
        return got["error"]["message"];
    }
};

const std::string an_address = "0x00000000000000000000000000000000000000aa";

} // namespace

TEST_CASE("single calls, ids of every kind, and notifications") {
    const served s;
    CHECK(s.ask(R"({"jsonrpc":"2.0","id":7,"method":"eth_chainId"})") ==
          json::parse(R"({"jsonrpc":"2.0","id":7,"result":"0x3e9"})"));
    CHECK(s.ask(R"({"jsonrpc":"2.0","id":"a\"b","method":"eth_chainId","params":[]})")["id"] == "a\"b");
    CHECK(s.ask(R"({"jsonrpc":"2.0","id":null,"method":"eth_chainId","params":null})")["result"] == "0x3e9");
    CHECK(s.ask(R"({"jsonrpc":"2.0","id":1.5,"method":"net_version"})")["result"] == "1001");
    CHECK(s.calls.handle(R"({"jsonrpc":"2.0","method":"eth_chainId"})", {}).empty());
    CHECK(s.calls.handle(R"({"jsonrpc":"2.0","method":"no_such"})", {}).empty());
}

TEST_CASE("faults have geth's codes and words") {
    const served s;
    const auto error_of = [&](const std::string& body) { return s.ask(body)["error"]; };
    CHECK(error_of("") == json{{"code", -32700}, {"message", "parse error"}});
    CHECK(error_of("{\"a\":") == json{{"code", -32700}, {"message", "parse error"}});
    CHECK(error_of("\"\xff\"") == json{{"code", -32700}, {"message", "parse error"}});
    CHECK(error_of("3") == json{{"code", -32600}, {"message", "invalid request"}});
    CHECK(error_of("{}") == json{{"code", -32600}, {"message", "invalid request"}});
    CHECK(error_of(R"({"id":1,"method":"eth_chainId"})")["code"] == -32600);
    CHECK(error_of(R"({"jsonrpc":"1.0","id":1,"method":"eth_chainId"})")["code"] == -32600);
    CHECK(error_of(R"({"jsonrpc":"2.0","id":{},"method":"eth_chainId"})")["code"] == -32600);
    CHECK(error_of(R"({"jsonrpc":"2.0","id":1,"method":5})")["code"] == -32600);
    CHECK(s.ask(R"({"jsonrpc":"2.0","id":9,"method":5})")["id"] == 9);
    CHECK(error_of("[]") == json{{"code", -32600}, {"message", "empty batch"}});
    CHECK(s.why("foo_bar", json::array(), -32601) == "the method foo_bar does not exist/is not available");
    CHECK(s.why("eth_chainId", json{{"a", 1}}, -32602) == "non-array args");
    CHECK(s.why("eth_chainId", {1}, -32602) == "too many arguments, want at most 0");
    CHECK(s.why("test_echo", json::array(), -32602) == "missing value for required argument 0");
    CHECK(s.why("test_echo", {nullptr}, -32602) == "missing value for required argument 0");
    CHECK(s.why("test_throw", json::array(), -32603) == "method handler crashed: out of luck");
    CHECK(s.call("test_revert", json::array())["error"] ==
          json{{"code", 3}, {"message", "execution reverted: \"no\"\n"}, {"data", "0x08c379a0"}});
}

TEST_CASE("parameters are read with geth's words") {
    const served s;
    CHECK(s.call("test_echo", {an_address})["result"] == json{an_address, 0, 0, "1.2.3.4"});
    CHECK(s.call("test_echo", {an_address, "0x10", true})["result"] == json{an_address, 1, 1, "1.2.3.4"});
    CHECK(s.call("test_echo", {an_address, "pending", nullptr})["result"][1] == 0);
    const std::string hash = "0x" + std::string(64, 'a');
    CHECK(s.call("test_echo", {an_address, {{"blockHash", hash}}})["result"][1] == 2);
    CHECK(s.call("test_echo", {an_address, {{"blockNumber", "0x1"}}})["result"][1] == 1);
    const auto why = [&](const json& parameters) { return s.why("test_echo", parameters, -32602); };
    CHECK(why({5}) == "invalid argument 0: json: cannot unmarshal non-string into Go value of type common.Address");
    CHECK(
        why({"aa"}) ==
        "invalid argument 0: json: cannot unmarshal hex string without 0x prefix into Go value of type common.Address");
    CHECK(why({"0xaa"}) == "invalid argument 0: hex string has length 2, want 40 for common.Address");
    CHECK(why({"0xa"}) ==
          "invalid argument 0: json: cannot unmarshal hex string of odd length into Go value of type common.Address");
    CHECK(why({"0xzz"}) ==
          "invalid argument 0: json: cannot unmarshal invalid hex string into Go value of type common.Address");
    CHECK(why({an_address, "1"}) == "invalid argument 1: hex string without 0x prefix");
    CHECK(why({an_address, "0x01"}) == "invalid argument 1: hex number with leading zero digits");
    CHECK(why({an_address, "0x"}) == "invalid argument 1: hex string \"0x\"");
    CHECK(why({an_address, "0xffffffffffffffff"}) == "invalid argument 1: block number larger than int64");
    CHECK(why({an_address, "0x1ffffffffffffffff"}) == "invalid argument 1: hex number > 64 bits");
    CHECK(why({an_address, json{{"blockHash", hash}, {"blockNumber", "0x1"}}}).find("cannot specify both") !=
          std::string::npos);
    CHECK(why({an_address, json::object()}) == "invalid argument 1: invalid block number or hash");
    CHECK(why({an_address, "latest", "yes"}).find("into Go value of type bool") != std::string::npos);
    // The first fault is told, not the last.
    CHECK(why({"0x", "0x", 3}).starts_with("invalid argument 0"));
    CHECK(s.call("test_quantity", {"0x" + std::string(64, 'f'), "0x1"})["result"] == "0x0");
    CHECK(s.call("test_quantity", {"0x0", "0xff"})["result"] == "0xff");
    CHECK(s.why("test_quantity", {"0x1" + std::string(64, '0'), "0x1"}, -32602).find("> 256 bits") !=
          std::string::npos);
    CHECK(s.why("test_quantity", {"0x1", "0x10000000000000000"}, -32602).find("> 64 bits") != std::string::npos);
    CHECK(s.call("web3_sha3", {"0x"})["result"] ==
          "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    CHECK(s.why("web3_sha3", {"0x1"}, -32602).find("odd length") != std::string::npos);
}

TEST_CASE("texts of contracts become JSON whatever they hold") {
    const auto back = [](const std::string& text) { return json::parse(rpc::json_string(text)).get<std::string>(); };
    for (const std::string good :
         {"", "a\"b\\c\n\x01", "gr\xc3\xbc\xc3\x9f", "\xe2\x82\xac", "\xf0\x9f\x99\x82", "\xf4\x8f\xbf\xbf"}) {
        CHECK(back(good) == good);
    }
    const std::string odd = "\xef\xbf\xbd";
    CHECK(back("\xff") == odd);
    CHECK(back("a\xc3") == "a" + odd);
    CHECK(back("\xc0\x80") == odd + odd);
    CHECK(back("\xe0\x80\x80") == odd + odd + odd);
    CHECK(back("\xed\xa0\x80x") == odd + odd + odd + "x");
    CHECK(back("\xf4\x90\x80\x80").size() == 12);
    CHECK(back("\xf0\x80\x80\x80").size() == 12);
}

TEST_CASE("batches") {
    const served s;
    const std::string one = R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})";
    const std::string note = R"({"jsonrpc":"2.0","method":"eth_chainId"})";
    const json got = s.ask("[" + one + ",3," + note + "," + R"({"jsonrpc":"2.0","id":2,"method":"nope"})" + "]");
    REQUIRE(got.size() == 3);
    CHECK(got[0]["result"] == "0x3e9");
    CHECK(got[1] == json::parse(R"({"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"invalid request"}})"));
    CHECK(got[2]["error"]["code"] == -32601);
    CHECK(s.calls.handle("[" + note + "," + note + "]", {}).empty());
    CHECK(s.ask("[" + one + "," + one + "," + one + "," + one + "," + one + "," + one + "]")["error"]["message"] ==
          "batch too large");
    // Once the answers are longer than the limit the rest get an error.
    const std::string big = R"({"jsonrpc":"2.0","id":3,"method":"rpc.discover"})";
    const json cut = s.ask("[" + big + "," + one + "," + note + "]");
    REQUIRE(cut.size() == 2);
    CHECK(cut[0].contains("result"));
    CHECK(cut[1]["error"] == json{{"code", -32003}, {"message", "response too large"}});
    CHECK(cut[1]["id"] == 1);
}

TEST_CASE("the calls of a body are counted as they are made") {
    const served s;
    CHECK(s.calls.count(R"({"jsonrpc":"2.0"})") == 1);
    CHECK(s.calls.count("") == 1);
    CHECK(s.calls.count("[]") == 1);
    CHECK(s.calls.count(R"( [{"a":[1,2]},{"b":"],\"[,"},3])") == 3);
    CHECK(s.calls.count("[[[") == 1);
    CHECK(s.calls.count("[\"\\") == 1);
}

TEST_CASE("the description names exactly what is served") {
    const served s;
    const json document = s.call("rpc.discover", json::array())["result"];
    CHECK(document["openrpc"] == "1.2.6");
    std::vector<std::string> described;
    for (const json& m : document["methods"]) {
        described.push_back(m["name"]);
        for (const json& p : m["params"]) {
            CHECK((p["schema"].is_object() && p["required"].is_boolean()));
        }
        CHECK(m["result"]["schema"].is_object());
    }
    std::vector<std::string> served_names;
    for (const auto& [name, m] : s.methods.all()) {
        served_names.push_back(name);
    }
    CHECK(described == served_names);
    CHECK(s.call("rpc_modules", json::array())["result"] ==
          json{{"eth", "1.0"}, {"net", "1.0"}, {"rpc", "1.0"}, {"test", "1.0"}, {"web3", "1.0"}});
}

TEST_CASE("calls are observed") {
    served s;
    std::vector<std::pair<std::string, bool>> seen;
    s.calls.observe([&](std::string_view m, bool ok, double) { seen.emplace_back(m, ok); });
    s.call("eth_chainId", json::array());
    s.call("test_revert", json::array());
    s.call("no_such_method", json::array());
    CHECK(seen ==
          std::vector<std::pair<std::string, bool>>{{"eth_chainId", true}, {"test_revert", false}, {"", false}});
}

TEST_CASE("a bucket of tokens") {
    using namespace std::chrono_literals;
    rpc::rate_limit limit(10, 5);
    const rpc::rate_limit::clock::time_point t{1000s};
    for (int i = 0; i < 5; ++i) {
        CHECK(limit.allow("a", 1, t));
    }
    CHECK(!limit.allow("a", 1, t));
    CHECK(limit.allow("b", 1, t));
    CHECK(!limit.allow("a", 2, t + 100ms));
    CHECK(limit.allow("a", 1, t + 100ms));
    CHECK(limit.allow("a", 100, t + 10s));
    CHECK(!limit.allow("a", 1, t + 10s));
    rpc::rate_limit none(0, 0);
    for (int i = 0; i < 1'000; ++i) {
        REQUIRE(none.allow("a", 1'000, t));
    }
    rpc::rate_limit many(1, 1);
    for (int i = 0; i < 250'000; ++i) {
        REQUIRE(many.allow(std::to_string(i), 1, t));
    }
}

} // namespace rpc_dispatcher_tests
