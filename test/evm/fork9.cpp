#include "support/catch.hpp"

#include <zonogon/base/hex.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/rules.hpp>

#include "evm/support.hpp"

namespace evm_fork9_tests {

// What the rollup does differently from Ethereum at Berlin (protocol 6.4).

namespace {

using namespace zonogon;
using namespace zonogon::test_evm;
using rollup = world<evm::fork9_rules>;
using berlin = world<evm::berlin_rules>;

} // namespace

TEST_CASE("PUSH0 is an instruction of the rollup only") {
    CHECK(rollup{}.value_of("5f600101600055") == u256{1});
    CHECK(berlin{}.value_of("5f600101600055") == u256{0xdead});
}

TEST_CASE("the instructions of later forks are invalid") {
    for (const std::string_view op : {"48", "49", "4a", "5c", "5d", "5e", "0c", "fe"}) {
        rollup w;
        w.deploy(contract, std::string{"600060006000"} + std::string{op});
        const evm::receipt done = w.apply(w.transaction());
        INFO(op);
        CHECK(done.how == evm::halt::invalid_opcode);
        CHECK(done.gas_used == 1'000'000);
    }
}

TEST_CASE("SELFDESTRUCT moves the balance and keeps the account") {
    // PUSH1 0xbb SELFDESTRUCT
    rollup w;
    w.deploy(contract, "60bbff", u256{5});
    const evm::receipt done = w.apply(w.transaction());
    CHECK(done.success());
    // Cold and new receiver, no refund.
    CHECK(done.gas_used == 21000 + 3 + 5000 + 2600 + 25000);
    CHECK(w.state.account(contract)->balance.is_zero());
    CHECK(w.state.account(contract)->nonce == 1);
    CHECK(w.state.code(contract, {})->text().size() == 3);
    CHECK(w.state.account(account_at(0xbb))->balance == u256{5});
    // Nothing to move: no cold access, no new account.
    CHECK(w.apply(w.transaction()).gas_used == 21000 + 3 + 5000);

    rollup to_itself;
    to_itself.deploy(contract, "30ff", u256{5});
    CHECK(to_itself.apply(to_itself.transaction()).gas_used == 21000 + 2 + 5000);
    CHECK(to_itself.state.account(contract)->balance == u256{5});

    berlin e;
    e.deploy(contract, "60bbff", u256{5});
    const evm::receipt gone = e.apply(e.transaction());
    CHECK(gone.gas_refunded == 24000);
    CHECK_FALSE(e.state.account(contract));
    CHECK(e.state.account(account_at(0xbb))->balance == u256{5});
}

TEST_CASE("EXTCODEHASH is the hash in the state tree, zero without code") {
    // ADDRESS EXTCODEHASH; CALLER EXTCODEHASH
    rollup w;
    const u256 own = w.value_of("303f600055");
    CHECK(own == evm::fork9_rules::code_hash(*from_hex("303f600055")));
    CHECK(own != evm::berlin_rules::code_hash(*from_hex("303f600055")));
    CHECK(w.value_of("333f600055").is_zero());
    CHECK(to_hex(berlin{}.value_of("333f600055").to_bytes()) ==
          "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
}

TEST_CASE("BLOCKHASH reads the system contract, however old the block") {
    rollup w;
    w.block.number = 1000;
    w.state.add<evm::fork9_rules>(evm::system_contract, {}, 0, {});
    w.state.set_storage(evm::system_contract, evm::block_hash_slot(u256{3}), u256{0x1234});
    CHECK(w.value_of("600340600055") == u256{0x1234});
    CHECK(w.value_of("600440600055").is_zero());
    // The slot of block 0 (protocol 4.1).
    CHECK(to_hex(evm::block_hash_slot({}).to_bytes()) ==
          "0xa6eef7e35abe7026729641147f7915573c7e97b47efa546f5f6e3230263bcb49");
    CHECK(to_hex(evm::block_hash_slot(u256{1}).to_bytes()) ==
          "0xcc69885fda6bcc1a4ace058b4a62bf5e179ea78fd58a1ccd71c22cc9b688792f");

    berlin e;
    e.block.number = 1000;
    e.block.block_hash = [](std::uint64_t number) { return u256{number + 1}; };
    CHECK(e.value_of("6103e740600055") == u256{1000});
    CHECK(e.value_of("6102e840600055") == u256{745});
    CHECK(e.value_of("6102e740600055").is_zero());
    CHECK(e.value_of("6103e840600055").is_zero());
}

TEST_CASE("refused precompiled contracts give the gas back") {
    for (const std::uint8_t number : {std::uint8_t{3}, std::uint8_t{5}, std::uint8_t{9}}) {
        rollup w;
        INFO(int{number});
        const evm::receipt direct = w.apply(w.transaction(account_at(number)));
        CHECK(direct.valid());
        CHECK(direct.how == evm::halt::precompile_refused);
        CHECK(direct.gas_used == 21000);
        // A value stays with the sender.
        evm::transaction tx = w.transaction(account_at(number));
        tx.value = u256{77};
        const u256 before = w.state.account(alice)->balance;
        CHECK_FALSE(w.apply(tx).success());
        CHECK(w.state.account(alice)->balance == before - u256{21000});
        CHECK_FALSE(w.state.account(account_at(number)));
    }
    // STATICCALL of 3 with all gas; 0 is pushed, RETURNDATASIZE is 0: 0 + 0 + 7 is stored.
    CHECK(rollup{}.value_of("600060006000600060035afa3d01600701600055") == u256{7});
    CHECK(berlin{}.value_of("600060006000600060035afa3d01600701600055") == u256{7 + 32 + 1});
}

TEST_CASE("code that begins with 0xef is not deployed") {
    // MSTORE8(0, 0xef), RETURN(0, 1)
    rollup w;
    evm::transaction tx = w.transaction(std::nullopt);
    tx.data = *from_hex("60ef60005360016000f3");
    const evm::receipt done = w.apply(tx);
    CHECK(done.how == evm::halt::code_begins_with_ef);
    CHECK(done.gas_used == tx.gas_limit);
    CHECK_FALSE(done.created);
    berlin e;
    tx = e.transaction(std::nullopt);
    tx.data = *from_hex("60ef60005360016000f3");
    CHECK(e.apply(tx).success());
}

TEST_CASE("what keeps a transaction out of the block") {
    const auto rejected = [](auto change) {
        rollup w;
        evm::transaction tx = w.transaction(account_at(0xbb));
        change(w, tx);
        const evm::receipt done = w.apply(tx);
        if (!done.valid()) {
            CHECK(w.state.account(alice)->nonce == 0);
            CHECK_FALSE(w.state.account(coinbase));
        }
        return done.rejected;
    };
    using evm::rejection;
    CHECK(rejected([](rollup&, evm::transaction&) {}) == rejection::none);
    CHECK(rejected([](rollup&, evm::transaction& tx) { tx.nonce = 1; }) == rejection::nonce_too_high);
    CHECK(rejected([](rollup&, evm::transaction& tx) { tx.gas_limit = 30'000'000; }) == rejection::none);
    CHECK(rejected([](rollup&, evm::transaction& tx) { tx.gas_limit = 30'000'001; }) == rejection::gas_above_maximum);
    CHECK(rejected([](rollup&, evm::transaction& tx) { tx.gas_limit = 20999; }) == rejection::gas_below_intrinsic);
    CHECK(rejected([](rollup&, evm::transaction& tx) { tx.gas_price = u256::max(); }) == rejection::fee_overflow);
    CHECK(rejected([](rollup&, evm::transaction& tx) { tx.value = u256{1'000'000'000'000'000'000}; }) ==
          rejection::insufficient_balance);
    CHECK(rejected([](rollup& w, evm::transaction& tx) {
              w.deploy(account_at(0xcc), "00", u256{1'000'000'000});
              tx.from = account_at(0xcc);
              tx.nonce = 1;
          }) == rejection::sender_has_code);
    CHECK(rejected([](rollup& w, evm::transaction& tx) {
              w.state.template add<evm::fork9_rules>(account_at(0xcd), u256{1'000'000'000}, 5, {});
              tx.from = account_at(0xcd);
          }) == rejection::nonce_too_low);
}

TEST_CASE("fees go to the coinbase, the rest back to the sender") {
    rollup w;
    evm::transaction tx = w.transaction(account_at(0xbb));
    tx.gas_price = u256{10};
    tx.value = u256{123};
    tx.data = {0, 1};
    const evm::receipt done = w.apply(tx);
    CHECK(done.gas_used == 21000 + 4 + 16);
    CHECK(w.state.account(coinbase)->balance == u256{10 * done.gas_used});
    CHECK(w.state.account(account_at(0xbb))->balance == u256{123});
    CHECK(w.state.account(alice)->balance == u256{1'000'000'000'000'000'000 - 123 - 10 * done.gas_used});
    CHECK(w.state.account(alice)->nonce == 1);
}

TEST_CASE("a refund is at most half of the gas used, and none after a failure") {
    // SSTORE(0, 0) over 1: 21000 + 5000 + 6 (two PUSH1), refund 15000 of at most 13003.
    rollup w;
    w.deploy(contract, "600060005500");
    w.state.set_storage(contract, {}, u256{1});
    const evm::receipt done = w.apply(w.transaction());
    CHECK(done.gas_refunded == 13003);
    CHECK(done.gas_used == 13003);
    rollup reverting;
    reverting.deploy(contract, "600060005560006000fd");
    reverting.state.set_storage(contract, {}, u256{1});
    const evm::receipt undone = reverting.apply(reverting.transaction());
    CHECK(undone.how == evm::halt::revert);
    CHECK(undone.gas_refunded == 0);
    CHECK(undone.gas_used == 21000 + 5000 + 12);
    CHECK(reverting.state.storage(contract, {}) == u256{1});
}

} // namespace evm_fork9_tests
