#include "bridge/ledger.hpp"

#include "reference-node/bridge/support.hpp"
#include "store/faulty_store.hpp"

namespace bridge_ledger_tests {

using namespace zonogon;
using namespace zonogon::bridge;
using test::hash_number;
using test::require;
using test::take;

namespace {

const address alice{0xa1};
const address bob{0xb0};

bool verifies(const deposit& d, const claim_proof& p, const bytes32& root) {
    return merkle::root_of_proof(leaf_of(d), d.count, p.local) == root;
}

} // namespace

TEST_CASE("a deposit of L1 becomes ready when L2 imports an exit root with it, and is then proved") {
    test::books b;
    const deposit first = b.next(side::l1, 10, alice);
    require(b.apply(side::l1, 10, {first, b.roots()}));
    const bytes32 ger_one = global_exit_root(b.roots());
    const bytes32 root_one = b.roots().mainnet;
    const deposit second = b.next(side::l1, 11, alice);
    const deposit third = b.next(side::l1, 11, bob);
    require(b.apply(side::l1, 11, {second, third, b.roots()}));
    const bytes32 ger_two = global_exit_root(b.roots());
    CHECK(!b.of->ready(0, 0, test::rollup));
    CHECK(take(b.of->prove(0, 0, std::nullopt)).why_not ==
          "no exit root with the deposit has reached its destination yet");
    CHECK(take(b.of->not_imported(10)) == std::vector<bytes32>{ger_two, ger_one});

    require(b.apply(side::l2, 1, {}, {ger_one}));
    CHECK(b.of->ready(0, 0, test::rollup));
    CHECK(!b.of->ready(0, 1, test::rollup));
    // A deposit to some other network is none of this L2's.
    CHECK(!b.of->ready(0, 0, 2));
    CHECK(take(b.of->not_imported(10)) == std::vector<bytes32>{ger_two});
    const auto proved = take(b.of->prove(0, 0, std::nullopt));
    REQUIRE(proved.proof);
    CHECK(verifies(first, *proved.proof, root_one));
    CHECK(proved.proof->roots == exit_roots{root_one, {}});
    CHECK(proved.proof->rollups[5] == merkle::zero_hashes()[5]);
    CHECK(!take(b.of->prove(0, 1, std::nullopt)).proof);
    CHECK(take(b.of->prove(0, 9, std::nullopt)).why_not == "there is no deposit 9 of network 0");
    CHECK(take(b.of->prove(7, 0, std::nullopt)).why_not == "there is no deposit 0 of network 7");

    // By a global exit root of one's choice, imported or not.
    const auto by_ger = take(b.of->prove(0, 1, ger_two));
    REQUIRE(by_ger.proof);
    CHECK(verifies(second, *by_ger.proof, b.roots().mainnet));
    CHECK(take(b.of->prove(0, 1, ger_one)).why_not == "the deposit is not under that global exit root");
    CHECK(take(b.of->prove(0, 1, hash_number(1))).why_not == "L1 has made no such global exit root");

    require(b.apply(side::l2, 2, {}, {ger_two}));
    CHECK(b.of->ready(0, 2, test::rollup));
    // An older exit root imported later takes nothing away.
    require(b.apply(side::l2, 3, {}, {ger_one}));
    CHECK(b.of->ready(0, 2, test::rollup));
    CHECK(take(b.of->prove(0, 2, std::nullopt)).proof->roots.mainnet == b.roots().mainnet);
    b.reopen();
    CHECK(b.of->ready(0, 2, test::rollup));
    CHECK(b.of->tree_size(0) == 3);
}

TEST_CASE("L2 may be ahead of what was read of L1") {
    test::books b;
    const deposit d = b.next(side::l1, 10);
    require(b.apply(side::l2, 1, {}, {global_exit_root(b.roots())}));
    CHECK(!b.of->ready(0, 0, test::rollup));
    require(b.apply(side::l1, 10, {d, b.roots()}));
    CHECK(b.of->ready(0, 0, test::rollup));
}

TEST_CASE("a deposit of L2 is proved through the tree of rollups once L1 verified its exit root") {
    test::books b;
    const deposit early = b.next(side::l2, 1, alice);
    const deposit late = b.next(side::l2, 2, bob);
    require(b.apply(side::l2, 1, {early}));
    require(b.apply(side::l2, 2, {late}));
    CHECK(!b.of->ready(1, 0, mainnet));
    const bytes32 local = b.l2_tree.root(1);
    // Another rollup, number 3, was verified before.
    const deposit_tree others = rollups_tree({{3, hash_number(3)}});
    const deposit_tree both = rollups_tree({{1, local}, {3, hash_number(3)}});
    require(b.apply(side::l1, 5, {b.roots(others.root(3)), verified_exit_root{3, hash_number(3)}}));
    CHECK(!b.of->ready(1, 0, mainnet));
    CHECK(!take(b.of->prove(1, 0, std::nullopt)).proof);
    // A pending state of rollup 1: no exit root has it.
    require(b.apply(side::l1, 6, {verified_exit_root{1, b.l2_tree.root(2)}}));
    CHECK(!b.of->ready(1, 0, mainnet));
    require(b.apply(side::l1, 7, {b.roots(both.root(3)), verified_exit_root{1, local}}));
    CHECK(b.of->ready(1, 0, mainnet));
    CHECK(!b.of->ready(1, 1, mainnet));
    const auto proved = take(b.of->prove(1, 0, std::nullopt));
    REQUIRE(proved.proof);
    CHECK(verifies(early, *proved.proof, local));
    CHECK(merkle::root_of_proof(local, 0, proved.proof->rollups) == both.root(3));
    CHECK(proved.proof->roots.rollups == both.root(3));
    CHECK(!take(b.of->prove(1, 1, std::nullopt)).proof);
    b.reopen();
    CHECK(b.of->ready(1, 0, mainnet));
    require(b.of->unwind(side::l1, 6));
    CHECK(!b.of->ready(1, 0, mainnet));
}

TEST_CASE("claims close deposits, whichever way they go") {
    test::books b;
    const deposit in = b.next(side::l1, 10, alice);
    const deposit elsewhere = b.next(side::l1, 10, alice);
    require(b.apply(side::l1, 10, {in, elsewhere, b.roots()}));
    require(b.apply(side::l2, 1, {}, {global_exit_root(b.roots())}));
    const auto all = [](const deposit_name&, const open_deposit&) { return true; };
    CHECK(b.of->ready_deposits(all) == std::vector<deposit_name>{{0, 0}, {0, 1}});
    CHECK(!take(b.of->find_claim(in)));
    const claim c = test::claim_of(in, 2);
    require(b.apply(side::l2, 2, {c}));
    CHECK(take(b.of->find_claim(in)) == c);
    CHECK(b.of->ready_deposits(all) == std::vector<deposit_name>{{0, 1}});
    CHECK(b.of->open_count() == 1);
    b.reopen();
    CHECK(b.of->open_count() == 1);
    const auto claims = take(b.of->claims_to(alice, 0, 10));
    CHECK(claims.total == 1);
    CHECK(claims.items == std::vector<claim>{c});
    // The claim's block goes, and the deposit is open again.
    require(b.of->unwind(side::l2, 1));
    CHECK(b.of->open_count() == 2);
    CHECK(!take(b.of->find_claim(in)));
    CHECK(take(b.of->claims_to(alice, 0, 10)).total == 0);
}

TEST_CASE("deposits of an address come newest first, in pages, of both networks") {
    test::books b;
    std::vector<deposit> mine;
    for (std::uint64_t block = 1; block <= 6; ++block) {
        const side s = block % 2 == 0 ? side::l2 : side::l1;
        const deposit d = b.next(s, block, alice);
        mine.insert(mine.begin(), d);
        require(b.apply(s, block, {d}));
        const deposit other = b.next(s, block + 10, bob);
        require(b.apply(s, block + 10, {other}));
        require(b.of->unwind(s, block));
        (s == side::l1 ? b.l1_tree : b.l2_tree).truncate(other.count);
    }
    const auto some = take(b.of->deposits_to(alice, 1, 3));
    CHECK(some.total == 6);
    CHECK(some.items == std::vector<deposit>(mine.begin() + 1, mine.begin() + 4));
    CHECK(take(b.of->deposits_to(alice, 6, 3)).items.empty());
    CHECK(take(b.of->deposits_to(alice, ~std::uint64_t{0}, 3)).items.empty());
    CHECK(take(b.of->deposits_to(bob, 0, 3)).total == 0);
}

TEST_CASE("what cannot follow is refused and changes nothing") {
    test::books b;
    const deposit first = b.next(side::l1, 1);
    const deposit second = b.next(side::l1, 2);
    const deposit third = b.next(side::l1, 3);
    require(b.apply(side::l1, 1, {first}));
    CHECK(b.apply(side::l1, 3, {third}).why().message ==
          "deposit 2 of network 0 comes where deposit 1 should: logs are missing");
    CHECK(b.apply(side::l2, 3, {second}).why().message.find("logs are missing") != std::string::npos);
    // Part of a block is no block.
    CHECK(!b.apply(side::l1, 3, {second, first}));
    CHECK(b.of->tree_size(0) == 1);
    CHECK(b.apply(side::l1, 3, {b.roots()}).why().message ==
          "an exit root of L1 is not the root of its deposits: logs are missing");
    CHECK(b.apply(side::l1, 1, {second}).why().message.find("does not follow") != std::string::npos);
    CHECK(take(b.of->last(side::l1))->number == 1);
    require(b.apply(side::l1, 3, {second, third, b.roots()}));
    CHECK(b.of->tree_size(0) == 3);
    CHECK(!ledger::open(b.db, 0));
}

TEST_CASE("a reorg removes a deposit, and brings it back in another block and order") {
    test::books b;
    const deposit kept = b.next(side::l1, 5, alice);
    require(b.apply(side::l1, 5, {kept, b.roots()}));
    const deposit lost = b.next(side::l1, 6, alice);
    const exit_roots gone = b.roots();
    require(b.apply(side::l1, 6, {lost, gone}));
    require(b.apply(side::l1, 8, {}));
    require(b.apply(side::l2, 1, {}, {global_exit_root(gone)}));
    CHECK(b.of->ready(0, 1, test::rollup));
    CHECK(take(b.of->earlier(side::l1, 7, 10)) ==
          std::vector<store::checkpoint>{{6, hash_number(6, 99)}, {5, hash_number(5, 99)}});
    CHECK(take(b.of->earlier(side::l1, 8, 1)).front().number == 8);

    require(b.of->unwind(side::l1, 5));
    CHECK(b.of->tree_size(0) == 1);
    CHECK(!take(b.of->find_deposit(0, 1)));
    CHECK(!b.of->ready(0, 1, test::rollup));
    CHECK(take(b.of->deposits_to(alice, 0, 10)).total == 1);
    CHECK(take(b.of->prove(0, 1, global_exit_root(gone))).why_not == "there is no deposit 1 of network 0");
    CHECK(take(b.of->prove(0, 0, global_exit_root(gone))).why_not == "L1 has made no such global exit root");
    CHECK(take(b.of->last(side::l1)) == store::checkpoint{5, hash_number(5, 99)});

    // Another comes first now; the old one follows it.
    b.l1_tree.truncate(1);
    const deposit other = b.next(side::l1, 6, bob);
    deposit again = b.next(side::l1, 7, alice);
    require(b.of->apply(side::l1, {6, hash_number(6, 100), {other}, {}}));
    require(b.of->apply(side::l1, {7, hash_number(7, 100), {again, b.roots()}, {}}));
    CHECK(take(b.of->find_deposit(0, 1)) == other);
    CHECK(take(b.of->find_deposit(0, 2)) == again);
    CHECK(!b.of->ready(0, 1, test::rollup));
    require(b.apply(side::l2, 2, {}, {global_exit_root(b.roots())}));
    const auto proved = take(b.of->prove(0, 2, std::nullopt));
    REQUIRE(proved.proof);
    CHECK(verifies(again, *proved.proof, b.roots().mainnet));
    // A ledger read from the store is the same.
    b.reopen();
    CHECK(b.of->tree_size(0) == 3);
    CHECK(take(b.of->prove(0, 2, std::nullopt)).proof->local == proved.proof->local);
}

TEST_CASE("a write that fails leaves store and memory where they were") {
    test::books b;
    store::faulty_store<store::memory_store> faulty(b.memory);
    store::erased<store::faulty_store<store::memory_store>> db(faulty);
    const auto of = take(ledger::open(db, test::rollup));
    const deposit first = b.next(side::l1, 1);
    const deposit second = b.next(side::l1, 2);
    require(of->apply(side::l1, {1, {1}, {first}, {}}));
    faulty.fail_at(2, store::fault::refused);
    CHECK(of->apply(side::l1, {2, {2}, {second}, {}}).why().message == "no space left on the medium");
    CHECK(of->tree_size(0) == 1);
    CHECK(of->open_count() == 1);
    require(of->apply(side::l1, {2, {2}, {second, b.roots()}, {}}));
    CHECK(of->tree_size(0) == 2);
}

TEST_CASE("old records of undoing are dropped, and what they would undo stays") {
    test::books b;
    for (std::uint64_t block = 1; block <= 5'000; ++block) {
        require(b.apply(side::l1, block, {}));
    }
    CHECK(take(b.of->earlier(side::l1, 300, 1)).empty());
    CHECK(take(b.of->earlier(side::l1, 5'000, 10'000)).size() < 4'700);
    require(b.of->unwind(side::l1, 4'000));
    CHECK(take(b.of->last(side::l1))->number == 4'000);
    CHECK(b.of->unwind(side::l1, 100).why().message.find("cannot be unwound any more") != std::string::npos);
}

} // namespace bridge_ledger_tests
