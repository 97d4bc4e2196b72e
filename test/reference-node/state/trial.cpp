#include "state/trial.hpp"

#include "support/catch.hpp"

#include "reference-node/state/chain.hpp"
#include "store/memory_store.hpp"

namespace state_trial_tests {

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("a trial bounds what a transaction takes, whatever its nonce") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    auto accounts = test_accounts();
    // Counts down from the word it is called with.
    accounts.push_back({contract_number(9), 1, {}, *from_hex("6000355b60019003806003570000"), {}});
    REQUIRE(state::ensure_genesis(db, accounts));
    const state::moments present{db};
    const auto at = *present.now();
    const rollup::native_counters model{32};
    const address from = key_number(1).owner();
    const auto run = [&](rollup::transaction tx) {
        const auto out = state::try_transaction(*at, tx, from, model, chain_id);
        REQUIRE(out);
        return *out;
    };
    const rollup::transaction plain = to_contract(1, 0, 77);
    CHECK(run(plain).takes.used == model.transaction(plain, {}).used);
    const auto loop = [&](std::uint64_t rounds) {
        bytes data;
        append(data, u256{rounds}.to_bytes());
        rollup::transaction tx = to_contract(1, 5, 9, std::move(data));
        tx.gas_limit = 1'000'000;
        return run(tx).takes.used.steps;
    };
    CHECK(loop(100) > run(plain).takes.used.steps);
    CHECK(loop(1'000) > 5 * loop(100));
    CHECK(run(plain).gas_used == 21'000);
    // What cannot start is bounded by its form.
    rollup::transaction poor = plain;
    poor.value = u256::power_of_two(200);
    CHECK(run(poor).takes.used == model.transaction(poor, {}).used);
    CHECK(run(poor).gas_used == 0);
}

} // namespace state_trial_tests
