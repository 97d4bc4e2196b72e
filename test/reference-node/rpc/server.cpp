#include "support/catch.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "rpc/node_methods.hpp"
#include "rpc/server.hpp"
#include "web_socket_client.hpp"

namespace rpc_server_tests {

using namespace zonogon;
using namespace std::chrono_literals;
using nlohmann::json;
using test::raw_connection;

namespace {

const std::string ask_chain_id = R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]})";

struct running {
    explicit running(rpc::server::options how = {}, std::uint64_t per_second = 0) : limit(per_second, 0) {
        rpc::add_node_methods(methods, {1001, "zonogon/test"});
        methods.add({"test_channel",
                     "",
                     {},
                     rpc::schema::anything,
                     [this](rpc::parameters&, const rpc::caller& who) -> rpc::answer {
                         if (who.channel == nullptr) {
                             return rpc::failure{-32000, "notifications not supported", {}};
                         }
                         channel = who.channel;
                         return std::to_string(who.channel->id());
                     }});
        how.cors = {"http://localhost", "https://app.example:444"};
        how.banner = "hello";
        auto made = rpc::server::start(
            calls, limit, how,
            [this](std::int64_t http, std::int64_t sockets) {
                http_open = http;
                sockets_open = sockets;
            },
            [this](std::uint64_t id) { closed = id; });
        INFO((made ? std::string{} : made.why().message));
        REQUIRE(made);
        server = *std::move(made);
    }
    std::string post(const std::string& body, const std::string& headers = "Content-Type: application/json\r\n") const {
        const raw_connection c(server->port());
        REQUIRE(c.connected());
        c.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return c.receive_until("no such end");
    }

    rpc::registry methods;
    rpc::dispatcher calls{methods, {}};
    rpc::rate_limit limit;
    std::weak_ptr<rpc::push_channel> channel;
    std::atomic<std::int64_t> http_open = 0;
    std::atomic<std::int64_t> sockets_open = 0;
    std::atomic<std::uint64_t> closed = 0;
    std::unique_ptr<rpc::server> server;
};

