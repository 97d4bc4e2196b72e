#include <zonogon/merkle/append_tree.hpp>

#include "rollup/native_scene.hpp"

namespace rollup_native_blocks_tests {

using namespace zonogon;
using test::native_scene;

namespace {

rollup::change_l2_block block(std::uint32_t delta, std::uint32_t index = 0) {
    return {delta, index};
}
address there(std::uint8_t i) {
    address out{};
    out[0] = 0xee;
    out[19] = i;
    return out;
}

} // namespace

TEST_CASE("time stays below the limit", "[rollup][native]") {
    native_scene scene;
    CHECK(scene.run({block(1000)}).valid);
    CHECK_FALSE(scene.run({block(1001)}).valid);
    CHECK(scene.run({block(0), block(1000), block(0)}).valid);
    const auto refused = scene.run({block(600), native_scene::transfer(0, there(1), 0), block(401)});
    CHECK_FALSE(refused.valid);
    CHECK(refused.blocks.empty());
    CHECK(refused.transactions.empty());
    CHECK(refused.new_state_root == scene.batch.old_state_root);
    CHECK(refused.new_num_batch == 1);
    scene.batch.timestamp_limit = ~std::uint64_t{0};
    CHECK(scene.run({block(~std::uint32_t{0}), block(~std::uint32_t{0})}).blocks[1].timestamp == 0x1fffffffe);
}

TEST_CASE("blocks leave their marks in the system contract", "[rollup][native]") {
    native_scene scene;
    const auto out = scene.run({block(10), native_scene::transfer(0, there(1), 0), block(5)});
    REQUIRE(out.blocks.size() == 2);
    const auto system = [&](const u256& slot) { return scene.storage(out.new_state_root, evm::system_contract, slot); };
    CHECK(system(u256{0}) == u256{2});
    CHECK(system(u256{2}) == u256{15});
    CHECK(system(u256{3}) == out.blocks[1].block_info_root);
    CHECK(system(evm::block_hash_slot(u256{0})) == scene.batch.old_state_root);
    CHECK(system(evm::block_hash_slot(u256{1})) == out.blocks[0].state_root);
    CHECK(out.blocks[1].parent_state_root == out.blocks[0].state_root);
    CHECK(out.blocks[1].state_root == out.new_state_root);
    CHECK(out.blocks[0].gas_used == 21000);
    CHECK(out.blocks[1].gas_used == 0);
}

TEST_CASE("which items a batch may hold", "[rollup][native]") {
    native_scene scene;
    const auto tx = native_scene::transfer(0, there(1), 0);
    CHECK_FALSE(scene.run({tx}).valid);
    CHECK_FALSE(scene.run({tx, block(1)}).valid);
    CHECK(scene.run({block(1), tx}).valid);
    const auto nothing = scene.run({});
    CHECK(nothing.valid);
    CHECK(nothing.blocks.empty());
    CHECK(nothing.new_state_root == scene.batch.old_state_root);
    scene.batch.forced_block_hash_l1 = u256{99};
    CHECK(scene.run({tx}).valid);
    CHECK_FALSE(scene.run({block(1), tx}).valid);
    CHECK_FALSE(scene.run({tx, block(1)}).valid);
    CHECK(scene.run({}).blocks.empty());
}

TEST_CASE("a forced batch is one block that does not turn time back", "[rollup][native]") {
    native_scene scene;
    const auto first = scene.run({block(500)});
    scene.advance(first);
    scene.batch.forced_block_hash_l1 = u256{99};
    scene.batch.l1_info_root = u256{1234};
    for (const std::uint64_t forced : {499U, 500U, 501U}) {
        scene.batch.timestamp_limit = forced;
        const auto out = scene.run({native_scene::transfer(0, there(1), 0), native_scene::transfer(0, there(2), 1)});
        REQUIRE(out.blocks.size() == 1);
        CHECK(out.blocks[0].timestamp == std::max<std::uint64_t>(forced, 500));
        CHECK(out.blocks[0].global_exit_root == u256{1234});
        CHECK(scene.storage(out.new_state_root, rollup::exit_root_manager, rollup::exit_root_slot(u256{1234})) ==
              u256{99});
    }
    // The first to bring an exit root stays.
    const auto out = scene.run({native_scene::transfer(0, there(1), 0)});
    scene.advance(out);
    scene.batch.forced_block_hash_l1 = u256{100};
    const auto again = scene.run({native_scene::transfer(0, there(1), 1)});
    CHECK(scene.storage(again.new_state_root, rollup::exit_root_manager, rollup::exit_root_slot(u256{1234})) ==
          u256{99});
}

TEST_CASE("leaves of the L1 info tree are imported with a proof", "[rollup][native]") {
    native_scene scene;
    merkle::append_tree tree;
    std::vector<rollup::l1_info_leaf> leaves(3);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        leaves[i].global_exit_root = u256{100 + i};
        leaves[i].block_hash = u256{200 + i};
        leaves[i].timestamp = 50 + i;
        REQUIRE(tree.append(rollup::l1_info_leaf_hash(leaves[i])));
    }
    for (std::uint32_t i = 0; i < 5; ++i) {
        rollup::l1_info_leaf leaf = i < leaves.size() ? leaves[i] : rollup::l1_info_leaf{};
        for (const bytes32& sibling : tree.proof(i)) {
            leaf.proof.push_back(u256::from_bytes(sibling));
        }
        scene.batch.l1_info_tree[i] = leaf;
    }
    scene.batch.l1_info_root = u256::from_bytes(tree.root());
    const auto out = scene.run({block(51, 1)});
    CHECK(out.valid);
    CHECK(out.blocks[0].global_exit_root == u256{101});
    CHECK(out.blocks[0].l1_block_hash == u256{201});
    CHECK(scene.storage(out.new_state_root, rollup::exit_root_manager, rollup::exit_root_slot(u256{101})) == u256{201});
    // A block older than its leaf, an unfilled place: the batch is refused.
    CHECK_FALSE(scene.run({block(50, 1)}).valid);
    CHECK_FALSE(scene.run({block(100, 3)}).valid);
    CHECK(scene.run({block(100, 2), block(0, 1)}).valid);
    // What cannot be proven is no batch at all.
    CHECK(scene.failure({block(100, 7)}) == "the input has no L1 info leaf 7");
    scene.batch.l1_info_tree[1].proof[5] += u256{1};
    CHECK(scene.failure({block(100, 1)}) == "the proof of L1 info leaf 1 does not lead to the batch's root");
    scene.batch.l1_info_tree[1].proof.pop_back();
    CHECK(scene.failure({block(100, 1)}) == "L1 info leaf 1 has a proof of the wrong length");
    scene.batch.l1_info_tree[2].timestamp += 1;
    CHECK_FALSE(scene.failure({block(100, 2)}).empty());
    scene.batch.l1_info_unchecked = true;
    CHECK(scene.run({block(100, 2)}).valid);
    scene.batch.l1_info_unchecked = false;
    CHECK_FALSE(scene.failure({block(100, 2)}).empty());
    scene.batch.l1_info_tree[2].proof.clear();
    CHECK(scene.run({block(100, 2)}).valid);
}

