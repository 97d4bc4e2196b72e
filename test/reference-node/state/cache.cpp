#include "support/catch.hpp"

#include <atomic>
#include <thread>

#include "chain.hpp"
#include "state/generation_cache.hpp"
#include "state/read_cache.hpp"
#include "state/view.hpp"
#include "store/memory_store.hpp"

namespace state_cache_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// Counts what is read.
class counting_database final : public store::database {
public:
    explicit counting_database(store::database& inner) : inner_(inner) {}
    result<std::optional<bytes>> get(store::family where, byte_view key) const override {
        ++reads;
        return inner_.get(where, key);
    }
    status scan(store::family where, const store::key_range& range, store::order direction,
                const store::visitor& see) const override {
        return inner_.scan(where, range, direction, see);
    }
    status write(const store::write_batch& changes, store::durability how) override {
        return inner_.write(changes, how);
    }
    std::unique_ptr<store::reader> view() const override { return inner_.view(); }
    mutable std::atomic<std::uint64_t> reads = 0;

private:
    store::database& inner_;
};

} // namespace

TEST_CASE("a generation cache keeps what is used and stays within its size") {
    state::generation_cache<u256, std::uint64_t, evm::word_hash> cache(1'000);
    std::size_t lost = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        cache.insert(u256{i}, i);
        const auto hot = cache.find(u256{7});
        if (i >= 7) {
            CHECK((!hot || *hot == 7));
            lost += hot ? 0 : 1;
        }
    }
    CHECK(lost == 0);
    std::size_t kept = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const auto found = cache.find(u256{i});
        kept += found ? 1 : 0;
        CHECK((!found || *found == i));
    }
    CHECK(kept <= 1'016);
    CHECK(kept >= 300);
    cache.insert(u256{1'000'000}, 1, 500); // more than its part may hold
    CHECK(!cache.find(u256{1'000'000}));
}

TEST_CASE("a cached database answers as the database does, and reads less") {
    store::memory_store memory;
    store::erased<store::memory_store> plain{memory};
    counting_database counted{plain};
    state::cached_database cached{counted};
    REQUIRE(state::ensure_genesis(cached, test_accounts()));
    std::uint64_t nonce = 0;
    std::vector<state::head> heads{**state::read_head(cached)};
    for (int i = 0; i < 4; ++i) {
        REQUIRE(run_batch(cached, next_batch(cached, some_blocks(nonce, 6))));
        heads.push_back(**state::read_head(cached));
    }
    CHECK(state::cache_of(plain) == nullptr);
    CHECK(state::cache_of(*cached.view()) == state::cache_of(cached));
    // Twice, so that the second round is of what the first one left in the cache; old states among it.
    const auto compare = [&](const store::reader& from) {
        for (const state::head& at : heads) {
            const state::view with{from, at, chain_id};
            const state::view without{plain, at, chain_id};
            for (std::uint8_t i = 1; i <= 5; ++i) {
                for (const address& a : {key_number(i).owner(), contract_number(i)}) {
                    CHECK(with.read_account(a)->balance == without.read_account(a)->balance);
                    CHECK(with.read_account(a)->nonce == without.read_account(a)->nonce);
                    CHECK(*with.code(a) == *without.code(a));
                    CHECK(*with.storage(a, u256{0}) == *without.storage(a, u256{0}));
                }
            }
            state::call what;
            what.from = key_number(1).owner();
            what.to = contract_number(creator);
            CHECK(with.run(what)->gas_used == without.run(what)->gas_used);
        }
    };
    compare(cached);
    const std::uint64_t first = counted.reads;
    compare(cached);
    CHECK(counted.reads == first);
    compare(*cached.view());
    CHECK((heads[1].state_root != heads[2].state_root));
}

TEST_CASE("many threads read through one cache") {
    store::memory_store memory;
    store::erased<store::memory_store> plain{memory};
    // So small that everything is thrown out again and again.
    state::cached_database cached{plain, {64, 32, 32, 40'000}};
    REQUIRE(state::ensure_genesis(cached, test_accounts()));
    std::uint64_t nonce = 0;
    std::vector<state::head> heads;
    for (int i = 0; i < 4; ++i) {
        REQUIRE(run_batch(cached, next_batch(cached, some_blocks(nonce, 3))));
        heads.push_back(**state::read_head(cached));
    }
    std::vector<std::uint64_t> expected;
    for (const state::head& at : heads) {
        expected.push_back(state::view{plain, at, chain_id}.read_account(key_number(1).owner())->nonce);
    }
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (std::size_t i = 0; i < 400; ++i) {
                const state::view v{cached, heads[i % heads.size()], chain_id};
                const auto account = v.read_account(key_number(1).owner());
                state::call what;
                what.to = contract_number(creator);
                const auto called = v.run(what);
                if (!account || account->nonce != expected[i % heads.size()] || !called ||
                    called->what != state::call_outcome::kind::success) {
                    ++wrong;
                }
            }
        });
    }
    for (std::thread& t : threads) {
        t.join();
    }
    CHECK(wrong == 0);
}

} // namespace state_cache_tests