bool soon(const std::function<bool()>& truth) {
    for (int i = 0; i < 500; ++i) {
        if (truth()) {
            return true;
        }
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

} // namespace

TEST_CASE("HTTP: verbs, types, limits") {
    running s({.max_body_bytes = 2'000});
    const std::string good = s.post(ask_chain_id);
    CHECK(good.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(good.find("Content-Type: application/json") != std::string::npos);
    CHECK(good.ends_with(R"({"jsonrpc":"2.0","id":1,"result":"0x3e9"})"));
    CHECK(s.post(ask_chain_id, "Content-Type: application/json; charset=utf-8\r\n").starts_with("HTTP/1.1 200"));
    CHECK(s.post(ask_chain_id, "Content-Type: text/plain\r\n").starts_with("HTTP/1.1 415"));
    CHECK(s.post(ask_chain_id, "").starts_with("HTTP/1.1 415"));
    CHECK(s.post(std::string(2'001, ' ')).starts_with("HTTP/1.1 413"));
    CHECK(s.post("{").find("-32700") != std::string::npos);
    const auto raw = [&](const std::string& text) {
        const raw_connection c(s.server->port());
        c.send(text);
        return c.receive_until("no such end");
    };
    CHECK(raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ends_with("hello"));
    CHECK(raw("GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 404"));
    CHECK(
        raw("PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").starts_with("HTTP/1.1 405"));
    CHECK(raw("nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
    CHECK(raw("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'y') + "\r\n\r\n").starts_with("HTTP/1.1 4"));
}

TEST_CASE("HTTP: a connection is kept, and requests may follow each other at once") {
    running s;
    const raw_connection c(s.server->port());
    const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
                                std::to_string(ask_chain_id.size()) + "\r\n\r\n" + ask_chain_id;
    for (int i = 0; i < 3; ++i) {
        c.send(request + request);
        CHECK(c.receive_until("\"0x3e9\"}").starts_with("HTTP/1.1 200"));
        CHECK(c.receive_until("\"0x3e9\"}").starts_with("HTTP/1.1 200"));
    }
    CHECK(soon([&] { return s.http_open == 1; }));
}

TEST_CASE("CORS") {
    running s;
    const std::string type = "Content-Type: application/json\r\n";
    CHECK(s.post(ask_chain_id, type + "Origin: http://localhost:3000\r\n")
              .find("Access-Control-Allow-Origin: http://localhost:3000") != std::string::npos);
    CHECK(s.post(ask_chain_id, type + "Origin: http://localhost.example\r\n").find("Allow-Origin") ==
          std::string::npos);
    CHECK(s.post(ask_chain_id, type + "Origin: https://app.example\r\n").find("Allow-Origin") == std::string::npos);
    CHECK(s.post(ask_chain_id, type).find("Allow-Origin") == std::string::npos);
    const raw_connection c(s.server->port());
    c.send("OPTIONS / HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example:444\r\nConnection: close\r\n\r\n");
    const std::string preflight = c.receive_until("no such end");
    CHECK(preflight.starts_with("HTTP/1.1 204"));
    CHECK(preflight.find("Access-Control-Allow-Headers: Content-Type") != std::string::npos);
    CHECK(rpc::origin_allowed({"*"}, "http://anything"));
    CHECK(!rpc::origin_allowed({"http://a"}, "http://a:"));
    CHECK(!rpc::origin_allowed({"http://a"}, "http://a:80x"));
    CHECK(!rpc::origin_allowed({}, "http://a"));
}

TEST_CASE("WebSocket: calls, batches, pushes, limits") {
    running s({.max_body_bytes = 100'000});
    auto c = std::make_unique<raw_connection>(s.server->port());
    REQUIRE(c->upgrade("Origin: http://localhost:1\r\n"));
    c->send_text(ask_chain_id);
    CHECK(json::parse(*c->receive_text())["result"] == "0x3e9");
    c->send_text("[" + ask_chain_id + "," + ask_chain_id + "]");
    CHECK(json::parse(*c->receive_text()).size() == 2);
    c->send_text(R"({"jsonrpc":"2.0","id":5,"method":"test_channel"})");
    const json named = json::parse(*c->receive_text());
    REQUIRE(s.channel.lock());
    CHECK(soon([&] { return s.sockets_open == 1 && s.http_open == 0; }));
    for (int i = 0; i < 100; ++i) {
        s.channel.lock()->push(std::make_shared<const std::string>(std::to_string(i)));
    }
    for (int i = 0; i < 100; ++i) {
        CHECK(*c->receive_text() == std::to_string(i));
    }
    c.reset();
    CHECK(soon([&] { return s.closed == named["result"].get<std::uint64_t>() && s.sockets_open == 0; }));
    CHECK(!s.channel.lock());

    const raw_connection foreign(s.server->port());
    CHECK(!foreign.upgrade("Origin: http://evil.example\r\n"));
    const raw_connection long_winded(s.server->port());
    REQUIRE(long_winded.upgrade());
    long_winded.send_text(std::string(100'001, ' '));
    CHECK(!long_winded.receive_text());
    CHECK(s.post(R"({"jsonrpc":"2.0","id":5,"method":"test_channel"})").find("notifications not supported") !=
          std::string::npos);
}

TEST_CASE("a WebSocket peer that does not read is cut") {
    running s({.max_queue_bytes = 1 << 20});
    const raw_connection c(s.server->port());
    REQUIRE(c.upgrade());
    c.send_text(R"({"jsonrpc":"2.0","id":5,"method":"test_channel"})");
    REQUIRE(c.receive_text());
    const auto big = std::make_shared<const std::string>(100'000, 'x');
    for (int i = 0; i < 1'000 && !s.channel.expired(); ++i) {
        if (const auto open = s.channel.lock()) {
            open->push(big);
        }
        std::this_thread::sleep_for(1ms);
    }
    CHECK(soon([&] { return s.sockets_open == 0; }));
}

TEST_CASE("callers above their rate are told so, batches count by their calls") {
    running s({}, 10);
    int refused = 0;
    for (int i = 0; i < 15; ++i) {
        refused += s.post(ask_chain_id).starts_with("HTTP/1.1 429") ? 1 : 0;
    }
    CHECK(refused >= 3);
    std::string batch = "[" + ask_chain_id;
    for (int i = 0; i < 8; ++i) {
        batch += "," + ask_chain_id;
    }
    CHECK(s.post(batch + "]").find("-32005") != std::string::npos);
}

TEST_CASE("connections above the limit are closed, idle ones too, and many are served at once") {
    running s({.threads = 2, .max_connections = 50, .idle = 400ms});
    std::vector<std::unique_ptr<raw_connection>> open;
    for (int i = 0; i < 50; ++i) {
        open.push_back(std::make_unique<raw_connection>(s.server->port()));
        REQUIRE(open.back()->connected());
    }
    REQUIRE(soon([&] { return s.http_open == 50; }));
    const raw_connection over(s.server->port());
    CHECK(!over.receive(1));
    CHECK(soon([&] { return s.http_open == 0; }));
    CHECK(s.post(ask_chain_id).starts_with("HTTP/1.1 200"));
}

TEST_CASE("a server stops while it is used, and its port is free again") {
    std::uint16_t port = 0;
    for (int round = 0; round < 3; ++round) {
        running s({.port = port});
        port = s.server->port();
        CHECK(!rpc::server::start(s.calls, s.limit, {.port = port}));
        std::vector<std::thread> users;
        std::atomic<int> answers = 0;
        for (int i = 0; i < 4; ++i) {
            users.emplace_back([&, i] {
                const raw_connection c(port);
                if (i % 2 == 0 && c.upgrade()) {
                    while (c.send_text(ask_chain_id) && c.receive_text()) {
                        ++answers;
                    }
                } else {
                    const std::string request =
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
                        std::to_string(ask_chain_id.size()) + "\r\n\r\n" + ask_chain_id;
                    while (c.send(request) && c.receive_until("\"0x3e9\"}").ends_with("}")) {
                        ++answers;
                    }
                }
            });
        }
        CHECK(soon([&] { return answers > 100; }));
        s.server.reset();
        for (std::thread& t : users) {
            t.join();
        }
    }
    const rpc::registry methods;
    const rpc::dispatcher calls{methods, {}};
    rpc::rate_limit limit(0, 0);
    CHECK(rpc::server::start(calls, limit, {.host = "no host"}).why().message.find("not an IP address") !=
          std::string::npos);
}

} // namespace rpc_server_tests
