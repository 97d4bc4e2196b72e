#include <map>
#include <random>

#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/memory_state.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/tree_state.hpp>

#include "support/catch.hpp"

namespace rollup_tree_state_tests {

using namespace zonogon;
using rollup::memory_state_store;
using rollup::tree_state;

static_assert(evm::state_source<tree_state<memory_state_store>> && evm::state_sink<tree_state<memory_state_store>>);

namespace {

address account(std::uint8_t i) {
    address out{};
    out[3] = i;
    out[19] = 1;
    return out;
}

/// The root of the same content, built leaf by leaf.
merkle::hash4 rebuilt(const evm::memory_state& state) {
    std::vector<rollup::genesis_account> accounts;
    for (const auto& [where, stored] : state.accounts()) {
        rollup::genesis_account a;
        a.address = where;
        a.balance = stored.record.balance;
        a.nonce = stored.record.nonce;
        if (stored.text) {
            a.code.assign(stored.text->text().begin(), stored.text->text().end());
        }
        a.storage.assign(stored.storage.begin(), stored.storage.end());
        accounts.push_back(std::move(a));
    }
    memory_state_store store;
    const auto root = rollup::build_genesis(store, accounts);
    REQUIRE(root);
    return *root;
}

/// Changes something.
template <class Journal>
void change(Journal& journal, std::uint64_t kind, std::uint8_t who, std::uint64_t what) {
    auto& entry = journal.account(account(who));
    switch (kind) {
    case 0:
        journal.set_balance(entry, u256{what % 3});
        break;
    case 1:
        journal.set_nonce(entry, what % 3);
        break;
    case 2: {
        auto& slot = journal.slot(entry, u256{what % 5});
        journal.set_storage(entry, slot, u256{(what >> 8) % 3});
        break;
    }
    default:
        if (entry.now.code_hash.is_zero() && what % 4 == 0) {
            const bytes text(1 + what % 100, 0x5b);
            journal.set_code(entry, std::make_shared<const evm::code>(text, evm::fork9_rules::code_hash(text)));
        }
        break;
    }
}

} // namespace

TEST_CASE("a tree state follows a journal's writes", "[rollup][tree-state]") {
    std::mt19937_64 random(11);
    memory_state_store store;
    tree_state<memory_state_store> tree(store, merkle::hash4{});
    evm::memory_state plain;
    evm::journal tree_journal(tree);
    evm::journal plain_journal(plain);
    std::vector<merkle::hash4> roots{merkle::hash4{}};
    for (int block = 0; block < 40; ++block) {
        for (std::uint64_t i = random() % 20; i-- > 0;) {
            const std::uint64_t kind = random() % 4;
            const auto who = static_cast<std::uint8_t>(random() % 6);
            const std::uint64_t what = random();
            const bool undone = random() % 4 == 0;
            const auto tree_mark = tree_journal.mark();
            const auto plain_mark = plain_journal.mark();
            change(tree_journal, kind, who, what);
            change(plain_journal, kind, who, what);
            if (undone) {
                tree_journal.revert(tree_mark);
                plain_journal.revert(plain_mark);
            }
        }
        tree_journal.end_transaction();
        plain_journal.end_transaction();
        tree_journal.write_to(tree);
        plain_journal.write_to(plain);
        const auto root = tree.commit();
        REQUIRE(root);
        REQUIRE(*root == rebuilt(plain));
        roots.push_back(*root);
    }
    // Another object finds the same, with code.
    tree_state<memory_state_store> again(store, roots.back());
    for (std::uint8_t who = 0; who < 6; ++who) {
        const auto expected = plain.account(account(who));
        const auto got = again.account(account(who));
        CHECK(got.value_or(evm::account_record{}) == expected.value_or(evm::account_record{}));
        if (got && !got->code_hash.is_zero()) {
            const auto text = again.code(account(who), got->code_hash);
            CHECK(std::ranges::equal(text->text(), plain.code(account(who), got->code_hash)->text()));
        }
        for (std::uint64_t slot = 0; slot < 5; ++slot) {
            CHECK(again.storage(account(who), u256{slot}) == plain.storage(account(who), u256{slot}));
        }
    }
    CHECK(again.failure().ok());
    CHECK(again.remembered() == 6 + 30);
    // Old states stay.
    again.move_to(roots[1]);
    CHECK(again.root() == roots[1]);
    again.move_to(roots[0]);
    CHECK(again.remembered() == 0);
    for (std::uint8_t who = 0; who < 6; ++who) {
        CHECK_FALSE(again.account(account(who)));
    }
}

TEST_CASE("a tree state remembers that its store failed", "[rollup][tree-state]") {
    memory_state_store store;
    tree_state<memory_state_store> tree(store, merkle::hash4{field::goldilocks{1}});
    CHECK(tree.failure().ok());
    CHECK_FALSE(tree.account(account(0)));
    CHECK_FALSE(tree.failure().ok());
    CHECK_FALSE(tree.commit());
    tree_state<memory_state_store> without_code(store, merkle::hash4{});
    CHECK(without_code.code(u256{5})->text().empty());
    CHECK_FALSE(without_code.failure().ok());
    tree_state<memory_state_store> erasing(store, merkle::hash4{});
    erasing.erase_storage(account(0));
    CHECK_FALSE(erasing.commit());
}

} // namespace rollup_tree_state_tests
