#include "support/catch.hpp"

#include <map>
#include <random>
#include <set>
#include <thread>

#include "pool/pool.hpp"
#include "signed_transaction.hpp"
#include "store/faulty_store.hpp"
#include "store/memory_store.hpp"

namespace pool_pool_tests {

using namespace zonogon;

namespace {

class accounts final : public pool::account_source {
public:
    result<pool::account_state> account(const address& of) const override {
        const std::scoped_lock hold(lock);
        const auto found = all.find(of);
        return found == all.end() ? pool::account_state{} : found->second;
    }
    mutable std::mutex lock;
    std::map<address, pool::account_state> all;
};

constexpr std::uint64_t gwei = 1'000'000'000;

struct fixture {
    accounts state;
    store::memory_store memory;
    store::faulty_store<store::memory_store> faulty{memory};
    store::erased<store::faulty_store<store::memory_store>> db{faulty};
    pool::options how;
    std::unique_ptr<pool::transaction_pool> pool;
    std::uint64_t now = 1'000'000;

    fixture() {
        how.chain_id = 1001;
        for (std::uint8_t i = 1; i <= 9; ++i) {
            state.all[test::key_number(i).owner()] = {0, u256{1'000'000} * u256{gwei} * u256{gwei}, false};
        }
        open();
    }
    void open() {
        auto made = pool::transaction_pool::open(db, state, how, now);
        INFO((made ? std::string{} : made.why().message));
        REQUIRE(made);
        pool = *std::move(made);
    }
    static rollup::transaction transfer(std::uint64_t nonce, std::uint64_t price_in_gwei) {
        rollup::transaction tx;
        tx.nonce = nonce;
        tx.gas_price = u256{price_in_gwei} * u256{gwei};
        tx.gas_limit = 21'000;
        tx.to = address{1};
        tx.value = u256{1};
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
    /// Sender and nonce, in the order of execution.
    std::vector<std::pair<int, std::uint64_t>> order(std::size_t most = 100) const {
        std::vector<std::pair<int, std::uint64_t>> out;
        for (const pool::entry_pointer& e : pool->best(most)) {
            for (std::uint8_t i = 1; i <= 9; ++i) {
                if (test::key_number(i).owner() == e->what.from) {
                    out.emplace_back(i, e->what.tx.nonce);
                }
            }
        }
        return out;
    }
};

using pairs = std::vector<std::pair<int, std::uint64_t>>;

} // namespace

TEST_CASE("a transaction is taken once, and found") {
    fixture f;
    int told = 0;
    f.pool->on_added([&](const pool::entry_pointer&) { ++told; });
    const auto hash = f.add(fixture::transfer(0, 1));
    REQUIRE(hash);
    CHECK(f.pool->find(*hash)->what.from == test::key_number(1).owner());
    CHECK(f.pool->find(*hash)->host == "1.2.3.4");
    CHECK(f.pool->find({}) == nullptr);
    CHECK(f.why(fixture::transfer(0, 1)) == "already known");
    CHECK(f.pool->count().pending == 1);
    CHECK(told == 1);
}

TEST_CASE("every rule refuses with geth's words") {
    fixture f;
    const auto sender = test::key_number(1).owner();
    auto tx = fixture::transfer(0, 1);
    tx.chain_id = 5;
    CHECK(f.why(tx) == "invalid chain id for signer: have 5 want 1001");
    tx.chain_id.reset();
    CHECK(f.why(tx).empty());
    tx = fixture::transfer(1, 1);
    tx.data = bytes(100'133, 0);
    CHECK(f.why(tx).starts_with("oversized data: transaction size"));
    tx.data = bytes(210'000, 0);
    CHECK(f.why(tx).starts_with("oversized data: transaction size"));
    tx.data = bytes(100'001, 0);
    tx.gas_limit = 1'000'000;
    CHECK(f.why(tx) == "oversized data: data size 100001, limit 100000");
    tx.data = bytes(100'000, 0);
    CHECK(f.why(tx).empty());

    f.state.all[sender].nonce = 5;
    CHECK(f.why(fixture::transfer(4, 1)) == "nonce too low: next nonce 5, tx nonce 4");
    CHECK(f.why(fixture::transfer(69, 1)) == "nonce too high: next nonce 5, tx nonce 69");
    CHECK(f.why(fixture::transfer(~std::uint64_t{0}, 1)).starts_with("nonce too high"));
    CHECK(f.why(fixture::transfer(68, 1)).empty());
    tx = fixture::transfer(5, 1);
    tx.gas_limit = 30'000'001;
    CHECK(f.why(tx) == "exceeds block gas limit");
    tx = fixture::transfer(5, 0);
    CHECK(f.why(tx) == "transaction underpriced: gas price 0, minimum needed 1000000000");
    tx.gas_price = u256{gwei - 1};
    CHECK(f.why(tx).starts_with("transaction underpriced"));
    tx = fixture::transfer(5, 1);
    tx.gas_limit = 20'999;
    CHECK(f.why(tx) == "intrinsic gas too low: gas 20999, minimum needed 21000");
    tx.gas_limit = 21'000;
    tx.data = {0, 1};
    CHECK(f.why(tx) == "intrinsic gas too low: gas 21000, minimum needed 21020");
    tx = fixture::transfer(5, 1);
    tx.to.reset();
    CHECK(f.why(tx) == "intrinsic gas too low: gas 21000, minimum needed 53000");
    tx = fixture::transfer(5, 1);
    f.state.all[test::key_number(2).owner()] = {5, u256{21'000 * gwei}, false};
    CHECK(f.why(tx, 2) == "insufficient funds for gas * price + value: balance 21000000000000, tx cost 21000000000001, "
                          "overshot 1");
    tx.value = {};
    CHECK(f.why(tx, 2).empty());
    tx.gas_price = u256::max();
    f.state.all[test::key_number(3).owner()].nonce = 5;
    CHECK(f.why(tx, 3).starts_with("insufficient funds"));
    tx = fixture::transfer(5, 1);
    tx.value = u256::max();
    CHECK(f.why(tx, 3).starts_with("insufficient funds"));
    f.state.all[test::key_number(4).owner()].has_code = true;
    CHECK(f.why(fixture::transfer(0, 1), 4).starts_with("sender not an eoa: address 0x"));
    CHECK(f.pool->add(bytes{2, 0xc0}, "", 0).why().message.starts_with("transaction type not supported"));
    f.how.free_transactions = true;
    f.open();
    CHECK(f.why(fixture::transfer(0, 0), 5).empty());
}

TEST_CASE("blocked senders are told why, after a restart too") {
    fixture f;
    const auto who = test::key_number(1).owner();
    REQUIRE(f.pool->block(who, "stolen funds"));
    CHECK(f.why(fixture::transfer(0, 1)) == "sender is blocked: stolen funds");
    f.open();
    CHECK(f.why(fixture::transfer(0, 1)) == "sender is blocked: stolen funds");
    REQUIRE(f.pool->unblock(who));
    CHECK(f.why(fixture::transfer(0, 1)).empty());
    f.open();
    CHECK(f.why(fixture::transfer(1, 1)).empty());
}

TEST_CASE("a replacement pays a tenth more") {
    fixture f;
    const auto first = f.add(fixture::transfer(0, 10));
    REQUIRE(first);
    auto tx = fixture::transfer(0, 11);
    tx.gas_price = tx.gas_price - u256{1};
    CHECK(f.why(tx) == "replacement transaction underpriced");
    const auto second = f.add(fixture::transfer(0, 11));
    REQUIRE(second);
    CHECK(f.pool->find(*first) == nullptr);
    CHECK(f.pool->count().pending == 1);
    CHECK(f.why(fixture::transfer(0, 10)) == "replacement transaction underpriced");
    f.open();
    CHECK(f.pool->find(*first) == nullptr);
    CHECK(f.pool->find(*second) != nullptr);
}

TEST_CASE("gaps queue, and the nonce that follows counts what can be executed") {
    fixture f;
    const auto who = test::key_number(1).owner();
    REQUIRE(f.add(fixture::transfer(2, 1)));
    REQUIRE(f.add(fixture::transfer(0, 1)));
    CHECK(*f.pool->next_nonce(who) == 1);
    CHECK(f.pool->count().pending == 1);
    CHECK(f.pool->count().queued == 1);
    CHECK(f.order() == pairs{{1, 0}});
    REQUIRE(f.add(fixture::transfer(1, 1)));
    CHECK(*f.pool->next_nonce(who) == 3);
    CHECK(f.pool->count().queued == 0);
    CHECK(*f.pool->next_nonce(address{7}) == 0);
    REQUIRE(f.add(fixture::transfer(9, 1)));
    const auto list = f.pool->list(std::nullopt);
    CHECK(list.pending.at(who).size() == 3);
    CHECK(list.queued.at(who).contains(9));
    CHECK(f.pool->list(address{7}).pending.empty());
}

TEST_CASE("best price first, in nonce order for each sender") {
    fixture f;
    REQUIRE(f.add(fixture::transfer(0, 5), 1));
    REQUIRE(f.add(fixture::transfer(1, 100), 1));
    REQUIRE(f.add(fixture::transfer(0, 20), 2));
    REQUIRE(f.add(fixture::transfer(1, 3), 2));
    REQUIRE(f.add(fixture::transfer(0, 5), 3));
    REQUIRE(f.add(fixture::transfer(1, 50), 4));
    CHECK(f.order() == pairs{{2, 0}, {1, 0}, {1, 1}, {3, 0}, {2, 1}});
    CHECK(f.order(2) == pairs{{2, 0}, {1, 0}});
}

TEST_CASE("a full pool gives up its cheapest for a better one only") {
    fixture f;
    f.how.capacity = 3;
    f.open();
    REQUIRE(f.add(fixture::transfer(0, 5), 1));
    const auto cheapest = f.add(fixture::transfer(0, 2), 2);
    REQUIRE(cheapest);
    REQUIRE(f.add(fixture::transfer(0, 3), 3));
    CHECK(f.why(fixture::transfer(0, 2), 4) == "txpool is full");
    CHECK(f.why(fixture::transfer(0, 6), 1).empty());
    CHECK(f.why(fixture::transfer(0, 4), 4).empty());
    CHECK(f.pool->find(*cheapest) == nullptr);
    CHECK(f.order() == pairs{{1, 0}, {4, 0}, {3, 0}});
    f.open();
    CHECK(f.order() == pairs{{1, 0}, {4, 0}, {3, 0}});
}

TEST_CASE("what a sender has waiting must be payable together") {
    fixture f;
    const auto who = test::key_number(1).owner();
    f.state.all[who].balance = u256{50'000 * gwei};
    REQUIRE(f.add(fixture::transfer(0, 1)));
    REQUIRE(f.add(fixture::transfer(1, 1)));
    CHECK(f.why(fixture::transfer(2, 1)).starts_with("insufficient funds"));
    auto tx = fixture::transfer(1, 2);
    CHECK(f.why(tx).starts_with("insufficient funds"));
}

TEST_CASE("what left the pool no longer counts against its sender") {
    fixture f;
    const u256 each = u256{21'000} * u256{gwei} + u256{1}; // a transfer at 1 gwei
    auto& account = f.state.all[test::key_number(1).owner()];
    account.balance = u256{3} * each;
    const auto full = [&](std::uint64_t nonce) {
        return f.why(f.transfer(nonce, 1)).find("cost the rest") != std::string::npos;
    };
    for (std::uint64_t n = 0; n < 3; ++n) {
        REQUIRE(f.add(f.transfer(n, 1)));
    }
    CHECK(full(3));
    // A replacement counts instead of what it replaces.
    CHECK(f.why(f.transfer(2, 2)).find("cost the rest") != std::string::npos);
    account.balance = u256{4} * each;
    REQUIRE(f.add(f.transfer(2, 2)));
    CHECK(full(3));
    // Included, dropped by hand and by a restart: each makes room for exactly itself.
    account.nonce = 1;
    REQUIRE(f.pool->refresh({test::key_number(1).owner()}));
    REQUIRE(f.add(f.transfer(3, 1)));
    CHECK(full(4));
    const auto last = f.add(f.transfer(5, 1), 2);
    REQUIRE(f.pool->remove(*last));
    f.open();
    CHECK(full(4));
    account.nonce = 2;
    REQUIRE(f.pool->refresh({test::key_number(1).owner()}));
    REQUIRE(f.add(f.transfer(4, 1)));
    CHECK(full(5));
}

TEST_CASE("blocks take transactions out, and change what the rest can do") {
    fixture f;
    const auto who = test::key_number(1).owner();
    for (std::uint64_t n = 0; n < 4; ++n) {
        REQUIRE(f.add(fixture::transfer(n, 1)));
    }
    f.state.all[who].nonce = 2;
    REQUIRE(f.pool->refresh({who, address{3}}));
    CHECK(f.order() == pairs{{1, 2}, {1, 3}});
    f.state.all[who].balance = u256{21'000 * gwei + 1};
    REQUIRE(f.pool->refresh({who}));
    CHECK(f.order() == pairs{{1, 2}});
    REQUIRE(f.pool->remove(f.pool->best(1).at(0)->what.hash));
    REQUIRE(f.pool->remove({}));
    CHECK(f.order().empty());
    CHECK(f.pool->count().queued == 0);
}

TEST_CASE("old transactions go") {
    fixture f;
    REQUIRE(f.add(fixture::transfer(0, 1), 1));
    f.now += 10'799'999;
    REQUIRE(f.add(fixture::transfer(0, 1), 2));
    CHECK(*f.pool->expire(f.now) == 0);
    f.now += 1;
    CHECK(*f.pool->expire(f.now) == 1);
    CHECK(f.order() == pairs{{2, 0}});
    f.now += 20'000'000;
    f.open();
    CHECK(f.order().empty());
}

TEST_CASE("a restart brings back what was acknowledged, in its order") {
    fixture f;
    for (std::uint64_t n = 0; n < 3; ++n) {
        REQUIRE(f.add(fixture::transfer(n, 1), 1));
        REQUIRE(f.add(fixture::transfer(n, 1), 2));
    }
    const auto before = f.order();
    f.open();
    CHECK(f.order() == before);
    f.state.all[test::key_number(2).owner()].nonce = 2;
    f.open();
    CHECK(f.order() == pairs{{1, 0}, {1, 1}, {1, 2}, {2, 2}});
    // What the store refuses is not acknowledged and not kept.
    f.faulty.fail_at(f.faulty.writes() + 1, store::fault::refused);
    CHECK(f.why(fixture::transfer(3, 1), 1) == "no space left on the medium");
    CHECK(f.order().size() == 4);
    CHECK(f.why(fixture::transfer(3, 1), 1).empty());
    f.open();
    CHECK(f.order().size() == 5);
}

TEST_CASE("many callers at once, against the rules of a pool") {
    fixture f;
    f.how.capacity = 60;
    f.open();
    std::vector<std::thread> callers;
    for (std::uint8_t k = 1; k <= 4; ++k) {
        callers.emplace_back([&, k] {
            std::mt19937_64 random(k);
            for (int i = 0; i < 100; ++i) {
                (void)f.add(fixture::transfer(random() % 40, 1 + random() % 50), k).has_value();
                (void)f.pool->best(10);
                (void)f.pool->count();
            }
        });
    }
    for (std::thread& t : callers) {
        t.join();
    }
    const auto counts = f.pool->count();
    CHECK(counts.pending + counts.queued == 60);
    std::map<int, std::uint64_t> next;
    for (const auto& [who, nonce] : f.order()) {
        CHECK(nonce == next[who]++);
    }
    CHECK(f.order().size() == counts.pending);
    std::set<bytes32> held;
    const auto list = f.pool->list(std::nullopt);
    for (const auto* half : {&list.pending, &list.queued}) {
        for (const auto& [who, queue] : *half) {
            for (const auto& [nonce, e] : queue) {
                held.insert(e->what.hash);
            }
        }
    }
    CHECK(held.size() == 60);
    f.open();
    CHECK(f.pool->count().pending == counts.pending);
    CHECK(f.pool->count().queued == counts.queued);
}

} // namespace pool_pool_tests
