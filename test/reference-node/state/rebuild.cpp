#include "support/catch.hpp"

#include <functional>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/l1_info.hpp>

#include "chain.hpp"
#include "state/l1_record.hpp"
#include "state/rebuild.hpp"
#include "store/memory_store.hpp"

namespace state_rebuild_tests {

using namespace zonogon;
using namespace zonogon::test;
using store::family;

namespace {

/// A chain of several batches, the first three of them on L1, the first verified; forced, invalid and empty ones.
struct scene {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    std::uint64_t nonce = 0;
    std::uint64_t last = 0;

    scene() {
        REQUIRE(state::ensure_genesis(db, test_accounts()));
        exit_roots();
        add(some_blocks(nonce, 4, 3), true);
        add(bytes{0xff}, true);
        add(rollup::encode_batch({to_contract(1, nonce, creator)}), true, true);
        ++nonce;
        add(rollup::encode_batch({rollup::change_l2_block{1, 4}}), false);
        const auto row = **state::read_batch(db, 1);
        store::write_batch changes;
        state::put_verified_batch(changes, {1, row.state_root, row.local_exit_root, {}, 9, {}});
        REQUIRE(db.write(changes));
    }
    void exit_roots() {
        merkle::append_tree tree;
        store::write_batch changes;
        for (std::uint32_t i = 0; i < 5; ++i) {
            state::exit_root_record r;
            r.index = i;
            r.mainnet_exit_root = u256{100 + i};
            r.rollup_exit_root = u256{200 + i};
            r.global_exit_root =
                u256::from_bytes(hash::keccak256(r.mainnet_exit_root.to_bytes(), r.rollup_exit_root.to_bytes()));
            r.parent_block_hash = u256{300 + i};
            r.timestamp = 1;
            r.l1_block = 10 + i;
            REQUIRE(tree.append(rollup::l1_info_leaf_hash({r.global_exit_root, r.parent_block_hash, 1, {}})));
            r.l1_info_root = u256::from_bytes(tree.root());
            put_exit_root(changes, r);
        }
        REQUIRE(db.write(changes));
    }
    void add(bytes data, bool on_l1, bool forced = false) {
        rollup::batch_input input = next_batch(db, std::move(data));
        input.l1_info_tree.clear();
        for (std::uint32_t i = 1; i < 5; ++i) {
            const auto r = **state::read_exit_root(db, i);
            input.l1_info_tree[i] = {r.global_exit_root, r.parent_block_hash, r.timestamp, {}};
        }
        input.l1_info_root = (*state::read_exit_root(db, 4))->l1_info_root;
        input.l1_info_unchecked = true;
        if (forced) {
            input.forced_block_hash_l1 = u256{77};
            input.timestamp_limit = 500;
        }
        REQUIRE(run_batch(db, input));
        ++last;
        if (on_l1) {
            state::virtual_batch_record v;
            v.number = last;
            v.coinbase = input.sequencer;
            v.l1_info_root = input.l1_info_root;
            v.timestamp_limit = input.timestamp_limit;
            v.forced_block_hash_l1 = input.forced_block_hash_l1;
            v.forced_number = forced ? 1 : 0;
            v.accumulated_input_hash = rollup::accumulated_input_hash(input);
            v.data = input.batch_l2_data;
            store::write_batch changes;
            state::put_virtual_batch(changes, v);
            REQUIRE(db.write(changes));
        }
    }
    state::rebuild_outcome rebuild(std::uint64_t from = 1) const {
        store::memory_store other;
        store::erased<store::memory_store> scratch{other};
        const auto done = state::rebuild_state(db, test_accounts(), chain_id, scratch, from);
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
        return *done;
    }
};

} // namespace

TEST_CASE("a chain that is as it should be is rebuilt without a difference") {
    const scene s;
    std::uint64_t told = 0;
    store::memory_store other;
    store::erased<store::memory_store> scratch{other};
    const auto done = *state::rebuild_state(s.db, test_accounts(), chain_id, scratch, 1,
                                            [&](std::uint64_t n, std::uint64_t of) { told += n == of ? 1 : 0; });
    INFO((done.found ? done.found->text() : std::string{}));
    CHECK(!done.found);
    CHECK(told == 1);
    CHECK(done.batches == 4);
    CHECK(done.blocks == 6);
    CHECK(done.transactions == 7);
    CHECK(done.state_root == (*state::read_head(s.db))->state_root);
    const auto tail = s.rebuild(3);
    CHECK(!tail.found);
    CHECK(tail.batches == 2);
    CHECK(tail.state_root == done.state_root);
    CHECK(!state::rebuild_state(s.db, test_accounts(), chain_id, scratch, 9));
}

TEST_CASE("a batch that was interrupted after one of its blocks is no difference, unless it is not the last") {
    scene s;
    for (const std::uint64_t block : {3U, 2U, 1U}) {
        store::write_batch changes;
        REQUIRE(state::collect_batch_unwind(s.db, 1, changes));
        REQUIRE(s.db.write(changes));
        store::write_batch more;
        REQUIRE(state::collect_block_unwind(s.db, block, more));
        REQUIRE(s.db.write(more));
        store::write_batch l1;
        l1.erase(family::verified_batch, bytes{0, 0, 0, 0, 0, 0, 0, 1});
        REQUIRE(s.db.write(l1));
        CHECK((*state::read_last_batch(s.db))->is_open());
        const auto done = s.rebuild();
        INFO((done.found ? done.found->text() : std::string{}));
        CHECK(!done.found);
        CHECK(done.blocks == block);
    }
    scene other;
    auto row = **state::read_batch(other.db, 2);
    row.closed = state::closing_reason::open;
    store::write_batch changes;
    put_batch(changes, row);
    REQUIRE(other.db.write(changes));
    CHECK(other.rebuild().found->text() == "batch 2: being open is true, rebuilt false");
}

TEST_CASE("a chain of another genesis or chain id is told apart") {
    const scene s;
    store::memory_store other;
    store::erased<store::memory_store> scratch{other};
    auto accounts = test_accounts();
    accounts[0].nonce = 1;
    CHECK((*state::rebuild_state(s.db, accounts, chain_id, scratch)).found->where == "block 0");
    CHECK((*state::rebuild_state(s.db, test_accounts(), chain_id + 1, scratch)).found->where == "block 2");
}

TEST_CASE("every row that is gone or changed is a difference, whatever byte it is") {
    const scene s;
    // What the rebuilt chain determines. Rows of L1 are compared as far as L2 follows from them.
    const auto rows = rows_of(s.db);
    std::size_t changed = 0;
    std::size_t noticed = 0;
    std::map<int, std::size_t> unnoticed;
    for (const auto& [place, value] : rows) {
        const auto where = static_cast<family>(place.first);
        const bool is_head = where == family::meta && place.second == bytes{'h', 'e', 'a', 'd'};
        if (where != family::l2_block && where != family::l2_block_hash && where != family::transaction &&
            where != family::receipt && where != family::log_index && where != family::batch &&
            where != family::exit_root && !is_head) {
            continue;
        }
        const auto look = [&](const std::function<void(store::write_batch&)>& damage) {
            store::memory_store copy;
            store::erased<store::memory_store> db{copy};
            store::write_batch all;
            for (const auto& [p, v] : rows) {
                all.put(static_cast<family>(p.first), p.second, v);
            }
            damage(all);
            REQUIRE(db.write(all));
            store::memory_store other;
            store::erased<store::memory_store> scratch{other};
            const auto done = state::rebuild_state(db, test_accounts(), chain_id, scratch);
            ++changed;
            const bool seen = !done || done->found;
            noticed += seen ? 1 : 0;
            if (!seen) {
                ++unnoticed[place.first];
            }
        };
        look([&](store::write_batch& all) { all.erase(where, place.second); });
        for (const std::size_t at : {std::size_t{0}, value.size() / 2, value.size() - 1}) {
            bytes other = value;
            other[at] ^= 1;
            look([&](store::write_batch& all) { all.put(where, place.second, other); });
        }
    }
    CHECK(changed > 200);
    // Rows of the last batch or exit root that nothing else names may be gone; the L1 block of an exit root is compared
    // with nothing.
    for (const auto& [where, count] : unnoticed) {
        INFO(store::family_names[static_cast<std::size_t>(where)] << " " << count);
        CHECK((where == static_cast<int>(family::batch) || where == static_cast<int>(family::exit_root)));
    }
    CHECK(noticed + 12 >= changed);
}

TEST_CASE("the first difference is named") {
    scene s;
    const auto change = [&](auto put, auto row) {
        store::write_batch changes;
        put(changes, row);
        REQUIRE(s.db.write(changes));
        return s.rebuild().found;
    };
    auto verified = **state::read_verified_batch(s.db, 1);
    verified.state_root = u256{1};
    const auto first = change(state::put_verified_batch, verified);
    REQUIRE(first);
    CHECK(first->where == "batch 1");
    CHECK(first->what == "verified state root");
    CHECK(first->text().find("is 0x00000") != std::string::npos);
    verified.state_root = (*state::read_batch(s.db, 1))->state_root;
    auto on_l1 = **state::read_virtual_batch(s.db, 2);
    CHECK(!change(state::put_verified_batch, verified));
    on_l1.accumulated_input_hash += u256{1};
    CHECK(change(state::put_virtual_batch, on_l1)->what == "accumulated input hash on L1");
    on_l1.data = {0x0b};
    CHECK(change(state::put_virtual_batch, on_l1)->what == "batch data (its hash)");
    auto leaf = **state::read_exit_root(s.db, 2);
    leaf.timestamp = 2;
    const auto root = change(state::put_exit_root, leaf);
    CHECK(root->where == "exit root 2");
    CHECK(root->what == "root of the L1 info tree");
}

TEST_CASE("the tree of a state is walked, and what is wrong in it found") {
    scene s;
    const u256 root = (*state::read_head(s.db))->state_root;
    const auto whole = *state::check_tree(s.db, root);
    CHECK(!whole.found);
    CHECK(whole.leaves > 20);
    CHECK(whole.branches >= whole.leaves - 1);
    CHECK(whole.codes == 3);
    std::vector<std::pair<bytes, bytes>> nodes;
    REQUIRE(s.db.scan(family::smt_node, {}, store::order::ascending, [&](byte_view k, byte_view v) {
        nodes.emplace_back(bytes(k.begin(), k.end()), bytes(v.begin(), v.end()));
        return true;
    }));
    std::size_t found = 0;
    for (const auto& [key, value] : nodes) {
        store::write_batch damage;
        bytes other = value;
        other[7] ^= 1;
        damage.put(family::smt_node, key, other);
        REQUIRE(s.db.write(damage));
        const auto done = *state::check_tree(s.db, root);
        found += done.found ? 1 : 0;
        store::write_batch repair;
        repair.put(family::smt_node, key, value);
        REQUIRE(s.db.write(repair));
    }
    // The others are of older states.
    CHECK(found >= whole.branches + whole.leaves);
    CHECK(!state::check_tree(s.db, root)->found);
    store::write_batch damage;
    damage.put(family::code, bytes(32, 1), bytes{0x60});
    REQUIRE(s.db.write(damage));
    CHECK(state::check_tree(s.db, root)->found->where.substr(0, 8) == "code 0x0");
    CHECK(state::check_tree(s.db, u256{1})->found->what == "record");
    CHECK(!state::check_tree(store::erased<store::memory_store>{s.memory}, u256{})->leaves);
}

} // namespace state_rebuild_tests
