#include "zkevm/transfer_scene.hpp"

namespace zkevm_execute_blocks_tests {

using namespace zonogon;
using test::transfer_scene;

namespace {

u256 keccak(const u256& left, const u256& right) {
    return u256::from_bytes(hash::keccak256(left.to_bytes(), right.to_bytes()));
}

/// An L1 info tree whose only leaf, at `index`, is `leaf` (a missing one at index 0 is all zeros): fills in proof and
/// root.
void plant(rollup::batch_input& batch, std::uint32_t index, rollup::l1_info_leaf leaf) {
    bytes text;
    append(text, leaf.global_exit_root.to_bytes());
    append(text, leaf.block_hash.to_bytes());
    append_big_endian<8>(text, leaf.timestamp);
    const bool zero = leaf.global_exit_root.is_zero() && leaf.block_hash.is_zero() && leaf.timestamp == 0;
    u256 node = zero ? u256{} : u256::from_bytes(hash::keccak256(text));
    u256 empty;
    leaf.proof.clear();
    for (std::size_t level = 0; level < 32; ++level) {
        leaf.proof.push_back(empty);
        node = ((index >> level) & 1) != 0 ? keccak(empty, node) : keccak(node, empty);
        empty = keccak(empty, empty);
    }
    batch.l1_info_root = node;
    batch.l1_info_tree[index] = leaf;
}

rollup::l1_info_leaf leaf(std::uint64_t timestamp) {
    return {.global_exit_root = u256{777}, .block_hash = u256::max(), .timestamp = timestamp, .proof = {}};
}

rollup::change_l2_block block(std::uint32_t delta, std::uint32_t index) {
    return {delta, index};
}

} // namespace

TEST_CASE("timestamps against the limit", "[zkevm][execute][blocks]") {
    transfer_scene scene;
    scene.batch.timestamp_limit = 1000;
    CHECK(scene.run({block(1000, 0)}).valid);
    CHECK_FALSE(scene.run({block(1001, 0)}).valid);
    CHECK(scene.run({block(0, 0), block(0, 0), block(1000, 0), block(0, 0)}).valid);
    CHECK_FALSE(scene.run({block(600, 0), transfer_scene::transfer(0, 1, 0), block(401, 0)}).valid);
    scene.batch.timestamp_limit = ~std::uint64_t{0};
    CHECK(scene.run({block(~std::uint32_t{0}, 0), block(~std::uint32_t{0}, 0)}).valid);
}

TEST_CASE("imports of L1 info leaves", "[zkevm][execute][blocks]") {
    transfer_scene scene;
    for (const std::uint32_t index : {1U, 2U, 5U, 0x80000000U, ~0U}) {
        scene.batch.l1_info_tree.clear();
        plant(scene.batch, index, leaf(50));
        CHECK(scene.run({block(50, index)}).valid);
        CHECK_FALSE(scene.run({block(49, index)}).valid);
        CHECK(scene.run({block(50, index), transfer_scene::transfer(0, 1, 0), block(1, index), block(0, 0)}).valid);
        CHECK_FALSE(scene.run({block(50, 0), block(1, index), block(1'000'000, 0)}).valid);
    }
}

TEST_CASE("an L1 info leaf of zeros refuses the batch", "[zkevm][execute][blocks]") {
    transfer_scene scene;
    plant(scene.batch, 9, {});
    CHECK_FALSE(scene.run({block(50, 9)}).valid);
    // With anything in it, it is a leaf; an exit root of zero is not written down.
    plant(scene.batch, 9, {.global_exit_root = {}, .block_hash = {}, .timestamp = 1, .proof = {}});
    CHECK(scene.run({block(50, 9)}).valid);
    plant(scene.batch, 9, {.global_exit_root = {}, .block_hash = u256{5}, .timestamp = 0, .proof = {}});
    CHECK(scene.run({block(50, 9)}).valid);
}

TEST_CASE("a wrong proof of an L1 info leaf cannot be executed", "[zkevm][execute][blocks]") {
    transfer_scene scene;
    plant(scene.batch, 6, leaf(50));
    const auto root = rollup::build_genesis(scene.store, scene.accounts);
    REQUIRE(root);
    scene.batch.old_state_root = hash::to_word(*root);
    scene.batch.batch_l2_data = rollup::encode_batch({block(60, 6)});
    const auto unusable = [&](const rollup::batch_input& batch) {
        const auto got = test::executor().run(batch, scene.store);
        const auto* failure = std::get_if<zkevm::batch_failure>(&got);
        return failure != nullptr && failure->what == zkevm::batch_failure::kind::unusable;
    };
    CHECK_FALSE(unusable(scene.batch));
    auto batch = scene.batch;
    batch.l1_info_tree[6].proof[31] += u256{1};
    CHECK(unusable(batch));
    batch = scene.batch;
    batch.l1_info_tree[6].timestamp = 49;
    CHECK(unusable(batch));
    batch = scene.batch;
    batch.l1_info_tree[6].proof.pop_back();
    CHECK(unusable(batch));
    batch = scene.batch;
    batch.l1_info_root += u256{1};
    CHECK(unusable(batch));
    batch = scene.batch;
    batch.l1_info_tree.clear();
    CHECK(unusable(batch));
    // The same leaf at another place.
    batch = scene.batch;
    batch.batch_l2_data = rollup::encode_batch({block(60, 7)});
    batch.l1_info_tree[7] = batch.l1_info_tree[6];
    CHECK(unusable(batch));
}

TEST_CASE("forced batches", "[zkevm][execute][blocks]") {
    transfer_scene scene;
    scene.batch.forced_block_hash_l1 = u256{99};
    scene.batch.l1_info_root = u256{4242};
    scene.batch.timestamp_limit = 900;
    const rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
    SECTION("empty") {
        CHECK(scene.run(bytes{}).blocks.empty());
    }
    SECTION("transfers") {
        CHECK(scene.run({tx, transfer_scene::transfer(0, 2, 1)}).blocks.size() == 1);
        CHECK(scene.run({transfer_scene::transfer(0, 1, 8)}).valid);
    }
    SECTION("a change of block") {
        CHECK_FALSE(scene.run({tx, block(1, 0)}).valid);
        CHECK_FALSE(scene.run({block(1, 0)}).valid);
        CHECK_FALSE(scene.run(bytes{0x0b}).valid);
    }
    SECTION("data that are no transaction") {
        CHECK_FALSE(scene.run(bytes{1, 2, 3}).valid);
    }
    SECTION("an exit root that is known, and the zero one") {
        rollup::genesis_account manager;
        manager.address = {0xa4, 0x0d, 0x5f, 0x56, 0x74, 0x5a, 0x11, 0x8d, 0x09, 0x06,
                           0xa3, 0x4e, 0x69, 0xae, 0xc8, 0xc0, 0xdb, 0x1c, 0xb8, 0xfa};
        manager.storage = {{keccak(u256{4242}, u256{}), u256{1}}, {u256{1}, u256{55}}};
        scene.accounts.push_back(manager);
        CHECK(scene.run({tx}).new_local_exit_root == u256{55});
        CHECK(scene.run(bytes{1}).new_local_exit_root == u256{55});
        scene.batch.l1_info_root = {};
        CHECK(scene.run({tx}).valid);
    }
    SECTION("time does not go back") {
        rollup::genesis_account system;
        system.address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x5c, 0xa1, 0xab, 0x1e};
        for (const std::uint64_t before : {899U, 900U, 901U}) {
            system.storage = {{u256{0}, u256{0xffffffff}}, {u256{2}, u256{before}}};
            scene.accounts.resize(transfer_scene::users);
            scene.accounts.push_back(system);
            const auto out = scene.run({tx});
            CHECK(out.blocks.front().timestamp == std::max<std::uint64_t>(before, 900));
            CHECK(out.blocks.front().number == 0x100000000ULL);
        }
    }
}

TEST_CASE("a batch that would take too many Keccak blocks is refused", "[zkevm][execute][blocks]") {
    transfer_scene scene;
    const std::vector<rollup::batch_item> many(2400, block(1, 0));
    scene.batch.batch_l2_data = rollup::encode_batch(many);
    const auto root = rollup::build_genesis(scene.store, scene.accounts);
    REQUIRE(root);
    scene.batch.old_state_root = hash::to_word(*root);
    const auto got = test::executor().run(scene.batch, scene.store);
    REQUIRE(std::holds_alternative<zkevm::batch_result>(got));
    const auto& out = *std::get_if<zkevm::batch_result>(&got);
    CHECK_FALSE(out.valid);
    CHECK(out.new_state_root == scene.batch.old_state_root);
    CHECK(out.new_acc_input_hash == rollup::accumulated_input_hash(scene.batch));
    CHECK(out.execution.used.keccak_f <= 2376);
}

} // namespace zkevm_execute_blocks_tests
