#include "node/trusted_node.hpp"

#include "support/catch.hpp"

#include "rpc/dispatcher.hpp"
#include "rpc/server.hpp"

namespace node_trusted_node_tests {

using namespace zonogon;

TEST_CASE("what a response says comes back as it is") {
    CHECK(node::read_response(R"({"jsonrpc":"2.0","id":1,"result":{"a":[1,null]}})") ==
          rpc::answer{std::string{R"({"a":[1,null]})"}});
    CHECK(node::read_response(R"({"result":null})") == rpc::answer{std::string{"null"}});
    CHECK(node::read_response(R"({"error":{"code":3,"message":"execution reverted","data":"0x08"}})") ==
          rpc::answer{rpc::failure{3, "execution reverted", "\"0x08\""}});
    for (const char* odd : {"", "[]", "{}", R"({"error":7})", R"({"error":{"code":"x","message":"m"}})",
                            R"({"error":{"code":1}})", R"({"error":{"code":1,"message":2}})"}) {
        const auto got = node::read_response(odd);
        REQUIRE(std::holds_alternative<rpc::failure>(got));
        CHECK(std::get<rpc::failure>(got).message.starts_with("the sequencer's node cannot be asked: "));
    }
}

TEST_CASE("calls go on to the sequencer's node, and its errors back") {
    rpc::registry methods;
    methods.add({"eth_sendRawTransaction",
                 "",
                 {{"transaction", rpc::schema::data}},
                 rpc::schema::hash,
                 [](rpc::parameters& p, const rpc::caller&) -> rpc::answer {
                     const bytes raw = p.data(0);
                     return raw == bytes{1} ? rpc::answer{std::string{"\"0xaa\""}}
                                            : rpc::answer{rpc::failure{-32000, "nonce too low", {}}};
                 }});
    const rpc::dispatcher calls{methods, {}};
    rpc::rate_limit limit(0, 0);
    auto server = rpc::server::start(calls, limit, {});
    REQUIRE(server);
    const std::string url = "http://127.0.0.1:" + std::to_string((*server)->port());
    const auto there = node::trusted_node::create(url, {});
    REQUIRE(there);
    CHECK((*there)->ask("eth_sendRawTransaction", "[\"0x01\"]") == rpc::answer{std::string{"\"0xaa\""}});
    CHECK((*there)->ask("eth_sendRawTransaction", "[\"0x02\"]") ==
          rpc::answer{rpc::failure{-32000, "nonce too low", {}}});
    CHECK(std::get<rpc::failure>((*there)->ask("eth_none", "[]")).code == -32601);
    server->reset();
    CHECK(std::get<rpc::failure>((*there)->ask("eth_sendRawTransaction", "[\"0x01\"]"))
              .message.starts_with("the sequencer's node cannot be asked: "));
    CHECK(!node::trusted_node::create("ftp://x", {}));
}

} // namespace node_trusted_node_tests
