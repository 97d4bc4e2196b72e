#include <string>
#include <vector>

#include "storage_rig.hpp"

namespace zkevm_machines_hash_storage_attacks_tests {

// What a dishonest prover may try with the storage tables: each forgery starts from a trace that an honest executor
// would make of a lie, so that only the lie itself can be found wrong.

namespace {

using namespace zonogon;
using namespace zonogon::test;
using merkle::tree_change;
using merkle::walk_end;
namespace machines = zkevm::machines;

std::string problem_of(const storage::request& forged) {
    return storage_ensemble({forged}).problem();
}

const hash4 a = key_with_path(0b000001);
const hash4 b = key_with_path(0b100101); // parts from a at level 2
const hash4 c = key_with_path(0b000010);

/// A tree of a, b and c.
storage_rig three_leaves() {
    storage_rig rig;
    rig.set(a, u256{5});
    rig.set(b, u256{6});
    rig.set(c, u256{7});
    return rig;
}

std::size_t column(std::string_view name) {
    return machines::column_of<storage::cells>(name);
}

} // namespace

TEST_CASE("storage refuses that a key that exists is absent", "[machines]") {
    storage_rig rig = three_leaves();
    storage::request forged = rig.get(a);
    forged.access.new_value = u256{};
    SECTION("empty tree") {
        forged.access.siblings.clear();
        forged.access.end = walk_end::empty_child;
    }
    SECTION("empty child") {
        forged.access.end = walk_end::empty_child;
    }
    SECTION("its own leaf as another's") {
        forged.access.end = walk_end::other_leaf;
        forged.access.other_remaining_key = merkle::remaining_key(a, forged.access.siblings.size());
        forged.access.other_value_hash = forged.access.old_value_hash;
        --forged.access.hash_count;
        CHECK_THAT(problem_of(forged), Catch::Contains("pick is one-hot"));
    }
    SECTION("another leaf in its place") {
        forged.access.end = walk_end::other_leaf;
        forged.access.other_remaining_key = merkle::remaining_key(b, forged.access.siblings.size());
        forged.access.other_value_hash = rig.get(b).access.old_value_hash;
    }
    CHECK(problem_of(forged) != "");
}

TEST_CASE("storage refuses another key's path", "[machines]") {
    storage_rig rig = three_leaves();
    const storage::request other = rig.get(c);
    ensemble all = storage_ensemble({other});
    trace& values = all.values("storage");
    // Present c's value as a's: the key equations can be kept, the key's low bits cannot.
    for (std::size_t i = 0; i < 4; ++i) {
        const auto lane = a[i];
        values(0, column("key") + i) = lane;
        values(0, column("metKey") + i) = lane;
        const auto rest = (lane - values(0, column("low") + i)) * values(0, column("power") + i).inverse();
        values(0, column("remaining") + i) = rest;
        values(0, column("metRemaining") + i) = rest;
    }
    CHECK(air::check(all.instances()[1]).empty());
    CHECK_THAT(all.problem(), Catch::Contains("bus"));
}

TEST_CASE("storage_key refuses low bits of another representative", "[machines]") {
    namespace key = machines::storage_key;
    // The lane 5 and the power 2^8; 5 + p has the low bits 6.
    machines::byte_table::usage usage;
    const auto table = key::build();
    trace values = key::fill(std::vector<key::request>{{goldilocks{5}, 8}}, usage);
    REQUIRE(air::check<goldilocks>(table.view(), values).empty());
    const auto at = [](std::string_view name) { return machines::column_of<key::cells>(name); };
    const std::uint64_t low = (5 + goldilocks::modulus) & 0xffffffff;
    values(0, at("high")) = values(0, at("high") + 1) = goldilocks{0xffff};
    values(0, at("low")) = goldilocks{low & 0xffff};
    values(0, at("low") + 1) = goldilocks{low >> 16};
    values(0, at("cut")) = goldilocks{low % 256};
    values(0, at("rest")) = goldilocks{low / 256};
    values(0, at("inverse")) = goldilocks{};
    const auto found = air::check<goldilocks>(table.view(), values);
    REQUIRE(found.size() == 1);
    CHECK(found[0].constraint == "lane is canonical");
}

TEST_CASE("storage_key refuses a quotient that wraps", "[machines]") {
    namespace key = machines::storage_key;
    // 7 = 2 + 2^2 * (5 / 4) in the field, but 5 / 4 is no 32-bit number.
    machines::byte_table::usage usage;
    ensemble all;
    all.add("storage_key", key::build(), key::fill(std::vector<key::request>{{goldilocks{7}, 2}}, usage));
    all.add_bytes(usage);
    all.add_peer("storage.key", {{goldilocks{7}, goldilocks{4}, goldilocks{2}}});
    CHECK_THAT(all.problem(), Catch::Contains("storage.key"));
    const auto at = [](std::string_view name) { return machines::column_of<key::cells>(name); };
    trace& values = all.values("storage_key");
    values(0, at("cut")) = goldilocks{2};
    values(0, at("rest")) = goldilocks{5} * goldilocks{4}.inverse();
    CHECK(air::check(all.instances()[0]).empty());
    CHECK_THAT(all.problem(), Catch::Contains("range16"));
}

TEST_CASE("storage refuses a wrong sibling, root or value", "[machines]") {
    storage_rig rig = three_leaves();
    storage::request forged = rig.set(a, u256{8});
    REQUIRE(problem_of(forged) == "");
    SECTION("sibling") {
        forged.access.siblings[0][1] += goldilocks::one();
    }
    SECTION("new root") {
        forged.access.new_root[2] += goldilocks::one();
    }
    SECTION("old root") {
        forged.access.old_root[0] += goldilocks::one();
    }
    SECTION("value") {
        forged.access.new_value = u256{9};
    }
    SECTION("hash count") {
        ++forged.access.hash_count;
    }
    CHECK(problem_of(forged) != "");
}

TEST_CASE("storage refuses a read of another value", "[machines]") {
    storage_rig rig = three_leaves();
    storage::request forged = rig.get(a);
    forged.access.new_value = u256{6};
    CHECK(problem_of(forged) != "");
}

TEST_CASE("storage refuses a leaf of value zero", "[machines]") {
    storage_rig rig = three_leaves();
    storage::request forged = rig.set(a, u256{8});
    forged.access.new_value = u256{};
    CHECK_THAT(problem_of(forged), Catch::Contains("a leaf's value is not zero"));
}

TEST_CASE("storage refuses to leave the tree as it is where a key is to change", "[machines]") {
    storage_rig rig = three_leaves();
    storage::request forged = rig.get(a);
    forged.write = true;
    SECTION("update") {
        forged.access.new_value = u256{8};
    }
    SECTION("removal") {
        forged.access.new_value = u256{};
    }
    CHECK_THAT(problem_of(forged), Catch::Contains("reads are gets"));
}

TEST_CASE("storage refuses a second leaf for the same key", "[machines]") {
    storage_rig rig;
    rig.set(a, u256{5});
    storage::request forged = rig.get(a);
    // "Beside" itself, parting at level 3 although nothing parts.
    forged.write = true;
    auto& access = forged.access;
    access.change = tree_change::insert_at_leaf;
    access.end = walk_end::other_leaf;
    access.other_remaining_key = a;
    access.other_value_hash = access.old_value_hash;
    access.split_level = 3;
    CHECK_THAT(problem_of(forged), Catch::Contains("storage"));
}

TEST_CASE("storage refuses removals that leave the tree in another shape", "[machines]") {
    storage_rig rig = three_leaves();
    const hash4 root = rig.root();
    SECTION("a leaf stays alone below a branch") {
        storage::request forged = rig.set(b, u256{});
        REQUIRE(forged.access.change == tree_change::remove_lift_leaf);
        forged.access.change = tree_change::remove_keep_branch;
        forged.access.hash_count = 2 * forged.access.siblings.size() + 3;
        CHECK_THAT(problem_of(forged), Catch::Contains("poseidon"));
    }
    SECTION("a leaf stops too low") {
        storage::request forged = rig.set(b, u256{});
        REQUIRE(forged.access.lifted_levels == 2);
        forged.access.lifted_levels = 1;
        ++forged.access.hash_count;
        CHECK_THAT(problem_of(forged), Catch::Contains("pick is one-hot"));
    }
    SECTION("a leaf climbs too high") {
        storage::request forged = rig.set(b, u256{});
        forged.access.lifted_levels = 3;
        --forged.access.hash_count;
        CHECK_THAT(problem_of(forged), Catch::Contains("extension has no sibling"));
    }
    SECTION("a branch is dropped with the leaf") {
        storage::request forged = rig.set(c, u256{});
        REQUIRE(forged.access.change == tree_change::remove_keep_branch);
        forged.access.change = tree_change::remove_last;
        forged.access.siblings.clear();
        forged.access.hash_count = 2;
        CHECK(problem_of(forged) != "");
    }
    SECTION("the sibling's opening is skipped") {
        ensemble all = storage_ensemble({rig.set(c, u256{})});
        trace& values = all.values("storage");
        values(0, column("opens")) = goldilocks{};
        values(0, column("hashCount")) -= goldilocks::one();
        for (std::size_t i = 0; i < 8; ++i) {
            values(0, column("opened") + i) = goldilocks{};
        }
        CHECK_THAT(all.problem(), Catch::Contains("sibling is opened unless the leaf was the root"));
    }
    CHECK(rig.root() != root);
}

TEST_CASE("storage refuses a value lane of more than 32 bits", "[machines]") {
    storage_rig rig;
    ensemble all = storage_ensemble({rig.set(a, u256{5})});
    trace& values = all.values("storage");
    // 5 = (5 + 2^16) - 2^16: the lane is the same, its chunks are not.
    values(0, column("value")) += goldilocks{65536};
    values(0, column("value") + 1) -= goldilocks::one();
    values(0, column("valueInverse")) = goldilocks{5 + 65535}.inverse();
    CHECK(air::check(all.instances()[1]).empty());
    CHECK_THAT(all.problem(), Catch::Contains("range16"));
}

} // namespace zkevm_machines_hash_storage_attacks_tests
