#include "support/catch.hpp"

#include <memory>
#include <optional>
#include <utility>

#include <zonogon/base/u256.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/memory_state.hpp>
#include <zonogon/evm/rules.hpp>

#include "evm/support.hpp"

namespace evm_journal_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test_evm;
using evm::journal;
using evm::memory_state;

memory_state one_account() {
    memory_state state;
    state.add<evm::berlin_rules>(contract, u256{100}, 1, {0x00});
    state.set_storage(contract, u256{1}, u256{11});
    return state;
}

} // namespace

TEST_CASE("everything a checkpoint saw comes back") {
    memory_state state = one_account();
    journal<memory_state> j(state);
    evm::account_entry& c = j.account(contract);
    evm::account_entry& fresh = j.account(alice);
    const auto before = j.mark();
    CHECK_FALSE(j.warm_up(c));
    CHECK(j.warm_up(c));
    evm::storage_slot& slot = j.slot(c, u256{1});
    CHECK_FALSE(j.warm_up(c, slot));
    j.set_balance(c, u256{5});
    j.set_nonce(c, 9);
    j.set_storage(c, slot, u256{12});
    j.set_storage(c, slot, u256{13});
    j.set_code(fresh, std::make_shared<const evm::code>(bytes{1}, u256{77}));
    j.touch(c);
    j.destroy(c);
    j.add_log({contract, {}, {}});
    j.add_refund(5);
    j.revert(before);
    CHECK(c.now == c.before);
    CHECK(fresh.now.code_hash.is_zero());
    CHECK(j.code_of(fresh) == nullptr);
    CHECK(slot.current == u256{11});
    CHECK_FALSE(c.touched);
    CHECK_FALSE(c.destroyed);
    CHECK(j.logs().empty());
    CHECK(j.refund() == 0);
    CHECK_FALSE(j.warm_up(c));
    CHECK_FALSE(j.warm_up(c, slot));
}

TEST_CASE("a touch of account 3 is not undone") {
    memory_state state;
    journal<memory_state> j(state);
    const auto before = j.mark();
    j.touch(j.account(account_at(3)));
    j.touch(j.account(account_at(4)));
    j.revert(before);
    CHECK(j.account(account_at(3)).touched);
    CHECK_FALSE(j.account(account_at(4)).touched);
}

TEST_CASE("what was original and warm changes with the transaction") {
    memory_state state = one_account();
    journal<memory_state> j(state);
    evm::account_entry& c = j.account(contract);
    evm::storage_slot& slot = j.slot(c, u256{1});
    j.warm_up(c);
    j.warm_up(c, slot);
    j.set_storage(c, slot, u256{12});
    CHECK(slot.original == u256{11});
    j.end_transaction();
    CHECK(j.used().empty());
    CHECK(&j.account(contract) == &c);
    CHECK(&j.slot(c, u256{1}) == &slot);
    CHECK(slot.original == u256{12});
    CHECK(slot.committed == u256{11});
    CHECK_FALSE(j.warm_up(c));
    CHECK_FALSE(j.warm_up(c, slot));
    CHECK(state.storage(contract, u256{1}) == u256{11});
    j.end_transaction();
    j.write_to(state);
    CHECK(state.storage(contract, u256{1}) == u256{12});
}

TEST_CASE("destroyed accounts go with their storage, and can come again before the write") {
    memory_state state = one_account();
    journal<memory_state> j(state);
    j.destroy(j.account(contract));
    j.end_transaction();
    evm::account_entry& again = j.account(contract);
    CHECK(again.now.empty());
    CHECK(j.slot(again, u256{1}).current.is_zero());
    CHECK_FALSE(j.has_storage(again));
    j.set_nonce(again, 1);
    j.set_storage(again, j.slot(again, u256{2}), u256{22});
    j.end_transaction();
    j.write_to(state);
    CHECK(state.account(contract)->nonce == 1);
    CHECK(state.account(contract)->balance.is_zero());
    CHECK(state.storage(contract, u256{1}).is_zero());
    CHECK(state.storage(contract, u256{2}) == u256{22});
    CHECK(state.code(contract, {}) == nullptr);
}

TEST_CASE("empty accounts vanish when touched, and only then") {
    memory_state state;
    state.add<evm::berlin_rules>(account_at(1), {}, 0, {});
    state.add<evm::berlin_rules>(account_at(2), {}, 0, {});
    journal<memory_state> j(state);
    j.account(account_at(1));
    j.touch(j.account(account_at(2)));
    j.touch(j.account(account_at(5)));
    j.end_transaction();
    j.write_to(state);
    CHECK(state.account(account_at(1)));
    CHECK_FALSE(state.account(account_at(2)));
    CHECK_FALSE(state.account(account_at(5)));
}

TEST_CASE("only what differs is written, and discarding forgets the rest") {
    struct counting {
        int accounts = 0;
        int slots = 0;
        int erased = 0;
        void erase_storage(const address&) { ++erased; }
        void set_account(const address&, const std::optional<evm::account_record>&,
                         const std::shared_ptr<const evm::code>&) {
            ++accounts;
        }
        void set_storage(const address&, const u256&, const u256&) { ++slots; }
    };
    memory_state state = one_account();
    journal<memory_state> j(state);
    evm::account_entry& c = j.account(contract);
    evm::storage_slot& slot = j.slot(c, u256{1});
    j.slot(c, u256{2});
    j.set_storage(c, slot, u256{12});
    j.set_storage(c, slot, u256{11});
    j.set_balance(c, u256{1});
    j.set_balance(c, u256{100});
    j.account(alice);
    j.end_transaction();
    counting nothing;
    j.write_to(nothing);
    CHECK(nothing.accounts + nothing.slots + nothing.erased == 0);
    j.set_balance(j.account(contract), u256{99});
    j.end_transaction();
    j.discard();
    CHECK(j.account(contract).now.balance == u256{100});
}

} // namespace evm_journal_tests