TEST_CASE("blocks one transaction at a time are the same as the batch", "[rollup][native]") {
    native_scene scene;
    const auto tx = [](std::uint64_t nonce) { return native_scene::transfer(1, there(9), nonce); };
    const auto whole = scene.run({block(3), tx(0), tx(7), tx(1), block(4), tx(2)});
    rollup::block_executor<rollup::memory_state_store> blocks(scene.store, hash::to_hash4(scene.batch.old_state_root),
                                                              scene.batch.chain_id);
    const address from = native_scene::user(1);
    REQUIRE(blocks.open({scene.batch.sequencer, u256{3}, {}, {}}));
    CHECK(blocks.run(tx(0), from)->included());
    CHECK(blocks.run(tx(7), from)->skipped == rollup::skip_reason::nonce);
    CHECK(blocks.run(tx(1), from)->index == 1);
    CHECK(blocks.close()->state_root == whole.blocks[0].state_root);
    CHECK_FALSE(blocks.is_open());
    const merkle::hash4 after_first = blocks.root();
    CHECK(blocks.last_timestamp() == u256{3});
    REQUIRE(blocks.open({scene.batch.sequencer, u256{7}, {}, {}}));
    CHECK(blocks.run(tx(2), from)->included());
    CHECK(blocks.close()->state_root == whole.new_state_root);
    // Back, and once more with something else.
    blocks.return_to(after_first);
    CHECK(blocks.last_timestamp() == u256{3});
    REQUIRE(blocks.open({scene.batch.sequencer, u256{7}, {}, {}}));
    CHECK(blocks.run(tx(3), from)->skipped == rollup::skip_reason::nonce);
    blocks.return_to(after_first);
    REQUIRE(blocks.open({scene.batch.sequencer, u256{7}, {}, {}}));
    CHECK(blocks.run(tx(2), from)->included());
    CHECK(blocks.close()->state_root == whole.new_state_root);
}

TEST_CASE("a batch cut inside a block goes on in the next piece", "[rollup][native]") {
    native_scene scene;
    const auto tx = native_scene::transfer(1, there(9), 0);
    const auto piece = [&scene](const std::vector<rollup::batch_item>& items, const rollup::batch_part& part) {
        return scene.try_run(rollup::encode_batch(items), part);
    };
    const auto together = std::get<rollup::batch_outcome>(piece({block(3), tx}, {false, true}));
    const auto first = std::get<rollup::batch_outcome>(piece({block(3)}, {false, true}));
    CHECK(first.blocks.empty());
    const u256 start = scene.batch.old_state_root;
    scene.advance(first);
    const auto second = std::get<rollup::batch_outcome>(piece({tx}, {true, true}));
    CHECK(second.new_state_root == together.new_state_root);
    CHECK(second.new_state_root != start);
    CHECK(std::holds_alternative<rollup::batch_failure>(piece({tx}, {true, false})));
}

TEST_CASE("inputs that are no batch are failures", "[rollup][native]") {
    native_scene scene;
    CHECK(scene.failure({block(1)}).empty());
    scene.batch.fork_id = 7;
    CHECK(scene.failure({block(1)}) == "fork 7 is not fork 9");
    scene.batch.fork_id = 9;
    scene.batch.chain_id = ~std::uint64_t{0};
    CHECK_FALSE(scene.failure({block(1)}).empty());
    scene.batch.chain_id = 1000;
    scene.batch.old_state_root = u256{12345};
    CHECK(scene.failure({block(1)}).starts_with("tree node "));
    scene.batch.old_state_root = u256::max();
    CHECK_FALSE(scene.failure({block(1)}).empty());
}

} // namespace rollup_native_blocks_tests
