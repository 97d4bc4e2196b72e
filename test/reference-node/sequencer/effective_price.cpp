#include "sequencer/effective_price.hpp"

#include "support/catch.hpp"

#include "scene.hpp"

namespace sequencer_effective_price_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

rollup::transaction transfer_at(const u256& price) {
    rollup::transaction tx = pool::decode_transaction(raw_transfer(1, 0, price))->tx;
    tx.percentage = 0xff;
    return tx;
}

} // namespace

TEST_CASE("the wanted price covers gas and bytes, and grows with an offer above the suggested one") {
    const sequencer::effective_price how{true, gwei, u256{2} * gwei, 0};
    const auto wanted = [](const sequencer::effective_price& h, const u256& offered, const u256& l1_price) {
        return sequencer::wanted_price(h, transfer_at(offered), 21'000, l1_price);
    };
    CHECK(wanted(how, gwei, u256{}) == gwei);
    const u256 with_l1 = wanted(how, gwei, u256{20} * gwei);
    CHECK(with_l1 > u256{2} * gwei);
    CHECK(with_l1 < u256{3} * gwei);
    CHECK(wanted({true, gwei, u256{2} * gwei, 50}, gwei, u256{}) == gwei + gwei / u256{2});
    CHECK(wanted(how, u256{2} * gwei, u256{}) == gwei);
    CHECK(wanted(how, u256{6} * gwei, u256{}) == u256{3} * gwei);
    CHECK(wanted({true, {}, gwei, 0}, gwei, u256{}).is_zero());
    CHECK(sequencer::wanted_price(how, transfer_at(gwei), 0, u256{}) == u256::max());
    CHECK(wanted({true, u256::max(), gwei, 0}, gwei, u256::max()) == u256::max());
}

TEST_CASE("the percentage is the least that pays the wanted price") {
    CHECK(sequencer::percentage_for(gwei, gwei) == 255);
    CHECK(sequencer::percentage_for(gwei, gwei + u256{1}) == 255);
    CHECK(sequencer::percentage_for(gwei, u256{}) == 0);
    CHECK(sequencer::percentage_for(u256{256}, u256{128}) == 127);
    CHECK(sequencer::percentage_for(u256{256}, u256{129}) == 128);
    for (std::uint64_t wanted = 1; wanted < 1'000; wanted += 7) {
        const std::uint8_t p = sequencer::percentage_for(u256{1'000}, u256{wanted});
        CHECK(rollup::effective_gas_price(u256{1'000}, p) >= u256{wanted});
        if (p > 0) {
            CHECK(rollup::effective_gas_price(u256{1'000}, static_cast<std::uint8_t>(p - 1)) < u256{wanted});
        }
    }
}

TEST_CASE("where prices are cut, transactions pay less than they offer, and the batch comes out the same again") {
    auto how = quick_options();
    how.price = {true, gwei / u256{10}, gwei, 0};
    store::memory_store memory;
    scene s{memory, how};
    s.l1_gas_price = u256{};
    s.add(raw_transfer(1, 0, u256{100} * gwei));
    s.add(raw_transfer(2, 0, gwei));
    s.step();
    const auto paid = [&](std::uint64_t block) {
        std::vector<u256> out;
        const auto receipts = state::read_receipts(s.db, block);
        REQUIRE(receipts);
        for (const auto& r : *receipts) {
            out.push_back(r.effective_gas_price);
        }
        return out;
    };
    // 26 of 256 parts are the first that are not below a tenth.
    const u256 tenth = gwei * u256{26} / u256{256};
    CHECK(paid(1) == std::vector<u256>{u256{100} * gwei * u256{26} / u256{256}, tenth});
    s.l1_gas_price = u256{20} * gwei;
    s.add(raw_transfer(3, 0, gwei));
    s.step(1'000);
    CHECK(paid(2) == std::vector<u256>{gwei}); // its bytes alone are worth more
    s.l1_gas_price.reset();
    s.add(raw_transfer(4, 0, u256{3} * gwei));
    s.step(1'000);
    CHECK(paid(3) == std::vector<u256>{u256{3} * gwei}); // L1's price is not known
    s.l1_gas_price = u256{};
    s.add(raw_loop(5, 0, 10));
    s.step(1'000);
    CHECK(paid(4) == std::vector<u256>{gwei}); // nobody tried how much gas it takes
    s.step(20'000);
    s.check_batches();
}

} // namespace sequencer_effective_price_tests
