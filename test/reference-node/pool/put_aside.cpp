#include "support/catch.hpp"

#include <map>
#include <memory>
#include <string>

#include "pool/pool.hpp"
#include "signed_transaction.hpp"
#include "store/memory_store.hpp"

namespace pool_put_aside_tests {

using namespace zonogon;

namespace {

class rich_accounts final : public pool::account_source {
public:
    result<pool::account_state> account(const address& of) const override {
        pool::account_state out{0, u256::power_of_two(90), contracts.contains(of)};
        if (const auto found = nonces.find(of); found != nonces.end()) {
            out.nonce = found->second;
        }
        return out;
    }
    std::map<address, std::uint64_t> nonces;
    std::map<address, int> contracts;
};

struct scene {
    scene() {
        how.chain_id = 1001;
        open();
    }
    void open() {
        auto made = pool::transaction_pool::open(db, accounts, how, now);
        REQUIRE(made);
        pool = *std::move(made);
        if (tried) {
            pool->try_by(tried);
        }
    }
    static rollup::transaction call(std::uint64_t nonce, const std::optional<address>& to) {
        rollup::transaction tx;
        tx.nonce = nonce;
        tx.gas_price = u256{1'000'000'000};
        tx.gas_limit = 100'000;
        tx.to = to;
        tx.chain_id = 1001;
        return tx;
    }
    result<bytes32> add(const rollup::transaction& tx, std::uint8_t key = 1) {
        return pool->add(test::signed_raw(tx, test::key_number(key)), "1.2.3.4", now);
    }
    std::string why(const rollup::transaction& tx, std::uint8_t key = 1) {
        const auto got = add(tx, key);
        return got ? std::string{} : got.why().message;
    }

    rich_accounts accounts;
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    pool::options how;
    pool::trial tried;
    std::unique_ptr<pool::transaction_pool> pool;
    std::uint64_t now = 1'000'000;
};

const address nobody{0xaa};
const address contract{0xcc};

} // namespace

TEST_CASE("what executes code is tried at the door, and nothing else") {
    scene s;
    s.accounts.contracts[contract] = 1;
    int runs = 0;
    s.tried = [&](const pool::decoded_transaction& t) -> result<pool::tried> {
        ++runs;
        pool::tried out;
        out.takes.used.steps = t.tx.nonce + 1;
        return t.tx.nonce == 7 ? result<pool::tried>{error{"out of counters: steps"}} : out;
    };
    s.open();
    const auto plain = s.add(scene::call(0, nobody));
    REQUIRE(plain);
    CHECK(runs == 0);
    CHECK(!s.pool->find(*plain)->tried);
    const auto called = s.add(scene::call(1, contract));
    REQUIRE(called);
    CHECK(runs == 1);
    REQUIRE(s.pool->find(*called)->tried);
    CHECK(s.pool->find(*called)->tried->takes.used.steps == 2);
    REQUIRE(s.add(scene::call(2, std::nullopt)));
    address identity{};
    identity.back() = 4;
    REQUIRE(s.add(scene::call(3, identity)));
    CHECK(runs == 3);
    CHECK(s.why(scene::call(7, contract)) == "out of counters: steps");
    CHECK(runs == 4);
    // What is refused without a run is not run.
    CHECK(s.why(scene::call(1, contract)) == "already known");
    CHECK(s.why(scene::call(100, contract)).starts_with("nonce too high"));
    CHECK(runs == 4);
    CHECK(s.pool->count().pending == 4);
}

TEST_CASE("what is put aside keeps its reason, and comes back when an operator says so") {
    scene s;
    const auto first = s.add(scene::call(0, nobody));
    const auto second = s.add(scene::call(1, nobody));
    REQUIRE(first);
    REQUIRE(second);
    REQUIRE(s.pool->put_aside(*first, "it takes too much", true, 5'000));
    REQUIRE(s.pool->put_aside(*second, "it cannot be executed", false, 4'000));
    REQUIRE(s.pool->put_aside(bytes32{1}, "unknown ones are nothing", true, 4'000));
    CHECK(s.pool->count().pending == 0);
    CHECK(s.pool->find(*first) == nullptr);
    const auto look = [&] {
        const auto rows = s.pool->put_aside();
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].hash == *second);
        CHECK(rows[0].nonce == 1);
        CHECK(!rows[0].for_good);
        CHECK(rows[1].hash == *first);
        CHECK(rows[1].from == test::key_number(1).owner());
        CHECK(rows[1].reason == "it takes too much");
        CHECK(rows[1].for_good);
        CHECK(rows[1].host == "1.2.3.4");
        CHECK(rows[1].time == 5'000);
    };
    look();
    s.open(); // it outlives the process
    look();
    CHECK(s.why(scene::call(0, nobody)) == "transaction was put aside: it takes too much");
    CHECK(s.why(scene::call(1, nobody)).empty()); // this one may come again
    CHECK(s.pool->put_aside().size() == 1);
    REQUIRE(s.pool->release(*first, s.now));
    CHECK(s.pool->put_aside().empty());
    CHECK(s.pool->count().pending == 2);
    CHECK(s.pool->release(*first, s.now).why().message == "no such transaction was put aside");

    // A release goes through the checks; what fails them stays.
    REQUIRE(s.pool->put_aside(*first, "again", true, 6'000));
    s.accounts.nonces[test::key_number(1).owner()] = 9;
    CHECK(s.pool->release(*first, s.now).why().message.starts_with("nonce too low"));
    CHECK(s.pool->put_aside().size() == 1);
}

TEST_CASE("the quarantine keeps the last ones") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    pool::quarantine table{db};
    for (std::uint64_t i = 0; i < pool::quarantine::most_rows + 3; ++i) {
        pool::quarantined row;
        row.hash = u256{i}.to_bytes();
        row.time = 10 + i;
        REQUIRE(table.add(row));
    }
    CHECK(table.size() == pool::quarantine::most_rows);
    CHECK(table.find(u256{2}.to_bytes()) == nullptr);
    CHECK(table.find(u256{3}.to_bytes()) != nullptr);
    pool::quarantine again{db};
    REQUIRE(again.load());
    CHECK(again.list() == table.list());
}

TEST_CASE("where only listed senders may send or deploy") {
    scene s;
    s.how.only_allowed_deploy = true;
    s.open();
    const address who = test::key_number(1).owner();
    CHECK(s.why(scene::call(0, nobody)).empty());
    CHECK(s.why(scene::call(1, std::nullopt)) == "sender is not on the allow list for creating contracts");
    REQUIRE(s.pool->allow(who));
    s.open(); // the list outlives the process
    CHECK(s.why(scene::call(1, std::nullopt)).empty());
    s.how.only_allowed_send = true;
    s.open();
    CHECK(s.why(scene::call(0, nobody), 2) == "sender is not on the allow list");
    CHECK(s.why(scene::call(2, nobody)).empty());
    REQUIRE(s.pool->disallow(who));
    CHECK(s.why(scene::call(3, nobody)) == "sender is not on the allow list");
    REQUIRE(s.pool->allow(who));
    REQUIRE(s.pool->block(who, "spam"));
    CHECK(s.pool->lists().blocked.at(who) == "spam");
    CHECK(s.pool->lists().allowed == std::vector<address>{who});
    CHECK(s.why(scene::call(3, nobody)) == "sender is blocked: spam");
}

} // namespace pool_put_aside_tests
