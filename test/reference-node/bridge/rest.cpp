#include "bridge/rest.hpp"

#include <nlohmann/json.hpp>

#include "bridge/rest_query.hpp"
#include "bridge/rest_server.hpp"
#include "l1/abi.hpp"
#include "reference-node/bridge/support.hpp"
#include "reference-node/rpc/web_socket_client.hpp"

namespace bridge_rest_tests {

using namespace zonogon;
using namespace zonogon::bridge;
using nlohmann::json;
using test::require;

namespace {

const std::string someone = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/// Thirty deposits of L1 to someone, of which L2 knows 28 and has claimed the first; one of L2; a token.
struct scene : test::books {
    status health{};
    rest answers;
    std::vector<deposit> made;

    scene() : answers(*of, [this] { return health; }) {
        const address to = test::account(someone);
        for (std::uint64_t block = 1; block <= 30; ++block) {
            deposit d = next(side::l1, block, to, block == 1 ? u256::max() : u256{block});
            made.push_back(d);
            std::vector<event> events{d};
            if (block == 28) {
                events.push_back(roots());
            }
            require(apply(side::l1, block, events));
            if (block == 28) {
                known = global_exit_root(roots());
            }
        }
        require(apply(side::l2, 1, {}, {known}));
        wrapped_token t{test::rollup, 0, {0x11}, {0x22}, {}};
        // A name that is no UTF-8.
        t.metadata = l1::abi_writer{}.text(std::string_view{"A\xff"}).text(std::string_view{"SYM"}).number(6).take();
        require(apply(side::l2, 2, {test::claim_of(made[0], 2), t, next(side::l2, 2, to)}));
    }
    json get(const std::string& target, int code = 200) const {
        const rest_answer a = answers.get(target);
        INFO(target);
        INFO(a.body);
        CHECK(a.code == code);
        const json out = json::parse(a.body, nullptr, false);
        REQUIRE(!out.is_discarded());
        return out;
    }
    bytes32 known{};
};

} // namespace

TEST_CASE("the REST interface tells deposits as bridge services do") {
    scene s;
    CHECK(s.get("/api") == json{{"api", "v1"}});
    const json d = s.get("/bridge?net_id=0&deposit_cnt=0")["deposit"];
    CHECK(d == json{{"leaf_type", 0},
                    {"orig_net", 0},
                    {"orig_addr", "0x0000000000000000000000000000000000000000"},
                    {"amount", u256::max().to_decimal()},
                    {"dest_net", 1},
                    {"dest_addr", someone},
                    {"block_num", "1"},
                    {"deposit_cnt", "0"},
                    {"network_id", 0},
                    {"tx_hash", to_hex(s.made[0].where.transaction)},
                    {"claim_tx_hash", to_hex(test::hash_number(2, 77))},
                    {"metadata", "0x"},
                    {"ready_for_claim", true},
                    {"global_index", "18446744073709551616"}});
    // The other spelling.
    CHECK(s.get("/bridge?networkId=0&depositCount=0")["deposit"] == d);
    const json unready = s.get("/bridge?net_id=0&deposit_cnt=28")["deposit"];
    CHECK(unready["ready_for_claim"] == false);
    CHECK(unready["claim_tx_hash"] == "");
    CHECK(s.get("/bridge?net_id=1&deposit_cnt=0")["deposit"]["global_index"] == "0");
    CHECK(s.get("/bridge?net_id=0&deposit_cnt=30", 404) ==
          json{{"code", 5}, {"message", "not found in the Storage"}, {"details", json::array()}});
    CHECK(s.get("/bridge?net_id=0", 400)["message"] == "deposit_cnt is missing");
    CHECK(s.get("/bridge?net_id=-1&deposit_cnt=0", 400)["message"] == "net_id is not a number");
    CHECK(s.get("/bridge?net_id=4294967296&deposit_cnt=0", 400)["message"] == "net_id is too large");
    CHECK(s.get("/bridge?net_id=&deposit_cnt=0", 400)["code"] == 3);
}

TEST_CASE("the REST interface pages lists") {
    scene s;
    const json first = s.get("/bridges/" + someone);
    CHECK(first["total_cnt"] == "31");
    CHECK(first["deposits"].size() == 25);
    CHECK(first["deposits"][0]["block_num"] == "30");
    const json rest_of_it = s.get("/bridges/" + someone + "?offset=25&limit=100");
    CHECK(rest_of_it["deposits"].size() == 6);
    CHECK(rest_of_it["deposits"].back()["deposit_cnt"] == "0");
    CHECK(s.get("/bridges/" + someone + "?limit=1")["deposits"].size() == 1);
    CHECK(s.get("/bridges/" + someone + "?limit=0")["deposits"].size() == 25);
    CHECK(s.get("/bridges/" + someone + "?limit=1000000")["deposits"].size() == 31);
    CHECK(s.get("/bridges/" + someone + "?offset=18446744073709551615")["deposits"].empty());
    CHECK(s.get("/bridges/" + someone + "?offset=18446744073709551616", 400)["message"] == "offset is too large");
    CHECK(s.get("/bridges/0x12", 400)["message"] == "dest_addr is not an address");
    CHECK(s.get("/bridges/0x0000000000000000000000000000000000000001")["total_cnt"] == "0");

    const json claims = s.get("/claims/" + someone);
    CHECK(claims["total_cnt"] == "1");
    CHECK(claims["claims"][0] == json{{"index", "0"},
                                      {"orig_net", 0},
                                      {"orig_addr", "0x0000000000000000000000000000000000000000"},
                                      {"amount", u256::max().to_decimal()},
                                      {"network_id", 1},
                                      {"dest_addr", someone},
                                      {"block_num", "2"},
                                      {"tx_hash", to_hex(test::hash_number(2, 77))},
                                      {"rollup_index", "0"},
                                      {"mainnet_flag", true}});

    // 28 known to L2, one of them claimed; oldest first.
    const json pending = s.get("/pending-bridges?dest_addr=" + someone + "&dest_net=1&leaf_type=0&limit=100");
    CHECK(pending["total_cnt"] == "27");
    CHECK(pending["deposits"][0]["deposit_cnt"] == "1");
    CHECK(pending["deposits"].back()["deposit_cnt"] == "27");
    CHECK(s.get("/pending-bridges?destAddr=" + someone + "&offset=26")["deposits"].size() == 1);
    CHECK(s.get("/pending-bridges?leaf_type=1")["total_cnt"] == "0");
    CHECK(s.get("/pending-bridges?dest_net=0")["total_cnt"] == "0");
    CHECK(s.get("/pending-bridges")["total_cnt"] == "27");
    CHECK(s.get("/pending-bridges?leaf_type=2", 400)["message"] == "leaf_type is too large");
    CHECK(s.get("/pending-bridges?dest_addr=0x", 400)["message"] == "dest_addr is not an address");
}

TEST_CASE("the REST interface gives proofs that lead to the exit root") {
    scene s;
    for (const char* target : {"/merkle-proof?net_id=0&deposit_cnt=5", "/merkle-proof?networkId=0&depositCount=5"}) {
        const json p = s.get(target)["proof"];
        REQUIRE(p["merkle_proof"].size() == 32);
        REQUIRE(p["rollup_merkle_proof"].size() == 32);
        merkle::append_proof siblings{};
        for (std::size_t i = 0; i < 32; ++i) {
            siblings[i] = test::word(p["merkle_proof"][i]);
        }
        CHECK(p["main_exit_root"] == to_hex(merkle::root_of_proof(leaf_of(s.made[5]), 5, siblings)));
        CHECK(global_exit_root({test::word(p["main_exit_root"]), test::word(p["rollup_exit_root"])}) == s.known);
    }
    const std::string ger = to_hex(s.known);
    CHECK(s.get("/merkle-proof-by-ger?net_id=0&deposit_cnt=5&ger=" + ger) ==
          s.get("/merkle-proof?net_id=0&deposit_cnt=5"));
    CHECK(s.get("/merkle-proof?net_id=0&deposit_cnt=28", 400) ==
          json{{"code", 9},
               {"message", "no exit root with the deposit has reached its destination yet"},
               {"details", json::array()}});
    CHECK(s.get("/merkle-proof-by-ger?net_id=0&deposit_cnt=5", 400)["message"] == "ger is missing");
    CHECK(s.get("/merkle-proof-by-ger?net_id=0&deposit_cnt=5&ger=0x12", 400)["message"] == "ger is not a hash");
    CHECK(s.get("/merkle-proof-by-ger?net_id=0&deposit_cnt=28&ger=" + ger, 400)["message"] ==
          "the deposit is not under that global exit root");
    CHECK(s.get("/merkle-proof?net_id=1&deposit_cnt=0", 400)["code"] == 9);
}

TEST_CASE("the REST interface tells wrapped tokens, its health, and what it does not know") {
    scene s;
    const std::string token = "0x1100000000000000000000000000000000000000";
    CHECK(s.get("/tokenwrapped?orig_token_addr=" + token + "&orig_net=0")["tokenwrapped"] ==
          json{{"orig_net", 0},
               {"original_token_addr", token},
               {"wrapped_token_addr", "0x2200000000000000000000000000000000000000"},
               {"network_id", 1},
               {"name", "A\xEF\xBF\xBD"},
               {"symbol", "SYM"},
               {"decimals", 6}});
    CHECK(s.get("/tokenwrapped?orig_token_addr=" + token + "&orig_net=1", 404)["code"] == 5);
    CHECK(s.get("/tokenwrapped?orig_net=1", 400)["message"] == "orig_token_addr is missing");
    CHECK(s.get("/healthz") == json{{"status", "SERVING"}});
    s.health = error{"L1: down"};
    CHECK(s.get("/healthz", 503) == json{{"status", "NOT_SERVING"}});
    for (const char* target : {"/", "/nothing", "/bridges", "/bridges/a/b", "/api/x", "/bridge/"}) {
        INFO(target);
        CHECK(s.answers.get(target).code >= 400);
    }
    for (const char* target : {"", "api", "/%", "/%zz", "/api?a=%1", "/bridges/%00%"}) {
        CHECK(s.get(target, 400)["message"] == "the request is malformed");
    }
    CHECK(s.get("/api?" + std::string(5'000, 'a'), 400)["code"] == 3);
    CHECK(s.get("/api?a=1&a=2&b=%41+c#x") == json{{"api", "v1"}});
}

TEST_CASE("a target is taken apart and unescaped") {
    CHECK(parse_target("//api/?a=b")->segments == std::vector<std::string>{"api"});
    const auto t = parse_target("/br%69dges/a%2fb?x=1%262&y+z=+&flag#tail?");
    REQUIRE(t);
    CHECK(t->segments == std::vector<std::string>{"bridges", "a/b"});
    CHECK(t->values == std::vector<std::pair<std::string, std::string>>{{"x", "1&2"}, {"y z", " "}, {"flag", ""}});
}

TEST_CASE("the REST server speaks HTTP, answers other verbs with errors, and lets pages of listed origins read") {
    scene s;
    const auto server = test::take(rest_server::start(s.answers, {"127.0.0.1", 0, {"http://localhost"}}));
    const auto exchange = [&](const std::string& head, const std::string& more = {}) {
        const test::raw_connection c(server->port());
        c.send(head + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n");
        return c.receive_until("no such end");
    };
    const std::string got = exchange("GET /bridge?net_id=0&deposit_cnt=0", "Origin: http://localhost:3000\r\n");
    CHECK(got.starts_with("HTTP/1.1 200"));
    CHECK(got.find("Content-Type: application/json") != std::string::npos);
    CHECK(got.find("Access-Control-Allow-Origin: http://localhost:3000") != std::string::npos);
    CHECK(json::parse(got.substr(got.find("\r\n\r\n") + 4), nullptr, false)["deposit"]["deposit_cnt"] == "0");
    CHECK(exchange("GET /api", "Origin: http://evil.example\r\n").find("Access-Control") == std::string::npos);
    CHECK(exchange("GET /nothing").starts_with("HTTP/1.1 404"));
    CHECK(exchange("POST /api", "Content-Length: 0\r\n").starts_with("HTTP/1.1 405"));
    CHECK(exchange("DELETE /api").starts_with("HTTP/1.1 405"));
    const std::string options = exchange("OPTIONS /api", "Origin: http://localhost\r\n");
    CHECK(options.starts_with("HTTP/1.1 204"));
    CHECK(options.find("Access-Control-Allow-Methods: GET, OPTIONS") != std::string::npos);
    // The library leaves the connection open here for a moment.
    const test::raw_connection c(server->port());
    c.send("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n\r\n");
    CHECK(c.receive_until("\r\n").starts_with("HTTP/1.1 4"));
    CHECK(!rest_server::start(s.answers, {"127.0.0.1", server->port(), {}}));
}

} // namespace bridge_rest_tests
