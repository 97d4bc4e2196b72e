#include "bridge/bridge_service.hpp"

#include "bridge/records.hpp"
#include "reference-node/bridge/two_chains.hpp"
#include "reference-node/rpc/web_socket_client.hpp"

namespace bridge_service_tests {

using namespace zonogon;
using namespace std::chrono_literals;
using nlohmann::json;
using test::take;

namespace {

const u256 ether = *u256::parse("1000000000000000000");

/// L1, an L2 that is an anvil too, and the service between them.
struct scene {
    test::bridged_chain l1{0, 31'337}, l2{1, 1'001};
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    std::unique_ptr<monitor::log> lines = take(monitor::log::create({monitor::level::off, false, {}, false}));
    monitor::metrics numbers;
    std::unique_ptr<bridge::bridge_service> service;

    scene() {
        REQUIRE(l1.bridge == l2.bridge);
        l2.tell("anvil_setBalance", R"([")" + to_hex(l2.bridge) + R"(","0xffffffffffffffffffffffffffffffff"])");
        start();
    }
    bridge::bridge_service::options options() const {
        bridge::bridge_service::options out;
        out.contracts.l1_chain_id = 31'337;
        out.contracts.chain_id = 1'001;
        out.contracts.rollup_id = 1;
        out.contracts.bridge = l1.bridge;
        out.contracts.global_exit_root_manager = l1.exit_roots;
        // No verification here.
        out.contracts.rollup_manager = {0x77};
        out.contracts.first_block = 1;
        out.l1_url = l1.node.url();
        out.l2_url = l2.node.url();
        out.l2_exit_roots = l2.exit_roots;
        out.poll = 20ms;
        out.log_span = 3;
        out.claim_attempts = 2;
        out.retry_after = 10ms;
        return out;
    }
    void start() {
        service.reset();
        service = take(
            bridge::bridge_service::start(options(), db, *lines, numbers, std::nullopt, test::bridged_chain::key(1)));
    }
    json get(const std::string& target) const {
        const test::raw_connection c(service->port());
        c.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const std::string all = c.receive_until("no such end");
        return json::parse(all.substr(std::min(all.find("\r\n\r\n") + 4, all.size())), nullptr, false);
    }
    json deposit(int network, int count) const {
        return get("/bridge?net_id=" + std::to_string(network) + "&deposit_cnt=" + std::to_string(count))
            .value("deposit", json::object());
    }
    bool knows(int network, int count) const { return !deposit(network, count).empty(); }
    bool claimed(int count) const { return deposit(0, count).value("claim_tx_hash", "") != ""; }
    u256 l2_balance(const address& of) const { return take(l2.rpc->balance(of, l1::tag::latest)); }
};

bytes word_call(l1::selector function, const address& of) {
    return l1::abi_writer{}.account(of).call(function);
}

} // namespace

TEST_CASE("ether and a token go from one real chain to another, claimed by the service; bad deposits hold nobody up") {
    scene s;
    const address alice{0xa1, 0x1c, 0xe0};
    const address token = s.l1.create(test::creation_code("FeeToken"), l1::abi_writer{}
                                                                           .text(std::string_view{"Test Token"})
                                                                           .text(std::string_view{"TST"})
                                                                           .account(s.l1.me())
                                                                           .word(ether)
                                                                           .take());
    // 0: the destination takes no ether, so its claim reverts. 1: ether. 2: a message nobody asked for. 3: a token.
    s.l1.deposit(1, s.l2.exit_roots, u256{5});
    s.l1.deposit(1, alice, ether);
    s.l1.send(s.l1.bridge, l1::abi_writer{}.number(1).account(alice).flag(true).text(bytes{1}).call(
                               l1::function_selector("bridgeMessage(uint32,address,bool,bytes)")));
    s.l1.send(
        token,
        l1::abi_writer{}.account(s.l1.bridge).word(ether).call(l1::function_selector("approve(address,uint256)")));
    s.l1.deposit(1, alice, u256{1'234}, token);
    REQUIRE(test::until([&] { return s.knows(0, 3); }));
    CHECK(s.deposit(0, 1)["ready_for_claim"] == false);
    CHECK(s.get("/merkle-proof?net_id=0&deposit_cnt=1")["code"] == 9);
    const bytes32 ger = s.l1.last_global_exit_root();
    s.l2.import_exit_root(ger);
    REQUIRE(test::until([&] { return s.claimed(1) && s.claimed(3); }));
    CHECK(s.l2_balance(alice) == ether);

    const json known = s.deposit(0, 1);
    CHECK(known["ready_for_claim"] == true);
    CHECK(known["global_index"] == "18446744073709551617");
    CHECK(known["amount"] == ether.to_decimal());
    CHECK(s.deposit(0, 0)["claim_tx_hash"] == "");
    CHECK(s.deposit(0, 2)["leaf_type"] == 1);
    CHECK(s.deposit(0, 2)["ready_for_claim"] == true);
    CHECK(s.get("/pending-bridges?dest_net=1")["total_cnt"] == "2");
    CHECK(s.get("/bridges/" + to_hex(alice))["total_cnt"] == "3");
    CHECK(s.get("/claims/" + to_hex(alice))["total_cnt"] == "2");
    const json wrapped = s.get("/tokenwrapped?orig_net=0&orig_token_addr=" + to_hex(token))["tokenwrapped"];
    CHECK(wrapped["name"] == "Test Token");
    CHECK(wrapped["symbol"] == "TST");
    CHECK(wrapped["decimals"] == 18);
    const address there = test::account(wrapped["wrapped_token_addr"].get<std::string>());
    CHECK(u256::from_bytes(s.l2.call(there, word_call(l1::function_selector("balanceOf(address)"), alice))) ==
          u256{1'234});
    CHECK(test::until(
        [&] { return s.numbers.text().find("bridge_claims{state=\"put aside\"} 1") != std::string::npos; }));
    CHECK(test::until([&] { return s.service->state().ok(); }));

    // The contract itself says that the proofs are right.
    for (const int count : {0, 1, 2, 3}) {
        const json p = s.get("/merkle-proof?networkId=0&depositCount=" + std::to_string(count))["proof"];
        const json d = s.deposit(0, count);
        bridge::deposit leaf;
        leaf.type = d["leaf_type"] == 1 ? bridge::leaf_type::message : bridge::leaf_type::asset;
        leaf.origin_network = d["orig_net"];
        leaf.origin = test::account(d["orig_addr"]);
        leaf.destination_network = d["dest_net"];
        leaf.destination = test::account(d["dest_addr"]);
        leaf.amount = *u256::parse(d["amount"].get<std::string>());
        leaf.metadata = *from_hex(d["metadata"].get<std::string>());
        for (const bool right : {true, false}) {
            l1::abi_writer check;
            check.hash(bridge::leaf_of(leaf));
            for (const json& sibling : p["merkle_proof"]) {
                check.hash(test::word(sibling));
            }
            check.number(static_cast<std::uint64_t>(right ? count : count + 1));
            check.hash(test::word(p["main_exit_root"]));
            const bytes answer =
                s.l1.call(s.l1.bridge,
                          check.call(l1::function_selector("verifyMerkleProof(bytes32,bytes32[32],uint32,bytes32)")));
            CHECK((answer.back() == 1) == right);
        }
    }

    // The other way, as far as it goes without a proof: a deposit of L2 is known, and not ready.
    s.l2.deposit(0, alice, u256{9});
    REQUIRE(test::until([&] { return s.knows(1, 0); }));
    CHECK(s.deposit(1, 0)["ready_for_claim"] == false);
    CHECK(s.deposit(1, 0)["global_index"] == "0");

    // Again from the same store, with a claim that waits.
    s.service.reset();
    s.l1.deposit(1, alice, u256{7});
    s.l2.import_exit_root(s.l1.last_global_exit_root());
    s.start();
    REQUIRE(test::until([&] { return s.claimed(4); }));
    CHECK(s.l2_balance(alice) == ether + u256{7});
}

TEST_CASE("a reorg of a real L1 removes a deposit, another takes its place, and only that is paid") {
    scene s;
    const address alice{0xa1};
    const address bob{0xb0};
    s.l1.deposit(1, alice, u256{1});
    s.l1.mine();
    const bytes32 early = s.l1.last_global_exit_root();
    s.l1.deposit(1, alice, u256{2});
    REQUIRE(test::until([&] { return s.knows(0, 1); }));
    s.l1.tell("anvil_reorg", "[1,[]]");
    REQUIRE(test::until([&] { return !s.knows(0, 1); }));
    CHECK(s.knows(0, 0));
    CHECK(s.l1.last_global_exit_root() == early);
    s.l1.deposit(1, bob, u256{3});
    REQUIRE(test::until([&] { return s.knows(0, 1); }));
    CHECK(s.deposit(0, 1)["amount"] == "3");
    s.l2.import_exit_root(s.l1.last_global_exit_root());
    REQUIRE(test::until([&] { return s.claimed(0) && s.claimed(1); }));
    CHECK(s.l2_balance(alice) == u256{1});
    CHECK(s.l2_balance(bob) == u256{3});
    // Deeper than one range of logs.
    for (int i = 0; i < 12; ++i) {
        s.l1.mine();
    }
    s.l1.deposit(1, bob, u256{4});
    REQUIRE(test::until([&] { return s.knows(0, 2); }));
    s.l1.tell("anvil_reorg", "[10,[]]");
    REQUIRE(test::until([&] { return !s.knows(0, 2); }));
    CHECK(s.knows(0, 1));
    CHECK(test::until([&] { return s.service->state().ok(); }));
}

TEST_CASE("what the service cannot do it says") {
    scene s;
    auto how = s.options();
    const auto why = [&](const bridge::bridge_service::options& o) {
        const auto made = bridge::bridge_service::start(o, s.db, *s.lines, s.numbers, std::nullopt, std::nullopt);
        return made ? std::string{} : made.why().message;
    };
    how.port = s.service->port();
    CHECK(why(how).find("cannot listen on 127.0.0.1:") != std::string::npos);
    how.port = 0;
    how.l2_url.clear();
    CHECK(why(how).find("needs an L2") != std::string::npos);
    how.l2_url = "nonsense";
    CHECK(why(how).starts_with("L2: "));
    how = s.options();
    how.contracts.chain_id = 5;
    s.service.reset();
    s.service = take(bridge::bridge_service::start(how, s.db, *s.lines, s.numbers, std::nullopt, std::nullopt));
    REQUIRE(
        test::until([&] { return !s.service->state() && s.service->state().why().message.starts_with("L2: has"); }));
    CHECK(s.get("/healthz")["status"] == "NOT_SERVING");
}

} // namespace bridge_service_tests
