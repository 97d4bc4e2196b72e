#include "support/catch.hpp"

#include <chrono>
#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "config/load.hpp"
#include "node/node.hpp"
#include "reference-node/pool/signed_transaction.hpp"
#include "reference-node/rpc/web_socket_client.hpp"
#include "support/anvil.hpp"
#include "support/child.hpp"
#include "support/temporary_folder.hpp"

namespace node_node_tests {

using namespace zonogon;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string sender = to_hex(test::key_number(1).owner());

/// The node of a folder with a genesis, which tells nothing.
config::configuration quiet_node(const std::string& folder) {
    config::configuration how;
    how.chain.genesis = folder + "genesis.json";
    how.store.path = folder + "db";
    how.store.cache_megabytes = 8;
    how.rpc.port = 0;
    how.metrics.port = 0;
    how.metrics.min_free_disk_megabytes = 1;
    how.log.level = "off";
    return how;
}

struct place {
    test::temporary_folder folder;
    config::configuration how;

    place() {
        // A reverting contract: Error("hi").
        std::ofstream(folder / "genesis.json")
            << json{{"genesis",
                     {{{"address", sender}, {"nonce", "0"}, {"balance", "1000000000000000000000"}},
                      {{"address", "0x0000000000000000000000000000000000000044"},
                       {"nonce", "1"},
                       {"balance", "0"},
                       {"bytecode", "0x62461bcd60e51b6000526020600452600260245261686960f01b60445260646000fd"}}}}}
                   .dump();
        how = quiet_node(folder / "");
    }
    std::unique_ptr<node::node> start() const {
        auto running = node::node::start(how);
        INFO((running ? std::string{} : running.why().message));
        REQUIRE(running);
        return *std::move(running);
    }
    std::string why() const {
        const auto running = node::node::start(how);
        return running ? std::string{} : running.why().message;
    }
};

std::string exchange(std::uint16_t port, const std::string& head, const std::string& body,
                     const std::string& more_headers = {}) {
    const test::raw_connection c(port);
    c.send(head + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n" + more_headers + "\r\n" + body);
    const std::string all = c.receive_until("no such end");
    return all.substr(std::min(all.find("\r\n\r\n") + 4, all.size()));
}

json call(std::uint16_t port, const std::string& method, const json& parameters = json::array(),
          const std::string& more_headers = {}) {
    const json asked{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", parameters}};
    return json::parse(exchange(port, "POST /", asked.dump(), more_headers), nullptr, false);
}

bytes transfer(std::uint64_t nonce) {
    rollup::transaction tx;
    tx.nonce = nonce;
    tx.gas_price = u256{1'000'000'000};
    tx.gas_limit = 21'000;
    tx.to = address{5};
    tx.value = u256{7};
    tx.chain_id = 1001;
    return test::signed_raw(tx, test::key_number(1));
}

} // namespace

TEST_CASE("a node answers about itself, its state and its pool") {
    const place p;
    const auto running = p.start();
    const std::uint16_t port = running->rpc_port();
    CHECK(call(port, "eth_chainId")["result"] == "0x3e9");
    CHECK(call(port, "web3_clientVersion")["result"].get<std::string>().starts_with("zonogon/"));
    CHECK(call(port, "eth_blockNumber")["result"] == "0x0");
    CHECK(call(port, "eth_getBalance", {sender, "latest"})["result"] == "0x3635c9adc5dea00000");
    CHECK(call(port, "eth_getBalance", {sender, "0x1"})["error"] ==
          json{{"code", -32000}, {"message", "header not found"}});
    CHECK(call(port, "eth_getStorageAt", {sender, "0x0", "latest"})["result"] == "0x" + std::string(64, '0'));
    CHECK(call(port, "eth_getStorageAt", {sender, "0xzz", "latest"})["error"]["code"] == -32602);
    const json reverting{{"to", "0x0000000000000000000000000000000000000044"}};
    CHECK(call(port, "eth_call", {reverting, "latest"})["error"]["code"] == 3);
    CHECK(call(port, "eth_getCode", {reverting["to"], "latest"})["result"].get<std::string>().size() > 4);
    CHECK(call(port, "eth_estimateGas",
               json::array({{{"from", sender}, {"to", sender}, {"value", "0x1"}}}))["result"] == "0x5208");
    CHECK(call(port, "eth_call",
               json::array({{{"to", sender}, {"data", "0x01"}, {"input", "0x02"}}}))["error"]["code"] == -32602);

    const json hash = call(port, "eth_sendRawTransaction", {to_hex(transfer(0))})["result"];
    CHECK(hash.get<std::string>().size() == 66);
    CHECK(call(port, "eth_sendRawTransaction", {to_hex(transfer(0))})["error"]["message"] == "already known");
    CHECK(call(port, "eth_sendRawTransaction", {"0x02c0"})["error"]["message"].get<std::string>().starts_with(
        "transaction type not supported"));
    CHECK(call(port, "eth_sendRawTransaction", {to_hex(transfer(2))}).contains("result"));
    CHECK(call(port, "eth_getTransactionCount", {sender, "pending"})["result"] == "0x1");
    CHECK(call(port, "eth_getTransactionCount", {sender, "latest"})["result"] == "0x0");
    CHECK(call(port, "txpool_status")["result"] == json{{"pending", "0x1"}, {"queued", "0x1"}});
    const json content = call(port, "txpool_content")["result"];
    REQUIRE(content["pending"].size() == 1);
    CHECK((*content["pending"].begin())["0"]["hash"] == hash);
    CHECK((*content["pending"].begin())["0"]["from"] == sender);
    CHECK(call(port, "txpool_contentFrom", {sender})["result"]["queued"]["2"]["value"] == "0x7");
    CHECK((*call(port, "txpool_inspect")["result"]["queued"].begin())["2"] ==
          "0x0500000000000000000000000000000000000000: 7 wei + 21000 gas × 1000000000 wei");

    const std::string numbers = exchange(running->monitor_port(), "GET /metrics", "");
    CHECK(numbers.find("jsonrpc_request_handled{method=\"eth_chainId\",type=\"single\"} 1") != std::string::npos);
    CHECK(numbers.find("pool_size{state=\"queued\"} 1") != std::string::npos);
    CHECK(exchange(running->monitor_port(), "GET /readyz", "") == "{\"ready\":true,\"reasons\":[]}\n");
}

TEST_CASE("what a node cannot do it refuses at the start") {
    place p;
    const auto running = p.start();
    CHECK(p.why().find("cannot open the database") != std::string::npos);
    place other;
    other.how.rpc.port = running->rpc_port();
    CHECK(other.why().find("cannot listen on 127.0.0.1:") != std::string::npos);
    other.how.rpc.port = 0;
    other.how.chain.genesis = "/no/such/file";
    CHECK(other.why().find("the genesis file /no/such/file: no such file") == 0);
    std::ofstream(other.folder / "bad.json") << "{}";
    other.how.chain.genesis = other.folder / "bad.json";
    CHECK(other.why().find("bad.json: ") != std::string::npos);
}

TEST_CASE("a node belongs to the rollup that its deployment names") {
    place p;
    const std::string somebody = "0x1111111111111111111111111111111111111111";
    const auto deploy = [&](std::uint64_t l1, std::uint64_t l2, const std::string& root) {
        std::ofstream(p.folder / "deployment.json") << json{
            {"root", root},
            {"l1",
             {{"chainId", l1},
              {"firstBlock", 1},
              {"contracts",
               {{"rollupManager", somebody},
                {"rollup", somebody},
                {"globalExitRootManager", somebody},
                {"bridge", somebody},
                {"feeToken", somebody}}}}},
            {"rollup", {{"id", 1}, {"chainId", l2}}}}.dump();
    };
    p.how.contracts.file = p.folder / "deployment.json";
    CHECK(p.why().find("deployment.json") != std::string::npos);
    deploy(31'337, 1'002, "0x" + std::string(64, '1'));
    CHECK(p.why().ends_with("is of a rollup with chain id 1002, 'chain.id' is 1001"));
    deploy(31'337, 1'001, "0x" + std::string(64, '1'));
    p.how.l1.chain_id = 5;
    CHECK(p.why().ends_with("is of an L1 with chain id 31337, 'l1.chain_id' is 5"));
    p.how.l1.chain_id = 0;
    CHECK(p.why().ends_with("the rollup on L1 0x" + std::string(64, '1')));
}

TEST_CASE("an administrator needs the token") {
    place p;
    std::ofstream(p.folder / "token") << "\n";
    p.how.admin.token_file = p.folder / "token";
    CHECK(p.why().ends_with("has no first line"));
    std::ofstream(p.folder / "token") << "open sesame\n";
    const auto running = p.start();
    const std::uint16_t port = running->rpc_port();
    CHECK(call(port, "admin_nodeInfo").contains("error"));
    CHECK(call(port, "admin_nodeInfo", json::array(), "Authorization: Bearer open\r\n").contains("error"));
    const std::string key = "Authorization: Bearer open sesame\r\n";
    CHECK(call(port, "admin_nodeInfo", json::array(), key)["result"]["chainId"] == 1001);
    CHECK(call(port, "admin_setLogLevel", {"loud"}, key).contains("error"));
    CHECK(call(port, "admin_setLogLevel", {"error"}, key).contains("result"));
    CHECK(call(port, "admin_blockAddress", {sender, "enough"}, key).contains("result"));
    CHECK(call(port, "eth_sendRawTransaction", {to_hex(transfer(0))})["error"]["message"].get<std::string>().find(
              "enough") != std::string::npos);
    CHECK(call(port, "admin_unblockAddress", {sender}, key).contains("result"));
    CHECK(call(port, "eth_sendRawTransaction", {to_hex(transfer(0))}).contains("result"));
    CHECK(call(port, "admin_stopSequencer", json::array(), key)["error"]["code"] == -32601); // it has none
}

TEST_CASE("child: runs a node", "[.child]") {
    const std::string folder = test::child::place();
    REQUIRE(!folder.empty());
    const auto running = node::node::start(quiet_node(folder));
    test::child::tell(running ? (*running)->rpc_port() : std::uint16_t{0});
    for (;;) {
        ::pause();
    }
}

TEST_CASE("a node that is killed again and again loses nothing it acknowledged") {
    const place p;
    std::uint64_t acknowledged = 0;
    for (int round = 0; round < 4; ++round) {
        test::child running{"child: runs a node", p.folder / ""};
        std::uint16_t port = 0;
        REQUIRE(running.read(port));
        REQUIRE(port != 0);
        CHECK(call(port, "eth_getTransactionCount", {sender, "pending"})["result"].get<std::string>() == [&] {
            char text[32];
            std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(acknowledged));
            return std::string{text};
        }());
        for (int i = 0; i < 7; ++i) {
            const json got = call(port, "eth_sendRawTransaction", {to_hex(transfer(acknowledged))});
            INFO(got.dump());
            REQUIRE(got.contains("result"));
            ++acknowledged;
        }
    }
    const auto running = p.start();
    CHECK(call(running->rpc_port(), "txpool_status")["result"] == json{{"pending", "0x1c"}, {"queued", "0x0"}});
}

TEST_CASE("a node follows the head of L1 and says when it cannot") {
    place p;
    p.how.l1.poll = 20ms;
    p.how.l1.attempts = 1;
    p.how.l1.timeout = 500ms;
    const auto ready_with = [&](const std::string& wanted) {
        const auto running = p.start();
        std::string last;
        for (int i = 0; i < 200; ++i) {
            last = exchange(running->monitor_port(), "GET /readyz", "");
            if (last.find(wanted) != std::string::npos) {
                return std::string{};
            }
            std::this_thread::sleep_for(20ms);
        }
        return last;
    };
    const test::anvil l1;
    p.how.l1.url = l1.url();
    CHECK(ready_with("\"ready\":true").empty());
    p.how.l1.chain_id = 1;
    CHECK(ready_with("L1 has chain id 31337, the configured one is 1").empty());
    p.how.l1.url = "http://127.0.0.1:1";
    CHECK(ready_with("no answer from L1").empty());
}

} // namespace node_node_tests
