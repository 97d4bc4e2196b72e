#include "support/catch.hpp"

#include <zonogon/base/hex.hpp>

#include "state/head.hpp"
#include "state/view.hpp"
#include "store/faulty_store.hpp"
#include "store/memory_store.hpp"

namespace state_state_tests {

using namespace zonogon;
using kind = state::call_outcome::kind;

namespace {

address at(const char* text) {
    address out{};
    std::ranges::copy(*from_hex(text), out.begin());
    return out;
}
u256 ether(std::uint64_t n) {
    return u256{n} * u256{1'000'000'000} * u256{1'000'000'000};
}

const address rich = at("0x617b3a3528F9cDd6630fd3301B9c8911F7Bf063D");
// The two accounts whose root protocol 2.4 gives.
std::vector<rollup::genesis_account> two_accounts() {
    return {{rich, 0, ether(100), {}, {}}, {at("0x4d5Cf5032B2a844602278b01199ED191A86c93ff"), 0, ether(200), {}, {}}};
}

/// Code at an address of its own.
rollup::genesis_account contract(std::uint8_t last, const char* code) {
    rollup::genesis_account out;
    out.address[18] = 1; // not a precompiled contract
    out.address[19] = last;
    out.nonce = 1;
    out.code = *from_hex(code);
    out.storage = {{u256{0}, u256{0x2a}}, {u256{7}, u256::max()}};
    return out;
}

struct chain {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};

    chain() {
        auto accounts = two_accounts();
        accounts.push_back(contract(1, "60005460005260206000f3")); // returns slot 0
        accounts.push_back(contract(2, "6002600055600160005500")); // sets slot 0 twice
        accounts.push_back(contract(3, "5b600056"));               // never ends
        accounts.push_back(contract(4, "62461bcd60e51b6000526020600452600260245261686960f01b60445260646000fd"));
        const auto made = state::ensure_genesis(db, accounts);
        INFO((made ? std::string{} : made.why().message));
        REQUIRE(made);
    }
    state::view view() const { return {db, **state::read_head(db), 1001}; }
};

address number(std::uint8_t last) {
    address out{};
    out[18] = 1;
    out[19] = last;
    return out;
}

} // namespace

TEST_CASE("genesis is made once, with the root that the protocol gives") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    CHECK(*state::read_head(db) == std::nullopt);
    const auto root = state::ensure_genesis(db, two_accounts());
    REQUIRE(root);
    CHECK(root->to_hex_full() == "0x4a9bfcb163ec91c5beb22e6aca41592433092c8c7821b01d37fd0de483f9265d");
    CHECK(*state::read_head(db) == state::head{0, 0, *root});
    CHECK(*state::ensure_genesis(db, two_accounts()) == *root);
    auto other = two_accounts();
    other[0].nonce = 1;
    CHECK(state::ensure_genesis(db, other).why().message.find("the database holds a chain with genesis root 0x4a9b") !=
          std::string::npos);
    CHECK((*state::read_head(db))->state_root == *root);
}

TEST_CASE("a power cut leaves a whole genesis or none") {
    for (const auto what : {store::fault::cut_before, store::fault::cut_after}) {
        store::memory_store memory;
        store::faulty_store<store::memory_store> faulty{memory};
        store::erased<store::faulty_store<store::memory_store>> db{faulty};
        faulty.fail_at(1, what);
        CHECK_THROWS_AS(state::ensure_genesis(db, two_accounts()), store::power_cut);
        store::erased<store::memory_store> after{memory};
        CHECK((*state::read_head(after)).has_value() == (what == store::fault::cut_after));
        CHECK(state::ensure_genesis(after, two_accounts()));
    }
}

