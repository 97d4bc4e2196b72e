#include "support/catch.hpp"

#include <chrono>
#include <thread>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

#include "l1/dynamic_fee_transaction.hpp"
#include "l1/transaction_manager.hpp"
#include "store/faulty_store.hpp"
#include "store/memory_store.hpp"
#include "support/anvil.hpp"

namespace l1_manager_tests {

using namespace zonogon;
using namespace std::chrono_literals;
using l1::transaction_state;

namespace {

keys::private_key key(std::size_t account) {
    return *keys::private_key::from_bytes(*from_hex(test::anvil::key(account)));
}

struct chain {
    explicit chain(const std::vector<std::string>& options = {}) : l1(options) {
        auto made = l1::http_transport::create(l1.url(), {.timeout = 5s});
        REQUIRE(made);
        over = *std::move(made);
        node = std::make_unique<l1::client>(*over, l1::json_rpc::options{3, 10ms});
    }
    void tell(const std::string& method, const std::string& parameters) const {
        const status done = node->raw().call({method, parameters}, [](const nlohmann::json&) { return status{}; });
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
    }
    void mine(int blocks) const { tell("anvil_mine", "[" + std::to_string(blocks) + "]"); }

    test::anvil l1;
    std::unique_ptr<l1::transport> over;
    std::unique_ptr<l1::client> node;
};

const address target{0xaa, 0xbb};
const u256 amount{1'234};

template <class Store>
struct sender {
    sender(Store& s, l1::client& node, l1::transaction_manager::options how = {}) : db(s) {
        how.chain_id = 31'337;
        how.confirmations = 2;
        auto made = l1::transaction_manager::open(db, node, key(0), how);
        INFO((made ? std::string{} : made.why().message));
        REQUIRE(made);
        manager = *std::move(made);
    }
    std::uint64_t submit(const std::string& label, const l1::transaction_request& what = {}) {
        l1::transaction_request copy = what;
        copy.label = label;
        if (!copy.to && copy.data.empty()) {
            copy.to = target;
            copy.value = amount;
        }
        const auto id = manager->submit(copy, now);
        REQUIRE(id);
        return *id;
    }
    void step() {
        const status done = manager->step(now);
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
        now += 100;
    }
    l1::managed_transaction get(std::uint64_t id) const {
        auto t = manager->find(id);
        REQUIRE((t && *t));
        return **t;
    }
    store::erased<Store> db;
    std::unique_ptr<l1::transaction_manager> manager;
    std::uint64_t now = 1'000;
};
template <class Store>
sender(Store&, l1::client&) -> sender<Store>;
template <class Store>
sender(Store&, l1::client&, l1::transaction_manager::options) -> sender<Store>;

/// Steps and mines until the transaction is final.
template <class Store>
l1::managed_transaction finish(sender<Store>& s, const chain& c, std::uint64_t id) {
    for (int i = 0; i < 20 && !l1::is_final(s.get(id).state); ++i) {
        s.step();
        c.mine(1);
    }
    return s.get(id);
}

} // namespace

TEST_CASE("a node of L1 answers the typed client") {
    const chain c;
    CHECK(*c.node->chain_id() == 31'337);
    CHECK(*c.node->block_number() == 0);
    CHECK(*c.node->balance(key(0).owner(), l1::tag::latest) == *u256::parse("10000000000000000000000"));
    CHECK(*c.node->header(std::uint64_t{5}) == std::nullopt);
    CHECK(*c.node->header_by_hash({}) == std::nullopt);
    CHECK(*c.node->transaction_receipt({}) == std::nullopt);
    CHECK(*c.node->knows_transaction({}) == false);
    CHECK(c.node->code(target, l1::tag::latest)->empty());

    // A contract whose creation emits one log of the word 0x2a with topic 7 and leaves no code.
    const bytes code = *from_hex("602a60005260076020600"
                                 "0a100");
    const auto gas = c.node->estimate_gas({key(0).owner(), std::nullopt, {}, code}, l1::tag::pending);
    REQUIRE(gas);
    const auto made = l1::sign({31'337, 0, u256{1}, u256{10'000'000'000}, *gas, std::nullopt, {}, code}, key(0));
    CHECK(*c.node->send_raw(made.raw) == made.hash);
    std::optional<l1::receipt> receipt;
    for (int i = 0; i < 100 && !receipt; ++i) {
        receipt = *c.node->transaction_receipt(made.hash);
        std::this_thread::sleep_for(5ms);
    }
    REQUIRE(receipt);
    CHECK(receipt->succeeded);
    CHECK(receipt->contract.has_value());
    REQUIRE(receipt->logs.size() == 1);
    bytes32 topic{};
    topic[31] = 7;
    const auto logs = c.node->logs({0, 10, {*receipt->contract}, {{topic}}});
    REQUIRE(logs);
    CHECK(*logs == receipt->logs);
    CHECK(logs->front().data.back() == 0x2a);
    const auto headers = c.node->headers({1, 0, 9});
    REQUIRE(headers);
    CHECK((*headers)[0]->hash == receipt->block_hash);
    CHECK((*headers)[0]->parent_hash == (*headers)[1]->hash);
    CHECK(!(*headers)[2]);
    CHECK(*c.node->nonce(key(0).owner(), l1::tag::latest) == 1);
    CHECK(*c.node->transaction_input(made.hash) == code);
    CHECK(c.node->send_raw(made.raw).why().message.find("L1 answers") != std::string::npos);
    // PUSH1 0 PUSH1 0 REVERT
    CHECK(c.node->call({std::nullopt, std::nullopt, {}, *from_hex("60006000fd")}, l1::tag::latest)
              .why()
              .message.starts_with("eth_call: L1 answers 3"));
}

TEST_CASE("a signed transaction of type 2 is what ethers makes") {
    const auto made = l1::sign({1,
                                7,
                                u256{1'000'000'000},
                                *u256::parse("100000000000"),
                                21'000,
                                address{0x11, 0x22},
                                *u256::parse("1000000000000000000"),
                                {0xde, 0xad}},
                               key(0));
    CHECK(to_hex(made.raw) == "0x02f8750107843b9aca0085174876e800825208941122000000000000000000000000000000000000880de0"
                              "b6b3a764000082deadc080a0f2001259c5d471c770777ae6c5c644bab80eb1a7443584e5c5ffe0845ce3ec3f"
                              "a07459b262984a8bf5af22c475fc76848feb10121aae7f7e1025169d7a8e36fbc6");
    CHECK(to_hex(made.hash) == "0x8bf018399cc5feb982d77c114c81835a952f0c338a60936c504f9fff096c2532");
}

TEST_CASE("transactions are sent in order and confirmed") {
    const chain c;
    store::memory_store memory;
    sender s{memory, *c.node};
    const auto first = s.submit("one");
    CHECK(s.submit("one") == first);
    const auto second = s.submit("two");
    CHECK(s.manager->pending() == 2);
    CHECK(s.manager->find("two") == second);
    CHECK(s.manager->find("three") == std::nullopt);
    s.step();
    CHECK(s.get(first).attempts.at(0).nonce == 0);
    CHECK(s.get(second).attempts.at(0).nonce == 1);
    const auto done = finish(s, c, second);
    CHECK(done.state == transaction_state::confirmed);
    CHECK(done.mined_hash == done.attempts.at(0).hash);
    CHECK(done.gas_used == 21'000);
    CHECK(s.get(first).state == transaction_state::confirmed);
    CHECK(*c.node->balance(target, l1::tag::latest) == amount + amount);
    CHECK(s.manager->pending() == 0);
    // Another start knows the names and goes on with the numbers.
    sender again{memory, *c.node};
    CHECK(again.submit("two") == second);
    CHECK(again.submit("three") == second + 1);
}

TEST_CASE("a transaction that reverts is told from one that is never sent") {
    const chain c;
    store::memory_store memory;
    sender s{memory, *c.node};
    l1::transaction_request reverting;
    reverting.data = *from_hex("60006000fd");
    const auto never = s.submit("estimated", reverting);
    reverting.gas_limit = 100'000;
    const auto paid = s.submit("forced", reverting);
    const auto done = finish(s, c, paid);
    CHECK(s.get(never).state == transaction_state::refused);
    CHECK(s.get(never).attempts.empty());
    CHECK(s.get(never).note.find("L1 answers") != std::string::npos);
    CHECK(done.state == transaction_state::reverted);
}

TEST_CASE("a transaction that sticks is sent again with higher fees, up to the limit") {
    const chain c{{"--no-mining"}};
    store::memory_store memory;
    l1::transaction_manager::options how;
    how.stuck_after = 1'000ms;
    how.max_fee = u256{4'000'000'000};
    how.tip = u256{1'000'000};
    sender s{memory, *c.node, how};
    const auto id = s.submit("stuck");
    s.step();
    const auto sent = s.get(id);
    REQUIRE(sent.attempts.size() == 1);
    s.now += 1'000;
    s.step();
    const auto raised = s.get(id);
    REQUIRE(raised.attempts.size() == 2);
    CHECK(raised.attempts[1].nonce == 0);
    CHECK(raised.attempts[1].max_fee * u256{100} >= raised.attempts[0].max_fee * u256{113});
    CHECK(raised.attempts[1].tip * u256{100} >= raised.attempts[0].tip * u256{113});
    for (int i = 0; i < 8; ++i) {
        s.now += 1'000;
        s.step();
    }
    const auto limited = s.get(id);
    CHECK(limited.attempts.back().max_fee <= how.max_fee);
    CHECK(limited.note == "the fee limit is reached");
    const auto done = finish(s, c, id);
    CHECK(done.state == transaction_state::confirmed);
    CHECK(done.mined_hash == limited.attempts.back().hash);
    CHECK(*c.node->balance(target, l1::tag::latest) == amount);
}

TEST_CASE("a dropped transaction is sent again, and one whose block goes too") {
    const chain c{{"--no-mining"}};
    store::memory_store memory;
    sender s{memory, *c.node};
    const auto id = s.submit("dropped");
    s.step();
    const bytes32 hash = s.get(id).attempts.at(0).hash;
    c.tell("anvil_dropTransaction", "[\"" + to_hex(hash) + "\"]");
    CHECK(*c.node->knows_transaction(hash) == false);
    s.step();
    CHECK(*c.node->knows_transaction(hash) == true);
    c.mine(1);
    s.step();
    CHECK(s.get(id).state == transaction_state::mined);
    c.tell("anvil_reorg", "[1, []]");
    s.step();
    CHECK(s.get(id).state == transaction_state::sent);
    const auto done = finish(s, c, id);
    CHECK(done.state == transaction_state::confirmed);
    CHECK(done.attempts.size() == 1);
    CHECK(*c.node->balance(target, l1::tag::latest) == amount);
}

TEST_CASE("confirmed transactions that L1 takes back are sent again, in their order and as they were") {
    const chain c{{"--no-mining", "--slots-in-an-epoch", "32"}};
    c.mine(1);
    store::memory_store memory;
    std::vector<std::uint64_t> ids;
    std::vector<bytes32> hashes;
    {
        sender s{memory, *c.node};
        for (const char* name : {"first", "second", "third"}) {
            ids.push_back(s.submit(name));
            CHECK(finish(s, c, ids.back()).state == transaction_state::confirmed);
            hashes.push_back(s.get(ids.back()).mined_hash);
            CHECK(!s.manager->settled(ids.back()));
        }
        CHECK(s.manager->pending() == 0);
    }
    // Also where the node was stopped meanwhile.
    const std::uint64_t head = *c.node->block_number();
    c.tell("anvil_reorg", "[" + std::to_string(head - 1) + ", []]");
    CHECK(c.node->balance(target, l1::tag::latest)->is_zero());
    sender s{memory, *c.node};
    for (int i = 0; i < 20 && (i == 0 || s.manager->pending() > 0); ++i) {
        s.step();
        c.mine(1);
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        CHECK(s.get(ids[i]).state == transaction_state::confirmed);
        CHECK(s.get(ids[i]).attempts.size() == 1);
        CHECK(s.get(ids[i]).mined_hash == hashes[i]);
    }
    CHECK(*c.node->balance(target, l1::tag::latest) == amount * u256{3});
    CHECK(*c.node->nonce(key(0).owner(), l1::tag::latest) == 3);
}

TEST_CASE("what L1 calls final is watched no longer") {
    const chain c{{"--no-mining"}};
    store::memory_store memory;
    sender s{memory, *c.node};
    const auto id = s.submit("final");
    CHECK(finish(s, c, id).state == transaction_state::confirmed);
    c.mine(4);
    s.step();
    CHECK(s.manager->settled(id));
    CHECK(!s.manager->settled(id + 1));
    // Nothing is asked of L1 any more, which is what this shows: it has no such transaction now.
    c.tell("anvil_reorg", "[" + std::to_string(*c.node->block_number() - 1) + ", []]");
    s.step();
    CHECK(s.manager->settled(id));
}

TEST_CASE("nothing is taken for final because L1 has a later final block now") {
    const chain c{{"--no-mining", "--slots-in-an-epoch", "4"}};
    store::memory_store memory;
    sender s{memory, *c.node};
    c.mine(1);
    const auto id = s.submit("not yet final");
    CHECK(finish(s, c, id).state == transaction_state::confirmed);
    s.step();
    CHECK(!s.manager->settled(id));
    // Between two looks its block goes, and the one in its place becomes final.
    c.tell("anvil_reorg", "[" + std::to_string(*c.node->block_number() - 1) + ", []]");
    c.mine(10);
    CHECK((*c.node->header(l1::tag::finalized))->number > s.get(id).block_number);
    CHECK(finish(s, c, id).state == transaction_state::confirmed);
    for (int i = 0; i < 20 && *c.node->nonce(key(0).owner(), l1::tag::latest) == 0; ++i) {
        s.step();
        c.mine(1);
    }
    CHECK(*c.node->balance(target, l1::tag::latest) == amount);
    CHECK(s.get(id).attempts.size() == 1);
}

TEST_CASE("what waits behind nonces that L1 called used for good is not held up") {
    const chain c{{"--no-mining", "--slots-in-an-epoch", "1"}};
    store::memory_store memory;
    sender s{memory, *c.node};
    c.mine(1);
    std::vector<std::uint64_t> ids;
    for (const char* name : {"first", "second"}) {
        ids.push_back(s.submit(name));
        CHECK(finish(s, c, ids.back()).state == transaction_state::confirmed);
    }
    c.mine(4);
    s.step();
    CHECK(s.manager->settled(ids.back()));
    const auto after = s.submit("third");
    s.step();
    CHECK(s.get(after).attempts.back().nonce == 2);

    c.tell("anvil_reorg", "[" + std::to_string(*c.node->block_number() - 1) + ", []]");
    CHECK(*c.node->nonce(key(0).owner(), l1::tag::latest) == 0);
    // anvil still has the first two, and would execute them.
    c.tell("anvil_dropAllTransactions", "[]");
    CHECK(s.manager->pending() == 1);
    const auto t = finish(s, c, after);
    CHECK(t.state == transaction_state::confirmed);
    CHECK(t.attempts.size() == 1);
    CHECK(*c.node->balance(target, l1::tag::latest) == amount);
    CHECK(*c.node->nonce(key(0).owner(), l1::tag::latest) == 3);
    CHECK(s.manager->pending() == 0);
}

TEST_CASE("a nonce that another transaction used is replaced, once that is final") {
    const chain c{{"--no-mining"}};
    store::memory_store memory;
    sender s{memory, *c.node};
    const auto id = s.submit("late");
    s.step();
    c.tell("anvil_dropTransaction", "[\"" + to_hex(s.get(id).attempts.at(0).hash) + "\"]");
    const auto other =
        l1::sign({31'337, 0, u256{2'000'000'000}, u256{10'000'000'000}, 21'000, address{1}, u256{1}, {}}, key(0));
    REQUIRE(c.node->send_raw(other.raw));
    c.mine(1);
    s.step();
    CHECK(s.get(id).state == transaction_state::sent);
    const auto done = finish(s, c, id);
    CHECK(done.state == transaction_state::confirmed);
    REQUIRE(done.attempts.size() == 2);
    CHECK(done.attempts[1].nonce == 1);
    CHECK(*c.node->balance(target, l1::tag::latest) == amount);
}

TEST_CASE("a stop at any write executes a transaction exactly once") {
    for (const auto what : {store::fault::cut_before, store::fault::cut_after, store::fault::refused}) {
        const chain c;
        u256 expected;
        for (std::uint64_t at = 1; at <= 5; ++at) {
            store::memory_store memory;
            store::faulty_store<store::memory_store> faulty{memory};
            faulty.fail_at(at, what);
            const std::string label = "at " + std::to_string(at);
            try {
                sender s{faulty, *c.node};
                for (int i = 0; i < 5; ++i) {
                    if (s.manager->submit({label, target, amount, {}, 0}, s.now)) {
                        (void)s.manager->step(s.now).ok();
                        c.mine(1);
                    }
                }
            } catch (const store::power_cut&) {
            }
            store::memory_store survived{memory.medium()};
            sender s{survived, *c.node};
            const auto done = finish(s, c, s.submit(label));
            CHECK(done.state == transaction_state::confirmed);
            expected += amount;
            CHECK(*c.node->balance(target, l1::tag::latest) == expected);
        }
    }
}

TEST_CASE("stored transactions are read back, and damage is noticed") {
    l1::managed_transaction t;
    t.id = 5;
    t.label = "x";
    t.to = target;
    t.state = transaction_state::sent;
    t.attempts.push_back({{1}, 2, u256{3}, u256{4}, 5, 6, {7, 8}});
    t.note = "n";
    const bytes text = l1::encode(t);
    const auto back = l1::decode_managed_transaction(text);
    REQUIRE(back);
    CHECK(l1::encode(*back) == text);
    CHECK(back->attempts.at(0).raw == bytes{7, 8});
    for (std::size_t n = 0; n < text.size(); ++n) {
        CHECK(!l1::decode_managed_transaction(byte_view{text}.first(n)));
    }
}

} // namespace l1_manager_tests
