#include <zonogon/zkevm/counted_executor.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include <zonogon/rollup/vector_run.hpp>

#include "rollup/native_scene.hpp"
#include "support/source_dir.hpp"
#include "support/vectors.hpp"

namespace rollup_counted_executor_tests {

// Batches that run out of zk-counters: the native engine with counters refuses what the ROM refuses, and nothing else.

using namespace zonogon;
using test::native_scene;

namespace {

using item_list = std::vector<rollup::batch_item>;

const zkevm::batch_executor& rom() {
    static const auto made = zkevm::batch_executor::create();
    REQUIRE(made);
    return *made;
}

/// A leaf at index 1 with its proof.
void give_leaf(rollup::batch_input& batch) {
    rollup::l1_info_leaf leaf;
    leaf.global_exit_root = u256{0x77};
    leaf.block_hash = u256{0x88};
    leaf.timestamp = 5;
    batch.l1_info_tree[1] = leaf;
    zkevm::rom_verdict_detail::put_leaves_in_own_tree(batch);
    REQUIRE(rollup::check_l1_info(batch.l1_info_tree[1], 1, batch.l1_info_root));
}

item_list importing_blocks(std::size_t count) {
    item_list out;
    for (std::size_t i = 0; i < count; ++i) {
        out.emplace_back(rollup::change_l2_block{i == 0 ? 10U : 1U, 1});
    }
    return out;
}

rollup::batch_outcome counted(native_scene& scene) {
    rollup::memory_state_store store = scene.store;
    auto out = zkevm::counted_executor<>{}.run(scene.batch, store);
    if (const auto* failure = std::get_if<zkevm::batch_failure>(&out)) {
        FAIL(failure->why.message);
    }
    return std::move(*std::get_if<rollup::batch_outcome>(&out));
}

zkevm::batch_result on_rom(const native_scene& scene) {
    rollup::memory_state_store store = scene.store;
    auto out = rom().run(scene.batch, store);
    if (const auto* failure = std::get_if<zkevm::batch_failure>(&out)) {
        FAIL(failure->why.message);
    }
    return std::move(*std::get_if<zkevm::batch_result>(&out));
}

void check_same(const rollup::batch_outcome& a, const rollup::batch_outcome& b) {
    CHECK(a.valid == b.valid);
    CHECK(a.new_state_root == b.new_state_root);
    CHECK(a.new_acc_input_hash == b.new_acc_input_hash);
    CHECK(a.new_local_exit_root == b.new_local_exit_root);
    CHECK(a.new_num_batch == b.new_num_batch);
    CHECK(a.batch_hash_data == b.batch_hash_data);
    CHECK(a.blocks.size() == b.blocks.size());
}

} // namespace

TEST_CASE("blocks that import leaves are refused exactly where the ROM has no Keccaks left", "[rollup][counters]") {
    native_scene scene;
    give_leaf(scene.batch);
    std::size_t valid = 0, refused = 0, judged = 0;
    for (std::size_t blocks = 58; blocks <= 68; ++blocks) {
        INFO(blocks << " blocks");
        const auto uncounted = scene.run(importing_blocks(blocks));
        CHECK(uncounted.valid);
        const auto got = counted(scene);
        const auto rom = on_rom(scene);
        check_same(got, rom);
        (got.valid ? valid : refused) += 1;
        if (got.valid) {
            check_same(got, uncounted);
        } else {
            CHECK(got.new_state_root == scene.batch.old_state_root);
            CHECK(got.transactions.empty());
        }
        const auto bound = std::get<rollup::counted_batch>(scene.executor.run_counted(scene.batch, scene.store, 32));
        judged += bound.reserved.within(rollup::counter_limits::rom) ? 0 : 1;
    }
    CHECK(valid > 0);
    CHECK(refused > 0);
    // The bound is never below the count, and where it is above the limit and the count is not, the ROM decides.
    CHECK(judged >= refused);
    WARN(valid << " valid, " << refused << " refused, " << judged << " above the limit by the bound");
}

TEST_CASE("the ROM says itself whether it runs out, without proofs of leaves", "[rollup][counters]") {
    native_scene scene;
    give_leaf(scene.batch);
    for (const std::size_t blocks : {std::size_t{3}, std::size_t{80}}) {
        const auto native = scene.run(importing_blocks(blocks));
        rollup::batch_input bare = scene.batch;
        bare.l1_info_tree[1].proof.clear();
        bare.l1_info_root = u256{0x1234};
        const auto verdict = zkevm::judge_by_rom(rom(), bare, native.new_state_root, scene.store);
        REQUIRE(verdict);
        CHECK(*verdict == (blocks == 3 ? zkevm::rom_verdict::valid : zkevm::rom_verdict::out_of_counters));
        // A root of neither is a contradiction, not a verdict.
        if (blocks == 3) {
            CHECK(!zkevm::judge_by_rom(rom(), bare, u256{5}, scene.store));
        }
    }
}

TEST_CASE("many transfers are refused where the ROM refuses them", "[rollup][counters]") {
    native_scene scene;
    std::size_t valid = 0, refused = 0;
    for (const std::size_t count : {std::size_t{300}, std::size_t{1'000}}) {
        item_list items{rollup::change_l2_block{1, 0}};
        for (std::size_t i = 0; i < count; ++i) {
            items.emplace_back(native_scene::transfer(0, native_scene::user(1), i));
        }
        const auto uncounted = scene.run(items);
        REQUIRE(uncounted.valid);
        const auto got = counted(scene);
        const auto verdict = zkevm::judge_by_rom(rom(), scene.batch, uncounted.new_state_root, scene.store);
        REQUIRE(verdict);
        CHECK(got.valid == (*verdict == zkevm::rom_verdict::valid));
        (got.valid ? valid : refused) += 1;
    }
    CHECK(valid == 1);
    CHECK(refused == 1);
}

TEST_CASE("contract code above the bound makes the batch invalid, also a forced one", "[rollup][counters]") {
    for (const bool forced : {false, true}) {
        native_scene scene;
        if (forced) {
            scene.batch.forced_block_hash_l1 = u256{9};
            scene.batch.l1_info_root = u256{8};
        }
        const auto creation = [&](const bytes& code, std::uint64_t gas) {
            item_list items;
            if (!forced) {
                items.emplace_back(rollup::change_l2_block{1, 0});
            }
            items.emplace_back(native_scene::transfer(0, std::nullopt, 0, code, gas));
            CHECK(scene.run(items).valid);
            return counted(scene);
        };
        // JUMPDEST PUSH1 0 JUMP: as long as there is gas.
        const auto endless = creation({0x5b, 0x60, 0x00, 0x56}, 29'000'000);
        CHECK(!endless.valid);
        CHECK(endless.blocks.empty());
        CHECK(endless.new_state_root == scene.batch.old_state_root);
        const auto small = creation({0x5b, 0x60, 0x00, 0x56}, 60'000);
        CHECK(small.valid);
        CHECK(small.transactions.size() == 1);
    }
}

TEST_CASE("the counting engine gives what vectors say", "[rollup][counters]") {
    std::size_t batches = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::source_dir() / "test/vectors/state-transition")) {
        const std::string name = entry.path().filename().string();
        const auto starts = [&](const char* with) { return name.starts_with(with); };
        if (!starts("transfer-") && !starts("create-") && !starts("forced-") && !starts("l1info-")) {
            continue;
        }
        INFO(name);
        const auto file = rollup::read_vector_file(test::read_source_file("test/vectors/state-transition/" + name));
        REQUIRE(file);
        const zkevm::counted_executor<> engine;
        auto run = rollup::vector_run<zkevm::counted_executor<>>::create(*file, engine);
        REQUIRE(run);
        while (!run->done()) {
            const rollup::batch_expectations& expected = run->next_batch().expected;
            const auto got = run->run_next();
            const auto* out = std::get_if<rollup::batch_outcome>(&got);
            REQUIRE(out != nullptr);
            CHECK(!rollup::first_difference(expected, *out, rollup::describe_items(run->last_input(), *out)));
            ++batches;
        }
    }
    CHECK(batches > 20);
}

} // namespace rollup_counted_executor_tests