TEST_CASE("accounts, storage and code are read") {
    const chain c;
    const state::view v = c.view();
    CHECK(v.read_account(rich)->balance == ether(100));
    CHECK(v.read_account(number(1))->nonce == 1);
    CHECK(v.read_account(number(99))->balance.is_zero());
    CHECK(*v.storage(number(1), u256{0}) == u256{0x2a});
    CHECK(*v.storage(number(1), u256{7}) == u256::max());
    CHECK(v.storage(number(1), u256{1})->is_zero());
    CHECK(to_hex(*v.code(number(1))) == "0x60005460005260206000f3");
    CHECK(v.code(rich)->empty());
}

TEST_CASE("calls run on the state and change nothing") {
    const chain c;
    const state::view v = c.view();
    state::call what;
    what.from = rich;
    what.to = number(1);
    const auto read = v.run(what);
    REQUIRE(read);
    CHECK(read->what == kind::success);
    CHECK(u256::from_bytes(read->output) == u256{0x2a});
    what.to = number(2);
    CHECK(v.run(what)->what == kind::success);
    CHECK(*v.storage(number(2), u256{0}) == u256{0x2a});
    what.to = number(3);
    const auto endless = v.run(what);
    CHECK(endless->what == kind::failed);
    CHECK(endless->message == "out of gas");
    CHECK(endless->gas_used == 30'000'000);
    what.to = number(4);
    CHECK(v.run(what)->what == kind::reverted);
    what.to = number(9);
    what.value = ether(101);
    CHECK(v.run(what)->what != kind::success);
    what.value = {};
    what.gas_price = ether(1);
    CHECK(v.run(what)->message == "insufficient funds for gas * price + value");
    what.gas_price = {};
    what.gas_limit = 20'999;
    CHECK(v.run(what)->message == "intrinsic gas too low");
}

TEST_CASE("an estimate is the least gas that is enough") {
    const chain c;
    const state::view v = c.view();
    state::call what;
    what.from = rich;
    what.to = number(9);
    what.value = u256{1};
    CHECK(v.estimate_gas(what)->gas == 21'000);
    for (const std::uint8_t contract : {std::uint8_t{1}, std::uint8_t{2}}) {
        what.value = {};
        what.to = number(contract);
        const auto found = v.estimate_gas(what);
        REQUIRE(found);
        REQUIRE(!found->failure);
        state::call exact = what;
        exact.gas_limit = found->gas;
        CHECK(v.run(exact)->what == kind::success);
        --exact.gas_limit;
        CHECK(v.run(exact)->what != kind::success);
    }
    what.to = number(3);
    CHECK(v.estimate_gas(what)->failure->message == "gas required exceeds allowance (30000000)");
    what.to = number(4);
    CHECK(v.estimate_gas(what)->failure->what == kind::reverted);
    what.to = number(9);
    what.gas_price = ether(1);
    what.value = ether(100) + u256{1};
    CHECK(v.estimate_gas(what)->failure->message == "insufficient funds for transfer");
}

TEST_CASE("a damaged or incomplete database is an error, never a wrong answer") {
    chain c;
    // Every node is taken away in turn.
    std::vector<std::pair<bytes, bytes>> nodes;
    REQUIRE(c.db.scan(store::family::smt_node, {}, store::order::ascending, [&](byte_view k, byte_view v) {
        nodes.emplace_back(bytes(k.begin(), k.end()), bytes(v.begin(), v.end()));
        return true;
    }));
    REQUIRE(nodes.size() > 10);
    std::size_t noticed = 0;
    for (const auto& [key, value] : nodes) {
        for (const bool cut : {false, true}) {
            store::write_batch damage;
            if (cut) {
                damage.put(store::family::smt_node, key, byte_view{value}.first(95));
            } else {
                damage.erase(store::family::smt_node, key);
            }
            REQUIRE(c.db.write(damage));
            const auto got = c.view().read_account(rich);
            noticed += got ? 0 : 1;
            CHECK((!got || (got->balance == ether(100) && got->nonce == 0)));
            store::write_batch repair;
            repair.put(store::family::smt_node, key, value);
            REQUIRE(c.db.write(repair));
        }
    }
    CHECK(noticed >= 4);
}

} // namespace state_state_tests
