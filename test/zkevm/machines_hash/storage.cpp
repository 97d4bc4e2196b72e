#include <algorithm>
#include <string>
#include <vector>

#include "storage_rig.hpp"

namespace zkevm_machines_hash_storage_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
using merkle::tree_change;
namespace machines = zkevm::machines;

/// One access of each kind and of each border of a kind.
std::vector<storage::request> every_kind() {
    storage_rig rig;
    const auto a = key_with_path(0b000001);
    const auto b = key_with_path(0b100101);
    const auto c = key_with_path(0b000010);
    const auto d = key_with_path(0b000000);
    rig.get(a);                            // nothing in the empty tree
    rig.set(a, u256{0});                   // zero to a missing key
    rig.set(a, u256{5});                   // first leaf, which is the root
    rig.get(a);                            // found at the root
    rig.get(b);                            // the root is another leaf
    rig.set(b, u256{0});                   // zero beside another leaf
    rig.set(a, u256{6});                   // update
    rig.set(b, u256::max());               // parts at level 2, below the root
    rig.set(c, u256{1} << 255);            // empty child? a branch on the way: parts at level 0
    rig.set(d, u256{9});                   // beside c, parts at level 1
    rig.get(d);                            // found
    rig.get(key_with_path(0b01));          // other leaf or empty place
    rig.get(key_with_path(0b11));          // likewise
    rig.set(key_with_path(0b11), u256{3}); // insert
    rig.set(key_with_path(0b11), u256{0}); // and back
    rig.set(b, u256{0});                   // a moves up
    rig.set(b, u256{0});                   // missing by now
    rig.set(a, u256{0});                   // sibling is a branch: keep
    rig.set(c, u256{0});                   // d moves up to the root
    rig.set(d, u256{0});                   // the last leaf
    CHECK(rig.root() == hash4{});
    return rig.requests;
}

bool has(const std::vector<storage::request>& requests, tree_change change) {
    return std::ranges::any_of(requests, [&](const auto& r) { return r.access.change == change; });
}

} // namespace

TEST_CASE("storage: shapes and widths", "[machines]") {
    require_machine_shape(storage::build());
    require_machine_shape(machines::storage_path::build());
    require_machine_shape(machines::storage_key::build());
    CHECK(machines::width_of<storage::cells>() == 131);
    CHECK(machines::width_of<machines::storage_path::cells>() == 31);
    CHECK(machines::width_of<machines::storage_key::cells>() == 13);
}

TEST_CASE("storage: every kind of access", "[machines]") {
    const auto requests = every_kind();
    for (const auto change :
         {tree_change::none, tree_change::update, tree_change::insert_at_empty, tree_change::insert_at_leaf,
          tree_change::remove_last, tree_change::remove_keep_branch, tree_change::remove_lift_leaf}) {
        CHECK(has(requests, change));
    }
    for (const auto& r : requests) {
        CHECK(storage_ensemble({r}).problem() == "");
    }
    CHECK(storage_ensemble(requests).problem() == "");
    CHECK(storage_ensemble({}).problem() == "");
}

TEST_CASE("storage: random histories on keys with long common paths", "[machines]") {
    random_stream random(11);
    storage_rig rig;
    for (std::size_t i = 0; i < 120; ++i) {
        const std::uint64_t path = random.below(4) * 0x0102040810204081 ^ (random.below(3) << random.below(40));
        const auto key = key_with_path(path, random.below(2));
        if (random.below(4) == 0) {
            rig.get(key);
        } else {
            rig.set(key, u256{random.below(3)});
        }
    }
    CHECK(storage_ensemble(rig.requests).problem() == "");
}

TEST_CASE("storage: keys of full-size lanes, also beside each other at depth", "[machines]") {
    constexpr std::uint64_t top = goldilocks::modulus - 1;
    storage_rig rig;
    const hash4 a{goldilocks{top}, goldilocks{top}, goldilocks{0}, goldilocks{top}};
    hash4 b = a;
    b[2] = goldilocks{std::uint64_t{1} << 62}; // parts at level 250
    hash4 c = a;
    c[1] = goldilocks{top - (std::uint64_t{1} << 40)}; // parts at level 161
    rig.set(a, u256{1});
    rig.set(b, u256{2});
    rig.set(c, u256{3});
    rig.get(b);
    rig.get(c);
    rig.set(b, u256{0});
    rig.get(a);
    rig.set(c, u256{0});
    CHECK(storage_ensemble(rig.requests).problem() == "");

    hash4 d = a;
    d[0] = goldilocks{top ^ (std::uint64_t{1} << 63)}; // parts at level 252
    const auto too_deep = rig.set(d, u256{4});
    machines::byte_table::usage usage;
    const auto filled = storage::fill(std::vector{too_deep}, usage);
    REQUIRE_FALSE(filled);
    CHECK_THAT(filled.why().message, Catch::Contains("252"));
}

TEST_CASE("storage: replay finds the walks of a run", "[machines]") {
    storage_rig rig;
    rig.set(key_with_path(1), u256{5});
    rig.set(key_with_path(5), u256{6});
    rig.get(key_with_path(1));
    std::vector<zkasm::storage_access> accesses;
    for (const auto& r : rig.requests) {
        zkasm::storage_access a;
        a.write = r.write;
        a.old_root = r.access.old_root;
        a.key = r.access.key;
        a.value = r.access.new_value;
        accesses.push_back(a);
    }
    merkle::memory_node_store store;
    merkle::sparse_tree tree(store);
    const auto requests = storage::replay<merkle::memory_node_store>(accesses, tree);
    REQUIRE(requests);
    REQUIRE(requests->size() == 3);
    CHECK((*requests)[2].access == rig.requests[2].access);
    CHECK(storage_ensemble(*requests).problem() == "");
}

TEST_CASE("storage: every change of a cell is noticed", "[machines]") {
    const ensemble all = storage_ensemble(every_kind());
    REQUIRE(all.problem() == "");
    std::vector<std::size_t> accesses(21);
    for (std::size_t i = 0; i < accesses.size(); ++i) {
        accesses[i] = i;
    }
    accesses.push_back(31);
    require_every_change_noticed(all, "storage", accesses);
    for (const auto& x : all.instances()) {
        if (x.name == "storage_path" || x.name == "storage_key") {
            std::vector<std::size_t> rows(x.trace->height());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                rows[i] = i;
            }
            require_every_change_noticed(all, x.name, rows);
        }
    }
}

} // namespace zkevm_machines_hash_storage_tests
